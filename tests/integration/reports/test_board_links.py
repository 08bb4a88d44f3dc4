"""What an agenda of the board is filled with from reports and digests, and where such links lead."""

import datetime as dt

import pytest
from django.utils import timezone

from boards.models import AgendaLink
from boards.services.agenda import build_agenda
from digests.models import MonthlyDigest
from reports.board_links import digest_filling, report_filling
from reports.models import DataCut, Report
from tests.factories_board_work import HOME, a_board, item_of, meeting_on
from tests.factories_reports import issued_report

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def meeting(council):
    return meeting_on(a_board(council), dt.date(2026, 12, 16))


def report_of(meeting, month, **fields):
    """A report of the meeting's notice: a draft unless told otherwise."""
    notice = meeting.board.notice
    cut = DataCut.objects.create(
        notice=notice, month=month, as_at=month, format_version=1, content={}, sha256="0" * 64
    )
    return Report.objects.create(notice=notice, month=month, cut=cut, **fields)


def test_the_item_names_the_newest_report_up_to_the_meeting(improver, meeting):
    report_of(meeting, dt.date(2026, 9, 1))
    newest = report_of(meeting, dt.date(2026, 10, 1))
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    link = AgendaLink.objects.get(kind="report")
    assert (link.key, link.item.kind) == (newest.pk, "progress_report")
    assert link.words.endswith("October 2026, draft")


def test_a_report_that_is_for_this_very_meeting_comes_first(meeting):
    report_of(meeting, dt.date(2026, 10, 1))
    wanted = report_of(meeting, dt.date(2026, 9, 1), for_event=meeting.planned_event)
    assert [each.key for each in report_filling(meeting, TODAY).links] == [wanted.pk]


def test_without_any_the_item_says_so(meeting):
    assert report_filling(meeting, TODAY).summary == "No report has been prepared yet."
    assert digest_filling(meeting, TODAY).summary == "No digest has been published yet."


def test_the_digest_that_was_published_last_is_named(council, improver, meeting):
    published = {
        "status": "published", "published_at": timezone.now(), "published_by": improver, "commented_by": improver,
        "commented_at": timezone.now(), "content": {"lines": []}, "sha256": "0" * 64,
    }  # fmt: skip
    MonthlyDigest.objects.create(council=council, month=dt.date(2026, 9, 1), **published)
    newest = MonthlyDigest.objects.create(council=council, month=dt.date(2026, 10, 1), **published)
    MonthlyDigest.objects.create(council=council, month=dt.date(2026, 11, 1))
    assert [each.key for each in digest_filling(meeting, TODAY).links] == [newest.pk]


def test_a_draft_is_words_on_the_page_and_leads_nowhere(board_member, meeting, client_for):
    draft = report_of(meeting, dt.date(2026, 10, 1))
    item = item_of(meeting)
    AgendaLink.objects.create(item=item, kind="report", key=draft.pk, words="As it was called")
    page = client_for(board_member).get(f"{HOME}items/{item.pk}/").content.decode()
    assert "October 2026, draft" in page
    assert f"/reports/{draft.pk}/" not in page


def test_only_issued_reports_are_offered(improver, meeting, client_for):
    draft = report_of(meeting, dt.date(2026, 10, 1))
    item = item_of(meeting)
    address = f"{HOME}items/{item.pk}/link/?kind=report"
    client_for(improver).post(address, {"keys": [draft.pk]})
    assert not AgendaLink.objects.exists()


def test_that_the_adviser_writes_for_the_meeting_is_not_told_before_it_is_issued(improver, meeting):
    month = dt.date(2026, 10, 1)
    ours = report_of(meeting, month)
    report_of(meeting, dt.date(2026, 11, 1), kind="adviser_concern", for_event=meeting.planned_event)
    assert [each.key for each in report_filling(meeting, TODAY).links] == [ours.pk]
    issued = issued_report(
        improver, notice=meeting.board.notice, month=month, cut=ours.cut, kind="adviser_concern",
        for_event=meeting.planned_event,
    )  # fmt: skip
    assert [each.key for each in report_filling(meeting, TODAY).links] == [issued.pk]
