"""What the parts of a report ask of a cut beyond what stands in it: late dates, trends, what is new since last time."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from core.working_days import add_months
from reports.trends import Trend, trend_of

Cut = Mapping[str, Any]
RECENT_MONTHS = 3
"""How far back a monthly report tells what was said: as long as a voice counts as recent."""


def key_trends(cut: Cut) -> tuple[Trend, ...]:
    """Return the key indicators of a cut with their charts."""
    return tuple(trend_of(line) for line in cut["digest"]["lines"] if line["is_key"])


def late_rows(cut: Cut) -> list[dict[str, Any]]:
    """Return what the council was late with or missed: every date, from the first day on."""
    return _rows(cut, counts=True, outcomes=("met_late", "overdue", "missed"))


def theirs(cut: Cut) -> list[dict[str, Any]]:
    """Return what others owe and have not done: shown, and never counted against the council."""
    return _rows(cut, counts=False, outcomes=("overdue", "missed"))


def lines_by_code(cut: Cut) -> dict[str, Mapping[str, Any]]:
    """Return the lines of a cut's digest by the codes of their indicators."""
    return {line["code"]: line for line in cut["digest"]["lines"]}


def areas_with_lines(cut: Cut) -> list[dict[str, Any]]:
    """Return the areas of the notice, each with the lines of its indicators."""
    lines = lines_by_code(cut)
    return [
        {**area, "lines": [lines[code] for code in area["indicators"] if code in lines]}
        for area in cut["areas"]
    ]


def recent_voices(cut: Cut) -> list[dict[str, Any]]:
    """Return what was said in the last three months, or changed something in them."""
    since = add_months(cut["as_at"], -RECENT_MONTHS)
    return [each for each in _voices(cut) if max(_days(each)) > since]


def voices_that_changed_something(cut: Cut) -> list[dict[str, Any]]:
    """Return everything that was ever said and changed something."""
    return [each for each in _voices(cut) if each["what_changed"]]


def duties_with_dates(cut: Cut) -> list[dict[str, Any]]:
    """Return the clauses that require something, each duty with the dates that have come; later ones are to come."""
    settled = ("met", "met_late", "overdue", "missed", "superseded")
    return [
        {
            **clause,
            "duties": [
                {**duty, "settled": [row for row in duty["rows"] if row["outcome"] in settled]}
                for duty in clause["obligations"]
                if duty["key"]
            ],
        }
        for clause in cut["clauses"]
        if any(duty["key"] for duty in clause["obligations"])
    ]


def clauses_with_duties(cut: Cut) -> list[dict[str, Any]]:
    """Return the clauses under which something can fall due or be judged; a bare consequence is none."""
    return [clause for clause in cut["clauses"] if any(duty["key"] for duty in clause["obligations"])]


def open_risks(cut: Cut) -> list[dict[str, Any]]:
    """Return the risks that are still open, the gravest first."""
    return [each for each in (cut["risks"] or {"rows": []})["rows"] if each["closed_on"] is None]


def _voices(cut: Cut) -> list[dict[str, Any]]:
    return list(cut["voices"]["rows"]) if cut["voices"] else []


def _days(voice: Mapping[str, Any]) -> Iterable[dt.date]:
    return [day for day in (voice["heard_on"], voice["changed_on"]) if day is not None]


def _rows(cut: Cut, *, counts: bool, outcomes: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "clause": clause["number"],
            "summary": duty["summary"],
            "duty_holder": duty["duty_holder"],
            **row,
        }
        for clause in cut["clauses"]
        for duty in clause["obligations"]
        if duty["counts"] is counts
        for row in duty["rows"]
        if row["outcome"] in outcomes
    ]
