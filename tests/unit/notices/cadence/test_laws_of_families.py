"""Laws C, D, H and I of the cadence engine: windows, the rolling clock, meetings, requests, rungs and one-offs."""

import datetime as dt
from collections import Counter
from itertools import pairwise

from hypothesis import assume
from hypothesis import strategies as st

from core.working_days import add_months
from notices.position import Position
from notices.worked_items import answer_item
from tests.unit.notices.cadence.strategies import (
    ANCHORS,
    ONE_OFFS,
    SHORT_UNITS,
    TYPES,
    Item,
    cadences,
    days,
    events,
    items,
    later,
    law,
    requests,
    rows,
    unvaried,
    with_,
)

WINDOWS = ("each_calendar", "every")
AFTER_ALL = "2029-12-31"
SEVERITY = ("met", "upcoming", "due_soon", "met_late", "overdue")
RANKS = {position.value: rank for rank, position in enumerate(Position)}


def one_cadence(item: Item) -> Item:
    cadence: Item = item["cadences"][0]
    return cadence


def due_dates(item: Item) -> list[str]:
    return [row["due_on"] for row in rows(item) if row["due_on"] <= item["as_at"]]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@law(unvaried(WINDOWS))
def test_c1_due_dates_do_not_depend_on_events(item: Item) -> None:
    assert due_dates(item) == due_dates(with_(item, events=[]))


@law(unvaried(WINDOWS))
def test_c2_a_window_depends_only_on_the_events_inside_it(item: Item) -> None:
    for row in rows(item):
        inside = [each for each in item["events"] if row["window_start"] <= each["date"] <= row["due_on"]]
        assert row in rows(with_(item, events=inside)) or row["due_on"] > item["as_at"]


@law(unvaried(WINDOWS), events(), examples=60)
def test_c3_an_event_fills_one_window_at_most(item: Item, event: Item) -> None:
    before = answer_item(item)["missed"]
    after = answer_item(with_(item, events=[*item["events"], event]))["missed"]
    assert before - after in (0, 1)


@law(unvaried(WINDOWS), st.data())
def test_c4_a_later_event_in_a_met_window_changes_nothing(item: Item, data: st.DataObject) -> None:
    met = [row for row in rows(item) if row["outcome"] == "met"]
    assume(met)
    row = data.draw(st.sampled_from(met))
    latest = min(row["due_on"], item["as_at"])
    extra = later(row["discharged_on"], data.draw(st.integers(0, 60)))
    assume(extra <= latest)
    assert answer_item(with_(item, events=[*item["events"], {"date": extra}])) == answer_item(item)


@law(unvaried(("each_calendar",)), days())
def test_c5_as_many_rows_close_as_whole_months_end(item: Item, in_force: str) -> None:
    cadence = {"type": "each_calendar", "unit": one_cadence(item)["unit"]}
    item = with_(item, in_force=in_force, as_at=later(in_force, 400), cadences=[cadence])
    length = 3 if cadence["unit"] == "quarter" else 1
    firsts = [dt.date(year, month, 1) for year in range(2025, 2030) for month in range(1, 13, length)]
    ended = [
        first
        for first in firsts
        if first >= day(in_force) and add_months(first, length) <= day(item["as_at"])
    ]
    closed = [row for row in rows(item) if row["due_on"] < item["as_at"]]
    assert [day(row["window_start"]) for row in closed] == ended


@law(unvaried(("each_calendar",)))
def test_c6_a_quarter_is_met_if_one_of_its_months_is(item: Item) -> None:
    by_unit = {
        unit: rows(with_(item, as_at=AFTER_ALL, cadences=[{"type": "each_calendar", "unit": unit}]))
        for unit in ("month", "quarter")
    }
    for quarter in by_unit["quarter"]:
        months = [
            month["outcome"]
            for month in by_unit["month"]
            if quarter["window_start"] <= month["window_start"] <= quarter["due_on"]
        ]
        if quarter["due_on"] < AFTER_ALL:
            assert (quarter["outcome"] == "met") == ("met" in months)


@law(unvaried(WINDOWS))
def test_c7_windows_tile(item: Item) -> None:
    listed = rows(item)
    for before, after in pairwise(listed):
        assert after["window_start"] == later(before["due_on"], 1)


COUNTING = ("within", "at_least_every", "every", "ladder")


@law(items(COUNTING, units=("weeks",), varied=False))
def test_c8_weeks_are_seven_days(item: Item) -> None:
    assert rows(counted_otherwise(item, "days", 7)) == rows(item)


