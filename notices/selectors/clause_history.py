"""Answers who changed what about a clause: its words, its obligations, their cadences and their facts."""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from core.models import AuditEntry
from notices.models import CadenceTerms, Clause, Obligation
from notices.selectors.clause_facts import KINDS


@dataclass(frozen=True)
class Change:
    """One entry of a clause's history: when, who, and what they did."""

    at: dt.datetime
    by: str
    what: str


def changes_of(clause: Clause) -> list[Change]:
    """Return what was done to a clause and to all that hangs on it, newest first, in a constant number of queries."""
    deeds = [Change(entry.at, entry.actor_name, _deed(entry)) for entry in _audit_of(clause)]
    return sorted([*deeds, *_corrections(clause)], key=lambda change: change.at, reverse=True)


def _audit_of(clause: Clause) -> Iterable[AuditEntry]:
    obligations = list(Obligation.objects.filter(clause=clause).values_list("pk", flat=True))
    wanted = _about(Clause, [clause.pk]) | _about(Obligation, obligations)
    for model in KINDS.values():
        wanted |= _about(
            model, list(model.objects.filter(obligation__in=obligations).values_list("pk", flat=True))
        )
    return AuditEntry.objects.filter(wanted)


def _about(model: type[Model], keys: Sequence[int]) -> Q:
    return Q(subject_kind=model._meta.label_lower, subject_key__in=[str(key) for key in keys])


def _deed(entry: AuditEntry) -> str:
    return f"{entry.action[:1].upper()}{entry.action[1:]}: {entry.subject_name}"


def _corrections(clause: Clause) -> list[Change]:
    """What was changed in the words of the clause, in an obligation or in its cadences, field by field."""
    histories: list[Any] = [
        Clause.history.filter(id=clause.pk),
        Obligation.history.filter(clause_id=clause.pk),
        CadenceTerms.history.filter(obligation__clause=clause.pk),
    ]
    return [change for rows in histories for change in _between(rows.select_related("history_user"))]


def _between(rows: Any) -> list[Change]:
    by_row: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("history_date", "history_id"):
        by_row[row.id].append(row)
    return [
        Change(new.history_date, str(new.history_user or "The schedule"), f"Changed {_fields(old, new)}")
        for versions in by_row.values()
        for old, new in itertools.pairwise(versions)
        if _fields(old, new)
    ]


def _fields(old: Any, new: Any) -> str:
    changed = (
        each for each in new.tracked_fields if getattr(old, each.attname) != getattr(new, each.attname)
    )
    return ", ".join(str(each.verbose_name) for each in changed)
