"""Journeys from the link in the e-mail to what was asked, on a phone, by somebody who is not signed in."""

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import Organisation, Role
from core.clock import today
from core.working_days import within_working_days
from improvement_plans.ladder import working_day_from
from improvement_plans.models import ActionUpdate, Contribution
from improvement_plans.reminding import sweep
from tests.factories import (
    PASSWORD,
    CouncilFactory,
    MembershipFactory,
    NoticeFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_cycle import UpdateCycleFactory, UpdateRequestFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375


@pytest.fixture
def asked(council, owner, transactional_db):
    """An update of an action that began the other day, asked of the post that the owner holds."""
    asked_on = today() - dt.timedelta(days=1)
    cycle = UpdateCycleFactory(
        plan=PlanFactory(notice=NoticeFactory(council=council)),
        asked_on=asked_on,
        due_on=within_working_days(today(), 8),
    )
    action = ActionFactory(
        objective=ObjectiveFactory(plan=cycle.plan),
        title="Agree a standard",
        starts_on=asked_on,
        original_due_on=asked_on + dt.timedelta(days=90),
    )
    PostHoldingFactory(post=action.owner_post, person=owner)
    return UpdateRequestFactory(cycle=cycle, action=action)


def link_in_the_message(person, settings, live_server, words: str) -> str:
    """Return the address after `words` in the e-mail to `person`, as a path of the live server."""
    settings.SITE_URL = live_server.url
    sweep(working_day_from(today()))
    (message,) = [each for each in mail.outbox if each.to == [person.email]]
    found = re.search(rf"{words}.*?{re.escape(live_server.url)}(\S+)", message.body, re.DOTALL)
    assert found is not None, message.body
    return found[1]


def sign_in(window, person) -> None:
    window.get_by_label("E-mail address").fill(person.email)
    window.get_by_label("Password", exact=True).fill(PASSWORD)
    window.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_link_in_the_e_mail_an_update_is_one_form(
    page_at, live_server, settings, owner, asked, scripts
):
    address = link_in_the_message(owner, settings, live_server, "Update: .*? Agree a standard")
    with page_at(PHONE, None, scripts=scripts) as seen:
        window = seen.open(address)
        sign_in(window, owner)
        # Signed in, the person stands before the very form.
        expect(window).to_have_url(live_server.url + address)
        window.get_by_label("Progress since the last update").fill("Two of three teams have agreed it.")
        window.get_by_label("Green").check()
        window.get_by_label("Reason for the rating").fill("On the dates agreed")
        window.get_by_role("button", name="Give this update").click()
        # The action's own page: a refused form would hold the words as well.
        expect(window.get_by_role("heading", level=1)).to_have_text("Agree a standard")
        expect(window.locator(".moj-timeline__item")).to_contain_text("Two of three teams have agreed it.")
        assert seen.overflow() == 0
    asked.refresh_from_db()
    assert ActionUpdate.objects.get().given_by == owner
    assert asked.opened_by == owner


def test_a_partner_contributes_from_the_link_in_the_e_mail(page_at, live_server, settings, council, asked):
    health = CouncilFactory(kind=Organisation.Kind.PARTNER_AGENCY, name="Fernshire Health")
    partner = UserFactory(name="Petra Lowe", organisation=health)
    MembershipFactory(council=council, person=partner, role=Role.PARTNER)
    asked.action.partner_agencies.add(health)
    UpdateRequestFactory(
        cycle=asked.cycle, action=asked.action, kind="contribution", post=None, agency=health
    )
    address = link_in_the_message(partner, settings, live_server, "Contribution: .*? Agree a standard")
    with page_at(PHONE) as seen:
        window = seen.open(address)
        sign_in(window, partner)
        window.get_by_label("What you have contributed since the last time").fill("Two nurses are in post.")
        window.get_by_role("button", name="Give this contribution").click()
        expect(window.get_by_role("main")).to_contain_text("Nothing more is asked of you this month.")
        assert seen.overflow() == 0
    assert Contribution.objects.get().for_agency == health


def test_by_keyboard_from_everything_that_is_asked_to_the_form(page_at, owner, asked):
    with page_at(PHONE, owner) as seen:
        window = seen.open("/councils/fernshire/plan/asked/")
        link = window.get_by_role("link", name="Agree a standard")
        link.focus()
        window.keyboard.press("Enter")
        expect(window.get_by_role("heading", name="Give an update")).to_be_visible()
        assert (seen.complaints, seen.overflow()) == ([], 0)
