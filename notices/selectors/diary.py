"""Answers which meetings a record can be for, and which targets of a ladder are there to choose from."""

import datetime as dt

from django.db.models import Q, QuerySet

from notices.models import Obligation, PlannedEvent
from notices.selectors.cadences import cadences_on


def events_open_to(obligation: Obligation) -> QuerySet[PlannedEvent]:
    """Return the meetings that a discharge can be for, the newest first.

    Of a meeting these are its own in the diary that are not recorded as held; of anything else those that it hangs on.
    """
    events = PlannedEvent.objects.filter(withdrawn_at=None, cancelled_on=None).order_by("-planned_on")
    if obligation.is_an_occasion:
        held = obligation.discharges.filter(withdrawn_at=None).values("effective_on")
        return events.filter(obligation=obligation).exclude(planned_on__in=held)
    followed = Q(obligation__followed_by__obligation=obligation) | Q(
        obligation__varied_to_follow__obligation=obligation, obligation__varied_to_follow__withdrawn_at=None
    )
    return events.filter(
        followed, obligation__kind__in=(Obligation.Kind.MEETING, Obligation.Kind.REVIEW)
    ).distinct()


def rungs_of(obligation: Obligation, *, today: dt.date) -> list[tuple[int, str]]:
    """Return the targets of a ladder as (number, words), empty for any other cadence."""
    ladders = [line.cadence for line in cadences_on(obligation, as_at=today) if line.cadence.type == "ladder"]
    return [(n, f"{n} {(ladder.unit or '').replace('_', ' ')}") for ladder in ladders for n in ladder.ns]
