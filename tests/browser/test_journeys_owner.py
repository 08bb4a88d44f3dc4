"""Journeys of an owner on a phone, and of anybody who makes their own account safer."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from core.clock import today
from improvement_plans.models import ActionUpdate
from tests.factories import NoticeFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375


@pytest.fixture
def owed(council, owner):
    """An action a week overdue, owned by the post that the owner holds."""
    objective = ObjectiveFactory(plan=PlanFactory(notice=NoticeFactory(council=council)))
    action = ActionFactory(
        objective=objective, title="Agree a standard", original_due_on=today() - dt.timedelta(days=7)
    )
    PostHoldingFactory(post=action.owner_post, person=owner)
    return action


def expect_given(window, action, words: str) -> None:
    """Expect the action's own page with the update on it: a refused form shows the words too, and is another page."""
    expect(window.get_by_role("heading", level=1)).to_have_text(action.title)
    expect(window.get_by_role("main").get_by_role("alert")).to_contain_text("The update is recorded.")
    expect(window.locator(".moj-timeline__item").first).to_contain_text(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_owner_gives_an_update_on_a_phone_in_three_presses(page_at, owner, owed, scripts):
    with page_at(PHONE, owner, scripts=scripts) as seen:
        window = seen.open("/")
        window.get_by_role("link", name="Agree a standard").click()
        window.get_by_role("button", name="Give an update").click()
        window.get_by_label("Progress since the last update").fill("Two of three teams have agreed it.")
        expect(window.locator("#computed-rating")).to_contain_text("Red: off track")
        window.get_by_label("Amber").check()
        window.get_by_label("Reason for the rating").fill("One team is short of a manager")
        window.get_by_label("Why your rating differs").fill("The third team agrees on Friday")
        window.get_by_role("button", name="Give this update").click()
        expect_given(window, owed, "Two of three teams have agreed it.")
        assert (seen.complaints, seen.overflow()) == ([], 0)
    given = ActionUpdate.objects.get()
    assert (given.given_by, given.differs_because) == (owner, "The third team agrees on Friday")


def test_a_rating_that_differs_is_asked_why_beside_it_and_nothing_typed_is_lost(page_at, owner, owed):
    with page_at(PHONE, owner, scripts=False) as seen:
        window = seen.open(f"/councils/fernshire/plan/actions/{owed.pk}/update/")
        window.get_by_label("Progress since the last update").fill("Two of three teams have agreed it.")
        window.get_by_label("Green").check()
        window.get_by_label("Reason for the rating").fill("Nearly there")
        window.get_by_role("button", name="Give this update").click()
        assert not ActionUpdate.objects.exists()
        window.locator(".govuk-error-summary").get_by_role("link", name="Say why yours differs").click()
        expect(window.get_by_label("Why your rating differs")).to_be_in_viewport()
        assert seen.overflow() == 0
        window.get_by_label("Why your rating differs").fill("The third team agrees on Friday")
        window.get_by_role("button", name="Give this update").click()
        expect_given(window, owed, "Two of three teams have agreed it.")


def test_an_owner_gives_an_update_by_keyboard_alone(page_at, owner, owed):
    with page_at(PHONE, owner) as seen:
        window = seen.open(f"/councils/fernshire/plan/actions/{owed.pk}/update/")
        window.get_by_role("button", name="Give this update").press("Enter")
        expect(window.locator(".govuk-error-summary")).to_be_focused()
        window.keyboard.press("Tab")
        window.keyboard.press("Enter")
        expect(window.get_by_label("Progress since the last update")).to_be_focused()
        window.keyboard.type("All three teams have agreed it.")
        window.keyboard.press("Tab")
        window.keyboard.press("Space")
        # From green over amber to red, which is what the dates give: no difference to explain.
        window.keyboard.press("ArrowDown")
        window.keyboard.press("ArrowDown")
        expect(window.get_by_label("Red")).to_be_checked()
        window.keyboard.press("Tab")
        expect(window.get_by_label("Reason for the rating")).to_be_focused()
        window.keyboard.type("It is late")
        window.keyboard.press("Enter")
        expect_given(window, owed, "All three teams have agreed it.")
    assert ActionUpdate.objects.count() == 1


def test_an_authenticator_app_or_a_passkey_can_be_added_from_ones_own_name(page_at, owner):
    with page_at(PHONE, owner) as seen:
        window = seen.open("/")
        window.get_by_role("link", name=str(owner)).click()
        window.get_by_role("link", name="authenticator").first.click()
        expect(window.get_by_role("main")).to_contain_text("passkey")
        assert (seen.complaints, seen.overflow()) == ([], 0)
