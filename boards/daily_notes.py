"""What the boards ask of people, for the message of the day: actions they gave, meetings to call, minutes to draft."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.selectors import holders_of
from boards.models import Board, BoardAction, Meeting, Pack
from boards.selectors.actions import actions_of
from boards.selectors.meetings import meetings_of, papers_day
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_notes import Note, NotesPart, step_of

ACTION_SOON, CALL_SOON, PAPERS_SOON, MINUTES_SOON = 5, 10, 3, 5
MINUTES_WITHIN = dt.timedelta(days=10)
"""Minutes are drafted while people remember: by the tenth day after the meeting."""


def board_notes(on: CouncilDay) -> Iterator[tuple[User, Note]]:
    """Yield the actions that a board gave to whoever holds the post, and what its meetings need to the team."""
    council, today, team = on.council, on.today, on.team
    actions = list(actions_of(council).filter(state=BoardAction.State.OPEN))
    holders = holders_of({action.owner_post_id for action in actions}, today)
    for action in actions:
        step = step_of(action.due_on, today, soon=ACTION_SOON)
        if step is not None:
            for person in holders.get(action.owner_post_id) or team:
                yield person, _action_note(action, step, council)
    sent = Pack.objects.filter(meeting=OuterRef("pk"), sent_at__isnull=False)
    going_on = meetings_of(council).exclude(status__in=[Meeting.Status.CANCELLED, Meeting.Status.CLOSED])
    for meeting in going_on.annotate(pack_was_sent=Exists(sent)):
        note = _meeting_note(meeting, today, pack_was_sent=meeting.pack_was_sent)
        if note is not None:
            for person in team:
                yield person, note


def _action_note(action: BoardAction, step: str, council: Organisation) -> Note:
    """Return what an action asks; of one that came of a confidential item no word goes into an e-mail."""
    words = "An action of the board" if action.outcome.item.is_confidential else action.words
    return Note(
        topic=f"board-action:{action.pk}:{action.due_on:%Y%m%d}", step=step, words=words, due_on=action.due_on,
        about=action.reference, address=reverse("board:action", args=[council.slug, action.pk]),
    )  # fmt: skip


def _meeting_note(meeting: Meeting, today: dt.date, *, pack_was_sent: bool) -> Note | None:
    """Return what a meeting needs next and by when; None while that is far off, and once nothing is left to do."""
    day, status = meeting.planned_event.planned_on, Meeting.Status
    papers = meeting.papers_due_on or papers_day(meeting)
    if status(meeting.status) is status.DRAFT:
        need = ("call", "Call the meeting", papers, CALL_SOON, "board:call_meeting")
    elif status(meeting.status) is status.CALLED and day > today and not pack_was_sent:
        need = ("papers", "Send the papers for the meeting", papers, PAPERS_SOON, "board:packs")
    elif status(meeting.status) is status.CALLED and day <= today:
        need = ("held", "Record that the meeting was held", day, 0, "board:start_meeting")
    elif status(meeting.status) is status.IN_PROGRESS and meeting.held_on:
        need = ("minutes", "Draft the minutes of the meeting", meeting.held_on + MINUTES_WITHIN, MINUTES_SOON,
                "board:minutes")  # fmt: skip
    else:
        return None
    topic, words, due_on, soon, page = need
    step = step_of(due_on, today, soon=soon)
    if step is None:
        return None
    council = meeting.board.notice.council
    return Note(
        topic=f"meeting-{topic}:{meeting.pk}:{due_on:%Y%m%d}", step=step, words=f"{words} of {day:%-d %B %Y}",
        about=meeting.board.name, due_on=due_on, address=reverse(page, args=[council.slug, meeting.pk]),
    )  # fmt: skip


def _councils() -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=Board.objects.values("notice__council"))


NOTES = NotesPart("The board", ("thing for the board", "things for the board"), board_notes, _councils)
