"""Gathers an objective from the rows of its actions, which must agree about it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.importing.checked import Existing, Identity, Line, changes_between, fold
from core.importing.columns import Meaning
from core.importing.rows import Row
from improvement_plans.importing.columns import ACTIONS

OF_OBJECTIVE = ("objective_title", "objective_outcome", "areas", "work_streams", "objective_owner")
NEEDED = ("objective_title", "objective_outcome", "areas")


def objective_lines(rows: Sequence[Row], known: Mapping[Identity, Existing]) -> list[Line]:
    """Return the objectives that the good rows name. Rows that disagree, or say too little, get their trouble.

    Areas and work streams of all rows count together: plans often name them action by action.
    """
    by_objective: dict[Identity, list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_good:
            by_objective[(fold(row.words("objective_reference")),)].append(row)
    return [
        line
        for identity, same in by_objective.items()
        if (line := _line(identity, same, known.get(identity))) is not None
    ]


def _line(identity: Identity, rows: list[Row], existing: Existing | None) -> Line | None:
    given = _gathered(rows)
    rows = [row for row in rows if row.is_good]
    if existing is not None and existing.closed:
        _refuse(rows, existing.closed, "objective_reference")
    if existing is None:
        for key in NEEDED:
            if key not in given:
                _refuse_lacking(rows, key)
        if "objective_owner" not in given and rows:
            given["objective_owner"] = rows[0].given["owner"]
    if not any(row.is_good for row in rows):
        return None
    first = rows[0]
    return Line(
        what="objective",
        sheet=first.mapped.sheet.name,
        row=first.number,
        identity=identity,
        label=f"{first.words('objective_reference')} {given.get('objective_title', '')}".strip(),
        given={**given, "reference": first.given["objective_reference"]},
        existing=existing,
        changes=changes_between(given, existing),
    )


def _gathered(rows: list[Row]) -> dict[str, Meaning]:
    given: dict[str, Meaning] = {}
    said_in: dict[str, int] = {}
    for row in rows:
        for key in OF_OBJECTIVE:
            value, earlier = row.given.get(key), given.get(key)
            if value is None:
                continue
            if isinstance(value, frozenset):
                given[key] = value | earlier if isinstance(earlier, frozenset) else value
            elif earlier is None:
                given[key], said_in[key] = value, row.number
            elif earlier != value:
                heading = ACTIONS.column(key).heading
                row.trouble(
                    f"{heading} differs from row {said_in[key]}, which is about the same objective. Enter it once, "
                    "or the same in each row",
                    key,
                )
    return given


def _refuse_lacking(rows: list[Row], key: str) -> None:
    """The first row is asked for what a new objective needs; the others cannot come without it."""
    column = ACTIONS.column(key)
    good = [row for row in rows if row.is_good]
    for place, row in enumerate(rows):
        if place == 0:
            row.ask_for(column)
        elif row in good:
            row.trouble(
                f"Its objective is new and lacks {column.heading.lower()}: see row {rows[0].number}",
                "objective_reference",
            )


def _refuse(rows: list[Row], words: str, key: str) -> None:
    for row in rows:
        row.trouble(words, key)
