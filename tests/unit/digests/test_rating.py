"""Rating of a figure: direction, band, tolerance, small numbers, no value; movement; the value itself; and the laws."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.rating import (
    Figure,
    Movement,
    Standing,
    TargetTerms,
    as_printed,
    distance_from,
    movement,
    rate,
    shortfall,
    value_of,
)

AT_LEAST_90 = TargetTerms(at_least=Decimal(90), tolerance=Decimal(5))
AT_MOST_10 = TargetTerms(at_most=Decimal(10), tolerance=Decimal(2))
BAND = TargetTerms(at_least=Decimal(40), at_most=Decimal(45), tolerance=Decimal(3))
SMALL = TargetTerms(at_least=Decimal(90), minimum_denominator=10)

RATINGS = [
    ("on the target", Decimal(90), AT_LEAST_90, Standing.ON_TARGET, Decimal(0)),
    ("above it", Decimal("93.2"), AT_LEAST_90, Standing.ON_TARGET, Decimal("3.2")),
    ("just short", Decimal("89.9"), AT_LEAST_90, Standing.NEAR_TARGET, Decimal("-0.1")),
    ("short by the tolerance", Decimal(85), AT_LEAST_90, Standing.NEAR_TARGET, Decimal(-5)),
    ("short by more", Decimal("84.9"), AT_LEAST_90, Standing.OFF_TARGET, Decimal("-5.1")),
    ("prints as the target", Decimal("89.95"), AT_LEAST_90, Standing.ON_TARGET, Decimal(0)),
    ("prints below it", Decimal("89.9499"), AT_LEAST_90, Standing.NEAR_TARGET, Decimal("-0.1")),
    ("lower is better: on it", Decimal(10), AT_MOST_10, Standing.ON_TARGET, Decimal(0)),
    ("lower is better: below", Decimal(4), AT_MOST_10, Standing.ON_TARGET, Decimal(-6)),
    ("lower is better: near", Decimal(12), AT_MOST_10, Standing.NEAR_TARGET, Decimal(2)),
    ("lower is better: off", Decimal("12.1"), AT_MOST_10, Standing.OFF_TARGET, Decimal("2.1")),
    ("in the band", Decimal(42), BAND, Standing.ON_TARGET, Decimal(0)),
    ("on the band's lower edge", Decimal(40), BAND, Standing.ON_TARGET, Decimal(0)),
    ("on its upper edge", Decimal(45), BAND, Standing.ON_TARGET, Decimal(0)),
    ("below the band", Decimal("36.9"), BAND, Standing.OFF_TARGET, Decimal("-3.1")),
    ("above the band", Decimal(48), BAND, Standing.NEAR_TARGET, Decimal(3)),
    ("zero is a value", Decimal(0), AT_MOST_10, Standing.ON_TARGET, Decimal(-10)),
    ("no target", Decimal(50), None, Standing.NO_TARGET, None),
]


@pytest.mark.parametrize(
    ("what", "value", "target", "standing", "distance"), RATINGS, ids=[row[0] for row in RATINGS]
)
def test_rate(
    what: str, value: Decimal, target: TargetTerms | None, standing: Standing, distance: Decimal | None
) -> None:
    rated = rate(Figure(value), target, decimals=1)
    assert (rated.standing, rated.distance) == (standing, distance)


def test_too_few_to_rate_but_the_distance_is_told() -> None:
    rated = rate(Figure(Decimal(50), denominator=Decimal(9)), SMALL, decimals=1)
    assert (rated.standing, rated.distance, rated.is_rated) == (Standing.TOO_FEW, Decimal(-40), False)
    assert (
        rate(Figure(Decimal(50), denominator=Decimal(10)), SMALL, decimals=1).standing == Standing.OFF_TARGET
    )


@pytest.mark.parametrize(
    ("figure", "standing"),
    [
        (None, Standing.NOT_GIVEN),
        (Figure(None, denominator=Decimal(0)), Standing.NO_VALUE),
        (Figure(None, is_suppressed=True), Standing.SUPPRESSED),
    ],
)
def test_what_has_no_value_is_not_zero(figure: Figure | None, standing: Standing) -> None:
    rated = rate(figure, AT_MOST_10, decimals=1)
    assert (rated.standing, rated.distance, rated.is_rated) == (standing, None, False)


VALUES = [
    ("percent", Decimal(41), Decimal(52), Decimal("78.8462")),
    ("percent", Decimal(0), Decimal(52), Decimal("0.0000")),
    ("percent", Decimal(3), Decimal(0), None),
    ("percent", Decimal(3), None, None),
    ("rate", Decimal(340), Decimal(64000), Decimal("53.1250")),
    ("count", Decimal(312), None, Decimal(312)),
    ("days", Decimal(4060), Decimal(140), Decimal("29.0000")),
    ("score", Decimal(14), None, Decimal(14)),
    ("count", None, None, None),
    ("percent", Decimal(1), Decimal(30000), Decimal("0.0033")),
]


@pytest.mark.parametrize(("unit", "numerator", "denominator", "value"), VALUES)
def test_value_of(
    unit: str, numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None
) -> None:
    assert value_of(unit, numerator, denominator) == value


MOVEMENTS = [
    ("higher is better, rose", Decimal(85), Decimal(80), "higher", AT_LEAST_90, Movement.IMPROVED),
    ("higher is better, fell", Decimal(80), Decimal(85), "higher", AT_LEAST_90, Movement.WORSENED),
    ("lower is better, rose", Decimal(12), Decimal(11), "lower", AT_MOST_10, Movement.WORSENED),
    ("nearer to the band", Decimal(48), Decimal(50), "band", BAND, Movement.IMPROVED),
    ("out of the band", Decimal(46), Decimal(44), "band", BAND, Movement.WORSENED),
    ("within the band", Decimal(44), Decimal(42), "band", BAND, Movement.ROSE),
    ("as far on its other side", Decimal(38), Decimal(47), "band", BAND, Movement.FELL),
    ("neither", Decimal(3), Decimal(4), "neither", None, Movement.FELL),
    ("a band that is not set", Decimal(4), Decimal(3), "band", None, Movement.ROSE),
    ("prints the same", Decimal("80.04"), Decimal("79.96"), "higher", AT_LEAST_90, Movement.UNCHANGED),
    ("nothing before", Decimal(80), None, "higher", AT_LEAST_90, None),
    ("nothing now", None, Decimal(80), "higher", AT_LEAST_90, None),
]


@pytest.mark.parametrize(
    ("what", "now", "before", "direction", "target", "expected"), MOVEMENTS, ids=[row[0] for row in MOVEMENTS]
)
def test_movement(
    what: str,
    now: Decimal | None,
    before: Decimal | None,
    direction: str,
    target: TargetTerms | None,
    expected: Movement | None,
) -> None:
    assert movement(now, before, direction=direction, target=target, decimals=1) == expected


def test_halves_print_away_from_zero() -> None:
    assert [as_printed(Decimal(text), 0) for text in ("0.5", "1.5", "2.5")] == [
        Decimal(1),
        Decimal(2),
        Decimal(3),
    ]


def test_a_target_without_a_bound_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one bound"):
        distance_from(Decimal(1), TargetTerms())


NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=1)
TOLERANCES = st.decimals(min_value=0, max_value=50, places=1)
ORDER = {Standing.ON_TARGET: 0, Standing.NEAR_TARGET: 1, Standing.OFF_TARGET: 2}


@given(
    value=NUMBERS,
    better=st.decimals(min_value=0, max_value=100, places=1),
    bound=NUMBERS,
    tolerance=TOLERANCES,
)
def test_a_better_figure_is_never_rated_worse(
    value: Decimal, better: Decimal, bound: Decimal, tolerance: Decimal
) -> None:
    target = TargetTerms(at_least=bound, tolerance=tolerance)
    lower, higher = (rate(Figure(each), target, decimals=1) for each in (value, value + better))
    assert ORDER[higher.standing] <= ORDER[lower.standing]


@given(value=NUMBERS, bound=NUMBERS, tolerance=TOLERANCES)
def test_turning_the_direction_round_mirrors_the_rating(
    value: Decimal, bound: Decimal, tolerance: Decimal
) -> None:
    higher = rate(Figure(value), TargetTerms(at_least=bound, tolerance=tolerance), decimals=1)
    lower = rate(Figure(-value), TargetTerms(at_most=-bound, tolerance=tolerance), decimals=1)
    assert higher.standing == lower.standing
    assert higher.distance == -(lower.distance or 0)


@given(value=NUMBERS, first=NUMBERS, second=NUMBERS)
def test_a_band_is_met_exactly_when_both_its_edges_are(
    value: Decimal, first: Decimal, second: Decimal
) -> None:
    low, high = sorted((first, second))
    in_band = (
        rate(Figure(value), TargetTerms(at_least=low, at_most=high), decimals=1).standing
        == Standing.ON_TARGET
    )
    assert in_band == (low <= value <= high)


@given(value=NUMBERS, first=NUMBERS, second=NUMBERS)
def test_the_shortfall_is_the_size_of_a_distance_on_the_wrong_side(
    value: Decimal, first: Decimal, second: Decimal
) -> None:
    low, high = sorted((first, second))
    band = TargetTerms(at_least=low, at_most=high)
    assert shortfall(value, band) == abs(distance_from(value, band))
