"""What people type in a number's place, and months as they type them."""

import datetime as dt

import pytest

from digests.forms.months import month_from_typed
from digests.typed import says_no_value, says_suppressed


@pytest.mark.parametrize("words", ["c", "C", " - ", "–", "*"])
def test_what_says_suppressed(words):
    assert says_suppressed(words)
    assert not says_no_value(words)


@pytest.mark.parametrize("words", ["n/a", "N/A", " na", "Not applicable", "..", "x", "z"])
def test_what_says_that_there_is_no_value(words):
    assert says_no_value(words)
    assert not says_suppressed(words)


@pytest.mark.parametrize("words", ["0", "", "12", "-1", "cc", "no"])
def test_what_says_neither(words):
    assert not says_suppressed(words)
    assert not says_no_value(words)


@pytest.mark.parametrize(
    "words", ["October 2026", "oct 2026", "10/2026", "2026-10", "1 October 2026", "31/10/2026", "2026-10-07", " 10/26"]
)  # fmt: skip
def test_a_month_as_it_is_typed(words):
    assert month_from_typed(words) == dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    "words", ["", "October", "13/2026", "2026", "soon", "10/26x", "١٠/٢٠٢٦", "2026-13", "10/1800"]
)
def test_what_is_no_month(words):
    assert month_from_typed(words) is None
