"""Finds what is overdue or was missed, and writes down who is told of it: the improvement team and the chair, once."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q

from accounts.models import Role, User
from accounts.selectors import people_with_role
from notices.cadence import Occurrence, Outcome
from notices.models import Breach, BreachMessage, Notice
from notices.selectors import Register, register_as_at

KINDS = {Outcome.OVERDUE: Breach.Kind.OVERDUE, Outcome.MISSED: Breach.Kind.MISSED}


def notices_in_force(today: dt.date) -> list[Notice]:
    """Return the notices that are in force on a day; nothing new falls due under any other."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    return list(Notice.objects.filter(running, in_force_from__lte=today).select_related("council"))


@transaction.atomic
def find_breaches(*, notice: Notice, today: dt.date) -> list[Breach]:
    """Write down the breaches of a notice that nobody has been told of, with the messages that tell, and return them.

    What others owe is not a breach by the council, and a local expectation never is one (readings 17 and 13). One sweep
    at a time: the second finds what the first has written.
    """
    Notice.objects.select_for_update().get(pk=notice.pk)
    known = set(
        Breach.objects.filter(obligation__clause__notice=notice).values_list("obligation", "due_on", "place")
    )
    found = [
        each
        for each in breaches_in(register_as_at(notice, as_at=today), today)
        if (each.obligation_id, each.due_on, each.place) not in known
    ]
    Breach.objects.bulk_create(found)
    if found:
        _tell(notice, found, today)
    return found


def breaches_in(register: Register, today: dt.date) -> Iterator[Breach]:
    """Yield the unsaved breaches that stand in a register: what is overdue now, and every window that closed empty."""
    for standing in register.counting:
        for row in standing.occurrences:
            if row.outcome in KINDS and row.due_on < today:
                yield Breach(
                    obligation=standing.obligation, due_on=row.due_on, place=_place(row),
                    kind=KINDS[row.outcome], found_on=today,
                )  # fmt: skip


def _place(row: Occurrence) -> str:
    """Return what tells a row from another of its obligation that is due on the same day."""
    return "-".join(str(each) for each in (row.part, row.parent or row.rung or "") if each != "")


def _tell(notice: Notice, found: list[Breach], today: dt.date) -> None:
    for person in _told(notice, today):
        message = BreachMessage.objects.create(person=person, email=person.email)
        message.breaches.set(found)


def _told(notice: Notice, today: dt.date) -> list[User]:
    """Return the improvement team and the chair, each once, whoever holds both roles."""
    roles = (Role.IMPROVEMENT_TEAM, Role.CHAIR)
    people = {
        person.pk: person for role in roles for person in people_with_role(notice.council, role, today=today)
    }
    return list(people.values())