@law(items(("within", "at_least_every", "every"), units=("years",), varied=False))
def test_c8_years_are_twelve_months(item: Item) -> None:
    assert rows(counted_otherwise(item, "months", 12)) == rows(item)


def counted_otherwise(item: Item, unit: str, times: int) -> Item:
    """The item with its cadence counted in another unit; a ladder's events go on naming their rungs."""
    cadence = one_cadence(item)
    n = [each * times for each in cadence["n"]] if cadence["type"] == "ladder" else cadence["n"] * times
    renamed = [
        {**event, "rung": event["rung"] * times} if "rung" in event else event for event in item["events"]
    ]
    named = renamed if cadence["type"] == "ladder" else item["events"]
    return with_(item, cadences=[{**cadence, "n": n, "unit": unit}], events=named)


def clock_days(item: Item) -> list[str]:
    """The days with an event that counts, in order."""
    counting = (event["date"] for event in item["events"] if not event.get("cancelled"))
    return sorted({date for date in counting if item["in_force"] < date <= item["as_at"]})


def without_anchor(item: Item) -> Item:
    cadence = {name: value for name, value in one_cadence(item).items() if name not in ("anchor", "until")}
    return with_(item, cadences=[cadence])


ROLLING = unvaried(("at_least_every",)).map(without_anchor)
SHORT_ROLLING = unvaried(("at_least_every",), units=SHORT_UNITS).map(without_anchor)


def n_days(item: Item) -> int:
    cadence = one_cadence(item)
    return int(cadence["n"]) * (7 if cadence["unit"] == "weeks" else 1)


@law(SHORT_ROLLING)
def test_d1_every_due_date_is_the_event_before_it_plus_n(item: Item) -> None:
    starts = [item["in_force"], *clock_days(item)]
    assert [row["due_on"] for row in rows(item)] == [later(start, n_days(item)) for start in starts]


def total_lateness(item: Item) -> int:
    return sum(row["days"] or 0 for row in rows(item))


@law(SHORT_ROLLING)
def test_d2_lateness_adds_up_to_the_excess_of_the_gaps(item: Item) -> None:
    ends = [*clock_days(item), item["as_at"]]
    starts = [item["in_force"], *clock_days(item)]
    gaps = [(day(end) - day(start)).days for start, end in zip(starts, ends, strict=True)]
    assert total_lateness(item) == sum(max(0, gap - n_days(item)) for gap in gaps)


@law(SHORT_ROLLING, events(), examples=60)
def test_d3_one_more_event_never_adds_to_the_lateness(item: Item, event: Item) -> None:
    more = with_(item, events=[*item["events"], event])
    assert total_lateness(more) <= total_lateness(item)


@law(items(("at_least_every",)), examples=60)
def test_d4_nothing_is_missed_and_one_row_at_most_is_overdue(item: Item) -> None:
    answer = answer_item(item)
    assert answer["missed"] == 0
    assert answer["overdue"] <= 1


@law(SHORT_ROLLING, st.integers(0, 12))
def test_d5_kept_to_the_day_rolling_and_fixed_are_the_same(item: Item, times: int) -> None:
    kept = [later(item["in_force"], place * n_days(item)) for place in range(1, times + 1)]
    exact = with_(
        item, events=[{"date": date} for date in kept], as_at=kept[-1] if kept else item["in_force"]
    )
    fixed = with_(exact, cadences=[{**one_cadence(exact), "type": "every"}])
    told = [
        [(row["due_on"], row["outcome"], row["discharged_on"]) for row in rows(each)]
        for each in (exact, fixed)
    ]
    assert told[0] == told[1]


MEETINGS = unvaried(("before_each", "at_each")).map(lambda item: with_(item, as_at=AFTER_ALL))


def unbounded(item: Item) -> Item:
    return with_(item, cadences=[{**one_cadence(item), "until": None}])


@law(MEETINGS.map(unbounded), examples=60)
def test_h1_one_row_for_every_meeting_and_no_event_twice(item: Item) -> None:
    at_each = with_(item, cadences=[{"type": "at_each", "of": "board meeting"}])
    in_force = sorted(each["date"] for each in item["parents"] if each["date"] >= item["in_force"])
    assert [row["due_on"] for row in rows(at_each)] == in_force
    unlinked = with_(item, events=[{**event, "for": None} for event in item["events"]])
    used = Counter(row["discharged_on"] for row in rows(unlinked) if row["discharged_on"])
    assert set(used.values()) <= {1}


