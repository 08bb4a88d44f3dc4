"""What is slow in the monthly report: its figures, its explanation and corrective step, and cuts stored before them."""

import datetime as dt

import pytest

from accounts.models import User
from improvement_plans.models import Objective, Rating
from notices.models import Notice
from reports.models import DataCut, Report
from reports.readiness import Requirement, State, requirements
from reports.rendering import html_of
from reports.services import preparing
from tests.conftest import TODAY
from tests.factories_pace import PaceNoteFactory, PaceSettingsFactory
from tests.integration.reports.conftest import OCTOBER
from tests.integration.reports.test_stored_cuts import stored

TITLE = "Explanations of what is slow"


@pytest.fixture
def explained(month_of_figures: Notice, improver: User) -> Report:
    """October's report, with an explanation of October and one that came too late for it."""
    objective = Objective.objects.get()
    PaceNoteFactory(
        objective=objective,
        noted_on=dt.date(2026, 10, 21),
        noted_by=improver,
        step_due_on=dt.date(2026, 12, 10),
    )
    PaceNoteFactory(objective=objective, noted_on=dt.date(2026, 11, 5), explanation="Said in November")
    return preparing.prepare(notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY)


def test_the_cut_carries_figures_explanation_and_step(explained: Report) -> None:
    cut = explained.cut
    slow = cut.content["slow"]["objectives"][0]
    assert (cut.format_version, cut.content["format"]) == (3, 3)
    assert (slow["explanation"], slow["step"]) == (
        "The supplier withdrew in September.", "The second bidder begins in December.",
    )  # fmt: skip
    assert (slow["step_due_on"], slow["explained_by"], slow["explained_on"]) == (
        "2026-12-10", "Imogen Prowse", "2026-10-21",
    )  # fmt: skip
    assert slow["figures"].startswith("0% achieved where 100% was planned; nothing measured moves")


def test_the_report_prints_them_beside_the_reasons(explained: Report) -> None:
    page = html_of(explained)
    for words in (
        "The supplier withdrew in September.",
        "Corrective step:",
        "10 December 2026",
        "overdue, by 31 days",
    ):
        assert words in page
    assert "Said in November" not in page


def test_an_unexplained_objective_says_so_in_the_report(draft: Report) -> None:
    assert "Not explained yet." in html_of(draft)


def test_the_rule_in_force_is_printed_with_its_day_and_reason(
    month_of_figures: Notice, improver: User
) -> None:
    PaceSettingsFactory(plan=Objective.objects.get().plan)
    report = preparing.prepare(notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY)
    page = html_of(report)
    assert "without an update for more than 50 days" in page
    assert "The rule holds since 1 October 2026: The council asks every six weeks." in page


def test_each_action_carries_both_ratings(draft: Report) -> None:
    action = draft.cut.content["plan"]["areas"][0]["actions"][0]
    assert (action["key"], action["computed"], action["differs"]) == (Rating.GREEN, Rating.RED, True)
    assert action["computed_because"] == ["Overdue by 31 days"]
    assert "Computed: Red: off track. Overdue by 31 days" in html_of(draft)


def found_in(report: Report) -> list[Requirement]:
    texts = {"analysis": "Words", "recommendations": "More"}
    return requirements(report.what, report.cut.content, texts, today=TODAY)


@pytest.mark.parametrize(("version", "is_asked"), [(1, False), (2, True)])
def test_a_cut_of_format_1_renders_and_is_not_called_unexplained(
    draft: Report, version: int, is_asked: bool
) -> None:
    draft.cut = slow_cut(stored(draft.notice, version))
    page = html_of(draft)
    assert "Visits that count" in page
    assert ("Not explained yet" in page) is is_asked
    assert (TITLE in [each.title for each in found_in(draft)]) is is_asked


def slow_cut(cut: DataCut) -> DataCut:
    """The same cut with a slow objective, in the words of its format."""
    slow = {"reference": "O2", "title": "Visits that count", "owner": "Head of Service", "reasons": ["Late"]}
    if cut.content["format"] > 1:
        slow |= {"figures": "", "explanation": "", "step": "", "step_due_on": None, "explained_on": None}
    cut.content["slow"]["objectives"] = [slow]
    return cut


def test_readiness_names_what_nobody_explained(draft: Report) -> None:
    found = found_in(draft)
    wanting = next(each for each in found if each.title == TITLE)
    assert (wanting.state, wanting.words) == (State.WANTING, "Nobody has explained O1")


def test_readiness_is_content_with_an_explanation_of_the_month(explained: Report) -> None:
    found = found_in(explained)
    assert next(each for each in found if each.title == TITLE).state == State.THERE


def test_readiness_asks_again_when_the_explanation_is_old(month_of_figures: Notice, improver: User) -> None:
    PaceNoteFactory(objective=Objective.objects.get(), noted_on=dt.date(2026, 9, 25))
    report = preparing.prepare(notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY)
    found = found_in(report)
    stale = next(each for each in found if each.title == TITLE)
    assert (stale.state, stale.words) == (State.STALE, "Explained more than five weeks ago: O1")
