"""Reads the rows of the demonstration case from its tables: work streams, objectives, actions, indicators."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
Bounds = tuple[float | None, float | None]


class Course(StrEnum):
    """How an action has gone: it decides on what its owner reported and when."""

    DONE = "done"
    STEADY = "steady"
    SLOW = "slow"
    OVERDUE = "overdue"
    PUT_BACK = "put back"
    SILENT = "silent"
    AHEAD = "not yet begun"
    PAUSED = "paused"
    DROPPED = "dropped"


@dataclass(frozen=True)
class StreamRow:
    """A work stream with the letters of the areas that it serves and the title of the post that leads it."""

    number: int
    title: str
    areas: str
    lead: str


@dataclass(frozen=True)
class ActionRow:
    """An action; `starts` and `due` are in days from the day of loading, negative for earlier."""

    reference: str
    title: str
    output: str
    owner: str
    course: Course
    starts: int
    due: int


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective with the areas (letters) and work streams (numbers) that it serves."""

    number: str
    title: str
    outcome: str
    areas: str
    streams: tuple[int, ...]
    owner: str
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator. `size` is its usual denominator; its figure goes from `start` to `end`.

    It turned `turned` months ago (None: with the first month shown), `at_once` or little by little. `target` holds
    (at least, at most); `before` the target in force until a year ago, where that was another one. `spread` is how far
    a month strays from the way, in the indicator's unit.
    """

    code: str
    title: str
    meaning: str
    counted: str
    out_of: str
    unit: str
    direction: str
    size: int
    start: float
    end: float
    turned: int | None
    at_once: bool
    areas: str
    target: Bounds | None
    before: Bounds | None
    tolerance: str
    source: str
    spread: float
    period: str
    national: str
    short: str
    is_key: bool
    problem: str


def work_streams() -> tuple[StreamRow, ...]:
    """Return the six work streams."""
    return tuple(
        StreamRow(int(row["number"]), row["title"], row["areas"], row["lead"]) for row in rows("work_streams")
    )


def objectives() -> tuple[ObjectiveRow, ...]:
    """Return the objectives with their actions."""
    actions = [_action(row) for row in rows("actions")]
    return tuple(
        ObjectiveRow(
            row["number"],
            row["title"],
            row["outcome"],
            row["areas"],
            tuple(int(number) for number in row["streams"].split()),
            row["owner"],
            tuple(action for action in actions if action.reference.startswith(f"{row['number']}.")),
        )
        for row in rows("objectives")
    )


def indicators() -> tuple[IndicatorRow, ...]:
    """Return the forty indicators."""
    return tuple(_indicator(row) for row in rows("indicators"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `tables/<name>.csv` as they stand there, by the names of their columns."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table))


def _action(row: dict[str, str]) -> ActionRow:
    return ActionRow(
        row["reference"],
        row["title"],
        row["output"],
        row["owner"],
        Course(row["course"]),
        int(row["starts"]),
        int(row["due"]),
    )


def _indicator(row: dict[str, str]) -> IndicatorRow:
    words = ("code", "title", "meaning", "counted", "out_of", "unit", "direction", "areas", "tolerance")
    return IndicatorRow(
        **{name: row[name] for name in (*words, "source", "period", "national", "short", "problem")},
        size=int(row["size"]),
        start=float(row["start"]),
        end=float(row["end"]),
        turned=int(row["turned"]) if row["turned"] else None,
        at_once=row["how"] == "at once",
        spread=float(row["spread"]),
        target=_bounds(row["at_least"], row["at_most"]),
        before=_bounds(row["before_at_least"], row["before_at_most"]),
        is_key=row["key"] == "key",
    )


def _bounds(least: str, most: str) -> Bounds | None:
    if not least and not most:
        return None
    return (float(least) if least else None, float(most) if most else None)
