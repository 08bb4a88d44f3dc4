"""Invitations as e-mails with their calendar entry, and the calendar file of one meeting; each message is sent once."""

import datetime as dt
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.urls import reverse

from boards.ics import Attendee, Entry, calendar_of, uid_of
from boards.models import Capacity, Invitation, Meeting
from core import sending

MUST_COME = frozenset({Capacity.CHAIR, Capacity.MEMBER, Capacity.PARTNER_AGENCY, Capacity.ADVISER})
WORDS: dict[tuple[str, bool], str] = {
    (Invitation.Method.REQUEST, True): "Invitation",
    (Invitation.Method.REQUEST, False): "Changed",
    (Invitation.Method.CANCEL, True): "Cancelled",
    (Invitation.Method.CANCEL, False): "Cancelled",
}


def send_for(meeting_id: int) -> int:
    """Send what is still to be sent about one meeting and return how many messages went out."""
    return sending.send_all(_waiting().filter(meeting=meeting_id), _letter_of)


def send_waiting() -> int:
    """Send every message that no worker has sent or is sending, and return how many went out."""
    return sending.send_all(_waiting(), _letter_of)


def file_of(meeting: Meeting, *, stamp: dt.datetime) -> bytes:
    """Return the calendar file of a meeting, for whoever downloads it."""
    newest = meeting.invitations.order_by("-sequence").first()
    entry = entry_of(meeting, sequence=newest.sequence if newest else 0, stamp=stamp)
    return calendar_of(entry, method="PUBLISH", organiser=_organiser(meeting))


def entry_of(meeting: Meeting, *, sequence: int, stamp: dt.datetime, is_off: bool | None = None) -> Entry:
    """Return a meeting as a calendar shows it; `is_off` for one person alone, else as the meeting stands."""
    council = meeting.board.notice.council
    off = meeting.status == Meeting.Status.CANCELLED if is_off is None else is_off
    place = ", ".join(filter(None, (meeting.venue, meeting.link)))
    address = sending.absolute(reverse("board:meeting", args=[council.slug, meeting.pk]))
    return Entry(
        uid=uid_of(meeting.pk, urlsplit(settings.SITE_URL).hostname or "localhost"),
        summary=f"{meeting.board}, {council}",
        day=meeting.day,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=place,
        description="\n".join(_lines(meeting, address, off)),
        address=address,
        sequence=sequence,
        status="CANCELLED" if off else "TENTATIVE" if meeting.status == Meeting.Status.DRAFT else "CONFIRMED",
        stamp=stamp,
    )


def _lines(meeting: Meeting, address: str, off: bool) -> list[str]:
    if off:
        return ["This meeting does not take place.", address]
    papers = meeting.papers_due_on
    lines = [f"Join: {meeting.link}"] if meeting.link else []
    lines += [f"Papers are sent by {papers:%-d %B %Y}."] if papers and meeting.is_ahead else []
    return [*lines, f"Agenda and papers: {address}"]


def _waiting() -> QuerySet[Invitation]:
    return sending.waiting(Invitation).select_related(
        "meeting__board__notice__council", "meeting__planned_event", "membership", "person"
    )


def _letter_of(invitation: Invitation) -> EmailMultiAlternatives:
    meeting = invitation.meeting
    is_off = invitation.method == Invitation.Method.CANCEL
    entry = entry_of(meeting, sequence=invitation.sequence, stamp=invitation.written_at, is_off=is_off)
    message = sending.letter(
        template="boards/email/invitation",
        to=invitation.email,
        context={
            "meeting": meeting,
            "council": meeting.board.notice.council,
            "person": invitation.person,
            "what": WORDS[invitation.method, invitation.sequence == 0],
            "is_off": is_off,
            "is_first": invitation.sequence == 0,
            "address": entry.address,
        },
    )
    content = calendar_of(
        entry,
        method=invitation.method,
        organiser=_organiser(meeting),
        attendee=Attendee(str(invitation.person), invitation.email, must=_must_come(invitation)),
    )
    # Twice: Outlook and Google read the alternative, and other programs open the attached file.
    message.attach_alternative(content.decode(), f"text/calendar; method={invitation.method}")
    message.attach("meeting.ics", content, "application/ics")
    return message


def _must_come(invitation: Invitation) -> bool:
    return invitation.membership is None or invitation.membership.capacity in MUST_COME


def _organiser(meeting: Meeting) -> tuple[str, str]:
    """The board, at the address from which the register writes: a calendar wants an organiser who is no guest."""
    return f"{meeting.board}, {meeting.board.notice.council}", parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
