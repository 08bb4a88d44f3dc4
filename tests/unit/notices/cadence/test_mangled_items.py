"""Whatever JSON stands in place of any value of an item, it is answered, or refused in words of ours."""

import datetime as dt
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import strategies as st

from notices.worked_days import answer_days
from notices.worked_items import ItemError, answer_item
from tests.unit.notices.cadence.asking import calendar, fixed, item, rolling
from tests.unit.notices.cadence.strategies import Item, items, law

DATES = st.dates().map(dt.date.isoformat)
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(
        [0, -1, 10**30, "", " ", "2026-02-30", "9999-12-31", "0001-01-01", "standing", "\ud800\n"]
    ),
    DATES,
    st.text(max_size=8),
    st.lists(st.integers() | DATES, max_size=3),
    st.dictionaries(st.sampled_from(["type", "n", "date", "unit"]), st.integers() | DATES, max_size=3),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within a JSON value, as the keys and indexes that lead to it."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield (*path, key)
        yield from places(below, (*path, key))


def answered(answer: Callable[[object], Any], asked: object) -> Any:
    """The answer, or the words of the refusal."""
    try:
        return answer(asked)
    except ItemError as refused:
        return str(refused)


@law(items(most=2), st.data(), examples=300)
def test_a_mangled_item_is_answered_or_refused(whole: Item, data: st.DataObject) -> None:
    mangled = deepcopy(whole)
    *above, last = data.draw(st.sampled_from(list(places(whole))))
    holder: Any = mangled
    for key in above:
        holder = holder[key]
    holder[last] = data.draw(ANYTHING)
    answer = answered(answer_item, mangled)
    assert isinstance(answer, str) or set(answer) >= {"occurrences", "position", "counts_against_council"}
    assert answer != ""


@law(
    st.sampled_from(["is_working_day", "within_working_days", "latest_notice", "earliest_meeting"]), st.data()
)
def test_a_mangled_operation_is_answered_or_refused(op: str, data: st.DataObject) -> None:
    names = ("date", "start", "notice", "meeting", "n", "working")
    small = st.one_of(DATES, st.integers(-5, 500), st.booleans(), st.none(), st.text(max_size=5))
    answer = answered(answer_days, {"op": op, "inputs": {name: data.draw(small) for name in names}})
    assert isinstance(answer, bool | int | str)
    assert answer != ""


@pytest.mark.parametrize("cadence", [calendar(), fixed(1, "weeks"), rolling(1, "days")])
def test_the_end_of_the_calendar_is_no_error_of_ours(cadence: Item) -> None:
    with pytest.raises(ItemError):
        answer_item(item(cadence, "9999-12-31", in_force="9999-12-30", events=["9999-12-31"]))
