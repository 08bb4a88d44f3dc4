"""Answers what stands around the programme on a day: next meeting and review, last outcome, actions, signatures."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from boards.models import BoardAction, Meeting
from boards.selectors.actions import actions_for
from boards.selectors.meetings import meetings_of
from reports.models import Report
from reports.selectors.unissued import Unissued, unissued_in
from reports.selectors.visible import visible_reports
from reports.selectors.waiting import Waiting, waiting_in
from reviews.models import Review
from reviews.selectors.outcome import newest_outcome


@dataclass(frozen=True)
class NextReview:
    """The review that comes next, and how much of what must be ready before it is."""

    review: Review
    to_prepare: int
    prepared: int
    overdue: int


@dataclass(frozen=True)
class Around:
    """What a chair looks ahead to and waits for.

    What waits for a signature, or to be issued, is of today, and of reports that the person may read.
    """

    next_meeting: Meeting | None
    next_review: NextReview | None
    newest_outcome: Review | None
    actions_open: int
    actions_overdue: int
    waiting: tuple[Waiting, ...]
    unissued: tuple[Unissued, ...]


def around_of(person: User, council: Organisation, as_at: dt.date, *, today: dt.date) -> Around:
    """Return what stands around the programme as at a day, in a number of queries that does not grow."""
    standing = actions_standing(person, council, as_at, today=today)
    return Around(
        next_meeting=next_meeting(council, as_at),
        next_review=next_review(council, as_at),
        newest_outcome=newest_outcome(council, as_at),
        actions_open=standing["open"],
        actions_overdue=standing["overdue"],
        waiting=tuple(signatures_awaited(person, council)) if as_at == today else (),
        unissued=tuple(unissued_in(person, council, today=today, now=timezone.now()))
        if as_at == today
        else (),
    )


def next_meeting(council: Organisation, as_at: dt.date) -> Meeting | None:
    """Return the meeting that came next on the day: not cancelled by then."""
    off = Q(planned_event__cancelled_on__lte=as_at) | Q(planned_event__withdrawn_at__isnull=False)
    # The day of each is worked out by the query, which its type does not say.
    meetings: QuerySet[Any] = meetings_of(council)
    found: Meeting | None = meetings.filter(on_day__gte=as_at).exclude(off).order_by("on_day", "pk").first()
    return found


def next_review(council: Organisation, as_at: dt.date) -> NextReview | None:
    """Return the review that came next on the day, with what of its preparation was done by then."""
    to_come = Q(held_on__isnull=True, planned_on__gte=as_at) | Q(held_on__gte=as_at)
    done = Q(preparations__done_on__lte=as_at)
    review = (
        Review.objects.filter(to_come, notice__council=council)
        .exclude(cancelled_on__lte=as_at)
        .annotate(
            of_all=Count("preparations"),
            done_then=Count("preparations", filter=done),
            overdue_then=Count("preparations", filter=Q(preparations__due_on__lt=as_at) & ~done),
        )
        .order_by("planned_on", "pk")
        .first()
    )
    if review is None:
        return None
    return NextReview(review, review.of_all, review.done_then, review.overdue_then)


def actions_standing(
    person: User, council: Organisation, as_at: dt.date, *, today: dt.date
) -> dict[str, int]:
    """Return how many board actions that `person` may know of were open and overdue on the day."""
    given = actions_for(person, council, today=today).filter(
        Q(outcome__item__meeting__held_on__isnull=True) | Q(outcome__item__meeting__held_on__lte=as_at)
    )
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=as_at)
    kept = BoardAction.objects.filter(open_then, pk__in=given.values("pk"))
    counted = kept.aggregate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=as_at)))
    return {"open": counted["open"], "overdue": counted["overdue"]}


def signatures_awaited(person: User, council: Organisation) -> list[Waiting]:
    """Return the reports that wait for a signature, the longest first, of those that `person` may read."""
    readable = set(
        visible_reports(person, council)
        .filter(status=Report.Status.AWAITING_SIGN_OFF)
        .values_list("pk", flat=True)
    )
    return [each for each in waiting_in(council, now=timezone.now()) if each.sign_off.report_id in readable]
