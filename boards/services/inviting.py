"""Writes down who is invited to a meeting, told of a change, or told that it is off: one row a person and message."""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from kombu.exceptions import KombuError

from accounts.models import User
from boards.models import BoardMembership, Invitation, Meeting
from boards.seated import people_seated
from boards.tasks import send_invitations

log = logging.getLogger(__name__)

Method = Invitation.Method


def invite_everybody(meeting: Meeting, people: Iterable[tuple[BoardMembership, User]]) -> int:
    """Write an invitation to each of `people`, and to whoever was invited before and sits no more that it is off.

    Inside the transaction of its cause. What was written before and never went out is replaced; returns how many
    messages were written.
    """
    sequence = _next_sequence(meeting)
    told = _told(meeting)
    invited = [
        Invitation(meeting=meeting, membership=seat, person=person, email=person.email, sequence=sequence)
        for seat, person in people
    ]
    asked = {each.person_id for each in invited}
    taken_back = [_cancellation(each, sequence) for key, each in told.items() if key not in asked]
    return _write(meeting, [*invited, *taken_back])


def invite_again(meeting: Meeting, *, today: dt.date) -> int:
    """Tell everybody seated on the meeting's day, and whoever no longer is, how it stands now."""
    day = max(meeting.planned_event.planned_on, today)
    return invite_everybody(meeting, people_seated(meeting.board, today=day))


def invite_rest(meeting: Meeting, *, today: dt.date) -> int:
    """Invite whoever took a seat since the meeting was called, and tell whoever gave theirs up; nobody else."""
    sequence = _next_sequence(meeting)
    told = _told(meeting)
    day = max(meeting.planned_event.planned_on, today)
    seated = {person.pk: (seat, person) for seat, person in people_seated(meeting.board, today=day)}
    invited = [
        Invitation(meeting=meeting, membership=seat, person=person, email=person.email, sequence=sequence)
        for key, (seat, person) in seated.items()
        if key not in told
    ]
    taken_back = [_cancellation(each, sequence) for key, each in told.items() if key not in seated]
    return _write(meeting, [*invited, *taken_back])


def tell_it_is_off(meeting: Meeting) -> int:
    """Tell everybody who was invited that the meeting is cancelled."""
    sequence = _next_sequence(meeting)
    return _write(meeting, [_cancellation(each, sequence) for each in _told(meeting).values()])


def _next_sequence(meeting: Meeting) -> int:
    highest: int | None = meeting.invitations.aggregate(highest=Max("sequence"))["highest"]
    return 0 if highest is None else highest + 1


def _told(meeting: Meeting) -> dict[int, Invitation]:
    """The newest message to each person, of those who are invited as things stand; what never left is taken out."""
    meeting.invitations.filter(claimed_at=None, sent_at=None).delete()
    newest = {
        each.person_id: each for each in meeting.invitations.order_by("sequence").select_related("person")
    }
    return {key: each for key, each in newest.items() if each.method == Method.REQUEST}


def _cancellation(invitation: Invitation, sequence: int) -> Invitation:
    return Invitation(
        meeting=invitation.meeting,
        membership=invitation.membership,
        person=invitation.person,
        email=invitation.person.email,
        method=Method.CANCEL,
        sequence=sequence,
    )


def _write(meeting: Meeting, messages: list[Invitation]) -> int:
    Invitation.objects.bulk_create(messages)
    key = meeting.pk
    transaction.on_commit(lambda: _ask_worker(key))
    return len(messages)


def _ask_worker(meeting_id: int) -> None:
    # What is to be sent is in the database: a broker that does not answer is made good by the schedule.
    try:
        send_invitations.delay(meeting_id)
    except (KombuError, OSError):
        log.exception("the invitations to meeting %s could not be asked for", meeting_id)
