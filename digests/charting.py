"""Turns an indicator's line into its chart and the sentences that say the same in words."""

from digests.chart import Chart, Mark, line_chart
from digests.models import Indicator
from digests.rating import Standing
from digests.standing import Line, Point, in_words, target_in_words

AXIS_SIGNS = {"percent": "%"}


def chart_of(line: Line) -> Chart:
    """Return the chart of a line's series, with a summary in words for whoever does not see it."""
    indicator = line.indicator
    return line_chart(
        [mark_of(point, indicator) for point in line.series],
        title=f"{indicator.code} {indicator.title}, by month",
        summary=summary_of(line),
        unit_sign=AXIS_SIGNS.get(indicator.unit, ""),
    )


def summary_of(line: Line) -> str:
    """Return what the series shows: from, to, lowest, highest, months on target, months without a figure."""
    indicator, points = line.indicator, line.series
    given = [point for point in points if point.value is not None]
    span = f"{points[0].month:%B %Y} to {points[-1].month:%B %Y}"
    if not given:
        return f"No figure in the {len(points)} months from {span}."
    lowest = min(given, key=lambda point: point.value or 0)
    highest = max(given, key=lambda point: point.value or 0)
    sentences = [
        f"{span}: from {_at(given[0], indicator)} to {_at(given[-1], indicator)}.",
        f"Lowest {_at(lowest, indicator)}, highest {_at(highest, indicator)}.",
        _against_target(line),
        _gaps(points),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _at(point: Point, indicator: Indicator) -> str:
    return f"{in_words(point.value, indicator)} in {point.month:%B %Y}"


def _against_target(line: Line) -> str:
    rated = [point for point in line.series if point.rated.is_rated]
    if not rated:
        return "No month is rated against a target."
    met = sum(point.rated.standing == Standing.ON_TARGET for point in rated)
    target = line.target_in_words
    return f"On target in {met} of {len(rated)} rated months; target now: {target[:1].lower()}{target[1:]}."


def _gaps(points: tuple[Point, ...]) -> str:
    empty = [f"{point.month:%B %Y}" for point in points if point.value is None]
    return f"No value for {', '.join(empty)}." if empty else ""


def mark_of(point: Point, indicator: Indicator) -> Mark:
    """Return one month of the chart, with the words that a reader gets on it."""
    target = point.target
    words = f"{point.month:%B %Y}: {in_words(point.value, indicator)}. {point.rated.word}"
    if target is not None:
        words += f" ({target_in_words(target, indicator).lower()})"
    return Mark(
        month=point.month,
        value=point.value,
        at_least=target.at_least if target else None,
        at_most=target.at_most if target else None,
        words=words,
    )
