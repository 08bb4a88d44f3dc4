"""The journey of a review: planned, prepared, the own assessment submitted, held, found, and what follows of it."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from core.clock import today
from core.working_days import working_days_before
from improvement_plans.models import Source
from notices.models import Discharge
from reviews.models import Review, SelfAssessment
from tests.factories_plan import ObjectiveFactory, PlanFactory
from tests.factories_reviews import ReviewDuties, review_duties

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
REVIEWS = "/councils/fernshire/reviews/"


FOUND = "Plans are not seen by families."
OUTCOME = "Progress is good in two areas of three."
SIGN = "Each team holds its supervision every four weeks"
ROOMS = "Give facilities for the review"


def in_words(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def written_out(day: dt.date) -> str:
    """A day as pages show it."""
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def duties(council) -> ReviewDuties:
    """A notice of five months ago that asks for a review each six months, with a plan of one objective."""
    found = review_duties(council, today() - dt.timedelta(days=150))
    ObjectiveFactory(plan=PlanFactory(notice=found.notice), reference="01", title="Steady management")
    return found


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone without scripts"]
)
def test_a_review_is_planned_prepared_held_and_followed(page_at, improver, duties, width, scripts):
    with page_at(width, improver, scripts=scripts) as seen:
        window = seen.open(REVIEWS)
        plan(window)
        give_information(window)
        assess(window)
        rate_signs_before(window)
        hold(window)
        rate_signs_at_the_review(window)
        find(window)
        tell_outcome(window)
        look_into_the_plan(window)
        assert (seen.complaints, seen.overflow()) == ([], 0)
    assert Discharge.objects.filter(obligation=duties.progress).count() == 1
    assert Source.objects.get().words == FOUND


def plan(window) -> None:
    """Plan it for in eight weeks: its preparation is counted back, and it stands in the register's diary."""
    day = today() + dt.timedelta(weeks=8)
    window.get_by_role("button", name="Plan a review").click()
    window.get_by_label("Six-monthly progress review").check()
    window.get_by_label("Date of the review").fill(in_words(day))
    window.get_by_role("button", name="Plan this review").click()
    expect(window.get_by_text("Counts for clause 8")).to_be_visible()
    expect(window.get_by_text("0 of 11 done")).to_be_visible()
    window.get_by_role("link", name="Preparation").last.click()
    first = window.get_by_role("row", name="Agree with the reviewers what they are to be given")
    expect(first).to_contain_text("20 working days before")
    expect(first).to_contain_text(written_out(working_days_before(day, 20)))
    window.get_by_role("link", name="It is ready").first.click()
    window.get_by_role("button", name="Record that it is ready").click()
    expect(window.get_by_text("1 of 11 done")).to_be_visible()


def give_information(window) -> None:
    """Give the rooms, which is all that clause 10.c names, and let the register know of it."""
    window.get_by_role("link", name="Information", exact=True).click()
    window.get_by_role("row", name=ROOMS).get_by_role("link", name="It was given").click()
    window.get_by_role("button", name="Record that it was given").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("Enter what was given, and how")
    window.get_by_label("What was given, and how").fill("Two rooms in Fern House, with passes.")
    window.get_by_role("button", name="Record that it was given").click()
    expect(window.get_by_role("row", name=ROOMS)).to_contain_text("Two rooms in Fern House")
    window.get_by_role("button", name="Record in the register that this was given").click()
    expect(window.get_by_text("The register records clause 10.c as met for this review.")).to_be_visible()


def assess(window) -> None:
    """Submit the own assessment: first it says what is missing, and once it is submitted the register knows."""
    window.get_by_role("link", name="Own assessment", exact=True).click()
    window.get_by_role("button", name="Submit it").click()
    expect(window.get_by_text("This is still missing")).to_be_visible()
    window.get_by_role("link", name="Objective 01").click()
    window.get_by_label("Good progress").check()
    window.get_by_label("What shows it").fill("Nine of ten managers are permanent.")
    window.get_by_role("button", name="Save this judgement").click()
    window.get_by_role("button", name="Write what is said beside the objectives").click()
    for label in (
        "Progress as a whole",
        "What staff say: surveys",
        "Staff supervision and the quality of feedback",
    ):
        window.get_by_label(label).fill("As it is.")
    window.get_by_role("button", name="Save this").click()
    window.get_by_role("button", name="Submit it").click()
    window.get_by_label("It is complete").check()
    window.get_by_role("button", name="Submit the own assessment").click()
    expect(window.get_by_text("It is frozen: nothing in it changes any more")).to_be_visible()
    expect(window.get_by_text("for clause 11")).to_be_visible()
    with window.expect_download() as download:
        window.get_by_role("link", name="Download what was submitted").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    assert SelfAssessment.objects.get().discharge is not None


