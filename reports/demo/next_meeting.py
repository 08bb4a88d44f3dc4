"""The next meeting of the board of the demonstration case: called, with its agenda and papers, its pack asked for."""

import datetime as dt
from html import escape

from django.core.files.base import ContentFile

from boards.models import AgendaItem, Board, Invitation, ItemKind, Meeting, Purpose
from boards.services.agenda import ItemWords, add_item, build_agenda
from boards.services.calling import call
from boards.services.packs import ask_for_pack
from boards.services.papers import choose_paper, upload_paper
from core.pdf import pdf_bytes
from reports.demo.days import afternoon, days_after
from reports.demo.people import Cast
from reports.models import Report

PAPER = """Two teams are above the limit for caseloads. Each has vacant posts; each has a day by which it is below.
Assessment North: five workers above eighteen. Below the limit once two workers who accepted have begun.
Long-term South: three workers above eighteen. Six cases go to the duty service until the end of the quarter.
The board is asked to note the days and to say what it wants to see at its next meeting."""


def call_next_meeting(cast: Cast, board: Board, today: dt.date) -> None:
    """Call the next meeting, build its agenda, give it papers and ask for its pack."""
    meeting = board.meetings.filter(status=Meeting.Status.DRAFT).order_by("planned_event__planned_on").first()
    if meeting is None:
        return
    meeting = call(meeting=meeting, by=cast.team, today=today)
    build_agenda(meeting=meeting, by=cast.team, today=today)
    _an_item_in_private(cast, meeting)
    _papers(cast, meeting)
    ask_for_pack(meeting=meeting, by=cast.team, today=today)
    _invited_already(meeting, days_after(today, -1))


def _an_item_in_private(cast: Cast, meeting: Meeting) -> None:
    add_item(
        meeting=meeting, by=cast.team,
        words=ItemWords(
            title="Contract with a supplier of agency workers", purpose=Purpose.DECIDE, minutes=5,
            presenter_post=cast.posts["Head of Workforce"], is_confidential=True,
            confidential_because="It names prices that are being negotiated",
            summary="The board is asked whether the contract is extended until the posts are filled.",
        ),
    )  # fmt: skip


def _papers(cast: Cast, meeting: Meeting) -> None:
    """Put the newest issued report under the progress report, and a paper of its own under the slow objectives."""
    issued = Report.objects.filter(
        status=Report.Status.ISSUED, kind="adviser_monthly", notice=meeting.board.notice
    )
    report = issued.order_by("-month").first()
    item = meeting.items.filter(kind=ItemKind.PROGRESS_REPORT).first()
    if report is not None and report.document is not None and item is not None:
        choose_paper(
            item=item, title=f"Progress report for {report.month:%B %Y}", version=report.document,
            is_confidential=False, by=cast.team,
        )  # fmt: skip
    slow: AgendaItem | None = meeting.items.filter(kind=ItemKind.SLOW).first()
    if slow is not None:
        upload = ContentFile(_paper("Caseloads by team", PAPER), name="caseloads-by-team.pdf")
        upload_paper(item=slow, title="Caseloads by team", upload=upload, is_confidential=False, by=cast.team)


def _paper(title: str, words: str) -> bytes:
    """Return a short paper as PDF."""
    body = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines())
    html = (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>"
    )
    return pdf_bytes(html, stylesheet="css/report-pdf.css", identifier=f"demonstration {title}")


def _invited_already(meeting: Meeting, day: dt.date) -> None:
    """Take the invitations as sent: the demonstration writes to nobody."""
    moment = afternoon(day)
    Invitation.objects.filter(meeting=meeting).update(claimed_at=moment, sent_at=moment)
    Meeting.objects.filter(pk=meeting.pk).update(called_at=moment)
