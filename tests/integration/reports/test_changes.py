"""What a report is compared with, by its period; and that the comparison is printed and gives nothing away."""

import datetime as dt
from typing import Any

import pytest
from django.template.loader import render_to_string

from accounts.models import User
from notices.models import Notice
from reports.models import DataCut, Report
from reports.rendering import html_of
from reports.selectors.changes import changes_of, cut_before
from tests.conftest import TODAY
from tests.factories import NoticeFactory
from tests.factories_cuts import a_draft, a_full_case, two_cuts
from tests.factories_reports import DataCutFactory, ReportFactory, cut_content, issued_report


@pytest.fixture
def case(notice: Notice) -> Notice:
    return notice


def cut_of(notice: Notice, year: int, month: int, **changed: Any) -> DataCut:
    first = dt.date(year, month, 1)
    cut: DataCut = DataCutFactory(notice=notice, month=first, as_at=first.replace(day=28), **changed)
    return cut


def report_on(cut: DataCut, kind: str = "adviser_monthly", **changed: Any) -> Report:
    report: Report = ReportFactory(notice=cut.notice, kind=kind, month=cut.month, cut=cut, **changed)
    return report


def test_a_month_is_compared_with_the_newest_cut_of_the_month_before(case: Notice) -> None:
    cut_of(case, 2026, 9)
    newest = cut_of(case, 2026, 9)
    cut_of(case, 2026, 8)
    cut_of(NoticeFactory(), 2026, 9)
    assert cut_before(report_on(cut_of(case, 2026, 10))) == newest


def test_where_the_month_before_has_none_the_nearest_is_taken(case: Notice) -> None:
    july = cut_of(case, 2026, 7)
    assert cut_before(report_on(cut_of(case, 2026, 10))) == july


def test_the_first_month_is_compared_with_nothing_and_says_so(case: Notice) -> None:
    report = report_on(cut_of(case, 2026, 10))
    assert changes_of(report) is None
    assert "There are no earlier figures to compare these with." in html_of(report)


def test_a_quarter_is_compared_with_the_month_before_it_and_shows_its_months(case: Notice) -> None:
    june = cut_of(case, 2026, 6, content=full(dt.date(2026, 6, 1)))
    for month in (7, 8):
        cut_of(case, 2026, month, content=full(dt.date(2026, month, 1)))
    report = report_on(
        cut_of(case, 2026, 9, content=full(dt.date(2026, 9, 1), position("in_breach"))), "cabinet_quarterly"
    )
    compared = changes_of(report)
    assert compared is not None
    assert compared.before == june
    assert [(each.month.month, each.word) for each in compared.months] == [
        (7, "On track"), (8, "On track"), (9, "In breach"),
    ]  # fmt: skip
    page = html_of(report)
    assert "July to September 2026" in page
    assert "The quarter, month by month" in page


def test_a_quarter_before_which_there_was_nothing_begins_with_its_first_month(case: Notice) -> None:
    august = cut_of(case, 2026, 8)
    assert cut_before(report_on(cut_of(case, 2026, 9), "cabinet_quarterly")) == august


def test_an_occasion_is_compared_with_the_last_report_of_its_kind(case: Notice, improver: User) -> None:
    march = cut_of(case, 2026, 3)
    issued_report(improver, notice=case, kind="lifting", month=march.month, cut=march)
    cut_of(case, 2026, 9)
    later = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    assert cut_before(report_on(cut_of(case, 2026, 10), "lifting", started_at=later)) == march


def test_the_first_of_its_kind_is_compared_with_the_month_before(case: Notice) -> None:
    september = cut_of(case, 2026, 9)
    assert cut_before(report_on(cut_of(case, 2026, 10), "lifting")) == september


def test_a_copy_that_hides_small_numbers_is_not_compared_with_figures_that_cannot_be_judged(
    case: Notice,
) -> None:
    cut_of(case, 2026, 9)
    report = report_on(cut_of(case, 2026, 10, content=full(dt.date(2026, 10, 1))), "scrutiny_update")
    assert changes_of(report) is None


def test_what_changed_in_october_is_printed_and_nothing_hidden_is_told(council: Any, improver: User) -> None:
    case = a_full_case(council)
    _, october = two_cuts(case, improver, TODAY)
    whole = html_of(a_draft(case, "adviser_monthly", improver, october))
    hidden = html_of(a_draft(case, "scrutiny_update", improver, october))
    for page in (whole, hidden):
        assert "What changed since September 2026" in page
        assert "1 newly overdue, 1 done, 1 with another date" in page
    compared = changes_of(Report.objects.get(kind="scrutiny_update"))
    assert compared is not None
    assert "FS06" not in [each.reference for kind in compared.changes.kinds for each in kind.changes]
    in_full = changes_of(Report.objects.get(kind="adviser_monthly"))
    assert in_full is not None
    assert "FS06" in [each.reference for kind in in_full.changes.kinds for each in kind.changes]


def test_the_fragment_for_the_page_shows_the_same_changes(council: Any, improver: User) -> None:
    case = a_full_case(council)
    _, october = two_cuts(case, improver, TODAY)
    compared = changes_of(a_draft(case, "adviser_monthly", improver, october))
    page = render_to_string("reports/_changes.html", {"compared": compared})
    assert "Fill the third post" in page
    assert "Compared with September 2026" in page
    assert "no earlier figures" in render_to_string("reports/_changes.html", {"compared": None})


def position(key: str) -> dict[str, Any]:
    word = {"in_breach": "In breach", "on_track": "On track"}[key]
    return {"key": key, "word": word, "late": 0, "missed": 0, "overdue": 0, "tally": {}}


def full(month: dt.date, where: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a cut of format 3 in which there is nothing but a position."""
    nothing: dict[str, Any] = {
        "money": None, "voices": None, "risks": None, "boards": [], "reviews": [], "areas": [], "escalations": [],
    }  # fmt: skip
    digest = {"format": 1, "month": month.isoformat(), "lines": [], "published": None, "suppressed": None}
    return cut_content(
        format=3, month=month.isoformat(), as_at=month.replace(day=28).isoformat(), digest=digest,
        position=where or position("on_track"), **nothing,
    )  # fmt: skip
