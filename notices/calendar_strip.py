"""The calendar strip: which mark stands in which month of which obligation, for a template that only draws."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from notices.cadence import Occurrence
from notices.wording import OUTCOMES, occurrence_in_words

MONTHS = 15
BEFORE = 9
"""The strip shows 15 months, nine of them before the month of the day asked about."""
FURTHEST = 48
"""How many months ahead a strip can be asked to begin."""


@dataclass(frozen=True)
class Mark:
    """One occurrence: a letter in a shape, and its words for those who see neither."""

    letter: str
    shape: str
    colour: str
    words: str


@dataclass(frozen=True)
class StripRow:
    """One obligation: for each month of the strip the marks of what falls due in it."""

    key: int
    label: str
    clause: str
    address: str
    is_theirs: bool
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True)
class Strip:
    """The months shown (by their first days), the rows that hold something, and the current month."""

    months: tuple[dt.date, ...]
    rows: tuple[StripRow, ...]
    current: dt.date
    earlier: dt.date | None
    later: dt.date


@dataclass(frozen=True)
class Line:
    """What the strip is asked to draw of one obligation."""

    key: int
    label: str
    clause: str
    address: str
    is_theirs: bool
    occurrences: tuple[Occurrence, ...]


def month_of(day: dt.date) -> dt.date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def months_on(month: dt.date, count: int) -> dt.date:
    """Return the first day of the month `count` months after (before, when negative) the month of `month`."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return dt.date(year, index + 1, 1)


def first_month(*, as_at: dt.date, in_force_from: dt.date) -> dt.date:
    """Return the month with which a strip begins unless it is asked for another: never before the notice."""
    return max(month_of(in_force_from), months_on(as_at, -BEFORE))


def within_reach(first: dt.date, *, as_at: dt.date, in_force_from: dt.date) -> dt.date:
    """Return the month with which a strip may begin that is nearest to the one asked for: never before the notice."""
    return max(month_of(in_force_from), min(month_of(first), months_on(as_at, FURTHEST)))


def last_day(first: dt.date) -> dt.date:
    """Return the last day that a strip beginning with `first` shows: the horizon to ask the register for."""
    return months_on(first, MONTHS) - dt.timedelta(days=1)


def strip(lines: Iterable[Line], *, first: dt.date, as_at: dt.date, in_force_from: dt.date) -> Strip:
    """Return the strip of `MONTHS` months from the month of `first`."""
    months = tuple(months_on(first, count) for count in range(MONTHS))
    rows = tuple(row for row in (_row(line, months) for line in lines) if any(row.cells))
    start = month_of(in_force_from)
    return Strip(
        months=months,
        rows=rows,
        current=month_of(as_at),
        earlier=max(start, months_on(first, -MONTHS)) if months[0] > start else None,
        later=months_on(first, MONTHS),
    )


def _row(line: Line, months: tuple[dt.date, ...]) -> StripRow:
    by_month: dict[dt.date, list[Mark]] = {month: [] for month in months}
    for occurrence in line.occurrences:
        if month_of(occurrence.due_on) in by_month:
            by_month[month_of(occurrence.due_on)].append(_mark(occurrence))
    return StripRow(
        key=line.key,
        label=line.label,
        clause=line.clause,
        address=line.address,
        is_theirs=line.is_theirs,
        cells=tuple(tuple(marks) for marks in by_month.values()),
    )


def _mark(occurrence: Occurrence) -> Mark:
    look = OUTCOMES[occurrence.outcome]
    return Mark(
        letter=look.letter, shape=look.shape, colour=look.colour, words=occurrence_in_words(occurrence)
    )
