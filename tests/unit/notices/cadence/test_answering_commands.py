"""The commands `work_out` and `working_days`: a JSON list in, answers in the same order out, without a database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.unit.notices.cadence.asking import by, item, rolling, within

ROOT = Path(__file__).resolve().parents[4]
MET = item(by("2026-03-31"), "2026-04-10", events=["2026-03-30"])
LATE = item(rolling(4, "weeks"), "2026-02-12", owed_by_council=False)


def run(command: str, given: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, str, int]:
    """Return the answers, what was said on standard error, and the exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    try:
        call_command(command, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return json.loads(out.getvalue()), err.getvalue(), code


def test_work_out_answers_in_the_order_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, said, code = run("work_out", json.dumps([LATE, MET]), monkeypatch)
    assert (said, code) == ("", 0)
    assert answers == [
        {
            "occurrences": [
                {
                    "due_on": "2026-02-09",
                    "window_start": None,
                    "outcome": "overdue",
                    "days": 3,
                    "discharged_on": None,
                }
            ],
            "position": "in_breach",
            "late": 0,
            "missed": 0,
            "overdue": 1,
            "counts_against_council": False,
        },
        {
            "occurrences": [
                {
                    "due_on": "2026-03-31",
                    "window_start": None,
                    "outcome": "met",
                    "days": None,
                    "discharged_on": "2026-03-30",
                }
            ],
            "position": "discharged",
            "late": 0,
            "missed": 0,
            "overdue": 0,
            "counts_against_council": True,
        },
    ]


WRONG = [
    (7, "it must be an object, not 7"),
    ({**MET, "in_force": None}, "in_force must be a date written YYYY-MM-DD, it is missing"),
    ({**MET, "as_at": "10/04/2026"}, "as_at must be a date written YYYY-MM-DD, not '10/04/2026'"),
    ({**MET, "lifted": "2025-01-01"}, "lifted must be on or after in_force, not '2025-01-01'"),
    ({**MET, "cadence": None}, "cadence must be an object, it is missing"),
    ({**MET, "cadences": []}, "cadences must be a list of one cadence or more, not []"),
    ({**MET, "cadence": {"type": "often"}}, "cadence.type must be one of "),
    ({**MET, "events": [{"on": "2026-03-01"}]}, "events[0].date must be a date"),
    (
        {**MET, "events": [{"date": "2026-03-01", "cancelled": "no"}]},
        "events[0].cancelled must be true or false",
    ),
    ({**MET, "requests": [{"requested_on": "2026-03-01"}]}, "requests[0].due_on must be a date"),
    (
        {**MET, "parents": [{"id": "a", "date": "2026-03-01"}] * 2},
        "parents must each have an id of their own",
    ),
    (
        {
            **MET,
            "variations": [{"agreed_on": "2026-02-01", "effective_from": "2026-02-01", "cadence": by("x")}],
        },
        "variations[0].cadence.date must be a date",
    ),
    (
        {
            **MET,
            "variations": [
                {
                    "agreed_on": "2026-02-01",
                    "effective_from": "2026-02-01",
                    "cadence": by("2026-05-01"),
                    "part": 1,
                }
            ],
        },
        "variations[0].part must be the place of one of the 1 cadences, counted from 0, not 1",
    ),
    (
        {**MET, "assessments": [{"date": "2026-02-01", "judgement": "good"}]},
        "assessments[0].judgement must be one of met",
    ),
    ({**MET, "lead_days": -1}, "lead_days must be a whole number of 0 or more"),
    ({**MET, "anchors": {"publication": "soon"}}, "anchors.publication must be a date"),
    (item(within(9000, "years"), "2026-04-10", anchors={"publication": "2026-01-01"}), "n must be smaller"),
]


@pytest.mark.parametrize(("wrong", "message"), WRONG)
def test_a_wrong_item_is_answered_in_its_place(
    wrong: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, said, code = run("work_out", json.dumps([MET, wrong, MET]), monkeypatch)
    assert code == 1
    assert answers[0] == answers[2]
    assert answers[0]["position"] == "discharged"
    assert list(answers[1]) == ["error"]
    assert answers[1]["error"].startswith(message)
    assert said.splitlines() == [f"Item 2: {answers[1]['error']}"]


@pytest.mark.parametrize("given", ["", "{", "{}", "null", '"list"', "[1,]", "\ufeff{}"])
@pytest.mark.parametrize("command", ["work_out", "working_days"])
def test_input_that_is_no_json_list_is_refused(
    command: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(command, stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
    assert str(refused.value).startswith("Standard input ")


def test_working_days_answers_every_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        {"op": "is_working_day", "inputs": {"date": "2026-04-03"}},
        {"op": "within_working_days", "inputs": {"start": "2015-05-12", "n": 30}},
        {
            "op": "clear_days_between",
            "inputs": {"notice": "2026-11-06", "meeting": "2026-11-16", "working": True},
        },
        {"op": "earliest_meeting", "inputs": {"notice": "2026-11-06", "n": 5, "working": False}},
        {"op": "latest_notice", "inputs": {"meeting": "2026-11-16", "n": 5, "working": True}},
    ]
    answers, said, code = run("working_days", json.dumps(asked), monkeypatch)
    assert answers == [False, "2015-06-24", 5, "2026-11-12", "2026-11-06"]
    assert (said, code) == ("", 0)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"op": "tomorrow", "inputs": {}}, "op must be one of is_working_day"),
        ({"op": "is_working_day"}, "inputs must be an object, it is missing"),
        (
            {"op": "within_working_days", "inputs": {"start": "2026-01-01", "n": 0}},
            "inputs.n must be a whole number of 1",
        ),
        (
            {"op": "within_working_days", "inputs": {"start": "9999-12-01", "n": 99}},
            "the working days run past",
        ),
    ],
)
def test_a_wrong_operation_is_answered_in_its_place(
    wrong: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, said, code = run("working_days", json.dumps([wrong]), monkeypatch)
    assert answers[0]["error"].startswith(message)
    assert (len(said.splitlines()), code) == (1, 1)


def test_the_command_needs_no_database(tmp_path: Path) -> None:
    nowhere = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'none' / 'missing.sqlite3'}"}
    ended = subprocess.run(
        [sys.executable, ROOT / "manage.py", "work_out", "--format", "json"],
        input=json.dumps([MET]),
        capture_output=True,
        text=True,
        env=nowhere,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [answer["position"] for answer in json.loads(ended.stdout)] == ["discharged"]
