"""Answers what was changed in the words of an action, an objective or anything else with a history, field by field."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils import timezone

from core.audit import entries_about

KEPT_APART = frozenset({"revision", "changed_by", "changed_at"})
"""Fields that move with every change and say nothing of it."""

NEWEST = 40
"""So many records are read back: the page of a thing stays short however often it was changed."""


@dataclass(frozen=True)
class FieldDifference:
    """One field: what it is called, what it said before and what it said after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class WordsChanged:
    """One change of words: when, by whom, and field by field."""

    at: dt.datetime
    by: str
    differences: tuple[FieldDifference, ...]


def changes_of(subject: Any, *, until: dt.date) -> list[WordsChanged]:
    """Return the changes recorded by the end of `until`, the newest first; how it was first entered is none.

    Fields come from the history of the row. Lists (areas, contributing posts, agencies, what it waits for) come from
    the audit trail, where the service that changed them wrote both states down as `lists`.
    """
    found = [*_of_fields(subject, until), *_of_lists(subject, until)]
    return _together(sorted(found, key=lambda change: change.at, reverse=True))


def _of_fields(subject: Any, until: dt.date) -> Iterator[WordsChanged]:
    related = [field.name for field in subject._meta.concrete_fields if isinstance(field, ForeignKey)]
    records = subject.history.filter(history_date__date__lte=until).select_related(*related, "history_user")
    newest = list(records.order_by("-history_date", "-history_id")[: NEWEST + 1])
    for new, old in itertools.pairwise(newest):
        differences = tuple(_between(old, new))
        if differences:
            yield WordsChanged(new.history_date, str(new.history_user or "Not recorded"), differences)


def _between(old: Any, new: Any) -> Iterator[FieldDifference]:
    for field in new.tracked_fields:
        if field.name in KEPT_APART or getattr(old, field.attname) == getattr(new, field.attname):
            continue
        label = str(field.verbose_name)
        yield FieldDifference(label[:1].upper() + label[1:], _words(old, field), _words(new, field))


def _words(record: Any, field: Any) -> str:
    value = getattr(record, field.name)
    if value is None or value == "":
        return "Nothing"
    return f"{value:%-d %B %Y}" if isinstance(value, dt.date) else str(value)


def _of_lists(subject: Model, until: dt.date) -> Iterator[WordsChanged]:
    for entry in entries_about(subject).filter(at__date__lte=until, detail__has_key="lists")[:NEWEST]:
        yield WordsChanged(
            entry.at,
            entry.actor_name,
            tuple(
                FieldDifference(label, before or "Nothing", after or "Nothing")
                for label, (before, after) in entry.detail["lists"].items()
            ),
        )


def _together(changes: Iterable[WordsChanged]) -> list[WordsChanged]:
    """Make one of the changes that one person made within a minute: one form writes fields and lists."""
    minutes = itertools.groupby(changes, key=lambda each: (_minute(each.at), each.by))
    kept = [(by, list(group)) for (_, by), group in minutes]
    return [
        WordsChanged(group[0].at, by, tuple(one for each in group for one in each.differences))
        for by, group in kept
    ]


def _minute(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at).replace(second=0, microsecond=0)
