"""One item of `analyse_series` as JSON, read into a series, judged, and answered as JSON."""

from itertools import pairwise
from typing import Any

from digests.spc import LARGEST, RUN_LENGTH, Analysis, Direction, Point, Segment, Series, analyse
from notices.cadence.fields import FieldError, Fields

DIRECTIONS = (Direction.HIGHER, Direction.LOWER, Direction.NEITHER)
"""A band is judged on screen only: an item has one target."""


def answer_series(item: object) -> dict[str, Any]:
    """Return the answer to one item; raises ValueError, naming the field, for one that cannot be read.

    Where dates are given, the rows are put in their order first, and the points are answered and the rows of
    `rebase_at` counted in it. A segment's `start` and `end` are its first and last row. Without `screen_outliers` no
    moving range is left out. Undefined levels are null, and numbers are not rounded.
    """
    fields = Fields(item)
    name = fields.source.get("name")
    if not isinstance(name, str):
        raise fields.wrong("name", "text")
    return {"name": name, **analysis_to_json(analyse(_series(fields)))}


def analysis_to_json(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis with exactly the fields that are documented, numbers as they were worked out."""
    return {
        "segments": [_segment(segment) for segment in analysis.segments],
        "points": [_point(point) for point in analysis.points],
        "variation": analysis.variation.value,
        "assurance": analysis.assurance.value if analysis.assurance else None,
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "start": segment.start,
        "end": segment.end,
        "mean": segment.mean,
        "lower_limit": segment.lower_limit,
        "upper_limit": segment.upper_limit,
    }


def _point(point: Point) -> dict[str, Any]:
    return {"signal": point.signal.value if point.signal else None, "meaning": point.meaning.value}


def _series(item: Fields) -> Series:
    return Series(
        values=_by_date(item, _values(item)),
        direction=Direction(item.one_of("direction", DIRECTIONS)),
        target=_number(item, "target") if item.has("target") else None,
        baseline_points=item.optional_number("baseline_points", least=1),
        rebase_at=_rebase_at(item),
        screen_outliers=item.flag("screen_outliers", default=False),
        run_length=item.optional_number("run_length", least=2) or RUN_LENGTH,
    )


def _list(item: Fields, name: str, must_be: str) -> Fields:
    """The places of a list, each a field by its own name: `values[0]`, `values[1]` and so on."""
    value = item.source.get(name)
    if not isinstance(value, list):
        raise item.wrong(name, must_be)
    return Fields({f"{name}[{place}]": each for place, each in enumerate(value)})


def _values(item: Fields) -> list[float | None]:
    rows = _list(item, "values", "a list of numbers, with null for a missing month")
    return [_number(rows, row) if rows.has(row) else None for row in rows.source]


def _number(fields: Fields, name: str) -> float:
    """A finite number; JSON as Python reads it also has NaN, Infinity and whole numbers of any length."""
    value = fields.source[name]
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return float(value)
    raise fields.wrong(name, f"a number of no more than {LARGEST:g}, or null")


def _rebase_at(item: Fields) -> tuple[int, ...]:
    """The first rows of new segments, counted from 0 in the order of the dates."""
    must_be = "a list of whole numbers, of which 0 is the first row"
    rows = _list(item, "rebase_at", must_be).source.values() if item.has("rebase_at") else ()
    if not all(isinstance(row, int) and not isinstance(row, bool) for row in rows):
        raise item.wrong("rebase_at", must_be)
    return tuple(rows)


def _by_date(item: Fields, values: list[float | None]) -> list[float | None]:
    """The values in the order of their dates, where dates are given: one for each value, and none twice."""
    if not item.has("dates"):
        return values
    rows = _list(item, "dates", "a list of dates, one for each value")
    days = [_day(rows, row) for row in rows.source]
    if len(days) != len(values):
        raise FieldError(f"dates must be as many as the {len(values)} values, not {len(days)}")
    order = sorted(range(len(days)), key=days.__getitem__)
    for before, after in pairwise(order):
        if days[before] == days[after]:
            raise rows.wrong(f"dates[{after}]", f"another date than dates[{before}]")
    return [values[row] for row in order]


def _day(rows: Fields, name: str) -> str:
    """A day in ISO form, or a month, which is its first day."""
    written = rows.source[name]
    is_month = isinstance(written, str) and len(written) == len("2026-11")
    return f"{rows.month(name)}-01" if is_month else rows.day(name).isoformat()
