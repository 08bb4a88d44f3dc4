"""Journeys through a register: its position today and earlier, and how it changes with what is recorded."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from core.clock import today
from notices.models import Discharge, Notice, Obligation, Party, Variation
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
AGO = dt.timedelta
Kind = Obligation.Kind


def typed(day: dt.date) -> str:
    """A day as people type it into a form."""
    return f"{day:%d/%m/%Y}"


def duty(notice: Notice, number: str, summary: str, kind: str, terms: dict[str, object], **more: object):
    """An obligation of a clause of its own, which falls due by one cadence."""
    clause = ClauseFactory(notice=notice, number=number, order=int(number), words=summary)
    made = ObligationFactory(clause=clause, summary=summary, kind=kind, **more)
    CadenceTermsFactory(obligation=made, terms=terms)
    return made


@pytest.fixture
def plan_due(council) -> Notice:
    """A notice a hundred days old whose plan was due sixty days ago."""
    issued = today() - AGO(days=100)
    notice = NoticeFactory(council=council, issued_on=issued)
    by_date = {"type": "by_date", "date": (today() - AGO(days=60)).isoformat()}
    duty(notice, "1", "Submit the plan", Kind.SUBMISSION, by_date, duty_holder=Party.COUNCIL)
    return notice


@pytest.fixture
def neglected(plan_due) -> Notice:
    """The same, with a board that has not met, no report sent, and reports whose interval nobody has agreed."""
    monthly = {"type": "each_calendar", "unit": "month"}
    rolling = {"type": "at_least_every", "n": 1, "unit": "months"}
    duty(plan_due, "2", "Meet every calendar month", Kind.MEETING, monthly)
    reporting = {"duty_holder": Party.COUNCIL, "recipient": Party.ADVISER}
    duty(plan_due, "3", "Report to the adviser", Kind.REPORT, rolling, **reporting)
    agreed_by = {"variation_agreed_by": Party.SECRETARY_OF_STATE, "recipient": Party.SECRETARY_OF_STATE}
    duty(plan_due, "4", "Report to ministers", Kind.REPORT, {"type": "to_be_agreed"}, **agreed_by)
    return plan_due


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_position_is_seen_today_and_as_at_an_earlier_day(page_at, board_member, plan_due, scripts):
    DischargeFactory(obligation=Obligation.objects.get(), effective_on=today() - AGO(days=40))
    with page_at(DESKTOP, board_member, scripts=scripts) as seen:
        window = seen.open("/councils/fernshire/")
        window.get_by_role("link", name=str(plan_due)).click()
        position = window.get_by_role("region", name="Position of the council against the notice")
        expect(position).to_contain_text("Discharged")
        for days, words in ((50, "In breach"), (80, "On track")):
            window.get_by_label("As at").fill(typed(today() - AGO(days=days)))
            window.get_by_role("button", name="Show that day").click()
            expect(position).to_contain_text(words)
        window.get_by_label("As at").fill(typed(today() - AGO(days=110)))
        window.get_by_role("button", name="Show that day").click()
        expect(window.get_by_role("main")).to_contain_text("The notice was not yet in force")
        window.go_back()
        expect(position).to_contain_text("On track")
        assert (seen.complaints, seen.overflow()) == ([], 0)


def record(window, number: str, words: str, filled: dict[str, str]) -> None:
    """From the overview: open a clause, record something about its duty, and stand on the clause again."""
    window.get_by_role("region", name="Position clause by clause").get_by_role(
        "link", name=number, exact=True
    ).first.click()
    window.get_by_role("link", name=words).click()
    for label, value in filled.items():
        window.get_by_label(label).fill(value)
    window.get_by_role("button", name="Record it").click()


def expect_position(window, before: str) -> None:
    """The clause on the screen reads so."""
    expect(window.get_by_text("Position of the clause:")).to_contain_text(before)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_position_changes_with_each_thing_recorded(page_at, improver, neglected, scripts):
    done_on = typed(today())
    with page_at(DESKTOP, improver, scripts=scripts) as seen:
        window = seen.open(f"/councils/fernshire/notices/{neglected.pk}/")
        position = window.locator(".app-position")
        expect(position).to_contain_text("3 in breach, 1 at risk")
        for number, words, label, after in (
            ("1", "Record that it was submitted", "Date it was submitted", "Discharged"),
            ("2", "Record that it was held", "Date the meeting was held", "On track"),
            ("3", "Record that it was sent", "Date the report was sent", "On track"),
        ):
            record(window, number, words, {label: done_on})
            expect_position(window, after)
            window.get_by_role("link", name=str(neglected)).first.click()
        expect(position).to_contain_text("At risk")
        vary_to_every_three_months(window)
        expect_position(window, "On track")
        window.get_by_role("link", name=str(neglected)).first.click()
        expect(position).to_contain_text("3 on track, 1 discharged")
        assert seen.complaints == []


def vary_to_every_three_months(window) -> None:
    """Record what ministers agreed, after a slip: first in the name of somebody who cannot agree it."""
    window.get_by_role("link", name="4", exact=True).first.click()
    window.get_by_role("link", name="Record a change agreed").click()
    window.get_by_label("At least every so often").check()
    window.get_by_role("button", name="Continue").click()
    window.get_by_label("At least every").fill("3")
    window.get_by_label("Of what").select_option("months")
    window.get_by_label("Who agreed the change").select_option(Party.ADVISER)
    window.get_by_label("Date it was agreed").fill(typed(today()))
    window.get_by_label("Date it takes effect").fill(typed(today()))
    window.get_by_label("Letter or minute in which it was agreed").fill("Letter of today")
    window.get_by_role("button", name="Record the change").click()
    refused = window.locator(".govuk-error-summary")
    expect(refused).to_contain_text("Secretary of State")
    assert not Variation.objects.exists()
    window.get_by_label("Who agreed the change").select_option(Party.SECRETARY_OF_STATE)
    window.get_by_role("button", name="Record the change").click()


def test_a_slip_is_named_and_leaves_nothing_and_a_second_discharge_leads_to_the_first(
    page_at, improver, plan_due
):
    obligation = Obligation.objects.get()
    with page_at(PHONE, improver, scripts=False) as seen:
        address = f"/councils/fernshire/notices/{plan_due.pk}/obligations/{obligation.pk}/done/"
        window = seen.open(address)
        for day, message in (
            ("", "Enter the date it was submitted"),
            ("31/02/2026", "Date it was submitted must be a real date"),
            (typed(today() + AGO(days=1)), "must be today or earlier"),
            (typed(today() - AGO(days=101)), "when the notice came into force"),
        ):
            window.get_by_label("Date it was submitted").fill(day)
            window.get_by_role("button", name="Record it").click()
            summary = window.locator(".govuk-error-summary")
            expect(summary).to_contain_text(message)
            summary.get_by_role("link").click()
            expect(window.get_by_label("Date it was submitted")).to_be_focused()
        assert not Discharge.objects.exists()
        window.get_by_label("Date it was submitted").fill(typed(today()))
        window.get_by_role("button", name="Record it").click()
        window = seen.open(address)
        window.get_by_label("Date it was submitted").fill(typed(today()))
        window.get_by_role("button", name="Record it").click()
        window.locator(".govuk-error-summary").get_by_role("link", name="evidence").click()
        expect(window.get_by_role("heading", level=1)).to_contain_text("Add evidence")
    assert Discharge.objects.count() == 1


def test_two_presses_on_the_button_record_once(page_at, improver, plan_due):
    obligation = Obligation.objects.get()
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(f"/councils/fernshire/notices/{plan_due.pk}/obligations/{obligation.pk}/done/")
        window.get_by_label("Date it was submitted").fill(typed(today()))
        window.get_by_role("button", name="Record it").dblclick()
        expect_position(window, "Discharged")
    assert Discharge.objects.count() == 1


def test_one_council_does_not_exist_for_another(page_at, outsider, plan_due):
    obligation = Obligation.objects.get()
    MembershipFactory(council=plan_due.council, person=UserFactory())
    with page_at(DESKTOP, outsider) as seen:
        for address in ("", "notices/deadlines/", f"notices/{plan_due.pk}/", "reports/", "plan/"):
            answer = seen.page.goto(f"{seen.base}/councils/fernshire/{address}")
            assert answer.status == 404, address
        mine = f"/councils/marlow-vale/notices/{plan_due.pk}/obligations/{obligation.pk}/done/"
        assert seen.page.goto(seen.base + mine).status == 404
        expect(seen.page.get_by_role("main")).not_to_contain_text("Fernshire")
