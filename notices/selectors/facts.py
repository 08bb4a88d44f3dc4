"""Loads obligations with every fact about them, in a number of queries that does not grow with either."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils import timezone

from notices.models import (
    Assessment,
    CadenceTerms,
    Clause,
    Discharge,
    Notice,
    Obligation,
    PlannedEvent,
    Request,
    Variation,
)
from notices.models.facts import RecordedFact


def clauses_of(notices: Iterable[Notice]) -> list[Clause]:
    """Return the clauses of `notices` as printed, each with its own one of `notices`."""
    by_key = {notice.pk: notice for notice in notices}
    clauses = list(Clause.objects.filter(notice__in=by_key).order_by("notice_id", "order"))
    for clause in clauses:
        clause.notice = by_key[clause.notice_id]
    return clauses


def obligations_with_facts(
    notices: Iterable[Notice], clauses: Iterable[Clause] | None = None
) -> list[Obligation]:
    """Return the obligations of `notices` in the order of their clauses, with cadences and facts fetched.

    `clauses` are those of the notices where they have been read already: a notice is long, and is not read again with
    each of its obligations.
    """
    under = list(notices)
    by_key = {clause.pk: clause for clause in (clauses_of(under) if clauses is None else clauses)}
    found = (
        Obligation.objects.filter(clause__notice__in=under)
        .select_related("owner_post")
        .prefetch_related(
            Prefetch("cadences", CadenceTerms.objects.order_by("part")),
            Prefetch("discharges", Discharge.objects.order_by("effective_on", "pk")),
            Prefetch("planned_events", PlannedEvent.objects.order_by("planned_on", "pk")),
            Prefetch("requests", Request.objects.order_by("requested_on", "pk")),
            Prefetch("variations", Variation.objects.order_by("agreed_on", "pk")),
            Prefetch("assessments", Assessment.objects.order_by("assessed_on", "pk")),
        )
        .order_by("clause__notice_id", "clause__order", "order")
    )
    for obligation in found:
        obligation.clause = by_key[obligation.clause_id]
    return list(found)


def london_day(moment: dt.datetime) -> dt.date:
    """Return the calendar date in Europe/London of a moment."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def is_counted(fact: RecordedFact, known_on: dt.date | None) -> bool:
    """Whether a fact counts: not withdrawn, or withdrawn only after the day on which it is asked what was known.

    What was recorded after `known_on` is for the engine to leave out, which is given both dates (reading 21).
    """
    if fact.withdrawn_at is None:
        return True
    return known_on is not None and known_on < london_day(fact.withdrawn_at)


def is_known(fact: RecordedFact, known_on: dt.date | None) -> bool:
    """Whether a fact counts and had been recorded by `known_on` (None: whatever is known now)."""
    return is_counted(fact, known_on) and (known_on is None or london_day(fact.recorded_at) <= known_on)


def known_cancellation(event: PlannedEvent, known_on: dt.date | None) -> dt.date | None:
    """Return the day on which a planned event was cancelled, if that had been recorded by `known_on`."""
    recorded_at = event.cancelled_recorded_at
    if recorded_at is None or (known_on is not None and london_day(recorded_at) > known_on):
        return None
    return event.cancelled_on


def known_end(notice: Notice, known_on: dt.date | None) -> dt.date | None:
    """Return the day on which the notice ended, if that had been recorded by `known_on`."""
    recorded_at = notice.ended_recorded_at
    if recorded_at is None or (known_on is not None and london_day(recorded_at) > known_on):
        return None
    return notice.ended_on
