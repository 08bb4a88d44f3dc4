"""Puts a question to the engine in few words and tells its answer in lines that a person can check."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from notices.position import Answer, work_out
from notices.worked_items import question_from_json

FIRST_DAY = "2026-01-12"
"""A Monday; the notice is in force from it unless a case says otherwise."""


@dataclass(frozen=True)
class Case:
    """One worked case: `rows` are told as `told` tells them; `counts` are late, missed and overdue."""

    name: str
    cadence: Any
    as_at: str
    rows: list[str]
    position: str | None
    counts: tuple[int, int, int] | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def case(name: str, cadence: Any, as_at: str, rows: list[str], position: str | None, **facts: Any) -> Any:
    """Return a pytest parameter; `counts` among the facts is what the answer must count."""
    counts = facts.pop("counts", None)
    return pytest.param(Case(name, cadence, as_at, rows, position, counts, facts), id=name)


def check(case: Case) -> None:
    """Assert that the engine gives the rows, the position and the counts that were worked out by hand."""
    answer = ask(case.cadence, case.as_at, **case.facts)
    assert told(answer) == case.rows
    assert (answer.position.value if answer.position else None) == case.position
    if case.counts is not None:
        assert (answer.late, answer.missed, answer.overdue) == case.counts


def ask(cadence: Any, as_at: str, **facts: Any) -> Answer:
    """Answer for a cadence, or a list of them; events may be plain dates."""
    return work_out(question_from_json(item(cadence, as_at, **facts)))


def item(cadence: Any, as_at: str, **facts: Any) -> dict[str, Any]:
    """Return the item as `work_out` reads it."""
    given = {"in_force": FIRST_DAY, **facts}
    given["events"] = [{"date": each} if isinstance(each, str) else each for each in facts.get("events", [])]
    return {**given, "as_at": as_at, "cadences" if isinstance(cadence, list) else "cadence": cadence}


def told(answer: Answer) -> list[str]:
    """Tell each row: "2026-02-01..2026-02-28 met 2026-02-05", "2026-03-31 met_late+3 2026-04-03"."""
    lines = []
    for row in answer.occurrences:
        window = f"{row.window_start}..{row.due_on}" if row.window_start else f"{row.due_on}"
        outcome = f"{row.outcome}+{row.days}" if row.days is not None else f"{row.outcome}"
        lines.append(f"{window} {outcome} {row.discharged_on or ''}".strip())
    return lines


def varied(agreed_on: str, effective_from: str, cadence: Any, **more: Any) -> dict[str, Any]:
    return {"agreed_on": agreed_on, "effective_from": effective_from, "cadence": cadence, **more}


def by(date: str, **more: Any) -> dict[str, Any]:
    return {"type": "by_date", "date": date, **more}


def rolling(n: int, unit: str, **more: Any) -> dict[str, Any]:
    return {"type": "at_least_every", "n": n, "unit": unit, **more}


def fixed(n: int, unit: str, **more: Any) -> dict[str, Any]:
    return {"type": "every", "n": n, "unit": unit, **more}


def within(n: int, unit: str, anchor: str = "publication", **more: Any) -> dict[str, Any]:
    return {"type": "within", "n": n, "unit": unit, "anchor": anchor, **more}


def calendar(unit: str = "month", **more: Any) -> dict[str, Any]:
    return {"type": "each_calendar", "unit": unit, **more}


def in_month(month: str, **more: Any) -> dict[str, Any]:
    return {"type": "in_month", "month": month, **more}


def ladder(*n: int, unit: str = "months", **more: Any) -> dict[str, Any]:
    return {"type": "ladder", "n": list(n), "unit": unit, "anchor": "publication", **more}


def before_each(**lead: Any) -> dict[str, Any]:
    return {"type": "before_each", "of": "board meeting", **lead}


def meeting(id: str, date: str, cancelled_on: str | None = None) -> dict[str, Any]:
    return {"id": id, "date": date, "cancelled_on": cancelled_on}


def request(requested_on: str, due_on: str) -> dict[str, Any]:
    return {"requested_on": requested_on, "due_on": due_on}


AT_EACH = {"type": "at_each", "of": "board meeting"}
ON_REQUEST = {"type": "on_request"}
TO_BE_AGREED = {"type": "to_be_agreed"}
REGULAR = {"type": "regular"}
STANDING = {"type": "standing"}
