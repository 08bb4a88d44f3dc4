"""Answers which meetings there are, where one stands, what comes next and what was done to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import Organisation, User
from boards.models import Invitation, Meeting
from boards.seated import people_seated
from boards.transitions import Transition, open_from
from core.audit import entries_about
from core.models import AuditEntry
from core.working_days import latest_notice
from notices.models import Discharge, Obligation, PlannedEvent

IN_PROGRESS = Meeting.Status.IN_PROGRESS
PAPERS_DAYS = 5
"""Clear working days, as for the papers of a council's own meetings, where no series says otherwise."""


def meetings_of(council: Organisation) -> QuerySet[Meeting]:
    """Return the meetings of a council's boards with `on_day`: when each was held, or is to be; the newest first."""
    related = ("board__notice__council", "planned_event__obligation__clause__notice", "series", "minutes")
    meetings = Meeting.objects.filter(board__notice__council=council).select_related(*related)
    on_day = Coalesce(F("held_on"), F("planned_event__planned_on"))
    return meetings.annotate(on_day=on_day).order_by(F("on_day").desc(), "-pk")


@dataclass(frozen=True)
class Step:
    """One thing that may be done with a meeting next: what its button says, and where it leads."""

    transition: Transition
    address: str


@dataclass(frozen=True)
class Invited:
    """The newest message to one person about a meeting."""

    invitation: Invitation

    @property
    def state(self) -> str:
        if self.invitation.sent_at is None:
            return "Waiting to be sent"
        return "Told that it is off" if self.is_off else "Invited"

    @property
    def is_off(self) -> bool:
        return self.invitation.method == Invitation.Method.CANCEL


@dataclass(frozen=True)
class Steps:
    """What a person may do with a meeting: the next step, what else leads on, and what ends it."""

    next: Step | None
    others: tuple[Step, ...]
    endings: tuple[Step, ...]


def steps_for(meeting: Meeting, person: User, *, today: dt.date) -> Steps:
    """Return what `person` may do with a meeting today. Before its day it is nobody's next step to hold it."""
    council = meeting.board.notice.council
    open_now = [each for each in open_from(meeting.status) if person.has_perm(each.permission, council)]
    found = [Step(each, reverse(each.url_name, args=[council.slug, meeting.pk])) for each in open_now]
    on = [each for each in found if not each.transition.ends_it]
    waits = meeting.planned_event.planned_on > today
    first = next((each for each in on if not (waits and each.transition.after == IN_PROGRESS)), None)
    endings = tuple(each for each in found if each.transition.ends_it)
    return Steps(first, tuple(each for each in on if each is not first), endings)


def has_been_counted(meeting: Meeting) -> bool:
    """Whether the register has the meeting as held on its day, whatever the board's own record says."""
    event = meeting.planned_event
    recorded = Discharge.objects.filter(obligation=event.obligation_id, withdrawn_at=None)
    return recorded.filter(effective_on=event.planned_on).exists()


def invited_to(meeting: Meeting) -> list[Invited]:
    """Return the newest message to each person about a meeting, by name."""
    newest: dict[int, Invitation] = {}
    for invitation in meeting.invitations.select_related("person", "membership").order_by("sequence"):
        newest[invitation.person_id] = invitation
    return [Invited(each) for each in sorted(newest.values(), key=lambda each: str(each.person))]


@dataclass(frozen=True)
class SinceCalled:
    """Who took a seat since a meeting was called and is not invited, and who is invited and sits no more."""

    came: tuple[User, ...] = ()
    left: tuple[User, ...] = ()

    @property
    def is_any(self) -> bool:
        return bool(self.came or self.left)


def since_called(meeting: Meeting, invited: Iterable[Invited], *, today: dt.date) -> SinceCalled:
    """Return how those who sit on the board on a called meeting's day differ from those who are invited."""
    if meeting.status != Meeting.Status.CALLED:
        return SinceCalled()
    day = max(meeting.planned_event.planned_on, today)
    seated = {person.pk: person for _, person in people_seated(meeting.board, today=day)}
    standing = {each.invitation.person_id: each.invitation.person for each in invited if not each.is_off}
    return SinceCalled(
        came=tuple(person for key, person in seated.items() if key not in standing),
        left=tuple(person for key, person in standing.items() if key not in seated),
    )


def next_meeting(meeting: Meeting) -> Meeting | None:
    """Return the first meeting of the board after this one whose agenda may still change."""
    later = Meeting.objects.filter(
        board=meeting.board_id,
        status__in=[Meeting.Status.DRAFT, Meeting.Status.CALLED],
        planned_event__planned_on__gt=meeting.day,
    )
    related = later.select_related("board__notice__council", "planned_event")
    return related.order_by("planned_event__planned_on", "pk").first()


def papers_day(meeting: Meeting) -> dt.date:
    """Return the last day that leaves the clear working days of the series between the papers and the meeting."""
    days = meeting.series.papers_days if meeting.series is not None else PAPERS_DAYS
    return latest_notice(meeting.planned_event.planned_on, days, working=True)


def years_of(council: Organisation) -> list[int]:
    """Return the years in which the council's boards met or are to meet, the newest first."""
    meetings = Meeting.objects.filter(board__notice__council=council).order_by()
    days = meetings.values_list("held_on", "planned_event__planned_on")
    return sorted({(held_on or planned_on).year for held_on, planned_on in days}, reverse=True)


def days_without_a_meeting(council: Organisation, *, today: dt.date) -> list[PlannedEvent]:
    """Return the days to come of the register's diary for which no board has a meeting."""
    events = PlannedEvent.objects.filter(
        obligation__clause__notice__council=council,
        obligation__kind=Obligation.Kind.MEETING,
        withdrawn_at=None,
        cancelled_on=None,
        meeting=None,
        planned_on__gte=today,
    )
    return list(events.select_related("obligation__clause__notice").order_by("planned_on"))


@dataclass(frozen=True)
class Deed:
    """One entry of a meeting's history, with what belongs to it as words."""

    entry: AuditEntry
    facts: tuple[str, ...]


def deeds_of(meeting: Meeting) -> list[Deed]:
    """Return what was done to a meeting, the newest first."""
    return [Deed(entry, tuple(_facts(entry.detail))) for entry in entries_about(meeting)]


def _facts(detail: dict[str, Any]) -> Iterable[str]:
    if "moved_from" in detail:
        yield f"From {_day(detail['moved_from'])} to {_day(detail['moved_to'])}"
    if detail.get("reason"):
        yield f"Because: {detail['reason']}"
    if detail.get("not_quorate_because"):
        yield f"Without a quorum because: {detail['not_quorate_because']}"
    for words in detail.get("would_breach", ()):
        yield f"Accepted with it: {words}"


def _day(written: str) -> str:
    return f"{dt.date.fromisoformat(written):%-d %B %Y}"
