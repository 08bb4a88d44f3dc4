"""Turns an indicator's line into its chart and the sentences that say the same in words."""

from math import inf

from digests.chart import UNBOUNDED, WIDE, Bounds, Chart, Layout, Mark, runs, spc_chart
from digests.models import Definition
from digests.rating import Standing
from digests.standing import Line, Point, in_words, target_in_words

AXIS_SIGNS = {"percent": "%"}
AXIS_BOUNDS: dict[str, Bounds] = {"percent": (0, 100), **dict.fromkeys(("rate", "count", "days"), (0, inf))}
"""What a figure can be, by its unit; a score may be anything."""


def chart_of(line: Line, *, layout: Layout = WIDE) -> Chart:
    """Return the chart of a line's series, with a summary in words for whoever does not see it."""
    return spc_chart(
        marks_of(line),
        title=title_of(line),
        summary=summary_of(line),
        unit_sign=AXIS_SIGNS.get(line.definition.unit, ""),
        decimals=line.definition.decimals,
        bounds=AXIS_BOUNDS.get(line.definition.unit, UNBOUNDED),
        layout=layout,
    )


def title_of(line: Line) -> str:
    return f"{line.indicator.code} {line.definition.title}, by month"


def marks_of(line: Line) -> list[Mark]:
    """Return the months of a line's series as a chart draws them, the earliest first."""
    return [mark_of(point, line.definition) for point in line.series]


def summary_of(line: Line) -> str:
    """Return what the series shows: signal or none, target in reach or not, from, to, lowest, highest, gaps."""
    points = line.series
    given = [point for point in points if point.value is not None]
    span = f"{points[0].month:%B %Y} to {points[-1].month:%B %Y}"
    if not given:
        return f"No figure in the {len(points)} months from {span}."
    lowest = min(given, key=lambda point: point.value or 0)
    highest = max(given, key=lambda point: point.value or 0)
    sentences = [
        line.statistics_in_words,
        f"{span}: from {_at(given[0])} to {_at(given[-1])}.",
        f"Lowest {_at(lowest)}, highest {_at(highest)}.",
        _against_target(line),
        _gaps(points),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _at(point: Point) -> str:
    return f"{in_words(point.value, point.definition)} in {point.month:%B %Y}"


def _against_target(line: Line) -> str:
    rated = [point for point in line.series if point.rated.is_rated]
    if not rated:
        return "No month is rated against a target."
    met = sum(point.rated.standing == Standing.ON_TARGET for point in rated)
    target = line.target_in_words
    return f"On target in {met} of {len(rated)} rated months; target now: {target[:1].lower()}{target[1:]}."


def _gaps(points: tuple[Point, ...]) -> str:
    found = [
        f"{points[first].month:%B %Y}" + (f" to {points[last].month:%B %Y}" if last > first else "")
        for first, last in runs([True if point.value is None else None for point in points])
    ]
    return f"No value for {', '.join(found)}." if found else ""


def mark_of(point: Point, definition: Definition) -> Mark:
    """Return one month of the chart of an indicator that now has `definition`.

    A month that was measured in another unit has no place on its axis.
    """
    target, statistic = point.target, point.statistic
    comparable = point.definition.unit == definition.unit
    return Mark(
        month=point.month,
        value=point.value if comparable else None,
        at_least=target.at_least if target and comparable else None,
        at_most=target.at_most if target and comparable else None,
        words=words_of(point),
        target_words=f"Target: {_target_words(point)}" if target else "",
        mean=statistic.mean if statistic else None,
        lower_limit=statistic.lower_limit if statistic else None,
        upper_limit=statistic.upper_limit if statistic else None,
        signal=statistic.signal if statistic else "",
        meaning=statistic.meaning if statistic else "",
        is_suppressed=point.reading is not None and point.reading.is_suppressed,
        turn=point.turn,
    )


def words_of(point: Point) -> str:
    """Return what a reader gets on a month: figure, what it is made of, rating, target, signal."""
    parts = f" ({point.parts_in_words})" if point.parts_in_words else ""
    value = f"{in_words(point.value, point.definition)}{parts}. " if point.value is not None else ""
    target = f" ({_target_words(point)})" if point.target else ""
    words = f"{point.month:%B %Y}: {value}{point.rated.word}{target}"
    return f"{words}. {point.signal_in_words}" if point.signal_in_words else words


def _target_words(point: Point) -> str:
    words = target_in_words(point.target, point.definition)
    return f"{words[:1].lower()}{words[1:]}"
