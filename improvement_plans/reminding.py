"""Reminds people of what they are asked: plans each reminder once, and sends one message a person a day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from operator import call
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from core.apart import each_apart
from core.sending import CLAIM_HOLDS_FOR
from core.working_days import is_working_day
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_email import letter_of, said_in
from improvement_plans.daily_parts import registered
from improvement_plans.models import DailyMessage

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
    councils = {council.pk: council for part in registered() for council in part.councils(today)}
    days = {key: CouncilDay(council, today) for key, council in councils.items()}
    steps = [*(partial(plan_messages, day) for day in days.values()), partial(send_waiting, today, days)]
    return list(each_apart(steps, call))[-1]


@transaction.atomic
def plan_messages(on: CouncilDay) -> int:
    """Write the messages of the day with what every part of them has to say, and return how many are new.

    A person who had today's message already gets what has come since in the next day's.
    """
    council, today = on.council, on.today
    # One sweep at a time: the second then sees what the first has planned. What came before is read after this.
    # Rows that point at the council can be written all the while.
    Organisation.objects.select_for_update(no_key=True).get(pk=council.pk)
    _drop_unsent(council, today)
    owed: dict[User, list[Any]] = defaultdict(list)
    for part in registered():
        if part.councils(today).filter(pk=council.pk).exists():
            for person, reminder in part.owed(on):
                owed[person].append(reminder)
    had = set(DailyMessage.objects.filter(council=council, day=today).values_list("person", flat=True))
    new = {person: rungs for person, rungs in owed.items() if person.pk not in had}
    messages = DailyMessage.objects.bulk_create(
        DailyMessage(person=person, council=council, day=today) for person in new
    )
    for message, reminders in zip(messages, new.values(), strict=True):
        for reminder in reminders:
            reminder.message = message
    _keep(reminder for reminders in new.values() for reminder in reminders)
    return len(messages)


def _keep(reminders: Iterable[Model]) -> None:
    """Save the reminders of every part, in one statement for each kind of them."""
    kinds: dict[type[Model], list[Model]] = defaultdict(list)
    for reminder in reminders:
        kinds[type(reminder)].append(reminder)
    for kind, rows in kinds.items():
        kind._default_manager.bulk_create(rows, batch_size=500)


def send_waiting(today: dt.date, days: Mapping[int, CouncilDay] | None = None) -> int:
    """Send today's messages that no worker has sent or is sending, and return how many went out.

    `days` holds what this run has worked out already, by the council's key. A message whose sending fails is given back
    for the next run, and does not keep the others waiting; its error is raised at the end, so that the run counts as
    failed.
    """
    known = dict(days or {})

    def send(message: DailyMessage) -> bool:
        on = known.setdefault(message.council_id, CouncilDay(message.council, today))
        return _send(message, on)

    return sum(each_apart(_waiting(today), send))


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


def _send(message: DailyMessage, on: CouncilDay) -> bool:
    if not _mine(message).update(state=State.SENDING, claimed_at=timezone.now()):
        return False
    kept = DailyMessage.objects.filter(pk=message.pk)
    try:
        said = said_in(message, on)
        if said:
            letter_of(message, said).send()
    except Exception as failure:
        kept.update(state=State.FAILED, claimed_at=None, error=str(failure)[:500])
        raise
    if said:
        kept.update(state=State.SENT, sent_at=timezone.now(), error="")
    else:
        kept.update(state=State.DROPPED, error=NOTHING_LEFT)
    return bool(said)
