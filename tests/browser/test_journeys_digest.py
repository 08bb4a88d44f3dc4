"""The analyst's month: a figure given, an exception explained, the digest published, and read by the board."""

import re

import pytest
from playwright.sync_api import expect

from core.clock import today
from digests.models import Commentary, MonthlyDigest, Reading
from digests.months import last_whole_month
from tests.factories_plan import IndicatorFactory, TargetFactory
from tests.factories_publication import months_of

pytestmark = pytest.mark.django_db(transaction=True)

HOME = "/councils/fernshire/"
DIGEST = f"{HOME}digest/"
STEADY = [89, 91, 90, 92, 88, 91, 90, 89, 91, 90, 92, 90]
CAUSE = "Two teams lost their managers."
WIDTHS = [pytest.param(1280, True, id="scripts"), pytest.param(375, False, id="no scripts, phone")]


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture
def month(council):
    """The last whole month, in which FS01 has fallen far below its limits and FS02 has no figure yet."""
    month = last_whole_month(today())
    fallen = IndicatorFactory(council=council, code="FS01", title="Visits in time", is_key=True)
    waited_for = IndicatorFactory(council=council, code="FS02", title="Children seen alone", grace_days=120)
    for indicator in (fallen, waited_for):
        TargetFactory(indicator=indicator, at_least=80, tolerance=2)
    months_of(fallen, [*STEADY, 61], last=month)
    months_of(waited_for, [*STEADY, 90], last=month)
    waited_for.readings.filter(month=month).delete()
    return month


@pytest.mark.parametrize(("width", "scripts"), WIDTHS)
def test_a_month_from_its_last_figure_to_the_page_that_the_board_reads(
    page_at, month, analyst, board_member, width, scripts
):
    with page_at(width, analyst, scripts=scripts) as seen:
        window = seen.open(f"{DIGEST}?month={month:%Y-%m}")
        give_the_missing_figure(window)
        window = seen.open(f"{DIGEST}?month={month:%Y-%m}")
        window.get_by_role("button", name="Open the digest of this month").click()
        expect(window.get_by_role("region", name="Publication")).to_contain_text(
            "1 exception without commentary: FS01"
        )
        explain_the_exception(window)
        publish(window)
        assert (seen.complaints, seen.overflow()) == ([], 0)
    digest = MonthlyDigest.objects.get()
    with page_at(width, board_member, scripts=scripts) as seen:
        read_what_was_published(seen, digest, width)
        assert (seen.complaints, seen.overflow()) == ([], 0)


def give_the_missing_figure(window) -> None:
    """Enter 120 of 96, which cannot be; then 86 of 96, which are 89.6%."""
    window.get_by_role("link", name="Figures owed").click()
    window.get_by_role("link", name="Enter the figure of FS02").click()
    window.get_by_label("Visits made in time").fill("120")
    window.get_by_label("Visits due").fill("96")
    window.get_by_role("button", name="Record this figure").click()
    summary = window.locator(".govuk-error-summary")
    summary.get_by_role("link", name="The numerator of a percentage cannot be larger").click()
    expect(window.get_by_label("Visits made in time")).to_be_focused()
    expect(window.get_by_label("Visits due")).to_have_value("96")
    assert not Reading.objects.filter(numerator=120).exists()
    window.get_by_label("Visits made in time").fill("86")
    window.get_by_role("button", name="Record this figure").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Children seen alone")
    expect(window.locator(".digest-now")).to_contain_text("89.6% (86 of 96)")


def explain_the_exception(window) -> None:
    """Say what lies behind it; an effect that is expected at no day is refused, and nothing typed is lost."""
    window.get_by_role("link", name="Write commentary on FS01").first.click()
    window.get_by_label("Practice", exact=True).check()
    window.get_by_label("What lies behind the figure").fill(CAUSE)
    window.get_by_label("Action taken").fill("An interim manager started.")
    window.get_by_label("Expected effect").fill("Back above the target.")
    window.get_by_role("button", name="Save commentary").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("Enter by when the effect is expected")
    expect(window.get_by_label("What lies behind the figure")).to_have_value(CAUSE)
    by = f"31 March {today().year + 1}"
    window.get_by_label("Day by which the effect is expected").fill(by)
    window.get_by_role("button", name="Save commentary").click()
    expect(window.get_by_role("main")).to_contain_text(
        f"{CAUSE} Action: An interim manager started. Expected by {by}"
    )
    assert Commentary.objects.get().problem == "practice"


def publish(window) -> None:
    window.get_by_role("button", name="Mark as commented").click()
    window.get_by_role("button", name="Mark as commented").click()
    expect(window.get_by_role("region", name="Publication")).to_contain_text("The commentary is written.")
    window.get_by_role("button", name="Publish the digest").click()
    window.get_by_role("button", name="Publish", exact=True).click()
    expect(window.get_by_role("main")).to_contain_text("Nothing in it changes any more.")


def read_what_was_published(seen, digest: MonthlyDigest, width: int) -> None:
    """From the digest to the published page, to the indicator that is getting worse, to its table."""
    window = seen.open(DIGEST)
    window.get_by_role("link", name="What was published on").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text(str(digest))
    window.get_by_role("link", name="1 Really getting worse").click()
    expect(window.locator("#front-common")).to_contain_text("FS02 Children seen alone")
    worse = window.locator("#front-concern")
    expect(worse).to_contain_text("61.0%; the latest is below the lower limit")
    expect(window.get_by_role("main")).to_contain_text(CAUSE)
    assert seen.overflow() == 0
    worse.get_by_role("link", name="FS01 Visits in time").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("FS01 Visits in time")
    # Of the two drawings of the chart the one for this width is shown.
    chart = window.get_by_role("img", name=re.compile("the latest is below the lower limit: concern"))
    expect(chart).to_have_count(1)
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    row = window.get_by_role("region", name="Figures by month").get_by_role("row").nth(1)
    for cell in (f"{digest.month:%B %Y}", "61.0%", "off target"):
        expect(row).to_contain_text(cell)


def test_a_commentary_is_written_by_keyboard_alone(page_at, month, analyst):
    fallen = analyst.organisation.indicators.get(code="FS01")
    with page_at(1280, analyst) as seen:
        window = seen.open(f"{DIGEST}indicators/{fallen.pk}/{month:%Y/%m}/commentary/")
        keyboard = window.keyboard
        window.get_by_role("main").get_by_role("radio").first.focus()
        # Of the radio buttons the arrow goes to the next and chooses it.
        keyboard.press("ArrowDown")
        for words in (CAUSE, "An interim manager started.", "Back above the target.", "31/3/2099"):
            keyboard.press("Tab")
            keyboard.type(words)
        keyboard.press("Tab")
        expect(window.get_by_role("button", name="Choose date")).to_be_focused()
        keyboard.press("Tab")
        expect(window.get_by_role("button", name="Save commentary")).to_be_focused()
        keyboard.press("Enter")
        expect(window.get_by_role("main")).to_contain_text(f"The commentary on {fallen} is kept.")
        assert seen.complaints == []
    said = Commentary.objects.get()
    assert (said.problem, said.cause, said.expected_by.isoformat()) == ("recording", CAUSE, "2099-03-31")
