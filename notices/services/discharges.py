"""Records what was done: a plan submitted, a meeting held, a report issued, and the evidence for it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from notices.cadence import Cadence, Outcome
from notices.models import Discharge, Obligation, PlannedEvent
from notices.selectors import register_as_at
from notices.selectors.cadences import cadences_on
from notices.services import checks
from notices.services.diary import cancel_event, event_on

OPEN = frozenset({Outcome.UPCOMING, Outcome.DUE_SOON, Outcome.OVERDUE})


@transaction.atomic
def record_discharge(
    *,
    obligation: Obligation,
    effective_on: dt.date,
    what: str,
    by: User,
    today: dt.date,
    evidence: Iterable[Evidence] = (),
    for_event: PlannedEvent | None = None,
    rung: int | None = None,
) -> Discharge:
    """Record that `what` was done on `effective_on`, and return it. Two at once: the second sees the first.

    A meeting or review enters the diary on the day that it was held, so that what hangs on it has its day.
    Raises Refusal for a day before the notice or in the future, for a second discharge of a one-off, and for
    something that the obligation cannot be discharged by.
    """
    obligation = checks.locked(obligation)
    what = checks.refuse_empty(what, field="what", message="Enter what was done")
    notice = obligation.clause.notice
    checks.refuse_untimely(
        effective_on, notice, today=today, field="effective_on", what="The date it was done"
    )
    _refuse_kind(obligation, today)
    _refuse_rung(obligation, rung, today)
    _refuse_event(obligation, for_event)
    _refuse_repetition(obligation, effective_on, for_event, rung)
    _refuse_second_of_one_off(obligation, rung, today)
    pieces = checks.refuse_foreign_evidence(evidence, notice)
    now = timezone.now()
    if obligation.is_an_occasion:
        for_event = _in_the_diary(obligation, effective_on, for_event, by, now)
    discharge = Discharge.objects.create(
        obligation=obligation,
        effective_on=effective_on,
        what=what,
        for_event=for_event,
        rung=rung,
        recorded_by=by,
        recorded_at=now,
    )
    discharge.evidence.set(pieces)
    checks.write_audit(
        by=by,
        action="recorded a discharge",
        subject=discharge,
        notice=notice,
        obligation=str(obligation),
        effective_on=effective_on,
        evidence=[piece.pk for piece in pieces],
    )
    return discharge


@transaction.atomic
def add_evidence(*, discharge: Discharge, evidence: Evidence, by: User) -> None:
    """Add evidence to what was recorded before. Raises Refusal when that was withdrawn or the evidence is there."""
    notice = checks.locked(discharge.obligation).clause.notice
    checks.refuse_foreign_evidence([evidence], notice)
    if discharge.withdrawn_at is not None:
        raise Refusal("This record was withdrawn, so it takes no evidence")
    if discharge.evidence.filter(pk=evidence.pk).exists():
        raise Refusal("That evidence is already there: choose another", field="evidence")
    discharge.evidence.add(evidence)
    checks.write_audit(by=by, action="added evidence", subject=discharge, notice=notice, evidence=evidence.pk)


def discharge_address(discharge: Discharge) -> str:
    """Return the address at which evidence is added to a discharge."""
    notice = discharge.obligation.clause.notice
    return reverse("notices:add_evidence", args=[notice.council.slug, notice.pk, discharge.pk])


def _governing(obligation: Obligation, today: dt.date) -> list[Cadence]:
    return [line.cadence for line in cadences_on(obligation, as_at=today) if not line.is_local]


def _refuse_kind(obligation: Obligation, today: dt.date) -> None:
    """A consequence is nobody's to do, and a standing duty is judged rather than done."""
    if obligation.kind == Obligation.Kind.CONSEQUENCE:
        raise Refusal("This clause states a consequence: there is nothing to record as done")
    if all(cadence.type == "standing" for cadence in _governing(obligation, today)):
        raise Refusal("This duty is never done once and for all: record an assessment of it instead")


def _refuse_rung(obligation: Obligation, rung: int | None, today: dt.date) -> None:
    """A ladder's event says which rung it is for: one that names none counts for none (reading 9)."""
    ladders = [cadence for cadence in _governing(obligation, today) if cadence.type == "ladder"]
    if not ladders:
        if rung is not None:
            raise Refusal("This obligation has no targets to choose from", field="rung")
        return
    rungs = {n for ladder in ladders for n in ladder.ns}
    if rung not in rungs:
        raise Refusal("Choose which target this was for", field="rung")


def _refuse_event(obligation: Obligation, event: PlannedEvent | None) -> None:
    if event is None:
        return
    if event.withdrawn_at is not None or event.cancelled_on is not None:
        raise Refusal("That meeting was cancelled: choose another", field="for_event")
    followed = set(obligation.cadences.values_list("follows", flat=True))
    followed |= set(obligation.variations.filter(withdrawn_at=None).values_list("follows", flat=True))
    if event.obligation_id != obligation.pk and event.obligation_id not in followed:
        raise Refusal("Choose a meeting or review that this obligation hangs on", field="for_event")


def _refuse_repetition(
    obligation: Obligation, effective_on: dt.date, event: PlannedEvent | None, rung: int | None
) -> None:
    """Two events on one day are one (reading 7): the second is most often the button pressed twice."""
    same = obligation.discharges.filter(withdrawn_at=None, effective_on=effective_on, rung=rung)
    if event is not None:
        same = same.filter(for_event=event)
    earlier = same.first()
    if earlier is not None:
        raise Refusal(
            f"This was already recorded for {checks.in_words(effective_on)}.",
            field="effective_on",
            link=(discharge_address(earlier), "Add evidence to that record"),
        )


def _refuse_second_of_one_off(obligation: Obligation, rung: int | None, today: dt.date) -> None:
    """What is owed once is done once: after that, evidence belongs with the first discharge.

    Not while something is still open: an event before its window, or before a varied deadline was set, closed nothing.
    """
    if not all(cadence.is_one_off for cadence in _governing(obligation, today)):
        return
    earlier = obligation.discharges.filter(withdrawn_at=None, rung=rung)
    if not earlier.exists():
        return
    standing = register_as_at(obligation.clause.notice, as_at=today).standing_of(obligation)
    rows = [row for row in standing.occurrences if row.rung == rung]
    days = [row.discharged_on for row in rows if row.discharged_on is not None]
    if not days or any(row.outcome in OPEN for row in rows):
        return
    first = earlier.filter(effective_on=days[0]).earliest("effective_on", "pk")
    raise Refusal(
        f"This is owed once, and “{first.what}” on {checks.in_words(first.effective_on)} discharged it.",
        link=(discharge_address(first), "Add the evidence to that record"),
    )


def _in_the_diary(
    obligation: Obligation, held_on: dt.date, planned: PlannedEvent | None, by: User, now: dt.datetime
) -> PlannedEvent:
    """Return the diary's entry for a meeting held, making it where there is none; one for another day gives way.

    An entry that is made has the moment of the record itself: withdrawing that record withdraws the entry with it.
    """
    if planned is not None and planned.obligation_id == obligation.pk and planned.planned_on != held_on:
        cancel_event(
            event=planned,
            cancelled_on=min(planned.planned_on, held_on),
            reason=f"Held on {checks.in_words(held_on)} instead",
            by=by,
            today=held_on,
        )
    existing = event_on(obligation, held_on)
    if existing is not None:
        return existing
    return PlannedEvent.objects.create(
        obligation=obligation, planned_on=held_on, recorded_by=by, recorded_at=now
    )
