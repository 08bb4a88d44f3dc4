"""Where an obligation stands on a day: the worst of its cadences, with the rows and counts that prove it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from notices.cadence import Occurrence, Outcome, Part, Question, part_of, standpoint_of


class Position(StrEnum):
    """Where an obligation, a clause or a notice stands, from the worst to the best."""

    IN_BREACH = "in_breach"
    AT_RISK = "at_risk"
    NOT_ASSESSED = "not_assessed"
    ON_TRACK = "on_track"
    DISCHARGED = "discharged"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Position).index(self)


JUDGED = {"met": Position.ON_TRACK, "partly_met": Position.AT_RISK, "not_met": Position.IN_BREACH}


@dataclass(frozen=True)
class Answer:
    """The answer to a question.

    `position` is None before the notice was in force (reading 5). `late` counts rows met late, `missed` windows
    that closed empty, `overdue` rows overdue now. `next_due_on` is the next open due date, `waits_for` the event
    that a deadline waits for (reading 19), `awaiting_agreement` whether a cadence has still to be agreed, `stale`
    whether something kept up to date is older than its maximum age. `counts_against_council` is false for what
    others owe (reading 17).
    """

    occurrences: tuple[Occurrence, ...] = ()
    position: Position | None = None
    late: int = 0
    missed: int = 0
    overdue: int = 0
    counts_against_council: bool = True
    next_due_on: dt.date | None = None
    waits_for: str | None = None
    awaiting_agreement: bool = False
    stale: bool = False


def worst(positions: Iterable[Position | None]) -> Position | None:
    """Return the worst of several positions, passing over None; None where nothing else is left."""
    return min((each for each in positions if each is not None), key=lambda each: each.rank, default=None)


def work_out(question: Question) -> Answer:
    """Answer a question; raises `CadenceError` where counting on runs past the end of the calendar."""
    if question.as_at < question.in_force:
        return Answer(counts_against_council=question.owed_by_council)
    at = standpoint_of(question)
    parts = [part_of(place, at) for place in range(len(question.cadences))]
    rows = sorted((row for part in parts for row in part.listed()), key=lambda row: row.due_on)
    return Answer(
        occurrences=tuple(rows),
        position=worst(positions_of(parts)),
        late=_count(rows, Outcome.MET_LATE),
        missed=_count(rows, Outcome.MISSED),
        overdue=_count(rows, Outcome.OVERDUE),
        counts_against_council=question.owed_by_council,
        next_due_on=next((row.due_on for row in rows if row.outcome.is_open), None),
        waits_for=next(filter(None, map(waits_for, parts)), None),
        awaiting_agreement=any(map(awaits_agreement, parts)),
        stale=any(map(is_stale, parts)),
    )


def positions_of(parts: Sequence[Part]) -> list[Position]:
    """Return the position of each cadence by itself.

    A cadence to be agreed after another puts nothing at risk until what comes before it is done (reading 15).
    """
    positions: list[Position] = []
    for part in parts:
        done = all(position is Position.DISCHARGED for position in positions)
        positions.append(_position(part, may_await=done))
    return positions


def _position(part: Part, *, may_await: bool) -> Position:
    if in_breach(part):
        return Position.IN_BREACH
    if part.at.lifted:
        return Position.DISCHARGED
    if any(outcome is Outcome.DUE_SOON for _, outcome in part.outcomes):
        return Position.AT_RISK
    if part.is_spent:
        return Position.DISCHARGED
    if is_stale(part) or (may_await and awaits_agreement(part)):
        return Position.AT_RISK
    return _judged(part)


def in_breach(part: Part) -> bool:
    """Whether something is overdue, or was missed and nothing due later has been met (readings 2 and 22)."""
    newest_met = max((due.due_on for due, outcome in part.outcomes if outcome.is_met), default=dt.date.min)
    overdue = any(outcome is Outcome.OVERDUE for _, outcome in part.outcomes)
    missed = any(outcome is Outcome.MISSED and due.due_on >= newest_met for due, outcome in part.outcomes)
    return overdue or missed or _judged(part) is Position.IN_BREACH


def _judged(part: Part) -> Position:
    """What the newest assessment of a standing duty says (reading 13); anything else is on track."""
    if part.governing.cadence.type != "standing":
        return Position.ON_TRACK
    if not part.at.assessments:
        return Position.NOT_ASSESSED
    return JUDGED[part.at.assessments[-1].judgement]


def is_stale(part: Part) -> bool:
    """Whether the newest event, or without one the first day in force, is too old (reading 13)."""
    cadence = part.governing.cadence
    if cadence.type != "kept_up_to_date" or cadence.max_age_days is None or part.at.lifted:
        return False
    newest = max(part.at.event_days, default=part.at.in_force)
    return (part.at.day - newest).days > cadence.max_age_days


def awaits_agreement(part: Part) -> bool:
    """Whether a cadence is still to be agreed; a variation ends that on the day it is agreed (reading 25)."""
    return not part.at.lifted and all(spell.cadence.type == "to_be_agreed" for spell in part.ahead)


def waits_for(part: Part) -> str | None:
    """The event without a day that the cadence counts from, None where it waits for nothing (reading 19)."""
    spell = part.spells[-1]
    return spell.cadence.anchor if spell.anchored_on(part.at) is None else None


def _count(rows: Iterable[Occurrence], outcome: Outcome) -> int:
    return sum(row.outcome is outcome for row in rows)
