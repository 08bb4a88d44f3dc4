"""Geometry of planned against actual progress: dataclasses that a template draws as SVG, beside the same in a table."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from improvement_plans.progression import ActionDates, achieved_share, planned_share

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 28, 40
LONGEST_SERIES = 24
LONGEST_LABELLED = 9


@dataclass(frozen=True)
class PacePoint:
    """How far a group was to be at the end of a day and how far it was, 0 to 1; None for days to come."""

    day: dt.date
    planned: float
    achieved: float | None


@dataclass(frozen=True)
class Spot:
    """A point at (`x`, `y`) with the words that a reader gets on it."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Tick:
    """A label on an axis at `at` pixels."""

    at: float
    label: str


@dataclass(frozen=True)
class PaceChart:
    """Everything that the template draws; `planned` and `achieved` are the points of polylines."""

    title: str
    summary: str
    points: tuple[PacePoint, ...]
    planned: str
    achieved: str
    spots: tuple[Spot, ...]
    today_at: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM
    days_at: int = HEIGHT - BOTTOM + 22

    @property
    def today_label_at(self) -> str:
        """Where the word at the line of the day stands, so that it is not cut off: start or end of the text."""
        return "end" if self.today_at > WIDTH / 2 else "start"


def pace_series(actions: Sequence[ActionDates], *, today: dt.date) -> tuple[PacePoint, ...]:
    """Return planned and achieved shares at the ends of the months from the first start to the last first due date.

    `today` is always among them, and so are the first and the last; of a long plan every second or third month.
    """
    if not actions:
        return ()
    first = min(each.starts_on for each in actions)
    # What is due on a day is planned from the next day on.
    last = max(today, *(each.first_due_on + dt.timedelta(days=1) for each in actions))
    days = [first, *_month_ends(first, last), last]
    every = ceil(len(days) / LONGEST_SERIES)
    kept = {first, today, last, *days[::-every]} if today >= first else {first, last, *days[::-every]}
    return tuple(
        PacePoint(
            day,
            float(planned_share(actions, day)),
            float(achieved_share(actions, day)) if day <= today else None,
        )
        for day in sorted(kept)
    )


def pace_chart(points: Sequence[PacePoint], *, today: dt.date, title: str) -> PaceChart | None:
    """Return the chart of a series; None where there is nothing to draw a line between."""
    if len(points) < 2 or points[0].day == points[-1].day:
        return None
    first, span = points[0].day, (points[-1].day - points[0].day).days

    def across(day: dt.date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / span, 1)

    told = [(point, point.achieved) for point in points if point.achieved is not None]
    return PaceChart(
        title=title,
        summary=_summary(points, today),
        points=tuple(points),
        planned=" ".join(f"{across(point.day)},{_down(point.planned)}" for point in points),
        achieved=" ".join(f"{across(point.day)},{_down(share)}" for point, share in told),
        spots=tuple(Spot(across(point.day), _down(share), _words(point)) for point, share in told),
        today_at=min(max(across(today), LEFT), WIDTH - RIGHT),
        x_ticks=tuple(_days(points, across)),
        y_ticks=tuple(Tick(_down(share / 100), f"{share}%") for share in (0, 25, 50, 75, 100)),
    )


def _down(share: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _days(points: Sequence[PacePoint], across: Callable[[dt.date], float]) -> Iterator[Tick]:
    every = ceil(len(points) / LONGEST_LABELLED)
    room = (WIDTH - LEFT - RIGHT) / (LONGEST_LABELLED + 2)
    before = float("-inf")
    for point in points[::every]:
        at = across(point.day)
        if at - before >= room and at <= WIDTH - RIGHT - room / 3:
            before = at
            yield Tick(at, f"{point.day:%b %y}")


def _month_ends(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    year, month = first.year, first.month
    while (end := dt.date(year, month, calendar.monthrange(year, month)[1])) < last:
        yield end
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _words(point: PacePoint) -> str:
    return f"{point.day:%-d %B %Y}: {point.planned:.0%} planned, {point.achieved or 0:.0%} achieved"


def _summary(points: Sequence[PacePoint], today: dt.date) -> str:
    told = [point for point in points if point.achieved is not None]
    if not told:
        return f"Nothing has begun: the first start is on {points[0].day:%-d %B %Y}."
    end = (
        f"All of it was planned to be done before {points[-1].day:%-d %B %Y}."
        if points[-1].day > today
        else ""
    )
    return f"On {_words(told[-1])}. {end}".strip()
