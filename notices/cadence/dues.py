"""What the families of cadences work out: each day on which something falls due, and what discharged it."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from notices.cadence.occurrences import Occurrence, Outcome
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint


@dataclass(frozen=True)
class Due:
    """One due date with its discharge, before anybody asks what became of it.

    `asked` says which instance of the duty it is (a rung, a meeting, a request, a deadline), so that a variation
    does not ask for the same one again. A row that `lapses` is missed when it closes unmet and nothing later can
    fill it, others are overdue; one that `stands_alone` ends on its own account when the notice or its cadence
    does; one that `runs_on` holds the clock until it is met.
    """

    due_on: dt.date
    discharged_on: dt.date | None = None
    window_start: dt.date | None = None
    asked: tuple[object, ...] = ()
    lapses: bool = False
    cancelled: bool = False
    stands_alone: bool = False
    runs_on: bool = False
    superseded: bool = False
    part: int = 0
    parent: str | None = None
    rung: int | None = None
    requested_on: dt.date | None = None

    def answered_before(self, day: dt.date) -> bool:
        return self.discharged_on is not None and self.discharged_on < day

    def outcome(self, at: Standpoint) -> Outcome:
        """What has become of it on the day of the standpoint."""
        if self.superseded:
            return Outcome.SUPERSEDED
        if self.cancelled:
            return Outcome.NOT_APPLICABLE
        if self.discharged_on is not None:
            return Outcome.MET if self.discharged_on <= self.due_on else Outcome.MET_LATE
        if self.due_on < at.day:
            return Outcome.MISSED if self.lapses else Outcome.OVERDUE
        return self._outcome_ahead(at)

    def _outcome_ahead(self, at: Standpoint) -> Outcome:
        if at.lifted:
            return Outcome.NOT_REQUIRED
        soon = (self.due_on - at.day).days <= at.question.lead_days
        return Outcome.DUE_SOON if soon else Outcome.UPCOMING

    def occurrence(self, at: Standpoint) -> Occurrence:
        """The row for the answer; a discharge is shown only where the row is met (law B1)."""
        outcome = self.outcome(at)
        return Occurrence(
            due_on=self.due_on,
            outcome=outcome,
            window_start=self.window_start,
            days=self._days_late(outcome, at),
            discharged_on=self.discharged_on if outcome.is_met else None,
            part=self.part,
            parent=self.parent,
            rung=self.rung,
            requested_on=self.requested_on,
        )

    def _days_late(self, outcome: Outcome, at: Standpoint) -> int | None:
        if outcome is Outcome.MET_LATE and self.discharged_on is not None:
            return (self.discharged_on - self.due_on).days
        return (at.day - self.due_on).days if outcome is Outcome.OVERDUE else None


Dues = Callable[[Spell, Standpoint, Sequence[Due]], Iterable[Due]]
"""Gives the rows of one spell in order of due date; the sequence holds those that stand from earlier spells.

An endless family stops after the first open row past the standpoint's limit.
"""


@dataclass(frozen=True)
class Family:
    """One family of cadences: how its rows fall due, and when it asks for nothing more.

    `is_spent` says whether nothing can fall due any more once every row that it gave is closed.
    """

    dues: Dues
    is_spent: Callable[[Spell, Standpoint], bool]


def past_bound(spell: Spell, at: Standpoint) -> bool:
    """Whether the last day on which the cadence can fall due is over (reading 8)."""
    until = spell.cadence.until
    return until is not None and at.day > until


def has_anchor(spell: Spell, at: Standpoint) -> bool:
    """Whether the event that the cadence counts from has a day; until then all is still to come (reading 19)."""
    return spell.anchored_on(at) is not None
