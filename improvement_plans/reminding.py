"""Reminds people of what they are asked: plans each rung of the ladder once, and sends one message a person a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from core.working_days import is_working_day
from improvement_plans.daily_email import letter_of, lines_of
from improvement_plans.ladder import Rung, rung_days, rung_owed
from improvement_plans.models import DailyMessage, Reminder, UpdateCycle, UpdateRequest
from improvement_plans.requested import RequestStanding, Route
from improvement_plans.selectors.cycle import newest_cycles, schedule_of, standings_of
from improvement_plans.selectors.routes import Routes, routes_of

# A worker that was killed between claiming and sending leaves its claim behind; after this long it no longer counts.
CLAIM_HOLDS_FOR = dt.timedelta(minutes=15)

NOT_ON_ITS_DAY = "It could not be sent on its day. What is still owed went into a later message."
NOTHING_LEFT = (
    "By the time it was to be sent, everything in it had been answered or was asked of somebody else."
)

State = DailyMessage.State


def sweep(today: dt.date) -> int:
    """Plan and send what is owed today and return how many messages went out. On no working day nothing is sent.

    Safe to run twice, and twice at once: a reminder is planned under a lock, and sent by whoever claims its message.
    """
    if not is_working_day(today):
        return 0
    councils = Organisation.objects.filter(notices__plan__update_cycles__in=newest_cycles(today)).distinct()
    for council in councils:
        plan_messages(council=council, today=today)
    return send_waiting(today)


@transaction.atomic
def plan_messages(*, council: Organisation, today: dt.date) -> int:
    """Write the messages of the day with the newest rung of each open request, and return how many are new.

    A person who had today's message already gets what has come since in the next day's.
    """
    cycles = newest_cycles(today).filter(plan__notice__council=council)
    # One sweep at a time: the second then sees what the first has planned. What came before is read after this.
    list(UpdateCycle.objects.filter(pk__in=cycles.values("pk")).select_for_update())
    _drop_unsent(council, today)
    owed: dict[User, list[Reminder]] = defaultdict(list)
    for person, request, rung in _owed(council, cycles, today):
        owed[person].append(Reminder(request=request, rung=rung))
    had = set(DailyMessage.objects.filter(council=council, day=today).values_list("person", flat=True))
    new = {person: rungs for person, rungs in owed.items() if person.pk not in had}
    messages = DailyMessage.objects.bulk_create(
        DailyMessage(person=person, council=council, day=today) for person in new
    )
    for message, rungs in zip(messages, new.values(), strict=True):
        for reminder in rungs:
            reminder.message = message
    Reminder.objects.bulk_create((each for rungs in new.values() for each in rungs), batch_size=500)
    return len(messages)


def send_waiting(today: dt.date) -> int:
    """Send today's messages that no worker has sent or is sending, and return how many went out.

    One whose sending fails is given back for the next run, and does not keep the others waiting; its error is raised
    at the end, so that the run counts as failed.
    """
    sent, failures = 0, []
    for message in _waiting(today):
        try:
            sent += _send(message)
        except OSError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return sent


def _owed(
    council: Organisation, cycles: QuerySet[UpdateCycle], today: dt.date
) -> Iterator[tuple[User, UpdateRequest, Rung]]:
    """Yield the person, the request and its newest rung for everything that has not been said to them yet."""
    before = schedule_of(council).remind_before
    routes = routes_of(council, today)
    said = _said(cycles)
    rungs = {
        cycle.pk: rung_owed(rung_days(cycle.asked_on, cycle.due_on, remind_before=before), today)
        for cycle in cycles
    }
    requests = UpdateRequest.objects.filter(cycle__in=cycles.values("pk"))
    for each in standings_of(requests, routes, today):
        rung = rungs.get(each.request.cycle_id)
        if rung is None or not each.is_open:
            continue
        for person in route_of(each, rung, routes).people:
            if (each.request.pk, rung.value, person.pk) not in said:
                yield person, each.request, rung


def route_of(standing: RequestStanding, rung: str, routes: Routes) -> Route:
    """Return who is told of a request on a rung: those who are asked, and on the last one whoever stands above them."""
    return routes.manager_of(standing.request) if rung == Rung.MANAGER else standing.route


def _said(cycles: QuerySet[UpdateCycle]) -> set[tuple[int, str, int]]:
    """Return (request, rung, person) of every reminder that was sent or is on its way."""
    kept = Reminder.objects.filter(request__cycle__in=cycles.values("pk")).exclude(
        message__state=State.DROPPED
    )
    return set(kept.values_list("request", "rung", "message__person"))


def _drop_unsent(council: Organisation, today: dt.date) -> None:
    """Give up what was not sent on an earlier day: what it held counts as never said. What is on its way is left."""
    unsent = DailyMessage.objects.filter(council=council, day__lt=today).filter(_unclaimed())
    for message in unsent:
        why = f"{NOT_ON_ITS_DAY} {message.error}".strip()
        _mine(message).update(state=State.DROPPED, error=why)


def _unclaimed() -> Q:
    lapsed = Q(state=State.SENDING, claimed_at__lt=timezone.now() - CLAIM_HOLDS_FOR)
    return Q(state__in=[State.WAITING, State.FAILED]) | lapsed


def _waiting(today: dt.date) -> list[DailyMessage]:
    waiting = DailyMessage.objects.filter(_unclaimed(), day=today)
    return list(waiting.select_related("person", "council").order_by("pk"))


def _mine(message: DailyMessage) -> QuerySet[DailyMessage]:
    """The message as it was read: nothing, once another worker has claimed it since."""
    return DailyMessage.objects.filter(pk=message.pk, state=message.state, claimed_at=message.claimed_at)


def _send(message: DailyMessage) -> bool:
    if not _mine(message).update(state=State.SENDING, claimed_at=timezone.now()):
        return False
    kept = DailyMessage.objects.filter(pk=message.pk)
    try:
        lines = lines_of(message)
        if lines:
            letter_of(message, lines).send()
    except Exception as failure:
        kept.update(state=State.FAILED, claimed_at=None, error=str(failure)[:500])
        raise
    if lines:
        kept.update(state=State.SENT, sent_at=timezone.now(), error="")
    else:
        kept.update(state=State.DROPPED, error=NOTHING_LEFT)
    return bool(lines)