@law(unvaried(("before_each", "at_each"), cancelled=False).map(unbounded), st.data(), examples=60)
def test_h2_cancelling_a_meeting_touches_at_most_the_next(item: Item, data: st.DataObject) -> None:
    in_force = sorted(
        (each for each in item["parents"] if each["date"] > "2026-01-20"), key=lambda each: each["date"]
    )
    assume(in_force)
    called_off = data.draw(st.sampled_from(in_force))
    before = with_(item, as_at=AFTER_ALL, parents=in_force)
    parents = [{**each, "cancelled_on": each["date"]} if each is called_off else each for each in in_force]
    listed = list(zip(in_force, rows(before), rows(with_(before, parents=parents)), strict=True))
    place = in_force.index(called_off)
    assert listed[place][2]["outcome"] == "not_applicable"
    for number, (_, then, now) in enumerate(listed):
        if number not in (place, place + 1):
            assert now == then
        if number != place and then["outcome"] == "met":
            assert now["outcome"] == "met"


@law(unvaried(("on_request",)).map(unbounded), st.lists(requests(), max_size=6))
def test_h3_one_row_for_every_request_made(item: Item, made: list[Item]) -> None:
    asked = with_(item, as_at=AFTER_ALL, requests=made)
    in_force = sorted(each["due_on"] for each in made if each["requested_on"] >= item["in_force"])
    assert [row["due_on"] for row in rows(asked)] == in_force


APART = items(tuple(type_ for type_ in TYPES if type_ != "to_be_agreed"), varied=False)


@law(APART, cadences(tuple(type_ for type_ in TYPES if type_ != "to_be_agreed")), examples=60)
def test_h4_two_cadences_are_the_merge_and_the_worse(item: Item, other: Item) -> None:
    one, two = answer_item(item), answer_item(with_(item, cadences=[other]))
    both = answer_item(with_(item, cadences=[*item["cadences"], other]))
    told = [
        sorted(map(str, rows_)) for rows_ in (both["occurrences"], [*one["occurrences"], *two["occurrences"]])
    ]
    assert told[0] == told[1]
    assert RANKS[both["position"]] == min(RANKS[one["position"]], RANKS[two["position"]])


@law(items(most=2), st.just({"type": "to_be_agreed"}))
def test_h4_adding_a_cadence_never_improves_the_position(item: Item, other: Item) -> None:
    both = answer_item(with_(item, cadences=[*item["cadences"], other]))
    assert RANKS[both["position"]] <= RANKS[answer_item(item)["position"]]


@law(unvaried(("ladder",)), examples=60)
def test_h5_rungs_stand_alone(item: Item) -> None:
    item = with_(item, as_at=AFTER_ALL)
    cadence = one_cadence(item)
    alone = [rows(with_(item, cadences=[{**cadence, "n": [n]}])) for n in cadence["n"]]
    assert rows(item) == [row for each in alone for row in each]


@law(unvaried(("within",), units=(*SHORT_UNITS, "months")), days(-90, 0))
def test_i1_within_is_by_the_date(item: Item, anchor: str) -> None:
    cadence = {**one_cadence(item), "anchor": ANCHORS[0]}
    within = with_(item, cadences=[cadence], anchors={ANCHORS[0]: anchor})
    step = {"days": 1, "weeks": 7}.get(cadence["unit"], 0) * cadence["n"]
    due_on = later(anchor, step) if step else add_months(day(anchor), cadence["n"]).isoformat()
    by_date = {"type": "by_date", "date": due_on, "until": cadence.get("until")}
    assert answer_item(within) == answer_item(with_(item, cadences=[by_date]))


@law(unvaried(("in_month",)))
def test_i2_in_a_month_is_by_its_last_day(item: Item) -> None:
    cadence = one_cadence(item)
    first = day(f"{cadence['month']}-01")
    last = add_months(first, 1) - dt.timedelta(days=1)
    inside = [event for event in item["events"] if event["date"] >= first.isoformat()]
    by_date = {"type": "by_date", "date": last.isoformat(), "until": cadence.get("until")}
    told = [
        [(row["due_on"], row["outcome"], row["days"]) for row in rows(each)]
        for each in (item, with_(item, cadences=[by_date], events=inside))
    ]
    assert told[0] == told[1]


@law(unvaried(ONE_OFFS), events(), examples=60)
def test_i3_one_more_event_never_makes_a_one_off_worse(item: Item, event: Item) -> None:
    more = rows(with_(item, events=[*item["events"], event]))
    for then, now in zip(rows(item), more, strict=True):
        assert SEVERITY.index(now["outcome"]) <= SEVERITY.index(then["outcome"])
        assert (now["days"] or 0) <= (then["days"] or 0)
