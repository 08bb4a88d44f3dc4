"""Which evidence is hidden from whom: the layers above say so, since evidence knows none of them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Organisation, User
from evidence.models import Evidence

Hides = Callable[[User | None, Organisation], Iterable[QuerySet[Any]]]
"""Gives the primary keys of the council's evidence that a person may not even know of, as subqueries.

For None it gives everything that is hidden from anybody: that proves nothing on pages that others read.
"""

_hiding: list[Hides] = []


def hides(rule: Hides) -> None:
    """Let `rule` hide evidence on every page of the evidence; an application says it as it starts."""
    if rule not in _hiding:
        _hiding.append(rule)


def not_hidden_from(person: User | None, council: Organisation) -> Q:
    """Return the filter by which only what `person` may know of is left, in the same query."""
    wanted = Q()
    for rule in _hiding:
        for keys in rule(person, council):
            wanted &= ~Q(pk__in=keys)
    return wanted


def is_hidden_from(person: User, evidence: Evidence) -> bool:
    """Whether `person` may not even know of `evidence`; one query, none where nothing hides anything."""
    wanted = not_hidden_from(person, evidence.council)
    return bool(wanted) and not Evidence.objects.filter(wanted, pk=evidence.pk).exists()
