"""Recording an agreed change of cadence, and who may agree one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Notice, Obligation, Party, Variation
from notices.selectors import register_as_at
from notices.services import vary
from tests.factories import CadenceTermsFactory, DischargeFactory
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 11, 22)
ClientFor = Callable[[User | None], Client]
SIX_WEEKS = {"type": "at_least_every", "n": 6, "unit": "weeks"}


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


def change(obligation: Obligation, by: User, **given: Any) -> Variation:
    asked = {
        "cadence": SIX_WEEKS,
        "agreed_by": Party.DEPARTMENT,
        "agreed_on": D(2026, 6, 1),
        "effective_from": D(2026, 6, 15),
        "reference": "Letter of 1 June",
        "today": TODAY,
        **given,
    }
    return vary(obligation=obligation, by=by, **asked)


def step(known: Known, *args: object, obligation: Obligation | None = None) -> str:
    chosen = obligation or known.board
    name = "vary_terms" if args else "vary"
    return reverse(f"notices:{name}", args=["fernshire", known.notice.pk, chosen.pk, *args])


TYPED = {
    "n": "6",
    "unit": "weeks",
    "agreed_by": "Department",
    "agreed_on": "1/6/2026",
    "effective_from": "15/6/2026",
    "reference": "Letter of 1 June",
}


def test_a_change_is_recorded_in_two_steps(known: Known, improver: User, client_for: ClientFor) -> None:
    client = client_for(improver)
    first = client.post(step(known), {"type": "at_least_every"})
    assert first.headers["Location"] == step(known, 0, "at_least_every")
    answer = client.post(first.headers["Location"], TYPED, follow=True)
    variation = known.board.variations.get()
    assert (variation.terms, variation.agreed_by, variation.part) == (SIX_WEEKS, "Department", 0)
    assert not variation.agreed_late
    assert "Clause 6" in str(next(iter(answer.context["messages"])))
    assert AuditEntry.objects.get().action == "varied a cadence"


def test_the_first_step_asks_which_cadence_changes_and_into_what(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    CadenceTermsFactory(obligation=known.board, part=1, terms={"type": "on_request"})
    answer = client_for(improver).post(step(known), {})
    assert dict(answer.context["form"].errors) == {
        "part": ["Choose which of its cadences changes"],
        "type": ["Choose when it will fall due"],
    }
    chosen = client_for(improver).post(step(known), {"part": "1", "type": "each_calendar"})
    assert chosen.headers["Location"] == step(known, 1, "each_calendar")


def test_anybody_but_the_party_that_the_clause_names_is_refused_by_name(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(step(known, 0, "at_least_every"), {**TYPED, "agreed_by": "adviser"})
    assert answer.context["form"].errors["agreed_by"] == [
        "The Department for Education must agree a change of this: clause 6 says so"
    ]
    assert not Variation.objects.exists()


def test_where_the_clause_names_nobody_the_one_who_owes_it_cannot_agree_it_alone(
    known: Known, improver: User
) -> None:
    known.plan.variation_agreed_by = ""
    known.plan.save()
    terms = {"type": "by_date", "date": "2026-04-30"}
    with pytest.raises(Refusal, match="cannot agree a change of its own duty"):
        change(known.plan, improver, agreed_by=Party.COUNCIL, cadence=terms)
    assert change(known.plan, improver, agreed_by=Party.ADVISER, cadence=terms).pk
    with pytest.raises(Refusal, match="Choose who agreed"):
        change(known.plan, improver, agreed_by="the cleaner", cadence=terms)


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"agreed_on": D(2026, 11, 23)}, "agreed_on", "today or earlier"),
        ({"agreed_on": D(2026, 1, 15)}, "agreed_on", "on or after 16 January 2026"),
        ({"effective_from": D(2026, 1, 15)}, "effective_from", "on or after 16 January 2026"),
        ({"reference": " "}, "reference", "Enter the reference"),
        ({"part": 3}, "part", "which of its cadences"),
        (
            {"cadence": {"type": "every", "n": 4, "unit": "weeks"}},
            "anchor",
            "from which a fixed grid is counted",
        ),
        ({"cadence": {"type": "at_least_every", "n": 0, "unit": "weeks"}}, "cadence_type", "n must be"),
        ({"cadence": {"type": "never"}}, "cadence_type", "type must be one of"),
        (
            {"cadence": {"type": "within", "n": 3, "unit": "weeks", "anchor": "the harvest"}},
            "anchor",
            "Choose an event",
        ),
        ({"cadence": {"type": "at_each", "of": "board meeting"}}, "follows", "Choose which meetings"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(
    given: dict[str, Any], field: str, message: str, known: Known, improver: User
) -> None:
    with pytest.raises(Refusal, match=message) as refused:
        change(known.board, improver, **given)
    assert refused.value.field == field
    assert (Variation.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_one_agreed_after_it_took_effect_is_kept_and_flagged(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    late = change(known.board, improver, agreed_on=D(2026, 6, 20))
    assert late.agreed_late
    clause = reverse("notices:clause", args=["fernshire", known.notice.pk, known.board.clause_id])
    assert "Agreed after it took effect" in client_for(improver).get(clause).content.decode()


def test_the_same_change_twice_is_recorded_once(known: Known, improver: User) -> None:
    change(known.board, improver)
    with pytest.raises(Refusal, match="already recorded"):
        change(known.board, improver)


def test_a_fixed_grid_needs_a_day_in_the_form_too(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    client, address = client_for(improver), step(known, 0, "every")
    answer = client.post(address, TYPED)
    assert "fixed days need a day to start from" in str(answer.context["form"].errors["counted_from"])
    answer = client.post(address, {**TYPED, "counted_from": "day"})
    assert answer.context["form"].errors["from_day"] == ["Enter the day it is counted from"]
    assert client.post(address, {**TYPED, "counted_from": "day", "from_day": "1/6/2026"}).status_code == 302
    assert Variation.objects.get().terms["anchor"] == "2026-06-01"


def test_a_paper_before_each_meeting_cannot_be_due_before_the_meeting_before(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    address = step(known, 0, "before_each", obligation=known.report)
    typed = {**TYPED, "counted_from": f"of {known.board.pk}", "lead": "40", "lead_unit": "days"}
    answer = client_for(improver).post(address, typed)
    assert "shorter than the time between two meetings" in str(answer.context["form"].errors)
    assert client_for(improver).post(address, {**typed, "lead": "5"}).status_code == 302
    assert Variation.objects.get().follows == known.board


def test_a_change_moves_what_is_due_next(known: Known, improver: User) -> None:
    DischargeFactory(obligation=known.board, effective_on=D(2026, 11, 2))
    change(known.board, improver, agreed_on=D(2026, 11, 10), effective_from=D(2026, 11, 10))
    register = register_as_at(Notice.objects.get(), as_at=TODAY)
    assert register.standing_of(known.board).next_due_on == D(2026, 12, 14)


def test_meetings_of_another_notice_are_not_offered(
    known: Known, improver: User, client_for: ClientFor, other_council: object
) -> None:
    foreign = duty(
        Notice.objects.create(
            council=other_council,
            title="E",
            issued_on="2026-01-01",
            in_force_from="2026-01-01",
            source_text="1.",
        ),
        "1",
        "meeting",
        {"type": "each_calendar", "unit": "month"},
    )
    typed = {**TYPED, "counted_from": f"of {foreign.pk}"}
    answer = client_for(improver).post(step(known, 0, "at_each", obligation=known.report), typed)
    assert "counted_from" in answer.context["form"].errors
    with pytest.raises(Refusal, match="Choose which meetings"):
        change(known.report, improver, cadence={"type": "at_each"}, follows=foreign)
