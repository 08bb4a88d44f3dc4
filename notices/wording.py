"""How positions and outcomes are put to people: a word, a colour that never stands alone, a letter and a shape."""

from dataclasses import dataclass

from notices.cadence import Occurrence, Outcome
from notices.position import Position


@dataclass(frozen=True)
class Look:
    """The word for a state, the colour of its tag, and the letter and shape that mark it in the calendar strip."""

    label: str
    colour: str
    letter: str = ""
    shape: str = ""


POSITIONS: dict[Position, Look] = {
    Position.IN_BREACH: Look("In breach", "red"),
    Position.AT_RISK: Look("At risk", "yellow"),
    Position.NOT_ASSESSED: Look("Not assessed", "grey"),
    Position.ON_TRACK: Look("On track", "green"),
    Position.DISCHARGED: Look("Discharged", "blue"),
}
OUTCOMES: dict[Outcome, Look] = {
    Outcome.UPCOMING: Look("Upcoming", "blue", "U", "ring"),
    Outcome.DUE_SOON: Look("Due soon", "yellow", "S", "diamond"),
    Outcome.MET: Look("Met", "green", "M", "disc"),
    Outcome.MET_LATE: Look("Met late", "orange", "L", "tab"),
    Outcome.OVERDUE: Look("Overdue", "red", "O", "square"),
    Outcome.MISSED: Look("Missed", "red", "X", "square"),
    Outcome.SUPERSEDED: Look("Superseded", "grey", "V", "bar"),
    Outcome.NOT_REQUIRED: Look("Not required", "grey", "N", "bar"),
    Outcome.NOT_APPLICABLE: Look("Not applicable", "grey", "–", "bar"),
}


def days_in_words(days: int) -> str:
    """Return a count of days: 1 day, 12 days."""
    return f"{days} day" if days == 1 else f"{days} days"


def outcome_in_words(occurrence: Occurrence) -> str:
    """Return what became of an occurrence: Met, Met 3 days late, Overdue by 12 days."""
    days = occurrence.days or 0
    if occurrence.outcome == Outcome.MET_LATE:
        return f"Met {days_in_words(days)} late"
    if occurrence.outcome == Outcome.OVERDUE:
        return f"Overdue by {days_in_words(days)}"
    return OUTCOMES[occurrence.outcome].label


def occurrence_in_words(occurrence: Occurrence) -> str:
    """Return an occurrence as one line: Due 16 December 2026, met on 14 December 2026."""
    line = f"Due {occurrence.due_on:%-d %B %Y}: {outcome_in_words(occurrence).lower()}"
    if occurrence.discharged_on is not None:
        line += f", on {occurrence.discharged_on:%-d %B %Y}"
    return line


def position_in_words(position: Position | None) -> str:
    """Return the word for a position; what never falls due, or a day before the notice, has none."""
    return POSITIONS[position].label if position is not None else "No position"
