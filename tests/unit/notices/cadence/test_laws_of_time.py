"""Laws A, B, E, F and K of the cadence engine: time, rows, shifts, lead time and asking, over every cadence."""

import datetime as dt
from copy import deepcopy
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from notices.position import Position
from notices.worked_items import answer_item
from tests.unit.notices.cadence.strategies import (
    FIRST,
    SHORT_UNITS,
    TYPES,
    Item,
    days,
    events,
    items,
    later,
    law,
    rows,
    shifted,
    unvaried,
    with_,
)

CLOSED = ("met", "met_late", "missed")
OPEN = ("upcoming", "due_soon")
ANY = items(most=2)
RANKS = {None: 0} | {position.value: rank for rank, position in enumerate(Position)}
DATED_BY = {"events": "date", "requests": "requested_on", "variations": "agreed_on", "assessments": "date"}


def seen_by(item: Item, day: str) -> Item:
    """The item without the facts dated after `day`."""
    kept = {name: [fact for fact in item[name] if fact[dated] <= day] for name, dated in DATED_BY.items()}
    parents = [
        {**parent, "cancelled_on": parent["cancelled_on"] if (parent["cancelled_on"] or "9") <= day else None}
        for parent in item["parents"]
    ]
    lifted = item["lifted"] if (item["lifted"] or "9") <= day else None
    return with_(item, **kept, parents=parents, lifted=lifted)


def rewritten(item: Item, start: str, end: str) -> bool:
    """Whether a variation is agreed after `start`, up to `end`, and after it took effect."""
    return any(
        start < each["agreed_on"] <= end and each["effective_from"] < each["agreed_on"]
        for each in item["variations"]
    )


@law(ANY, examples=80)
def test_a1_as_at_never_looks_ahead(item: Item) -> None:
    assert answer_item(seen_by(item, item["as_at"])) == answer_item(item)


@law(ANY, events(), st.integers(1, 200))
def test_a2_a_later_discharge_never_changes_an_earlier_position(item: Item, event: Item, after: int) -> None:
    later_one = {**event, "date": later(item["as_at"], after)}
    assert answer_item(with_(item, events=[*item["events"], later_one])) == answer_item(item)


@law(ANY, st.randoms(use_true_random=False), examples=60)
def test_a3_the_order_of_keying_is_irrelevant(item: Item, random: Any) -> None:
    shuffled = deepcopy(item)
    for name in (*DATED_BY, "parents"):
        random.shuffle(shuffled[name])
    assert answer_item(shuffled) == answer_item(item)


@law(ANY, events(), st.integers(1, 300))
def test_a4_events_before_the_notice_are_irrelevant(item: Item, event: Item, before: int) -> None:
    earlier = {**event, "date": later(item["in_force"], -before)}
    assert answer_item(with_(item, events=[*item["events"], earlier])) == answer_item(item)


@law(items(most=2, cancelled=False), st.integers(1, 200), examples=80)
def test_a5_a_closed_row_stays_the_same_row(item: Item, after: int) -> None:
    then = later(item["as_at"], after)
    assume(not rewritten(item, item["as_at"], then))
    unlinked = [{**event, "for": None} for event in item["events"]]
    item = with_(item, events=unlinked)
    on_the_later_day = rows(with_(item, as_at=then))
    for row in rows(item):
        if row["outcome"] in CLOSED and row["due_on"] <= item["as_at"]:
            assert row in on_the_later_day


@law(ANY, examples=80)
def test_a6_what_is_overdue_grows_by_a_day_or_is_met_late(item: Item) -> None:
    tomorrow = later(item["as_at"], 1)
    assume(not rewritten(item, item["as_at"], tomorrow))
    after = rows(with_(item, as_at=tomorrow))
    frozen = item["lifted"] is not None and item["lifted"] <= item["as_at"]
    for row in rows(item):
        if row["outcome"] == "overdue":
            grown = row if frozen else {**row, "days": row["days"] + 1}
            met = {**grown, "outcome": "met_late", "discharged_on": tomorrow}
            assert grown in after or met in after


@law(ANY, examples=80)
def test_a7_the_due_day_is_on_time_and_is_the_last(item: Item) -> None:
    for row in rows(item):
        if row["due_on"] == item["as_at"]:
            assert row["outcome"] not in ("overdue", "missed")
        if row["due_on"] < item["as_at"]:
            assert row["outcome"] not in OPEN


