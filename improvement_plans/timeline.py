"""Geometry of the plan's timeline: dataclasses that a template draws as SVG, bar by bar, on one axis of months."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAMES_WIDTH, CHART_WIDTH = 292, 664
AXIS_HEIGHT, ROW_HEIGHT, BAR_HEIGHT = 30, 30, 14
EDGE = 8
"""Room at both ends of the axis for marks on its first and last day, in pixels."""

MONTHS_BACK, MONTHS_AHEAD = 18, 24
"""How far the axis reaches at most from the day of the page: a mistyped year must not squeeze all else together."""

ROOM_FOR_A_MONTH = 46
LONGEST_REFERENCE, LONGEST_TITLE = 9, 23


@dataclass(frozen=True)
class Step:
    """A milestone of an action as at the day. `reached_on` is None as long as nobody has said that it was reached."""

    words: str
    due_on: dt.date
    reached_on: dt.date | None = None
    is_overdue: bool = False


@dataclass(frozen=True)
class Span:
    """An action as at the day: `first_due_on` is what was agreed first, `due_on` what holds; `key` finds it again."""

    key: int
    reference: str
    title: str
    words: str
    rating: str
    rating_word: str
    starts_on: dt.date
    first_due_on: dt.date
    due_on: dt.date
    done_on: dt.date | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Axis:
    """Days from left to right: the first day lies at `EDGE`, the last one `EDGE` before the end."""

    first: dt.date
    last: dt.date
    today: dt.date

    def x(self, day: dt.date) -> float:
        """Return where a day lies; one beyond an end lies at that end."""
        kept = min(max(day, self.first), self.last)
        days = max(1, (self.last - self.first).days)
        return round(EDGE + (CHART_WIDTH - 2 * EDGE) * (kept - self.first).days / days, 1)

    def is_beyond(self, day: dt.date) -> bool:
        return not self.first <= day <= self.last

    @property
    def today_x(self) -> float:
        return self.x(self.today)


@dataclass(frozen=True)
class Month:
    """A month on the axis: where it begins, and its label where there is room for one."""

    x: float
    label: str


@dataclass(frozen=True)
class Stretch:
    """A part of a bar from `x` over `width` pixels."""

    x: float
    width: float


@dataclass(frozen=True)
class Diamond:
    """A milestone's mark. Its shape says how it stands: "reached" is filled, "overdue" crossed, "ahead" open."""

    x: float
    shape: str
    words: str
    points: str


@dataclass(frozen=True)
class Bar:
    """One action as it is drawn.

    `planned` runs from the start to the first due date, or to the present one where that is earlier; `slip` from the
    first due date to a later one; `late` from the due date to the day of the page while it is overdue. `first_due_x`
    marks the first due date once it was moved.
    """

    span: Span
    reference: str
    title: str
    top: float
    planned: Stretch
    slip: Stretch | None
    late: Stretch | None
    first_due_x: float | None
    done_x: float | None
    diamonds: tuple[Diamond, ...]
    is_cut: bool

    @property
    def middle(self) -> float:
        return self.top + ROW_HEIGHT / 2

    @property
    def bar_top(self) -> float:
        return self.top + (ROW_HEIGHT - BAR_HEIGHT) / 2

    @property
    def bar_bottom(self) -> float:
        return self.bar_top + BAR_HEIGHT

    @property
    def words_at(self) -> float:
        """The base line of its words."""
        return self.middle + 4

    @property
    def is_shortened(self) -> bool:
        """Whether its name is longer than what is drawn of it."""
        return (self.reference, self.title) != (self.span.reference, self.span.title)


@dataclass(frozen=True)
class Chart:
    """One part of the plan, ready to be drawn."""

    axis: Axis
    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    names_width: int = NAMES_WIDTH
    width: int = CHART_WIDTH
    axis_height: int = AXIS_HEIGHT
    row_height: int = ROW_HEIGHT
    bar_height: int = BAR_HEIGHT

    @property
    def height(self) -> int:
        return AXIS_HEIGHT + ROW_HEIGHT * len(self.bars) + EDGE

    @property
    def shortened(self) -> tuple[Bar, ...]:
        """The bars whose name is longer than what is drawn of it."""
        return tuple(bar for bar in self.bars if bar.is_shortened)

    @property
    def is_cut(self) -> bool:
        """Whether anything lies beyond the axis."""
        return any(bar.is_cut for bar in self.bars)


