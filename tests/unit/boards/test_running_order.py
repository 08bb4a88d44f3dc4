"""When each item begins, how long they take together, and by how much that is too long."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.running_order import running_order

TWO, FOUR = dt.time(14), dt.time(16)


@pytest.mark.parametrize(
    ("minutes", "starts_at", "ends_at", "starts", "total", "over_by"),
    [
        ([], TWO, FOUR, (), 0, 0),
        ([25, 30, 60], TWO, FOUR, (TWO, dt.time(14, 25), dt.time(14, 55)), 115, 0),
        ([60, 60], TWO, FOUR, (TWO, dt.time(15)), 120, 0),
        ([60, 61], TWO, FOUR, (TWO, dt.time(15)), 121, 1),
        ([25, 30], TWO, None, (TWO, dt.time(14, 25)), 55, 0),
        ([25, 30], None, None, (None, None), 55, 0),
        ([45, 45, 5], dt.time(22, 45), dt.time(23, 30), (dt.time(22, 45), dt.time(23, 30), None), 95, 50),
    ],
)
def test_items_begin_one_after_the_other(minutes, starts_at, ends_at, starts, total, over_by):
    order = running_order(minutes, starts_at=starts_at, ends_at=ends_at)
    assert (order.starts, order.total, order.over_by) == (starts, total, over_by)


@given(st.lists(st.integers(1, 480), max_size=30), st.times())
def test_no_item_begins_before_the_one_before_it(minutes, start):
    begins = [
        each for each in running_order(minutes, starts_at=start, ends_at=None).starts if each is not None
    ]
    assert begins == sorted(begins)
