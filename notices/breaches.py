"""Finds what is overdue or was missed, and writes down who is told of it: the improvement team and the chair, once."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.db.models import Q

from accounts.models import Role, User
from accounts.selectors import people_with_role
from notices.cadence import Occurrence, Outcome
from notices.models import Breach, BreachMessage, Notice
from notices.selectors import Register, register_as_at

Key = tuple[int, dt.date, str]
"""What tells one breach from another: the obligation's key, the day and the place of the occurrence."""

KINDS = {Outcome.OVERDUE: Breach.Kind.OVERDUE, Outcome.MISSED: Breach.Kind.MISSED}


def notices_in_force(today: dt.date) -> list[Notice]:
    """Return the notices that are in force on a day; nothing new falls due under any other."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    return list(Notice.objects.filter(running, in_force_from__lte=today).select_related("council"))


def find_breaches(*, notice: Notice, today: dt.date) -> list[Breach]:
    """Write down the breaches of a notice that nobody has been told of, with the messages that tell, and return them.

    What others owe is not a breach by the council, and a local expectation never is one (readings 17 and 13). While
    nobody is there to be told, nothing is written: it is found, and told, once somebody is.
    """
    # By what tells them apart: the same thing asked for twice is one breach.
    found = {_key(each): each for each in breaches_in(register_as_at(notice, as_at=today), today)}
    if found.keys() <= _known(notice):
        return []
    return _write(notice, found, today)


@transaction.atomic
def _write(notice: Notice, found: Mapping[Key, Breach], today: dt.date) -> list[Breach]:
    # One sweep at a time: the second finds what the first has written. Rows that point at the notice can be written.
    Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    known = _known(notice)
    new = [each for key, each in found.items() if key not in known]
    people = _told(notice, today) if new else []
    if not people:
        return []
    Breach.objects.bulk_create(new)
    for person in people:
        message = BreachMessage.objects.create(person=person, email=person.email)
        message.breaches.set(new)
    return new


def _known(notice: Notice) -> set[Key]:
    kept = Breach.objects.filter(obligation__clause__notice=notice).order_by()
    return set(kept.values_list("obligation", "due_on", "place"))


def _key(breach: Breach) -> Key:
    return breach.obligation_id, breach.due_on, breach.place


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
    hangs_on = row.parent or row.rung or row.requested_on
    return f"{row.part}-{hangs_on}" if hangs_on else str(row.part)


def _told(notice: Notice, today: dt.date) -> list[User]:
    """Return the improvement team and the chair, each once, whoever holds both roles."""
    roles = (Role.IMPROVEMENT_TEAM, Role.CHAIR)
    people = {
        person.pk: person for role in roles for person in people_with_role(notice.council, role, today=today)
    }
    return list(people.values())
