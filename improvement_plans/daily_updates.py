"""The part of the daily message that asks for updates: titles, due days and links, and nothing else of the plan."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Organisation, User
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_parts import Said
from improvement_plans.ladder import Rung, rung_days, rung_owed
from improvement_plans.models import DailyMessage, Reminder, UpdateCycle, UpdateRequest
from improvement_plans.requested import RequestStanding, Route, place_to_answer
from improvement_plans.selectors.cycle import newest_cycles, schedule_of, standings_of
from improvement_plans.selectors.routes import Routes


class Why(Enum):
    """Why a line is in somebody's message, in the order in which they are listed."""

    LATE = "Late"
    OWN = "Asked of you"
    INSTEAD = "For a post that is empty"
    MANAGES = "Not answered by those who report to you"


@dataclass(frozen=True)
class Line:
    """One request in a message: what it is about, when it was due, and the page on which it is answered or read."""

    standing: RequestStanding
    why: Why
    address: str

    @property
    def action(self) -> str:
        return str(self.standing.request.action)

    @property
    def due_on(self) -> dt.date:
        return self.standing.due_on

    @property
    def asks(self) -> str:
        return "Contribution" if self.standing.is_contribution else "Update"


class UpdatesAsked:
    """What people are asked for the plan: the newest rung of each open request, to whom it is for."""

    def councils(self, today: dt.date) -> QuerySet[Organisation]:
        return Organisation.objects.filter(notices__plan__update_cycles__in=newest_cycles(today)).distinct()

    def owed(self, on: CouncilDay) -> Iterator[tuple[User, Reminder]]:
        """Yield the person and the reminder of everything that has not been said to them yet."""
        cycles = newest_cycles(on.today).filter(plan__notice__council=on.council)
        before = schedule_of(on.council).remind_before
        said = _said(cycles)
        rungs = {
            cycle.pk: rung_owed(rung_days(cycle.asked_on, cycle.due_on, remind_before=before), on.today)
            for cycle in cycles
        }
        requests = UpdateRequest.objects.filter(cycle__in=cycles.values("pk"))
        for each in standings_of(requests, on.routes, on.today):
            rung = rungs.get(each.request.cycle_id)
            if rung is None or not each.is_open:
                continue
            for person in _route_of(each, rung, on.routes).people:
                if (each.request.pk, rung.value, person.pk) not in said:
                    yield person, Reminder(request=each.request, rung=rung)

    def said_in(self, message: DailyMessage, on: CouncilDay) -> Said | None:
        lines = lines_of(message, on)
        if not lines:
            return None
        context: dict[str, Any] = {
            "council": message.council,
            "parts": [(why, [line for line in lines if line.why == why]) for why in Why],
            "lines": lines,
            "late": sum(line.standing.is_late for line in lines),
            "asked": settings.SITE_URL + reverse("plan:asked", args=[message.council.slug]),
        }
        return Said(*(render_to_string(_template(name), context) for name in TEMPLATES))


TEMPLATES = ("updates_subject.txt", "updates.txt", "updates.html")


def _route_of(standing: RequestStanding, rung: str, routes: Routes) -> Route:
    """Return who is told of a request on a rung: those who are asked, and on the last one whoever stands above them."""
    return routes.manager_of(standing.request) if rung == Rung.MANAGER else standing.route


def _said(cycles: QuerySet[UpdateCycle]) -> set[tuple[int, str, int]]:
    """Return (request, rung, person) of every reminder that was sent or is on its way."""
    kept = Reminder.objects.filter(request__cycle__in=cycles.values("pk")).exclude(
        message__state=DailyMessage.State.DROPPED
    )
    return set(kept.values_list("request", "rung", "message__person"))


def lines_of(message: DailyMessage, on: CouncilDay) -> list[Line]:
    """Return what of a message is still owed, and still asked of its person, on its day; what is late comes first."""
    rungs = on.once(_rungs).get(message.pk)
    if not rungs:
        return []
    found = (
        _line(each, rungs[each.request.pk], message, on.routes)
        for each in on.once(_open_requests)
        if each.request.pk in rungs
    )
    order = list(Why)
    return sorted(
        (line for line in found if line is not None), key=lambda line: (order.index(line.why), line.due_on)
    )


def _rungs(on: CouncilDay) -> dict[int, dict[int, str]]:
    """Return the rung of every request in each message of the day, by the message's key and the request's."""
    rungs: dict[int, dict[int, str]] = defaultdict(dict)
    kept = Reminder.objects.filter(message__council=on.council, message__day=on.today)
    for message, request, rung in kept.values_list("message", "request", "rung"):
        rungs[message][request] = rung
    return rungs


def _open_requests(on: CouncilDay) -> list[RequestStanding]:
    """Return what any message of the day reminds of and is still owed."""
    keys = {request for rungs in on.once(_rungs).values() for request in rungs}
    requests = UpdateRequest.objects.filter(pk__in=keys)
    return [each for each in standings_of(requests, on.routes, on.today) if each.is_open]


def _line(standing: RequestStanding, rung: str, message: DailyMessage, routes: Routes) -> Line | None:
    route = _route_of(standing, rung, routes)
    if message.person not in route.people:
        return None
    if rung == Rung.MANAGER:
        why = Why.MANAGES
    elif route.instead:
        why = Why.INSTEAD
    else:
        why = Why.LATE if standing.is_late else Why.OWN
    return Line(standing, why, settings.SITE_URL + place_to_answer(standing, message.person, message.council))


def _template(name: str) -> str:
    return f"improvement_plans/cycle/email/{name}"
