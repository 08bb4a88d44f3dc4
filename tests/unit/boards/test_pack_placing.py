"""A paper's page on A4: where it stands by hand, and that it is never cut, bent or enlarged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.packing.placing import FOOT, HEAD, LONG, SHORT, SIDE, Box, placed

A4 = Box(0, 0, SHORT, LONG)
A4_LANDSCAPE = Box(0, 0, LONG, SHORT)


def test_an_a4_page_is_scaled_to_the_room_between_head_and_foot():
    placement = placed(A4)
    # 841.89 − 56.7 − 39.7 = 745.49 high, so 0.88550 of the page; (595.276 − 527.113) / 2 = 34.081 to its left.
    assert (placement.width, placement.height) == (SHORT, LONG)
    assert placement.matrix == pytest.approx((0.885496, 0, 0, 0.885496, 34.081, 39.7), abs=0.001)


def test_a_landscape_page_stays_landscape():
    placement = placed(A4_LANDSCAPE)
    assert (placement.width, placement.height) == (LONG, SHORT)
    # 595.276 − 96.4 = 498.876 high: 0.83806 of the page.
    assert placement.matrix[0] == pytest.approx(0.838058, abs=1e-5)


def test_a3_is_made_smaller_and_a5_is_not_enlarged():
    assert placed(Box(0, 0, 841.89, 1190.55)).matrix[0] == pytest.approx(0.626173, abs=1e-5)
    assert placed(Box(0, 0, 419.53, 595.28)).matrix[0] == 1


@pytest.mark.parametrize(
    ("rotated", "landscape", "upper_left"),
    [
        # Which corner of the file's own page is read as the upper left one.
        (0, False, (0, LONG)),
        (90, True, (0, 0)),
        (180, False, (SHORT, 0)),
        (270, True, (SHORT, LONG)),
        (-90, True, (SHORT, LONG)),
        (450, True, (0, 0)),
    ],
)
def test_a_turned_page_stands_as_it_is_read(rotated, landscape, upper_left):
    placement = placed(A4, rotated=rotated)
    assert placement.is_landscape is landscape
    shown = placement.box(A4)
    assert placement.point(*upper_left) == pytest.approx((shown.left, shown.top))


def test_a_unit_of_the_file_counts():
    # 100 units of 3 points are 300 points.
    assert placed(Box(0, 0, 100, 100), unit=3).matrix[0] == 3


def test_a_page_that_does_not_begin_at_nought_is_moved():
    placement = placed(Box(-50, 100, 50, 300))
    shown = placement.box(Box(-50, 100, 50, 300))
    assert (shown.width, shown.height) == pytest.approx((100, 200))
    assert (shown.left + shown.right) / 2 == pytest.approx(SHORT / 2)


def test_corners_come_in_any_order_and_no_area_is_refused():
    assert Box.of([10, 20, 0, 5]) == Box(0, 5, 10, 20)
    with pytest.raises(ValueError, match="no area"):
        Box.of([0, 0, 0, 10])


def test_a_crop_outside_of_the_page_is_not_believed():
    assert Box(500, 500, 600, 600).within(Box(0, 0, 100, 100)) == Box(0, 0, 100, 100)
    assert Box(-10, -10, 50, 50).within(Box(0, 0, 100, 100)) == Box(0, 0, 50, 50)


sides = st.floats(min_value=1, max_value=20_000)
edges = st.floats(min_value=-5_000, max_value=5_000)


@given(left=edges, bottom=edges, width=sides, height=sides, turns=st.integers(-4, 4), unit=st.floats(0.1, 10))
def test_any_page_lies_within_the_room_as_wide_for_its_height_as_it_was(
    left, bottom, width, height, turns, unit
):
    box = Box(left, bottom, left + width, bottom + height)
    placement = placed(box, rotated=turns * 90, unit=unit)
    shown = placement.box(box)
    assert shown.left >= SIDE - 0.01
    assert shown.right <= placement.width - SIDE + 0.01
    assert shown.bottom >= FOOT - 0.01
    assert shown.top <= placement.height - HEAD + 0.01
    read = (width, height) if turns % 2 == 0 else (height, width)
    assert shown.width / read[0] == pytest.approx(shown.height / read[1], rel=1e-4)
    assert shown.width <= read[0] * unit * 1.001
