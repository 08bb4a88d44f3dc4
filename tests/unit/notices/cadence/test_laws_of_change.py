"""Laws G of the cadence engine: bounds, lifts and variations."""

from hypothesis import assume
from hypothesis import strategies as st

from notices.worked_items import answer_item
from tests.unit.notices.cadence.strategies import (
    TYPES,
    UNITS,
    Item,
    days,
    items,
    later,
    law,
    rows,
    unvaried,
    variations,
    with_,
)

CLOSED = ("met", "met_late", "missed")


def bounded(item: Item, until: str | None) -> Item:
    return with_(item, cadences=[{**cadence, "until": until} for cadence in item["cadences"]])


@law(unvaried(), days(), examples=80)
def test_g1_a_bound_cuts_off_what_is_due_after_it(item: Item, until: str) -> None:
    within_it = [row for row in rows(bounded(item, None)) if row["due_on"] <= until]
    assert rows(bounded(item, until)) == within_it


@law(items(most=2, lifted=False), days(1), st.integers(0, 200), examples=80)
def test_g2_what_was_closed_before_the_lift_stays_so(item: Item, lifted: str, after: int) -> None:
    eve = rows(with_(item, as_at=later(lifted, -1)))
    afterwards = rows(with_(item, as_at=later(lifted, after), lifted=lifted))
    for row in eve:
        if row["outcome"] in CLOSED:
            assert row in afterwards


@law(items(most=2, lifted=False), days(1), st.integers(0, 200), examples=80)
def test_g3_nothing_falls_due_after_the_lift(item: Item, lifted: str, after: int) -> None:
    for row in rows(with_(item, as_at=later(lifted, after), lifted=lifted)):
        assert row["outcome"] not in ("upcoming", "due_soon")
        if row["due_on"] >= lifted:
            assert row["outcome"] not in ("overdue", "missed")


@law(items(most=2, lifted=False), days(1), st.integers(0, 200), examples=80)
def test_g3_after_the_lift_nothing_moves(item: Item, lifted: str, after: int) -> None:
    ended = with_(item, lifted=lifted)
    assert answer_item(with_(ended, as_at=later(lifted, after))) == answer_item(with_(ended, as_at=lifted))


@law(items(most=2, lifted=False), st.integers(1, 200), examples=60)
def test_g4_before_the_lift_it_was_never_lifted(item: Item, after: int) -> None:
    assert answer_item(with_(item, lifted=later(item["as_at"], after))) == answer_item(item)


@law(items(), st.integers(1, 60), variations(), examples=60)
def test_g5_before_the_agreement_it_was_never_varied(item: Item, after: int, variation: Item) -> None:
    agreed_later = {**variation, "agreed_on": later(item["as_at"], after)}
    assert answer_item(with_(item, variations=[*item["variations"], agreed_later])) == answer_item(item)


@law(unvaried(), variations(), examples=120)
def test_g6_what_is_due_before_the_effective_date_is_the_old_cadences(item: Item, variation: Item) -> None:
    start = variation["effective_from"]
    assume(start > item["in_force"])
    old = [row for row in rows(item) if row["due_on"] < start]
    assert [row for row in rows(with_(item, variations=[variation])) if row["due_on"] < start] == old


@law(unvaried(), days(1), st.integers(-30, 10), examples=120)
def test_g7_a_variation_to_the_same_cadence_changes_nothing(item: Item, start: str, agreed: int) -> None:
    cadence = item["cadences"][0]
    if cadence["type"] == "each_calendar":
        start = {"month": f"{start[:7]}-01", "quarter": f"{start[:4]}-07-01"}[cadence["unit"]]
        assume(start > item["in_force"])
    same = {"agreed_on": later(start, agreed), "effective_from": start, "cadence": cadence}
    answer, varied = answer_item(item), answer_item(with_(item, variations=[same]))
    kept = [row for row in varied["occurrences"] if row["outcome"] != "superseded"]
    assert {**varied, "occurrences": kept} == answer


@law(items(TYPES, units=UNITS, most=2), examples=80)
def test_a_replaced_row_is_listed_once_its_old_date_is_past(item: Item) -> None:
    for row in rows(item):
        if row["outcome"] == "superseded":
            assert row["due_on"] < item["as_at"]
