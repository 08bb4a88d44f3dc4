"""What is said of a series in words: worked cases for each rule, direction, target and gap.

The twelve steady months have a mean of 83.25 and an average move of 35 / 11, so limits of 74.79 and 91.71, and nothing
in them is a signal.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from digests.months import months_on
from digests.reckoning import Era, Fired, Reckoning
from digests.spc import Assurance, Direction, Meaning, Series, Signal, analyse
from digests.telling import (
    ASSURANCES,
    MEANINGS,
    SIGNALS,
    VARIATIONS,
    fired_in_words,
    limits_explained,
    quality_in_words,
    signal_in_words,
    statistics_in_words,
)  # fmt: skip
from tests.factories_charts import STEADY

JANUARY = dt.date(2025, 1, 1)
RUN = (84, 85, 84, 86, 85, 84, 85)
FIXED = {"baseline_points": 12}


def reckoning(values: tuple[float | None, ...], *, better: str = "higher", **terms: Any) -> Reckoning:
    kept = tuple(None if value is None else Decimal(str(value)) for value in values)
    analysis = analyse(Series(kept, Direction(better), **terms))
    return Reckoning(JANUARY, kept, analysis, dict.fromkeys(terms.get("rebase_at", ()), "A new system"))


def told(values: tuple[float | None, ...], *, since: int = 0, **terms: Any) -> str:
    return statistics_in_words(reckoning(values, **terms), since=months_on(JANUARY, since))


NO_LIMITS = "There are no limits yet: they rest on moves from month to month, and there is none to go by."
CASES: list[tuple[str, tuple[float | None, ...], dict[str, Any]]] = [
    ("12 of 12 months within limits; the latest shows no real change.", STEADY, {}),
    ("12 of 13 months within limits; the latest is above the upper limit: improvement.", (*STEADY, 99), {}),
    (
        "12 of 13 months within limits; the latest is below the lower limit: improvement.",
        (*STEADY, 60), {"better": "lower"},
    ),
    ("19 of 19 months within limits; the last 7 are above the mean: improvement.", (*STEADY, *RUN), FIXED),
    (
        "19 of 19 months within limits; the last 7 are above the mean: concern.",
        (*STEADY, *RUN), {**FIXED, "better": "lower"},
    ),
    (
        "19 of 19 months within limits; the last 7 are above the mean: unusually high, neither better nor worse.",
        (*STEADY, *RUN), {**FIXED, "better": "band"},
    ),
    (
        "20 of 20 months within limits; the last 8 are above the mean: improvement.",
        (*STEADY, *RUN, 84), FIXED,
    ),
    (
        "18 of 18 months within limits; the last 7 rise from month to month: improvement.",
        (*STEADY, 82, 83, 84, 85, 86, 87), FIXED,
    ),
    (
        "17 of 17 months within limits; the last 7 fall from month to month: concern.",
        (*STEADY[:-1], 85, 84, 83, 82, 81, 80), {"baseline_points": 12},
    ),
    ("15 of 15 months within limits; two of the last 3 are near the upper limit: improvement.",
     (*STEADY, 90, 84, 90), FIXED),
    ("12 of 12 months within limits; the latest month has no value.", (*STEADY, None), {}),
    ("3 of 3 months within limits; the last 7 are above the mean: improvement.",
     (*STEADY, *RUN), {**FIXED, "since": 16}),
    (
        "12 of 12 months within limits; too few months have passed since the limits began anew to say anything of the "
        "latest.",
        (*STEADY, 90), {"rebase_at": (12,)},
    ),
    (NO_LIMITS, (90,), {"target": 80}),
    (NO_LIMITS, (90, 90, 90), {"screen_outliers": True}),
    (
        "3 of 3 months within limits; the latest shows no real change. The limits are trial limits: they rest on 3 "
        "months, and 12 make them firm.",
        (82, 85, 81), {},
    ),
    (
        "1 of 1 month within limits; the latest shows no real change. The limits are trial limits: they rest on 3 "
        "months, and 12 make them firm.",
        (82, 85, 81), {"since": 2},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "values", "terms"), CASES)
def test_the_statistics_are_told_in_sentences(
    expected: str, values: tuple[float | None, ...], terms: dict[str, Any]
) -> None:
    assert told(values, **terms) == expected


TARGETS = [
    ("higher", 95, "As things stand it will always miss its target."),
    ("higher", 70, "As things stand it will always meet its target."),
    ("higher", 85, "As things stand it may meet or miss its target from month to month."),
    ("lower", 95, "As things stand it will always meet its target."),
    ("lower", 70, "As things stand it will always miss its target."),
    ("neither", 95, ""),
]


@pytest.mark.parametrize(("better", "target", "expected"), TARGETS)
def test_the_target_is_in_reach_out_of_reach_or_neither(better: str, target: float, expected: str) -> None:
    first = "12 of 12 months within limits; the latest shows no real change."
    assert told(STEADY, better=better, target=target) == f"{first} {expected}".strip()


def test_every_key_that_statistics_may_give_has_its_words() -> None:
    assert {"", *Signal} == set(SIGNALS)
    assert set(Meaning) == set(MEANINGS) == set(VARIATIONS)
    assert set(Assurance) == set(ASSURANCES)


def test_a_month_is_told_by_its_signal_and_nothing_is_where_nothing_was_tested() -> None:
    assert signal_in_words("run_above", "concern") == "Run above the mean: concern"
    assert signal_in_words("", "common") == "No signal"
    assert signal_in_words("", "") == ""


def test_months_before_the_series_and_without_a_value_say_nothing() -> None:
    found = reckoning((*STEADY, None))
    assert found.at(dt.date(2024, 12, 1)) is None
    assert found.at(dt.date(2026, 2, 1)) is None
    missing, steady = found.at(dt.date(2026, 1, 1)), found.at(dt.date(2025, 12, 1))
    assert missing is not None
    assert steady is not None
    assert (missing.meaning, steady.meaning, steady.mean) == ("", "common", Decimal("83.25"))


def test_a_rebase_begins_an_era_with_its_reason() -> None:
    newest, oldest = reckoning((*STEADY, 90, 92, 90), rebase_at=(12,)).eras()
    assert (newest.first, newest.last, newest.points, newest.reason, newest.is_trial) == (
        dt.date(2026, 1, 1), dt.date(2026, 3, 1), 3, "A new system", True,
    )  # fmt: skip
    # The moves are 2 and 2: 2.66 x 2 either side of 272 / 3.
    assert newest == Era(
        newest.first, newest.last, 3, Decimal("90.666667"), Decimal("85.346667"), Decimal("95.986667"), True,
        "A new system",
    )  # fmt: skip
    assert (oldest.first, oldest.last, oldest.points, oldest.reason, oldest.is_trial) == (
        dt.date(2025, 1, 1), dt.date(2025, 12, 1), 12, "", False,
    )  # fmt: skip


def test_signals_in_a_row_that_mean_the_same_are_told_together() -> None:
    found = reckoning((*STEADY, *RUN, 95), baseline_points=12)
    (fired,) = found.fired_since(JANUARY)
    assert fired == Fired(
        dt.date(2026, 1, 1), dt.date(2026, 8, 1), 8, ("run_above", "above_limit"), "improvement"
    )
    assert fired_in_words(fired) == "Improvement: run above the mean, above the upper limit"
    assert [each.months for each in found.fired_since(dt.date(2026, 8, 1))] == [1]


EXPLAINED = [
    (None, False, 7, "all 19 months", False),
    (12, True, 8, "the first 12 months", True),
]


@pytest.mark.parametrize(("baseline", "screens", "run_length", "months", "tells_screening"), EXPLAINED)
def test_the_box_says_how_it_is_worked_out(
    baseline: int | None, screens: bool, run_length: int, months: str, tells_screening: bool
) -> None:
    found = reckoning((*STEADY, *RUN), baseline_points=baseline)
    words = " ".join(
        limits_explained(found, baseline_points=baseline, screens_outliers=screens, run_length=run_length)
    )
    assert months in words
    assert ("3.267" in words) == tells_screening
    assert f"{run_length} in a row on one side of the mean" in words


@pytest.mark.parametrize(
    ("word", "problem", "note", "expected"),
    [
        ("", "", "", ""),
        ("Provisional", "", "", "Provisional"),
        ("", "", "One team was late.", "One team was late"),
        ("Incomplete", "Recording", "One team was late", "Incomplete. Recording problem. One team was late"),
        (
            "Doubtful",
            "Recording and practice",
            "See below",
            "Doubtful. Recording and practice problem. See below",
        ),
    ],
)
def test_the_quality_of_a_figure_is_told_part_by_part(
    word: str, problem: str, note: str, expected: str
) -> None:
    assert quality_in_words(word, problem, note) == expected
