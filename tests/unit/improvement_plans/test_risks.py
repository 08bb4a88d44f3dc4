"""The level of a score by its one rule, and the geometry of the heat map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.heat_map import HEIGHT, WIDTH, Placed, heat_map
from improvement_plans.risk_levels import BANDS, IMPACT, LIKELIHOOD, RULE, Level, Score, level_of

FIVE = st.integers(1, 5)
RISKS = st.lists(
    st.builds(
        Placed, st.integers(1, 99), st.from_regex(r"R\d\d", fullmatch=True), st.builds(Score, FIVE, FIVE)
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        (1, 1, "low"),
        (2, 2, "low"),
        (1, 5, "medium"),
        (3, 3, "medium"),
        (2, 5, "high"),
        (5, 3, "high"),
        (4, 4, "severe"),
        (5, 5, "severe"),
    ],
)
def test_the_level_of_a_score(likelihood, impact, level):
    assert Score(likelihood, impact).level == level


def test_the_rule_in_words_is_the_rule():
    assert RULE == (
        "A score is likelihood times impact, 1 to 5 each: "
        "1 to 4 is low; 5 to 9 is medium; 10 to 15 is high; 16 to 25 is severe"
    )
    assert [level_of(number) for number in (4, 5, 9, 10, 15, 16)] == [
        Level.LOW, Level.MEDIUM, Level.MEDIUM, Level.HIGH, Level.HIGH, Level.SEVERE,
    ]  # fmt: skip


@pytest.mark.parametrize("number", [0, 26])
def test_there_is_no_level_outside(number):
    with pytest.raises(ValueError, match="1 to 25"):
        level_of(number)


def test_a_score_in_words():
    assert Score(4, 5).words == "20, severe: likely (4) × critical (5)"
    assert set(LIKELIHOOD) == set(IMPACT) == {1, 2, 3, 4, 5}


@given(FIVE, FIVE, FIVE, FIVE)
def test_more_likely_or_worse_is_never_a_lower_level(likelihood, impact, more, worse):
    order = list(BANDS)
    higher = Score(max(likelihood, more), max(impact, worse))
    assert order.index(higher.level) >= order.index(Score(likelihood, impact).level)


def test_the_map_puts_the_most_likely_above_and_the_worst_to_the_right():
    cells = {(cell.score.likelihood, cell.score.impact): cell for cell in heat_map([]).cells}
    assert len(cells) == 25
    assert cells[5, 1].y < cells[1, 1].y
    assert cells[1, 1].x < cells[1, 5].x
    assert cells[5, 5].corner == "25 S"


def test_a_cell_says_in_words_what_is_in_it():
    risks = [Placed(2, "R02", Score(4, 5)), Placed(1, "R01", Score(4, 5)), Placed(3, "R03", Score(1, 2))]
    found = heat_map(risks).filled
    assert [cell.words for cell in found] == [
        "2 risks at 20, severe: likely (4) × critical (5): R01, R02",
        "1 risk at 2, low: rare (1) × minor (2): R03",
    ]


@given(RISKS)
def test_every_risk_is_on_the_map_once_and_within_it(risks):
    drawn = heat_map(risks)
    assert drawn.count == len(risks)
    assert sorted(each.key for cell in drawn.cells for each in cell.placed) == sorted(r.key for r in risks)
    for cell in drawn.cells:
        assert 0 <= cell.x <= WIDTH - cell.width
        assert 0 <= cell.y <= HEIGHT - cell.height


@given(RISKS)
def test_the_order_of_risks_does_not_matter(risks):
    assert heat_map(risks) == heat_map(risks[::-1])


def test_no_two_cells_lie_on_each_other():
    cells = heat_map([]).cells
    for one in cells:
        for other in cells:
            if one is not other:
                apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
                assert apart, (one.corner, other.corner)
