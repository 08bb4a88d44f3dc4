"""Which bounds make a target: by direction, in order, within what the unit can be."""

from decimal import Decimal

import pytest

from digests.target_terms import fits, what_is_wrong


def wrong(
    direction: str, at_least: int | None, at_most: int | None, unit: str = "percent", tolerance: int = 0
):
    def number(bound: int | None) -> Decimal | None:
        return None if bound is None else Decimal(bound)

    return what_is_wrong(
        direction=direction, unit=unit, at_least=number(at_least), at_most=number(at_most),
        tolerance=Decimal(tolerance),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "at_least", "at_most"),
    [
        ("higher", 90, None), ("lower", None, 10), ("band", 40, 45), ("band", 45, 45), ("higher", 0, None),
        ("lower", None, 100),
    ],
)  # fmt: skip
def test_what_makes_a_target(direction, at_least, at_most):
    assert wrong(direction, at_least, at_most) is None


@pytest.mark.parametrize(
    ("direction", "at_least", "at_most", "field", "words"),
    [
        ("neither", 90, None, "at_least", "neither direction is better"),
        ("neither", None, None, "at_least", "neither direction is better"),
        ("higher", None, None, "at_least", "Enter the bound “at least”"),
        ("higher", 90, 95, "at_most", "Leave “at most” empty: a higher figure is better"),
        ("higher", None, 95, "at_least", "Enter the bound “at least”"),
        ("lower", 5, 10, "at_least", "Leave “at least” empty: a lower figure is better"),
        ("band", 40, None, "at_most", "Enter the bound “at most”"),
        ("band", 45, 40, "at_most", "The band must end at or above where it begins"),
        ("higher", -1, None, "at_least", "“At least” must be 0 or more"),
        ("lower", None, 101, "at_most", "“At most” must be 100 or less"),
    ],
)
def test_what_makes_none(direction, at_least, at_most, field, words):
    found = wrong(direction, at_least, at_most)
    assert found is not None
    assert (found.field, words in found.message) == (field, True)


def test_only_a_percentage_ends_at_a_hundred():
    assert wrong("lower", None, 426, unit="days") is None


def test_a_tolerance_is_never_below_zero():
    found = wrong("higher", 90, None, tolerance=-1)
    assert found is not None
    assert found.field == "tolerance"


@pytest.mark.parametrize(
    ("direction", "at_least", "at_most", "expected"),
    [
        ("higher", 90, None, True), ("higher", None, 10, False), ("lower", None, 10, True), ("band", 40, 45, True),
        ("band", 40, None, False), ("neither", 40, None, False), ("higher", None, None, True),
        ("neither", None, None, True),
    ],
)  # fmt: skip
def test_which_target_still_fits_another_direction(direction, at_least, at_most, expected):
    bounds = [None if bound is None else Decimal(bound) for bound in (at_least, at_most)]
    assert fits(direction, at_least=bounds[0], at_most=bounds[1]) is expected
