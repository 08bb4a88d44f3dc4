"""The command `analyse_series`: a JSON list of series in, their statistics in the same order out."""

import io
import json
import sys
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.spc_items import answer_series

TWO_STEPS = {
    "name": "Assessments on time",
    "values": [75, 0, 238, None, 10, 14, 10, 14],
    "direction": "higher",
    "target": 20,
    "baseline_points": 2,
    "rebase_at": [4],
    "screen_outliers": False,
}
ANSWER = {
    "name": "Assessments on time",
    "segments": [
        {"start": 0, "end": 3, "mean": 37.5, "lower_limit": -162.0, "upper_limit": 237.0},
        {"start": 4, "end": 7, "mean": 12.0, "lower_limit": 12 - 10.64, "upper_limit": 12 + 10.64},
    ],
    "points": [
        {"signal": "above_limit", "meaning": "improvement"}
        if row == 2
        else {"signal": None, "meaning": "common"}
        for row in range(8)
    ],
    "variation": "common",
    "assurance": "hit_and_miss",
}
FLAT = {"name": "", "values": [3, 3, 3], "direction": "neither", "screen_outliers": True, "target": 1}


def run(given: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str, int]:
    """Return the answers, what was said on standard error, and the exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    try:
        call_command("analyse_series", "--format", "json", stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return json.loads(out.getvalue()), err.getvalue(), code


def test_it_answers_in_the_order_asked_and_says_what_is_wrong_in_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers, said, code = run(json.dumps([TWO_STEPS, {**FLAT, "direction": "up"}, FLAT]), monkeypatch)
    assert answers[0] == ANSWER
    assert answers[1] == {"error": "direction must be one of higher, lower, neither, not 'up'"}
    assert answers[2] == {
        "name": "",
        "segments": [{"start": 0, "end": 2, "mean": 3.0, "lower_limit": None, "upper_limit": None}],
        "points": [{"signal": None, "meaning": "common"}] * 3,
        "variation": "common",
        "assurance": None,
    }
    assert (said, code) == (f"Item 2: {answers[1]['error']}\n", 1)


def test_nothing_wrong_nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(json.dumps([TWO_STEPS]), monkeypatch) == ([ANSWER], "", 0)
    assert run("[]", monkeypatch) == ([], "", 0)


def test_what_is_no_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for given_ in ("", "{}", "[1,]"):
        with pytest.raises(CommandError) as refused:
            run(given_, monkeypatch)
        assert refused.value.returncode == 2


def test_what_may_be_left_out_may_be_null() -> None:
    bare = {"name": "x", "values": [1, 2, 1.5], "direction": "lower"}
    nulls = dict.fromkeys(
        ["target", "baseline_points", "rebase_at", "run_length", "dates", "screen_outliers"]
    )
    assert answer_series({**bare, **nulls}) == answer_series(bare)
    assert answer_series({**bare, "run_length": 7, "screen_outliers": False}) == answer_series(bare)
    assert answer_series({**bare, "values": []})["points"] == []


def test_rows_are_put_in_the_order_of_their_dates_and_rebased_in_it() -> None:
    shuffled = {
        **TWO_STEPS,
        "values": [14, 10, 14, 10, None, 238, 0, 75],
        "dates": "2026-08-31 2026-07-31 2026-06 2026-05-31 2026-04 2026-03-31 2026-02 2026-01-01".split(),
    }
    assert answer_series(shuffled) == ANSWER


RUN = {"name": "r", "values": [75, 0, 60, 60, 60, 60, 60, 60], "direction": "lower", "baseline_points": 2}


@pytest.mark.parametrize(("run_length", "variation"), [(6, "concern"), (7, "common"), (None, "common")])
def test_the_run_length_is_taken(run_length: int | None, variation: str) -> None:
    assert answer_series({**RUN, "run_length": run_length})["variation"] == variation


WRONG = [
    (7, "it must be an object, not 7"),
    ({"name": None}, "name must be text, it is missing"),
    ({"name": 4}, "name must be text, not 4"),
    ({"values": None}, "values must be a list of numbers"),
    ({"values": "1,2"}, "values must be a list of numbers"),
    ({"values": [1, "2"]}, "values[1] must be a number"),
    ({"values": [True]}, "values[0] must be a number"),
    ({"values": [1, float("nan")]}, "values[1] must be a number"),
    ({"values": [float("inf")]}, "values[0] must be a number"),
    ({"values": [10**400]}, "values[0] must be a number"),
    ({"direction": "band"}, "direction must be one of higher, lower, neither"),
    ({"direction": None}, "direction must be one of higher, lower, neither"),
    ({"target": "20"}, "target must be a number"),
    ({"target": float("nan")}, "target must be a number"),
    ({"baseline_points": 0}, "baseline_points must be a whole number of 1 or more"),
    ({"baseline_points": True}, "baseline_points must be a whole number of 1 or more"),
    ({"rebase_at": 4}, "rebase_at must be a list of whole numbers"),
    ({"rebase_at": [1.5]}, "rebase_at must be a list of whole numbers"),
    ({"screen_outliers": "yes"}, "screen_outliers must be true or false"),
    ({"run_length": 1}, "run_length must be a whole number of 2 or more"),
    ({"dates": "2026"}, "dates must be a list of dates"),
    ({"dates": ["2026-01-01"]}, "dates must be as many as the 8 values, not 1"),
    ({"dates": ["2026-02-30"] * 8}, "dates[0] must be a day that exists"),
    ({"dates": ["2026-13"] * 8}, "dates[0] must be a month that exists"),
    ({"dates": [1] * 8}, "dates[0] must be a date written YYYY-MM-DD"),
    (
        {"dates": [*(f"2026-0{month}" for month in range(1, 8)), "2026-03-01"]},
        "dates[7] must be another date than dates[2], not '2026-03-01'",
    ),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG, ids=[str(place) for place in range(len(WRONG))])
def test_what_cannot_be_read_is_named(wrong: Any, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+$") as refused:
        answer_series({**TWO_STEPS, **wrong} if isinstance(wrong, dict) else wrong)
    assert str(refused.value).startswith(message)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(10**300),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=6,
)
GOOD = {
    "name": st.text(max_size=5),
    "values": st.lists(st.none() | st.integers(-9, 9) | st.floats(-1e100, 1e100), max_size=12),
    "direction": st.sampled_from(["higher", "lower", "neither"]),
    "dates": st.none() | st.lists(st.dates().map(str), max_size=12),
    "target": st.none() | st.floats(-1e100, 1e100),
    "baseline_points": st.none() | st.integers(1) | st.just(10**30),
    "rebase_at": st.lists(st.integers()),
    "screen_outliers": st.booleans(),
    "run_length": st.none() | st.integers(2) | st.just(10**30),
}


@given(st.fixed_dictionaries(GOOD), st.dictionaries(st.sampled_from(list(GOOD)), JUNK, max_size=2))
@settings(max_examples=150)
def test_whatever_stands_in_its_fields_an_item_is_answered_or_refused(
    item: dict[str, Any], junk: dict[str, Any]
) -> None:
    asked = {**item, **junk}
    try:
        answer = answer_series(asked)
    except ValueError as refused:
        answer = {"error": str(refused)}
    json.dumps(answer, allow_nan=False)
    assert answer.get("error") or len(answer["points"]) == len(asked["values"])