@law(ANY, st.integers(1, 200), examples=80)
def test_a8_a_due_date_that_has_passed_never_vanishes(item: Item, after: int) -> None:
    then = later(item["as_at"], after)
    assume(not rewritten(item, item["as_at"], then))
    still_listed = [row["due_on"] for row in rows(with_(item, as_at=then))]
    for row in rows(item):
        if row["due_on"] < item["as_at"]:
            assert row["due_on"] in still_listed
            still_listed.remove(row["due_on"])


@law(ANY, examples=80)
def test_b1_days_and_discharges_go_with_the_outcome(item: Item) -> None:
    counted_to = min(item["as_at"], item["lifted"] or item["as_at"])
    for row in rows(item):
        discharged_on, found = row["discharged_on"], row["days"]
        if row["outcome"] == "met":
            assert (discharged_on <= row["due_on"], found) == (True, None)
        elif row["outcome"] == "met_late":
            assert later(row["due_on"], found) == discharged_on
            assert found > 0
        elif row["outcome"] == "overdue":
            assert later(row["due_on"], found) == counted_to
            assert (found > 0, discharged_on) == (True, None)
        else:
            assert (found, discharged_on) == (None, None)


@law(items(), examples=80)
def test_b2_rows_stand_in_order_and_one_open_row_ends_them(item: Item) -> None:
    listed = rows(item)
    assert [row["due_on"] for row in listed] == sorted(row["due_on"] for row in listed)
    ahead = [
        place for place, row in enumerate(listed) if row["due_on"] > item["as_at"] and row["outcome"] in OPEN
    ]
    assert ahead in ([], [len(listed) - 1])


@law(ANY, examples=80)
def test_b3_every_discharge_is_an_event_that_counts(item: Item) -> None:
    lifted = item["lifted"] if (item["lifted"] or "9") <= item["as_at"] else "9999-12-31"
    counting = {
        event["date"]
        for event in item["events"]
        if not event.get("cancelled")
        and item["in_force"] <= event["date"] <= item["as_at"]
        and event["date"] < lifted
    }
    assert {row["discharged_on"] for row in rows(item)} - {None} <= counting


@law(items(tuple(type_ for type_ in TYPES if type_ != "standing"), most=2), examples=80)
def test_b4_counts_and_breach_follow_from_the_rows(item: Item) -> None:
    answer = answer_item(item)
    outcomes = [row["outcome"] for row in answer["occurrences"]]
    assert answer["late"] == outcomes.count("met_late")
    assert answer["missed"] == outcomes.count("missed")
    assert answer["overdue"] == outcomes.count("overdue")
    if "overdue" in outcomes:
        assert answer["position"] == "in_breach"
    if "overdue" not in outcomes and "missed" not in outcomes:
        assert answer["position"] != "in_breach"


SHORT = tuple(type_ for type_ in TYPES if type_ not in ("in_month", "each_calendar"))


@law(
    items(SHORT, units=SHORT_UNITS, most=2).filter(lambda item: "months" not in str(item)),
    st.integers(-900, 900),
)
def test_e1_moving_every_date_by_days_moves_the_answer(item: Item, by: int) -> None:
    def move(day: dt.date) -> dt.date:
        return day + dt.timedelta(days=by)

    assert answer_item(shifted(item, move)) == shifted(answer_item(item), move)


@law(ANY.filter(lambda item: "working" not in str(item)), st.sampled_from([-1, 1, 2]))
def test_e2_moving_every_date_by_400_years_moves_the_answer(item: Item, by: int) -> None:
    def move(day: dt.date) -> dt.date:
        return day + dt.timedelta(days=146_097 * by)

    assert answer_item(shifted(item, move)) == shifted(answer_item(item), move)


@law(ANY, st.integers(1, 100), examples=60)
def test_f1_a_longer_lead_only_warns_sooner(item: Item, more: int) -> None:
    shorter, longer = answer_item(item), answer_item(with_(item, lead_days=item["lead_days"] + more))
    assert RANKS[longer["position"]] <= RANKS[shorter["position"]]
    for before, after in zip(shorter["occurrences"], longer["occurrences"], strict=True):
        warned = {**before, "outcome": "due_soon"}
        assert after == before or (before["outcome"] == "upcoming" and after == warned)


@law(ANY)
def test_k1_asking_changes_nothing(item: Item) -> None:
    kept = deepcopy(item)
    assert answer_item(item) == answer_item(item)
    assert item == kept


@law(unvaried(), days(-60, -1))
def test_before_the_notice_there_is_nothing_to_say(item: Item, day: str) -> None:
    assert day < FIRST.isoformat()
    answer = answer_item(with_(item, as_at=day))
    assert (answer["occurrences"], answer["position"]) == ([], None)
