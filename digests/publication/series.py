"""A series as the frozen content of a digest keeps it: its months, its statistics, and what both rest on."""

import datetime as dt
from decimal import Decimal
from typing import Any

from digests.chart import mark_to_json
from digests.charting import mark_of, summary_of
from digests.models import Definition, Reading
from digests.rating import as_printed
from digests.reckoning import Reckoning
from digests.standing import Line, Point, in_words
from digests.telling import ASSURANCES, VARIATIONS

SERIES_MONTHS = 24
"""How many months of each series are shown."""
YEAR = 12


def statistics_of(line: Line) -> dict[str, Any]:
    found = line.reckoning
    if found is None:
        return {"statistics": None, "untested_because": line.untested_because}
    latest, assurance = found.latest, line.assurance
    return {
        "statistics": {
            "meaning": latest.meaning,
            "signal": latest.signal,
            "word": VARIATIONS.get(latest.meaning, ""),
            "assurance": assurance,
            "assurance_word": ASSURANCES.get(assurance, ""),
            "mean": level_in_words(latest.mean, line.definition),
            "limits": limits_in_words(latest.lower_limit, latest.upper_limit, line.definition),
            "eras": _eras(found, line),
        },
        "untested_because": "",
    }


def _eras(found: Reckoning, line: Line) -> list[dict[str, Any]]:
    """Return the stretches of mean and limits that the shown series lies in, the latest first."""
    shown_from = line.series[-SERIES_MONTHS:][0].month
    return [
        {
            "first": era.first.isoformat(),
            "last": era.last.isoformat(),
            "points": era.points,
            "mean": level_in_words(era.mean, line.definition),
            "limits": limits_in_words(era.lower_limit, era.upper_limit, line.definition),
            "is_trial": era.is_trial,
            "reason": era.reason,
        }
        for era in found.eras()
        if era.last >= shown_from
    ]


def level_in_words(level: Decimal | None, definition: Definition) -> str:
    return "" if level is None else in_words(level, definition)


def limits_in_words(low: Decimal | None, high: Decimal | None, definition: Definition) -> str:
    return (
        "" if low is None or high is None else f"{in_words(low, definition)} to {in_words(high, definition)}"
    )


def series_of(line: Line) -> dict[str, Any]:
    shown, before = line.series[-SERIES_MONTHS:], line.series[:-SERIES_MONTHS]
    eras = line.reckoning.eras() if line.reckoning else []
    needed_from = min((era.first for era in eras if era.last >= shown[0].month), default=dt.date.max)
    needed = (
        before[-YEAR:] if line.reckoning is None else [each for each in before if each.month >= needed_from]
    )
    short = Line(line.indicator, tuple(shown), line.target, line.movement, line.before, line.reckoning)
    return {
        "summary": summary_of(short),
        "series": [_month(point, line.definition) for point in shown],
        "earlier": [_compact(point) for point in needed if point.reading is not None],
    }


def quality_of(reading: Reading | None) -> tuple[str, str, str]:
    """Return how sound a figure is, what kind of problem it has, and the note on it: "" for what nobody said."""
    if reading is None:
        return "", "", ""
    return (
        reading.get_quality_display() if reading.quality else "",
        reading.get_problem_display() if reading.problem else "",
        reading.quality_note,
    )


def _month(point: Point, definition: Definition) -> dict[str, Any]:
    reading = point.reading
    quality, problem, note = quality_of(reading)
    return {
        **mark_to_json(mark_of(point, definition)),
        "unit": point.definition.unit,
        "figure": as_kept(point.value),
        "numerator": as_kept(reading.numerator if reading else None),
        "denominator": as_kept(reading.denominator if reading else None),
        "value_words": in_words(point.value, point.definition)
        if point.value is not None
        else point.rated.word,
        "standing": point.rated.standing.value,
        "word": point.rated.word,
        "quality": quality,
        "problem": problem,
        "note": note,
    }


def _compact(point: Point) -> list[Any]:
    numbers = (
        (point.reading.numerator, point.reading.denominator, point.value) if point.reading else (None,) * 3
    )
    return [point.month.isoformat(), point.definition.unit, *(as_kept(number) for number in numbers)]


def as_kept(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def printed_number(value: str | None, decimals: int) -> Decimal | None:
    """Return a kept number as the digest prints it."""
    return None if value is None else as_printed(Decimal(value), decimals)
