"""Who may open which page of a register: a member with the permission, and nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notices.models import Notice
from tests.factories import (
    AppointmentFactory,
    AreaFactory,
    DischargeFactory,
    PlannedEventFactory,
    PostHoldingFactory,
)
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]

READING = ("list", "deadlines", "deadlines_csv", "deadlines_xlsx", "notice", "calendar", "clause")
WRITING = (
    "status",
    "areas",
    "rename_area",
    "remove_area",
    "appoint",
    "end_appointment",
    "record_discharge",
    "assess",
    "plan_event",
    "record_request",
    "expectation",
    "vary",
    "vary_terms",
    "add_evidence",
    "withdraw",
    "cancel_event",
)
OWNERS_TOO = ("record_discharge", "add_evidence")
ASKERS_TOO = ("record_request",)


@pytest.fixture
def addresses(known: Known) -> dict[str, str]:
    """Every address of the register, by name."""
    slug, pk = known.notice.council.slug, known.notice.pk
    on_request = duty(known.notice, "9", "review", {"type": "on_request"})
    area = AreaFactory(notice=known.notice)
    appointment = AppointmentFactory(notice=known.notice, post=known.post)
    discharge = DischargeFactory(obligation=known.report)
    event = PlannedEventFactory(obligation=known.board)
    within = {
        "notice": [],
        "calendar": [],
        "clause": [known.board.clause_id],
        "status": [],
        "areas": [],
        "rename_area": [area.pk],
        "remove_area": [area.pk],
        "appoint": [],
        "end_appointment": [appointment.pk],
        "record_discharge": [known.report.pk],
        "assess": [known.cooperation.pk],
        "plan_event": [known.board.pk],
        "record_request": [on_request.pk],
        "expectation": [known.record.pk],
        "vary": [known.board.pk],
        "vary_terms": [known.board.pk, 0, "at_least_every"],
        "add_evidence": [discharge.pk],
        "withdraw": ["discharge", discharge.pk],
        "cancel_event": [event.pk],
    }
    return {
        "list": reverse("notices:list", args=[slug]),
        "deadlines": reverse("notices:deadlines", args=[slug]),
        "deadlines_csv": reverse("notices:deadlines_export", args=[slug, "csv"]),
        "deadlines_xlsx": reverse("notices:deadlines_export", args=[slug, "xlsx"]),
        **{name: reverse(f"notices:{name}", args=[slug, pk, *args]) for name, args in within.items()},
    }


@pytest.mark.parametrize("name", READING + WRITING)
def test_the_improvement_team_opens_every_page(
    name: str, addresses: dict[str, str], improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).get(addresses[name])
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        assert name == "list"


@pytest.mark.parametrize("name", READING)
def test_every_member_reads(
    name: str,
    addresses: dict[str, str],
    owner: User,
    department_official: User,
    board_member: User,
    client_for: ClientFor,
) -> None:
    for person in (owner, department_official, board_member):
        assert client_for(person).get(addresses[name], follow=True).status_code == 200


@pytest.mark.parametrize("name", WRITING)
def test_a_member_without_the_permission_is_told_so(
    name: str, addresses: dict[str, str], board_member: User, analyst: User, client_for: ClientFor
) -> None:
    for person in (board_member, analyst):
        assert client_for(person).get(addresses[name]).status_code == 403
        assert client_for(person).post(addresses[name]).status_code == 403


@pytest.mark.parametrize("name", READING + WRITING)
def test_for_an_outsider_no_page_exists(
    name: str, addresses: dict[str, str], outsider: User, client_for: ClientFor
) -> None:
    assert client_for(outsider).get(addresses[name]).status_code == 404
    assert client_for(outsider).post(addresses[name]).status_code == 404


@pytest.mark.parametrize("name", READING + WRITING)
def test_nobody_signed_in_is_led_to_the_sign_in_page(
    name: str, addresses: dict[str, str], client_for: ClientFor
) -> None:
    answer = client_for(None).get(addresses[name])
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("name", [name for name in WRITING if name not in ASKERS_TOO])
def test_the_adviser_and_the_department_only_read(
    name: str, addresses: dict[str, str], adviser: User, department_official: User, client_for: ClientFor
) -> None:
    for person in (adviser, department_official):
        assert client_for(person).get(addresses[name]).status_code == 403


def test_the_adviser_may_record_a_request_in_their_own_name(
    addresses: dict[str, str], adviser: User, client_for: ClientFor
) -> None:
    page = client_for(adviser).get(addresses["record_request"])
    assert page.status_code == 200
    assert list(page.context["form"].fields["requested_by"].choices) == [("adviser", "The adviser")]


def test_another_notices_parts_do_not_exist_under_this_one(
    known: Known, other_council: object, improver: User, client_for: ClientFor
) -> None:
    elsewhere = duty(
        Notice.objects.create(
            council=other_council,
            title="Elsewhere",
            issued_on="2026-01-01",
            in_force_from="2026-01-01",
            source_text="1.",
        ),
        "1",
        "meeting",
        {"type": "each_calendar", "unit": "month"},
    )
    slug, pk = known.notice.council.slug, known.notice.pk
    client = client_for(improver)
    wrong = [
        reverse("notices:notice", args=[slug, elsewhere.clause.notice_id]),
        reverse("notices:clause", args=[slug, pk, elsewhere.clause_id]),
        reverse("notices:record_discharge", args=[slug, pk, elsewhere.pk]),
        reverse("notices:withdraw", args=[slug, pk, "discharge", DischargeFactory(obligation=elsewhere).pk]),
        reverse("notices:withdraw", args=[slug, pk, "nonsense", 1]),
        reverse("notices:vary_terms", args=[slug, pk, known.board.pk, 0, "nonsense"]),
        reverse("notices:vary_terms", args=[slug, pk, known.board.pk, 7, "every"]),
        reverse("notices:expectation", args=[slug, pk, known.board.pk]),
        reverse("notices:vary", args=[slug, pk, known.cooperation.pk]),
        reverse("notices:deadlines_export", args=[slug, "pdf"]),
    ]
    assert [client.get(address).status_code for address in wrong] == [404] * len(wrong)


def test_an_owner_records_what_their_own_post_owns_and_nothing_else(
    known: Known, addresses: dict[str, str], owner: User, client_for: ClientFor
) -> None:
    client = client_for(owner)
    assert client.get(addresses["record_discharge"]).status_code == 403
    PostHoldingFactory(post=known.post, person=owner)
    assert client.get(addresses["record_discharge"]).status_code == 200
    assert client.get(addresses["add_evidence"]).status_code == 200
    others = reverse(
        "notices:record_discharge", args=[known.notice.council.slug, known.notice.pk, known.board.pk]
    )
    assert client.get(others).status_code == 403