def rate_signs_before(window) -> None:
    """Expect a sign and rate it as the council sees it; at the review nobody can rate it yet."""
    window.get_by_role("link", name="Signs", exact=True).click()
    window.get_by_role("button", name="Add a sign").click()
    window.get_by_label("What is expected to be seen").fill(SIGN)
    window.get_by_role("button", name="Save this sign").click()
    expect(window.get_by_role("link", name="at the review")).to_have_count(0)
    rate(window, "before the review", "Emerging", "Two teams of three.")


def rate_signs_at_the_review(window) -> None:
    """Rate it as the reviewers saw it: the rating from before stays beside it and can be given no more."""
    window.get_by_role("link", name="Signs", exact=True).click()
    expect(window.get_by_role("link", name="before the review")).to_have_count(0)
    rate(window, "at the review", "Seen", "All three teams, on the day.")
    expect(window.get_by_text("Up: Emerging → Seen")).to_be_visible()


def rate(window, when: str, level: str, because: str) -> None:
    window.get_by_role("link", name=f"Rate {when}").click()
    window.get_by_label(level, exact=True).check()
    window.get_by_label("What shows it").fill(because)
    window.get_by_role("button", name="Save this rating").click()
    expect(window.get_by_text(because)).to_be_visible()


def hold(window) -> None:
    """Record that it was held, today: what was given only today is said not to come before it, and known."""
    window.get_by_role("link", name="Review", exact=True).click()
    window.get_by_role("button", name="Record that it was held").click()
    window.get_by_label("Date it was held").fill(in_words(today()))
    window.get_by_role("button", name="Record that it was held").click()
    expect(window.get_by_text("these do not come before it")).to_be_visible()
    window.get_by_label("I have read what does not come before it").check()
    window.get_by_role("button", name="Record that it was held").click()
    expect(window.get_by_text("The review is recorded as held.")).to_be_visible()
    assert Review.objects.get().held_on == today()


def find(window) -> None:
    """Record what was found, and make it a source of the plan."""
    window.get_by_role("link", name="Findings", exact=True).click()
    window.get_by_role("button", name="Record a finding").click()
    window.get_by_label("Area for improvement").check()
    window.get_by_label("What was found").fill(FOUND)
    window.get_by_role("button", name="Record this finding").click()
    window.get_by_role("link", name="Findings", exact=True).click()
    window.get_by_role("button", name="Make sources of the plan").click()
    window.get_by_role("button", name="Make").click()
    expect(window.get_by_text("1 finding is a source of the plan now")).to_be_visible()


def tell_outcome(window) -> None:
    """Record what came out; a consequence that needs deeds is refused without them, and nothing typed is lost."""
    window.get_by_role("link", name="Outcome", exact=True).click()
    window.get_by_role("button", name="Record the outcome").click()
    window.get_by_label("Outcome", exact=True).fill(OUTCOME)
    window.get_by_label("The day the outcome was told").fill(in_words(today()))
    window.get_by_label("The notice is to be varied").check()
    window.get_by_role("button", name="Record the outcome").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("Enter what is done about it")
    expect(window.get_by_label("Outcome", exact=True)).to_have_value(OUTCOME)
    window.get_by_label("What is done about it").fill("The Department asks for reviews each quarter.")
    window.get_by_role("button", name="Record the outcome").click()
    expect(window.get_by_text("The outcome is recorded.")).to_be_visible()
    expect(window.get_by_text(OUTCOME)).to_be_visible()
    window.get_by_role("link", name="Vary a duty of the notice").click()
    expect(window.get_by_role("region", name="Position clause by clause")).to_be_visible()


def look_into_the_plan(window) -> None:
    """What was found stands among what the plan must answer, and nothing answers it yet."""
    window.get_by_role("link", name="Plan", exact=True).first.click()
    window.get_by_role("link", name="Sources", exact=True).click()
    found = window.get_by_role("row", name=FOUND)
    expect(found).to_contain_text("Unanswered")
    found.get_by_role("link").first.click()
    expect(window.get_by_role("main")).to_contain_text(FOUND)
