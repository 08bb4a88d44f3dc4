"""Meetings of the boards of the demonstration case as rows: those held are closed with their agreed minutes.

They are written as rows and not by the services, one deed after the other: a year of meetings would take as long to
load as everything else together. The last one is taken on by the services, from its minutes to their draft.
"""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from boards.agenda_building import STANDARD
from boards.minutes_content import without_confidential
from boards.minutes_rendering import document_of
from boards.models import (
    AgendaItem,
    AgreedMinutes,
    Attendance,
    BoardAction,
    BoardActionUpdate,
    BoardMembership,
    Challenge,
    ItemMinute,
    Meeting,
    MeetingSeries,
    Outcome,
)
from boards.references import action_reference
from boards.selectors.frozen import minutes_content
from boards.services.agreeing import draft_minutes
from core.frozen import sha256_of
from core.working_days import latest_notice
from evidence.models import Evidence
from evidence.services import About, attach_file
from notices.models import Discharge, PlannedEvent
from reports.demo.board_said import WITHOUT_A_THEME, Theme, themes
from reports.demo.days import afternoon, days_after
from reports.demo.people import Cast

Status = Meeting.Status
OPEN_SINCE = 2
"""What the last meeting and the two before it gave to do is still open: some of it late, some not yet due."""


@dataclass(frozen=True)
class Held:
    """An entry of the register's diary with the discharge that says that the board met."""

    event: PlannedEvent
    discharge: Discharge


def ahead(series: MeetingSeries, event: PlannedEvent) -> Meeting:
    """Put a meeting that is still to come into the diary of the board, as a draft."""
    return Meeting.objects.create(planned_event=event, **_place(series))


def called_off(cast: Cast, series: MeetingSeries, event: PlannedEvent) -> Meeting:
    """Keep a meeting that was called and cancelled."""
    return Meeting.objects.create(
        planned_event=event, status=Status.CANCELLED, **_place(series), **_called(cast, event.planned_on)
    )


def were_held(
    cast: Cast, series: MeetingSeries, seated: Sequence[BoardMembership], held: Sequence[Held]
) -> list[Meeting]:
    """Keep the meetings that were held, each closed but for the last, with who came and what was said in it."""
    meetings = [_meeting(cast, series, each) for each in held]
    for place, (meeting, theme) in enumerate(zip(meetings, themes(len(meetings)), strict=True)):
        _who_came(cast, meeting, seated, place)
        _what_was_said(cast, meeting, theme, age=len(meetings) - 1 - place)
    for meeting, following in itertools.pairwise(meetings):
        _agree(cast, meeting, following)
    return meetings


def keep_minutes_open(cast: Cast, meeting: Meeting) -> None:
    """Put the minutes of the last meeting up as a draft, which the next one agrees."""
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.IN_PROGRESS)
    draft_minutes(meeting=Meeting.objects.get(pk=meeting.pk), by=cast.team)


def _place(series: MeetingSeries) -> dict[str, object]:
    return {
        "board": series.board,
        "series": series,
        "venue": series.venue,
        "starts_at": series.starts_at,
        "ends_at": series.ends_at,
    }


def _called(cast: Cast, day: dt.date) -> dict[str, object]:
    return {
        "called_at": afternoon(days_after(day, -20)),
        "called_by": cast.team,
        "papers_due_on": latest_notice(day, 5, working=True),
    }


def _meeting(cast: Cast, series: MeetingSeries, held: Held) -> Meeting:
    day = held.discharge.effective_on
    return Meeting.objects.create(
        planned_event=held.event, status=Status.CLOSED, held_on=day, chaired_by=str(cast.people["chair"]),
        **_place(series), **_called(cast, held.event.planned_on),
    )  # fmt: skip


def _who_came(cast: Cast, meeting: Meeting, seated: Sequence[BoardMembership], place: int) -> None:
    """Most came; in turn somebody sent apologies, and somebody sent another."""
    day = meeting.held_on or meeting.planned_event.planned_on
    rows = []
    for number, seat in enumerate(seated):
        state, substitute = Attendance.State.PRESENT, ""
        if number and (place + number) % 7 == 0:
            state = Attendance.State.APOLOGIES
        elif number and (place + number) % 11 == 3:
            state, substitute = Attendance.State.SUBSTITUTE, "A deputy"
        rows.append(
            Attendance(
                meeting=meeting, membership=seat, name=_name(cast, seat, day), state=state, substitute=substitute,
                role=str(seat.post or seat.organisation),
            )
        )  # fmt: skip
    Attendance.objects.bulk_create(rows)


def _name(cast: Cast, seat: BoardMembership, day: dt.date) -> str:
    if seat.person is not None:
        return str(seat.person)
    return str(cast.speaker(seat.post, day)) if seat.post is not None else f"For {seat.organisation}"


