"""Which colours headings can be read in, by the published formula."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.contrast import can_be_read_on_white, contrast, validate_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0000ff", 8.59)]
)
def test_contrast_on_white(colour: str, ratio: float) -> None:
    assert round(contrast(colour), 2) == ratio


@pytest.mark.parametrize(
    ("colour", "words"),
    [("red", "six digits"), ("#fff", "six digits"), ("#12324a;}", "six digits"), ("#ffee00", "darker")],
)
def test_what_headings_cannot_be_read_in_is_refused(colour: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        validate_colour(colour)
    assert not can_be_read_on_white(colour)


def test_a_dark_colour_is_taken() -> None:
    validate_colour("#12324A")


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_from_1_to_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
