"""The statistics over the real monthly referrals of four councils, against the same rules in plain loops."""

import csv
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from digests.spc_items import answer_series
from tests.spc_in_plain_loops import answer

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "referrals_by_month.csv"
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"there is no {PUBLISHED.name} to read")
MONTHS = 144
WAYS = [
    {},
    {"screen_outliers": True, "baseline_points": 24},
    {"rebase_at": [36, 96], "direction": "neither"},
    {"baseline_points": 12, "rebase_at": [96], "run_length": 8},
]


def referrals() -> dict[str, list[tuple[str, int | None]]]:
    """Each council's months with their count, None where it is suppressed (`c`)."""
    found: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    with PUBLISHED.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            count = None if row["referrals"] == "c" else int(row["referrals"])
            found[row["la"]].append((row["month"], count))
    return found


def item_of(council: str, months: list[tuple[str, int | None]], **terms: Any) -> dict[str, Any]:
    return {
        "name": council,
        "values": [count for _, count in months],
        "direction": "lower",
        "target": 300,
        **terms,
    }


@pytest.mark.parametrize("terms", WAYS, ids=str)
def test_the_plain_loops_say_the_same_of_all_four(terms: dict[str, Any]) -> None:
    councils = referrals()
    assert [len(months) for months in councils.values()] == [MONTHS] * 4
    for council, months in councils.items():
        asked = item_of(council, months, **terms)
        ours, plain = answer_series(asked), answer(asked)
        assert ours["points"] == plain["points"]
        assert (ours["variation"], ours["assurance"]) == (plain["variation"], plain["assurance"])
        for own, other in zip(ours["segments"], plain["segments"], strict=True):
            assert own == pytest.approx(other)


def test_the_order_of_the_rows_in_the_file_makes_no_difference() -> None:
    for council, months in referrals().items():
        backwards = item_of(council, months[::-1], dates=[month for month, _ in months[::-1]])
        assert answer_series(backwards) == answer_series(item_of(council, months))


def test_a_suppressed_month_is_no_nought_and_every_long_run_is_told() -> None:
    hidden_in = []
    for council, months in referrals().items():
        judged = answer_series(item_of(council, months))
        signals = [point["signal"] for point in judged["points"]]
        known = [count for _, count in months if count is not None]
        mean = sum(known) / len(known)
        assert judged["segments"][0]["mean"] == pytest.approx(mean)
        hidden = [row for row, (_, count) in enumerate(months) if count is None]
        assert {signals[row] for row in hidden} <= {None}
        hidden_in.append(len(hidden))
        rows = [(row, None if count is None else count > mean) for row, (_, count) in enumerate(months)]
        runs = [list(run) for side, run in groupby(rows, key=itemgetter(1)) if side is not None]
        long = [row for run in runs if len(run) >= 7 for row, _ in run]
        assert long, "twelve years do not pass without a run"
        assert None not in {signals[row] for row in long}
    assert sorted(hidden_in) == [0, 0, 0, 2]