def _what_was_said(cast: Cast, meeting: Meeting, theme: Theme, *, age: int) -> None:
    """Write down agenda, minutes, decision, action and challenge. `age`: how many meetings were held since."""
    items = AgendaItem.objects.bulk_create(_agenda(cast, meeting, theme))
    said = [
        (each, theme.said if each.title == theme.title else WITHOUT_A_THEME.get(each.kind, ""))
        for each in items
    ]
    ItemMinute.objects.bulk_create(
        ItemMinute(item=item, words=words, changed_by=cast.team) for item, words in said if words
    )
    item = next(each for each in items if each.title == theme.title)
    if theme.decision:
        Outcome.objects.create(
            item=item,
            kind=Outcome.Kind.DECISION,
            words=theme.decision,
            decided_by="The board, without a vote",
        )
    action = _given(cast, meeting, item, theme, age=age)
    if theme.asked_by in {cast.adviser_body.name, *(each.name for each in cast.partners)}:
        Challenge.objects.create(
            item=item, asked_by=theme.asked_by, question=theme.question, answered_by=theme.answered_by,
            answer=theme.answer, satisfied=theme.satisfied,
            action=None if theme.satisfied == Challenge.Satisfied.YES else action,
        )  # fmt: skip


def _agenda(cast: Cast, meeting: Meeting, theme: Theme) -> list[AgendaItem]:
    """Return the standard agenda with the meeting's theme before the last two items, every item done."""
    wanted = [(each.kind, each.title, each.purpose, each.minutes) for each in STANDARD]
    wanted.insert(-2, ("item", theme.title, "discuss", 20))
    presenters = {theme.title: cast.posts.get(theme.presenter)}
    return [
        AgendaItem(
            meeting=meeting, order=order, kind=kind, title=title, purpose=purpose, minutes=minutes,
            state=AgendaItem.State.DONE, presenter_post=presenters.get(title), changed_by=cast.team,
        )
        for order, (kind, title, purpose, minutes) in enumerate(wanted, start=1)
    ]  # fmt: skip


def _given(cast: Cast, meeting: Meeting, item: AgendaItem, theme: Theme, *, age: int) -> BoardAction | None:
    """Give the action of the meeting to a post of the council, done by now but for the newest."""
    post, held_on = cast.posts.get(theme.owner), meeting.held_on
    if post is None or held_on is None:
        return None
    outcome = Outcome.objects.create(item=item, kind=Outcome.Kind.ACTION, words=theme.action)
    taken = meeting.board.actions.values_list("reference", flat=True)
    due_on = theme.due_on(held_on)
    closed = (
        {}
        if age <= OPEN_SINCE
        else _closed(cast, theme, min(days_after(due_on, -2), days_after(held_on, 28)))
    )
    action = BoardAction.objects.create(
        board=meeting.board, outcome=outcome, reference=action_reference(held_on, taken), words=theme.action,
        owner_post=post, due_on=due_on, **closed,
    )  # fmt: skip
    if age:
        day = days_after(held_on, 5)
        BoardActionUpdate.objects.create(
            action=action, words="Begun. The owner reports to the next meeting.", given_on=day,
            given_by=cast.speaker(post, day), recorded_at=afternoon(day),
        )  # fmt: skip
    return action


def _closed(cast: Cast, theme: Theme, closed_on: dt.date) -> dict[str, object]:
    return {
        "state": BoardAction.State.DONE,
        "closed_on": closed_on,
        "closed_by": cast.team,
        "closing_words": theme.closing or "Done as it was asked.",
    }


def _agree(cast: Cast, meeting: Meeting, following: Meeting) -> None:
    """Freeze the minutes as the next meeting agreed them, with their PDF."""
    meeting = Meeting.objects.select_related("board__notice__council", "planned_event").get(pk=meeting.pk)
    content = minutes_content(meeting)
    agreed_on = following.held_on or following.planned_event.planned_on
    agreed = AgreedMinutes.objects.create(
        meeting=meeting, content=content, for_all=without_confidential(content), sha256=sha256_of(content),
        agreed_on=agreed_on, agreed_at=following, agreed_by=cast.people["chair"], recorded_at=afternoon(agreed_on),
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(minutes=_printed(cast, agreed))


def _printed(cast: Cast, agreed: AgreedMinutes) -> Evidence:
    """Return the PDF of agreed minutes as evidence, kept on the day on which they were agreed."""
    meeting = agreed.meeting
    day = meeting.held_on or meeting.planned_event.planned_on
    where = f"at the meeting of {agreed.agreed_on:%-d %B %Y}"
    document = document_of(agreed.for_all, agreed_on=agreed.agreed_on, agreed_where=where)
    evidence = attach_file(
        council=cast.council, title=f"Minutes of {meeting.board.name}, {day:%-d %B %Y}", kind=Evidence.Kind.MINUTES,
        effective_on=day, upload=ContentFile(document, name=f"minutes-{day.isoformat()}.pdf"), by=cast.team,
        about=About(confidentiality=Evidence.Confidentiality.MAY_LEAVE),
    )  # fmt: skip
    Evidence.objects.filter(pk=evidence.pk).update(recorded_at=afternoon(agreed.agreed_on))
    return evidence
