"""Taking a month's cut, taking it again, and how later reports say so."""

import datetime as dt

import pytest

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Notice
from reports.models import DataCut, Report
from reports.rendering import html_of
from reports.services.cutting import newest_cut, take_cut
from tests.conftest import TODAY
from tests.factories_cuts import a_draft
from tests.factories_reports import DataCutFactory, issued_report
from tests.integration.reports.conftest import OCTOBER

NOVEMBER = dt.date(2026, 11, 1)


def test_the_first_cut_of_a_month_is_its_number_1(month_of_figures: Notice, improver: User) -> None:
    cut = take_cut(month_of_figures, OCTOBER, improver, TODAY)
    assert (cut.number, cut.as_at, cut.reason) == (1, dt.date(2026, 10, 31), "")
    assert newest_cut(month_of_figures, OCTOBER) == cut
    assert AuditEntry.objects.filter(action="took the figures of a month").count() == 1


def test_a_month_that_still_runs_is_cut_as_at_today(month_of_figures: Notice, improver: User) -> None:
    assert take_cut(month_of_figures, NOVEMBER, improver, TODAY).as_at == TODAY


def test_taken_again_before_anything_was_issued_it_needs_no_reason(
    month_of_figures: Notice, improver: User
) -> None:
    first, second = (take_cut(month_of_figures, OCTOBER, improver, TODAY) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert newest_cut(month_of_figures, OCTOBER) == second
    assert newest_cut(month_of_figures, NOVEMBER) is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_once_a_report_was_issued_it_needs_one(month_of_figures: Notice, improver: User, reason: str) -> None:
    issued_report(improver, notice=month_of_figures)
    with pytest.raises(Refusal) as refused:
        take_cut(month_of_figures, OCTOBER, improver, TODAY, reason=reason)
    assert refused.value.field == "reason"
    assert DataCut.objects.filter(number__gt=1).count() == 0


def test_later_reports_print_why_and_on_which_cut_the_issued_one_drew(
    month_of_figures: Notice, improver: User
) -> None:
    issued_report(improver, notice=month_of_figures)
    cut = take_cut(month_of_figures, OCTOBER, improver, TODAY, reason="A team's figures came late.")
    page = html_of(a_draft(month_of_figures, "state_progress", improver, cut))
    assert "The figures were taken again" in page
    assert "because: A team&#x27;s figures came late." in page
    assert "AR-2026-10 v1 drew on the cut of 22 November 2026" in page


@pytest.mark.parametrize("status", ["awaiting_sign_off", "signed"])
def test_it_is_not_taken_again_under_the_eyes_of_whoever_signs(
    month_of_figures: Notice, improver: User, status: str
) -> None:
    with_a_post(month_of_figures, "adviser_monthly", status, improver)
    with pytest.raises(Refusal, match="monthly report to the adviser for October 2026 is being signed"):
        take_cut(month_of_figures, OCTOBER, improver, TODAY, reason="Figures came late")


def test_what_the_adviser_has_in_hand_neither_holds_it_up_nor_is_named(
    month_of_figures: Notice, improver: User
) -> None:
    with_a_post(month_of_figures, "adviser_concern", "signed", improver)
    assert take_cut(month_of_figures, OCTOBER, improver, TODAY).number == 2


def with_a_post(notice: Notice, kind: str, status: str, by: User) -> Report:
    signed = {
        "number": "AR-2026-10 v1",
        "signed_at": dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC),
        "signed_by": by,
    }
    report: Report = Report.objects.create(
        notice=notice, kind=kind, month=OCTOBER, cut=DataCutFactory(notice=notice, month=OCTOBER), round=1,
        status=status, **(signed if status == "signed" else {}),
    )  # fmt: skip
    return report
