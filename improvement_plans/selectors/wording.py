"""Answers what the plan said on an earlier day: titles, owners, costs and starts as they were recorded by then."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from core.clock import today
from improvement_plans.models import Action, BudgetLine, Milestone, Objective, Source, WorkStream

WORDED: Mapping[type[Model], tuple[str, ...]] = {
    Action: ("reference", "title", "output", "outcome", "owner_post", "budget_line", "cost", "starts_on"),
    Objective: ("reference", "title", "outcome_for_children", "owner_post"),
    Milestone: ("number", "title"),
    WorkStream: ("number", "title", "lead_post"),
    BudgetLine: ("code", "title", "amount"),
    Source: ("reference", "words", "origin", "kind", "addressee", "document"),
}
"""The fields of each that are words of the plan. Due dates are not among them: they follow from their moves."""

OF_PLAN: Mapping[type[Model], str] = {
    Action: "objective__plan",
    Objective: "plan",
    Milestone: "action__objective__plan",
    WorkStream: "plan",
    BudgetLine: "plan",
    Source: "plan",
}

FEW = 50
"""So many rows are asked for by their keys; more of them by the plans that they stand in."""


def worded_on(rows: Sequence[Model], *, as_at: dt.date, known_on: dt.date | None = None) -> None:
    """Give each of `rows`, all of one model, the words that it had on the earlier of the two days.

    A change of words has no day but that of its record, so what was recorded by the end of that day counts. A row
    that was first recorded later keeps its first words: nothing older is known. An action's objective is given its
    words as well. Asks one question of the database for each model, none for a day that is not in the past.
    """
    day = as_at if known_on is None else min(as_at, known_on)
    if day >= today() or not rows:
        return
    _give_words(rows, day)
    if isinstance(rows[0], Action):
        _give_words([row.objective for row in rows], day)  # type: ignore[attr-defined]


def _give_words(rows: Sequence[Model], day: dt.date) -> None:
    model = type(rows[0])
    fields = WORDED[model]
    records = {record.id: record for record in _records_of(model, rows, day)}
    for row in rows:
        record = records.get(row.pk)
        if record is not None:
            _copy(record, row, fields)


def _copy(record: Any, row: Model, fields: Sequence[str]) -> None:
    for name in fields:
        field: Any = row._meta.get_field(name)
        if getattr(record, field.attname) != getattr(row, field.attname):
            setattr(row, name, getattr(record, name))


def newest_by(records: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Return of each row the newest of its `records` (of a history) made by the end of `day`, else the first of all."""
    by_then = Q(history_date__date__lte=day)
    place = Window(
        RowNumber(),
        partition_by=F("id"),
        order_by=[
            Case(When(by_then, then=0), default=1).asc(),
            Case(When(by_then, then=F("history_date"))).desc(),
            F("history_date").asc(),
            F("history_id").desc(),
        ],
    )
    placed = records.exclude(history_type="-").annotate(place=place)
    return placed.filter(place=1)  # type: ignore[no-any-return]


def _records_of(model: Any, rows: Sequence[Model], day: dt.date) -> QuerySet[Any]:
    related = [name for name in WORDED[model] if model._meta.get_field(name).is_relation]
    records = model.history.filter(id__in=_keys_of(model, rows))
    return newest_by(records.select_related(*related), day)


def _keys_of(model: Any, rows: Sequence[Model]) -> Any:
    if len(rows) <= FEW:
        return {row.pk for row in rows}
    return model._default_manager.filter(**{f"{OF_PLAN[model]}__in": _plans_of(model, rows)}).values("pk")


def _plans_of(model: Any, rows: Sequence[Model]) -> set[int]:
    if OF_PLAN[model] == "plan":
        return {row.plan_id for row in rows}  # type: ignore[attr-defined]
    if model is Action:
        return {row.objective.plan_id for row in rows}  # type: ignore[attr-defined]
    return {row.action.objective.plan_id for row in rows}  # type: ignore[attr-defined]
