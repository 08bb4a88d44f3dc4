"""The spells of one cadence: what governs it from when to when, as its variations were agreed."""

import datetime as dt
import json
from dataclasses import dataclass

from notices.cadence.facts import Variation
from notices.cadence.standpoint import Standpoint
from notices.cadence.terms import Cadence


@dataclass(frozen=True)
class Spell:
    """The time for which one cadence governs: from `start` up to, not including, `end` (None: it still does).

    `previous` is the spell that a variation ended, None where the cadence has governed from the first day.
    """

    cadence: Cadence
    start: dt.date
    end: dt.date | None = None
    previous: "Spell | None" = None

    @property
    def was_varied(self) -> bool:
        """Whether the cadence is one that was agreed in place of another."""
        return self.previous is not None

    @property
    def begins_agreement(self) -> bool:
        """Whether nothing had been agreed before it."""
        return self.previous is not None and self.previous.cadence.type == "to_be_agreed"

    def anchored_on(self, at: Standpoint) -> dt.date | None:
        """Return the day that it counts from, None while the event that it names has no day (reading 19).

        Without a named anchor that is the effective date where nothing had been agreed before, the anchor of
        the clock that runs on under new terms (reading 14), else the first day in force. An anchor written as
        a date stands for that date.
        """
        name = self.cadence.anchor
        if name is not None:
            return at.question.anchors.get(name) or _date_or_none(name)
        if self.begins_agreement:
            return self.start
        carried = self.continues(at)
        return at.in_force if carried is None else carried.anchored_on(at)

    def continues(self, at: Standpoint) -> "Spell | None":
        """The rolling clock that runs on under these terms from where it stood, None where there is none."""
        before, rolls = self.previous, self.cadence.type == "at_least_every" and self.cadence.anchor is None
        if not rolls or before is None or before.cadence.type != "at_least_every":
            return None
        return before if before.anchored_on(at) is not None else None


def spells_of(part: int, at: Standpoint) -> tuple[Spell, ...]:
    """Return what governs the cadence in place `part`, in order of time.

    A variation counts from the day it was agreed and governs from its effective date, also where that had
    passed (reading 14); one that takes effect by the first day in force governs from that day. Of two with
    one effective date the one agreed last governs.
    """
    changes = {at.in_force: at.question.cadences[part]}
    for variation in _in_order(part, at):
        changes[max(variation.effective_from, at.in_force)] = variation.cadence
    starts = sorted(changes)
    spells: list[Spell] = []
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        spells.append(Spell(changes[start], start, end, previous=spells[-1] if spells else None))
    return tuple(spells)


def _in_order(part: int, at: Standpoint) -> list[Variation]:
    """The variations of one cadence in the order in which they were agreed, however they were keyed."""
    own = [each for each in at.variations if (each.part or 0) == part]
    return sorted(
        own, key=lambda each: (each.agreed_on, each.effective_from, json.dumps(each.cadence.to_json()))
    )


def _date_or_none(name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        return None
