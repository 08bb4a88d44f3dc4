"""Geometry of the timeline: what lies where, which shape says what, and that nothing leaves the paper."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.timeline import (
    AXIS_HEIGHT,
    CHART_WIDTH,
    EDGE,
    ROW_HEIGHT,
    Axis,
    Span,
    Step,
    axis_over,
    chart_of,
    months_of,
    shortened,
)

TODAY = dt.date(2026, 11, 22)
JANUARY, DECEMBER = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
SPAN = Span(
    key=1, reference="a1.1", title="Train every manager", words="Train", rating="green", rating_word="Green",
    starts_on=dt.date(2026, 3, 1), first_due_on=dt.date(2026, 9, 1), due_on=dt.date(2026, 9, 1),
)  # fmt: skip
AXIS = Axis(JANUARY, dt.date(2027, 1, 1), TODAY)


def the_bar(span: Span, axis: Axis = AXIS):  # type: ignore[no-untyped-def]
    return chart_of([span], axis).bars[0]


def test_the_axis_holds_whole_months_from_the_earliest_start_to_the_latest_due_date() -> None:
    later = replace(SPAN, starts_on=dt.date(2026, 5, 9), first_due_on=DECEMBER, due_on=dt.date(2027, 2, 10))
    axis = axis_over([SPAN, later], today=TODAY)
    assert (axis.first, axis.last) == (dt.date(2026, 3, 1), dt.date(2027, 3, 1))


def test_the_axis_holds_the_day_even_where_everything_is_over() -> None:
    axis = axis_over([replace(SPAN, starts_on=dt.date(2026, 3, 2))], today=dt.date(2027, 1, 5))
    assert (axis.first, axis.last) == (dt.date(2026, 3, 1), dt.date(2027, 2, 1))


def test_a_mistyped_year_does_not_squeeze_the_rest() -> None:
    axis = axis_over([replace(SPAN, starts_on=dt.date(1926, 3, 1), due_on=dt.date(2126, 3, 1))], today=TODAY)
    assert (axis.first, axis.last) == (dt.date(2025, 5, 1), dt.date(2028, 11, 1))
    assert the_bar(replace(SPAN, due_on=dt.date(2126, 3, 1)), axis).is_cut


def test_without_any_action_there_is_still_an_axis() -> None:
    axis = axis_over([], today=TODAY)
    assert (axis.first, axis.last) == (dt.date(2026, 11, 1), dt.date(2026, 12, 1))


def test_the_ends_of_the_axis_lie_inside_the_chart() -> None:
    assert (AXIS.x(JANUARY), AXIS.x(dt.date(2027, 1, 1))) == (EDGE, CHART_WIDTH - EDGE)
    middle = AXIS.x(dt.date(2026, 7, 2)) - CHART_WIDTH / 2
    assert abs(middle) < CHART_WIDTH / 365


def test_an_action_on_its_dates_is_one_bar() -> None:
    bar = the_bar(replace(SPAN, due_on=DECEMBER, first_due_on=DECEMBER))
    assert (bar.planned.x, round(bar.planned.x + bar.planned.width, 1)) == (
        AXIS.x(SPAN.starts_on), AXIS.x(DECEMBER),
    )  # fmt: skip
    assert (bar.slip, bar.late, bar.first_due_x, bar.done_x, bar.is_cut) == (None, None, None, None, False)


def test_what_was_put_back_shows_the_date_first_agreed_and_the_slip() -> None:
    bar = the_bar(replace(SPAN, due_on=dt.date(2026, 12, 1)))
    first_due = AXIS.x(dt.date(2026, 9, 1))
    assert bar.first_due_x == first_due
    assert bar.slip is not None
    assert (bar.slip.x, round(bar.slip.x + bar.slip.width, 1)) == (first_due, AXIS.x(dt.date(2026, 12, 1)))
    assert bar.late is None


def test_what_was_brought_forward_ends_at_its_date_and_keeps_the_mark_of_the_first() -> None:
    bar = the_bar(replace(SPAN, due_on=dt.date(2026, 8, 1), done_on=dt.date(2026, 7, 20)))
    assert round(bar.planned.x + bar.planned.width, 1) == AXIS.x(dt.date(2026, 8, 1))
    assert (bar.slip, bar.first_due_x) == (None, AXIS.x(dt.date(2026, 9, 1)))


@pytest.mark.parametrize(
    ("due_on", "done_on", "is_late"),
    [
        (dt.date(2026, 11, 21), None, True),
        (TODAY, None, False),
        (dt.date(2026, 11, 21), TODAY, False),
        (DECEMBER, None, False),
    ],
)
def test_overdue_reaches_from_the_due_date_to_the_day(
    due_on: dt.date, done_on: dt.date | None, is_late: bool
) -> None:
    bar = the_bar(replace(SPAN, due_on=due_on, first_due_on=due_on, done_on=done_on))
    assert (bar.late is not None) == is_late
    assert bar.done_x == (AXIS.x(done_on) if done_on else None)
    if bar.late:
        assert bar.late.x == AXIS.x(due_on)


def test_a_milestone_shows_by_its_shape_how_it_stands() -> None:
    day = dt.date(2026, 6, 1)
    steps = (
        Step("reached", day, reached_on=dt.date(2026, 7, 1)),
        Step("overdue", day, is_overdue=True),
        Step("ahead", DECEMBER),
    )
    bar = the_bar(replace(SPAN, steps=steps))
    assert [each.shape for each in bar.diamonds] == ["reached", "overdue", "ahead"]
    assert [each.x for each in bar.diamonds] == [AXIS.x(dt.date(2026, 7, 1)), AXIS.x(day), AXIS.x(DECEMBER)]
    assert len({each.points for each in bar.diamonds}) == 3


def test_rows_lie_under_each_other() -> None:
    chart = chart_of([SPAN, SPAN, SPAN], AXIS)
    assert [bar.top for bar in chart.bars] == [AXIS_HEIGHT + ROW_HEIGHT * n for n in range(3)]
    assert chart.height >= AXIS_HEIGHT + 3 * ROW_HEIGHT


@pytest.mark.parametrize(
    ("years", "labels"), [(1, ["Jan 26", "Feb 26", "Mar 26"]), (3, ["Jan 26", "Apr 26", "Jul 26"])]
)
def test_months_are_labelled_as_room_allows(years: int, labels: list[str]) -> None:
    found = months_of(Axis(JANUARY, dt.date(2026 + years, 1, 1), TODAY))
    assert len(found) == 12 * years
    assert [month.label for month in found if month.label][:3] == labels


def test_words_too_long_are_cut_with_an_ellipsis() -> None:
    assert (shortened("short", 5), shortened("too long", 5)) == ("short", "too…")


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Any action: dates in any order, as people type them."""
    return replace(
        SPAN, starts_on=draw(DAYS), first_due_on=draw(DAYS), due_on=draw(DAYS), done_on=draw(st.none() | DAYS),
        steps=tuple(Step("a step", day) for day in draw(st.lists(DAYS, max_size=3))),
    )  # fmt: skip


@given(st.lists(spans(), max_size=4), DAYS)
def test_nothing_is_drawn_outside_the_chart(found: list[Span], today: dt.date) -> None:
    chart = chart_of(found, axis_over(found, today=today))
    for bar in chart.bars:
        stretches = [each for each in (bar.planned, bar.slip, bar.late) if each]
        ends = [each.x for each in stretches] + [each.x + each.width for each in stretches]
        marks = [
            x for x in (bar.first_due_x, bar.done_x, *(each.x for each in bar.diamonds)) if x is not None
        ]
        assert all(0 <= x <= CHART_WIDTH for x in ends + marks)
        assert all(each.width >= 2 for each in stretches)


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_lies_further_left(one: dt.date, other: dt.date, today: dt.date) -> None:
    axis = axis_over([replace(SPAN, starts_on=min(one, other), due_on=max(one, other))], today=today)
    assert axis.x(min(one, other)) <= axis.x(max(one, other))