def axis_over(spans: Iterable[Span], *, today: dt.date) -> Axis:
    """Return the axis of whole months that holds `spans` and the day, within `MONTHS_BACK` and `MONTHS_AHEAD`."""
    days = [today]
    for span in spans:
        days += [span.starts_on, span.first_due_on, span.due_on, *(step.due_on for step in span.steps)]
        days += [span.done_on] if span.done_on else []
    first = max(_month_of(min(days)), _months_on(_month_of(today), -MONTHS_BACK))
    last = min(_months_on(_month_of(max(days)), 1), _months_on(_month_of(today), MONTHS_AHEAD))
    return Axis(first, last, today)


def chart_of(spans: Sequence[Span], axis: Axis) -> Chart:
    """Return the chart of `spans` in their order; several charts of one page share an axis."""
    bars = tuple(_bar(span, place, axis) for place, span in enumerate(spans))
    return Chart(axis=axis, months=tuple(months_of(axis)), bars=bars)


def months_of(axis: Axis) -> list[Month]:
    """Return every month of the axis; labelled is each, or each second, third, sixth or twelfth, as room allows."""
    starts = []
    month = axis.first
    while month < axis.last:
        starts.append(month)
        month = _months_on(month, 1)
    room = (CHART_WIDTH - 2 * EDGE) / max(1, len(starts))
    every = next((n for n in (1, 2, 3, 6) if room * n >= ROOM_FOR_A_MONTH), 12)
    return [
        Month(axis.x(start), f"{start:%b %y}" if (start.month - 1) % every == 0 else "") for start in starts
    ]


def shortened(words: str, longest: int) -> str:
    """Return `words`, or as much of them as fits with an ellipsis."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _bar(span: Span, place: int, axis: Axis) -> Bar:
    top = AXIS_HEIGHT + ROW_HEIGHT * place
    moved = span.due_on != span.first_due_on
    is_late = span.done_on is None and axis.today > span.due_on
    days = (span.starts_on, span.first_due_on, span.due_on, span.done_on or span.due_on)
    return Bar(
        span=span,
        reference=shortened(span.reference, LONGEST_REFERENCE),
        title=shortened(span.title, LONGEST_TITLE),
        top=top,
        planned=_stretch(axis, span.starts_on, min(span.first_due_on, span.due_on)),
        slip=_stretch(axis, span.first_due_on, span.due_on) if span.due_on > span.first_due_on else None,
        late=_stretch(axis, span.due_on, axis.today) if is_late else None,
        first_due_x=axis.x(span.first_due_on) if moved else None,
        done_x=axis.x(span.done_on) if span.done_on else None,
        diamonds=tuple(_diamond(step, axis, top + ROW_HEIGHT / 2) for step in span.steps),
        is_cut=any(axis.is_beyond(day) for day in days),
    )


def _stretch(axis: Axis, start: dt.date, end: dt.date) -> Stretch:
    """Return the part from `start` to `end`, never thinner than two pixels so that a day can be seen."""
    left, right = axis.x(start), axis.x(end)
    return Stretch(left, max(2.0, round(right - left, 1)))


def _diamond(step: Step, axis: Axis, middle: float) -> Diamond:
    shape = "reached" if step.reached_on else "overdue" if step.is_overdue else "ahead"
    x, half = axis.x(step.reached_on or step.due_on), 7
    points = f"{x},{middle - half} {x + half},{middle} {x},{middle + half} {x - half},{middle}"
    return Diamond(x, shape, step.words, points)


def _month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _months_on(month: dt.date, n: int) -> dt.date:
    whole = month.year * 12 + month.month - 1 + n
    return dt.date(whole // 12, whole % 12 + 1, 1)
