"""Answers what was asked of whom, what came of it by a day, and what one person is asked."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from improvement_plans.ladder import Rung
from improvement_plans.models import (
    Action,
    Contribution,
    DailyMessage,
    Plan,
    Reminder,
    UpdateCycle,
    UpdateRequest,
    UpdateSchedule,
    known_by,
)
from improvement_plans.requested import RequestStanding
from improvement_plans.selectors.routes import Routes, routes_of


@dataclass(frozen=True)
class LadderStep:
    """One rung of a month: its words, its day, and how many people were told."""

    words: str
    day: dt.date
    told: int


def schedule_of(council: Organisation) -> UpdateSchedule:
    """Return when the council asks; one that has set nothing gets the standard days, and asks for nothing by itself."""
    kept = UpdateSchedule.objects.filter(council=council).first()
    return kept or UpdateSchedule(council=council, is_on=False)


def live_plans(today: dt.date) -> QuerySet[Plan]:
    """Return the plans under notices that are in force today: under no other is anybody asked or reminded."""
    in_force = Q(notice__ended_on__isnull=True) | Q(notice__ended_on__gt=today)
    return Plan.objects.filter(in_force, notice__in_force_from__lte=today)


def cycles_of(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[UpdateCycle]:
    """Return the months for which updates had been asked by `as_at`, the newest first."""
    asked = UpdateCycle.objects.filter(known_by(known_on), plan=plan, asked_on__lte=as_at)
    return asked.select_related("opened_by").order_by("-month")


def newest_cycles(today: dt.date) -> QuerySet[UpdateCycle]:
    """Return the newest request of each live plan: an earlier one is no longer chased."""
    later = UpdateCycle.objects.filter(plan=OuterRef("plan"), month__gt=OuterRef("month"))
    return UpdateCycle.objects.filter(~Exists(later), plan__in=live_plans(today), asked_on__lte=today)


def standings_of(
    requests: QuerySet[UpdateRequest], routes: Routes, as_at: dt.date, *, known_on: dt.date | None = None
) -> list[RequestStanding]:
    """Return how each of `requests` stood on `as_at`, by action and with the owner first."""
    rows = (
        requests.standing_on(as_at, known_on=known_on)  # type: ignore[attr-defined]
        .select_related("cycle", "action", "post", "agency")
        .order_by("action__objective__reference", "action__reference", "-kind", "pk")
    )
    return [_standing(row, routes, as_at, known_on) for row in rows]


def _standing(
    row: UpdateRequest, routes: Routes, as_at: dt.date, known_on: dt.date | None
) -> RequestStanding:
    opened_on = timezone.localtime(row.opened_at).date() if row.opened_at else None
    if opened_on is not None and opened_on > min(as_at, known_on or as_at):
        opened_on = None
    return RequestStanding(
        request=row,
        as_at=as_at,
        given_on=row.given_then,  # type: ignore[attr-defined]
        done_on=row.done_then,  # type: ignore[attr-defined]
        opened_on=opened_on,
        in_plan=row.in_plan_then,  # type: ignore[attr-defined]
        route=routes.of(row),
    )


def asked_of(person: User, council: Organisation, today: dt.date) -> list[RequestStanding]:
    """Return everything that `person` is asked in `council` this month, answered or not, what is late first.

    It is what the person's own posts and agency are asked, and what comes to them because a post below is empty.
    """
    routes = routes_of(council, today)
    posts = list(routes.posts_reaching(person))
    own = Q(post__in=posts)
    if routes.speaks_for(person, person.organisation_id):
        own |= Q(agency=person.organisation_id)
    requests = UpdateRequest.objects.filter(
        own, cycle__in=newest_cycles(today), cycle__plan__notice__council=council
    )
    found = [each for each in standings_of(requests, routes, today) if each.is_open or each.answered_on]
    return sorted(found, key=lambda each: (not each.is_open, not each.is_late, each.due_on))


def reminders_of(requests: Any, as_at: dt.date) -> dict[int, list[Reminder]]:
    """Return what had been sent by `as_at`, or tried, for each of `requests` (primary keys), oldest first."""
    kept = (
        Reminder.objects.filter(request__in=requests, message__day__lte=as_at)
        .exclude(message__state=DailyMessage.State.DROPPED)
        .select_related("message__person")
        .order_by("message__day", "pk")
    )
    found: dict[int, list[Reminder]] = {}
    for reminder in kept:
        found.setdefault(reminder.request_id, []).append(reminder)
    return found


def ladder_of(cycle: UpdateCycle, days: Mapping[Rung, dt.date], as_at: dt.date) -> list[LadderStep]:
    """Return each rung of a month with its day, and how many people had been told of it by `as_at`."""
    sent = Reminder.objects.filter(
        request__cycle=cycle, message__state=DailyMessage.State.SENT, message__day__lte=as_at
    )
    told = dict(sent.order_by().values_list("rung").annotate(Count("message__person", distinct=True)))
    return [
        LadderStep(str(Reminder.Rung(rung.value).label), day, told.get(rung.value, 0))
        for rung, day in days.items()
    ]


def unsent_of(cycle: UpdateCycle, as_at: dt.date) -> QuerySet[DailyMessage]:
    """Return the messages about a month that have failed and that nobody has made good yet."""
    failed = DailyMessage.objects.filter(state=DailyMessage.State.FAILED, day__lte=as_at)
    return failed.filter(reminders__request__cycle=cycle).distinct().select_related("person")


def contributions_of(
    action: Action, as_at: dt.date, *, known_on: dt.date | None = None
) -> QuerySet[Contribution]:
    """Return every contribution given by `as_at`, the newest first; those corrected since have `is_corrected`."""
    corrections = Contribution.objects.filter(known_by(known_on), corrects=OuterRef("pk"))
    return (
        action.contributions.filter(known_by(known_on), given_on__lte=as_at)
        .annotate(is_corrected=Exists(corrections))
        .select_related("given_by", "for_post", "for_agency", "corrects", "corrected_by")
        .order_by("-given_on", "-pk")
    )
