"""The chart of planned against actual: which days it shows, and where its lines run."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.pace_chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, pace_chart, pace_series
from improvement_plans.progression import ActionDates
from tests.unit.improvement_plans.test_progression import DATES, DAYS

TODAY = dt.date(2026, 11, 22)
ACTION = ActionDates(
    reference="a1.1",
    starts_on=dt.date(2026, 9, 10),
    first_due_on=dt.date(2026, 12, 31),
    percents=((dt.date(2026, 10, 15), 50),),
)


def test_the_series_has_the_first_day_the_months_the_day_and_the_end() -> None:
    series = pace_series([ACTION], today=TODAY)
    assert [(point.day.isoformat(), point.planned, point.achieved) for point in series] == [
        ("2026-09-10", 0, 0),
        ("2026-09-30", 0, 0),
        ("2026-10-31", 0, 0.5),
        ("2026-11-22", 0, 0.5),
        ("2026-11-30", 0, None),
        ("2026-12-31", 0, None),
        ("2027-01-01", 1, None),
    ]


def test_the_lines_run_from_edge_to_edge_and_the_achieved_one_ends_today() -> None:
    chart = pace_chart(pace_series([ACTION], today=TODAY), today=TODAY, title="Progress")
    assert chart is not None
    planned = [tuple(map(float, spot.split(","))) for spot in chart.planned.split()]
    assert planned[0] == (LEFT, HEIGHT - BOTTOM)
    assert planned[-1] == (WIDTH - RIGHT, TOP)
    assert chart.spots[-1].x == chart.today_at
    assert chart.spots[-1].words == "22 November 2026: 0% planned, 50% achieved"
    assert len(chart.achieved.split()) == len(chart.spots) == 4
    assert "before 1 January 2027" in chart.summary


def test_without_actions_there_is_no_chart() -> None:
    assert pace_series([], today=TODAY) == ()
    assert pace_chart((), today=TODAY, title="Progress") is None


def test_before_anything_begins_it_says_so() -> None:
    day = dt.date(2026, 8, 1)
    chart = pace_chart(pace_series([ACTION], today=day), today=day, title="Progress")
    assert chart is not None
    assert chart.summary == "Nothing has begun: the first start is on 10 September 2026."
    assert chart.achieved == ""


@given(actions=st.lists(DATES, min_size=1, max_size=4), today=DAYS)
def test_every_point_lies_within_the_frame_and_none_is_crowded_out(
    actions: list[ActionDates], today: dt.date
) -> None:
    series = pace_series(actions, today=today)
    chart = pace_chart(series, today=today, title="Progress")
    assert [point.day for point in series] == sorted({point.day for point in series})
    assert len(series) <= 28
    if chart is not None:
        for spot in chart.spots:
            assert LEFT <= spot.x <= WIDTH - RIGHT
            assert TOP <= spot.y <= HEIGHT - BOTTOM
        assert all(point.achieved is None for point in series if point.day > today)
