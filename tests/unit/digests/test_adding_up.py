"""Whether groups add up to the whole: worked cases, and that their order changes nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.parts import Counted, add_up


def counted(numerator: int | None, denominator: int | None = None) -> Counted:
    return Counted(*(None if number is None else Decimal(number) for number in (numerator, denominator)))


@pytest.mark.parametrize(
    ("parts", "whole", "by", "agrees"),
    [
        ([(40, 50), (48, 50)], (88, 100), (0, 0), True),
        ([(40, 50), (48, 50)], (90, 100), (-2, 0), False),
        ([(40, 50), (48, 60)], (88, 100), (0, 10), False),
        ([(7, None), (5, None)], (12, None), (0, None), True),
        ([(7, None), (None, None)], (12, None), (None, None), False),
        ([(40, 50), (None, None)], (90, 100), (None, None), False),
        ([(40, 50)], (None, None), (None, None), False),
        ([(40, 50)], None, (None, None), False),
        ([], (90, 100), (None, None), False),
    ],
)
def test_what_groups_come_to(parts, whole, by, agrees):
    found = add_up([counted(*part) for part in parts], None if whole is None else counted(*whole))
    assert (found.numerator_differs_by, found.denominator_differs_by) == by
    assert (found.agrees, found.can_be_said) == (agrees, by != (None, None))


numbers = st.integers(0, 500)


@given(st.lists(st.tuples(numbers, numbers), min_size=1), st.randoms(use_true_random=False))
def test_the_whole_made_of_its_groups_agrees_whatever_their_order(parts, chance):
    whole = counted(sum(part[0] for part in parts), sum(part[1] for part in parts))
    mixed = list(parts)
    chance.shuffle(mixed)
    assert add_up([counted(*part) for part in mixed], whole).agrees
