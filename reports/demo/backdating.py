"""Gives what was loaded the moment at which people would have recorded it, so that "as known on" has a past."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.utils import timezone

from digests.models import Reading
from evidence.models import Evidence
from improvement_plans.models import (
    ActionUpdate,
    Answer,
    Answering,
    Completion,
    Contribution,
    DueDateChange,
    MilestoneMove,
    PaceNote,
    RiskClosing,
    RiskScore,
    Voice,
)
from notices.models import Assessment, Discharge, Notice, PlannedEvent, Request, Variation
from reports.demo.days import afternoon, figures_given

DATED_BY: tuple[tuple[type[Model], str], ...] = (
    (Evidence, "effective_on"),
    (Request, "requested_on"),
    (Variation, "agreed_on"),
    (Assessment, "assessed_on"),
    (ActionUpdate, "given_on"),
    (DueDateChange, "changed_on"),
    (Completion, "done_on"),
    (MilestoneMove, "changed_on"),
    (Contribution, "given_on"),
    (Answering, "linked_on"),
    (Answer, "given_on"),
    (PaceNote, "noted_on"),
    (RiskScore, "scored_on"),
    (RiskClosing, "closed_on"),
)


def backdate() -> None:
    """Set `recorded_at` of all facts from their own days. Only ever run on a database that holds nothing else."""
    for model, field in DATED_BY:
        _each(model, lambda row, field=field: {"recorded_at": afternoon(getattr(row, field))})
    _each(Discharge, lambda row: {"recorded_at": afternoon(row.effective_on)})
    _each(PlannedEvent, _planned)
    _each(Voice, _heard)
    _figures()
    _each(Notice, lambda row: {"confirmed_at": afternoon(row.issued_on)})


def _planned(event: PlannedEvent) -> dict[str, Any]:
    """A meeting enters the diary three weeks ahead, and is called off on the day that it is."""
    ahead = max(event.planned_on - dt.timedelta(days=21), event.obligation.clause.notice.in_force_from)
    values: dict[str, Any] = {"recorded_at": afternoon(ahead)}
    if event.cancelled_on is not None:
        values["cancelled_recorded_at"] = afternoon(event.cancelled_on)
    return values


def _heard(voice: Voice) -> dict[str, Any]:
    """A voice is written down on its day; what it changed and that they were told, each on theirs."""
    values: dict[str, Any] = {"recorded_at": afternoon(voice.heard_on)}
    if voice.changed_on is not None:
        values["changed_recorded_at"] = afternoon(voice.changed_on)
    if voice.told_back_on is not None:
        values["told_back_recorded_at"] = afternoon(voice.told_back_on)
    return values


def _figures() -> None:
    """The figures of a month come together; a revised one follows a fortnight later and supersedes the first."""
    for month in Reading.objects.order_by("month").values_list("month", flat=True).distinct():
        given = min(afternoon(figures_given(month)), timezone.now())
        revised = min(given + dt.timedelta(days=14), timezone.now())
        first = Reading.objects.filter(month=month, version=1)
        first.update(recorded_at=given)
        first.filter(superseded_at__isnull=False).update(superseded_at=revised)
        Reading.objects.filter(month=month, version=2).update(recorded_at=revised)


def _each(model: type[Any], values_of: Any) -> None:
    """Update every row by the query's own UPDATE: no history row and no second look at what may be changed."""
    now = timezone.now()
    for row in model.objects.all():
        values = {
            name: min(value, now) if isinstance(value, dt.datetime) else value
            for name, value in values_of(row).items()
        }
        model.objects.filter(pk=row.pk).update(**values)
