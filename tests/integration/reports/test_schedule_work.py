"""What the schedule does with reports: a month that ended is opened on one cut, once, however late or often it runs."""

import datetime as dt

import pytest

from core.scheduled import run
from notices.models import Obligation, Party
from reports.models import ChainStep, DataCut, Report
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db
DECEMBER_2 = dt.date(2026, 12, 2)
NOVEMBER = dt.date(2026, 11, 1)


@pytest.fixture
def reporting(council):
    """The council reports to the adviser at least every month."""
    duty = ObligationFactory(
        clause=ClauseFactory(notice=NoticeFactory(council=council)), kind=Obligation.Kind.REPORT,
        duty_holder=Party.COUNCIL, recipient=Party.ADVISER, summary="Report to the adviser",
    )  # fmt: skip
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    return duty


def chained(council, kind):
    ChainStep.objects.create(council=council, kind=kind, order=1, post=PostFactory(organisation=council))


def opened():
    return sorted(Report.objects.values_list("kind", "month"))


def test_the_report_to_the_adviser_is_drafted_for_the_month_that_ended(reporting):
    did = run("open-month", day=DECEMBER_2).did
    report = Report.objects.get()
    assert (report.kind, report.month, report.discharges) == ("adviser_monthly", NOVEMBER, reporting)
    assert (report.started_by, report.cut.taken_by, report.cut.month) == (None, None, NOVEMBER)
    assert [each["scope"] for each in did] == ["fernshire"]
    assert did[0]["words"] == "Monthly report to the adviser, November 2026 drafted"


def test_running_again_opens_nothing_and_leaves_what_is_there(reporting):
    run("open-month", day=DECEMBER_2)
    assert run("open-month", day=DECEMBER_2 + dt.timedelta(days=5)).did == []
    assert (Report.objects.count(), DataCut.objects.count()) == (1, 1)


def test_after_two_months_without_the_schedule_only_the_last_month_is_opened(reporting):
    run("open-month", day=dt.date(2027, 2, 3))
    assert opened() == [("adviser_monthly", dt.date(2027, 1, 1))]


def test_other_kinds_are_opened_where_their_chain_is_set_and_a_quarter_when_it_ends(reporting, council):
    for kind in ("scrutiny_update", "cabinet_quarterly", "state_progress", "compliance"):
        chained(council, kind)
    run("open-month", day=DECEMBER_2)
    assert opened() == [("adviser_monthly", NOVEMBER), ("scrutiny_update", NOVEMBER)]
    assert DataCut.objects.count() == 1
    run("open-month", day=dt.date(2027, 1, 4))
    december = dt.date(2026, 12, 1)
    assert {kind for kind, month in opened() if month == december} == {
        "adviser_monthly", "cabinet_quarterly", "scrutiny_update",
    }  # fmt: skip
    assert not Report.objects.filter(kind__in=["state_progress", "compliance"]).exists()


def test_a_notice_of_this_month_or_lifted_brings_no_report(council):
    NoticeFactory(council=council, issued_on=DECEMBER_2, in_force_from=DECEMBER_2)
    assert run("open-month", day=DECEMBER_2).did == []
