"""Checks the sheet of milestones: each belongs to an action of the file or of the plan."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from core.importing.checked import Existing, Identity, Line, changes_between, fold
from core.importing.doubles import refuse_doubles
from core.importing.rows import Row
from improvement_plans.importing.columns import MILESTONES
from improvement_plans.importing.known import KnownPlan

FIELDS = ("title", "due_on")


def check_milestones(rows: Sequence[Row], actions: Mapping[Identity, Line], known: KnownPlan) -> list[Line]:
    """Return the milestones that can be loaded; the others get their trouble."""
    by_reference: dict[str, set[Identity]] = defaultdict(set)
    for identity in (*known.actions, *actions):
        by_reference[identity[1]].add(identity)
    parents = {id(row): _action_of(row, by_reference) for row in rows}

    def identity_of(row: Row) -> Identity:
        action = parents[id(row)]
        return (*action, str(row.given["number"])) if action and "number" in row.given else ()

    refuse_doubles(rows, identity_of, "Milestone number", "number")
    for row in rows:
        parent = parents[id(row)]
        _check(row, known.milestones.get(identity_of(row)), known.actions.get(parent), actions.get(parent))
    return [
        _line(row, identity_of(row), known.milestones.get(identity_of(row))) for row in rows if row.is_good
    ]


def _action_of(row: Row, by_reference: Mapping[str, set[Identity]]) -> Identity:
    """Return the identity of the action that a milestone belongs to, or () with its trouble."""
    for key in ("reference", "number"):
        if key not in row.given and row.is_good:
            row.ask_for(MILESTONES.column(key))
    if "reference" not in row.given:
        return ()
    found = by_reference.get(fold(row.words("reference")), set())
    if "objective_reference" in row.given:
        found = {each for each in found if each[0] == fold(row.words("objective_reference"))}
    if len(found) == 1:
        return next(iter(found))
    reference = row.words("reference")[:40]
    row.trouble(
        f"Several objectives have an action {reference}: enter the objective reference too"
        if found
        else f"There is no action {reference} in the plan, nor in a row of this file without errors",
        "reference",
    )
    return ()


def _check(row: Row, existing: Existing | None, known: Existing | None, action: Line | None) -> None:
    if existing is None and row.is_good:
        for column in MILESTONES.columns:
            if column.required and column.key not in row.given:
                row.ask_for(column)
    for closed in (known, existing):
        if closed is not None and closed.closed and row.is_good:
            row.trouble(closed.closed, "reference")
    due = row.given.get("due_on")
    if existing is not None and existing.settled and due not in (None, existing.values["due_on"]):
        row.trouble(existing.settled, "due_on")
    elif isinstance(due, dt.date) and (existing is None or due != existing.values["due_on"]):
        _check_day(row, due, known, action)


def _check_day(row: Row, due: dt.date, known: Existing | None, action: Line | None) -> None:
    """A milestone lies between the start and the end of its action, as they will be once the file is loaded."""
    said = {**(known.values if known else {}), **(action.given if action else {})}
    starts, ends = said.get("starts_on"), said.get("due_on")
    if isinstance(starts, dt.date) and isinstance(ends, dt.date) and not starts <= due <= ends:
        row.trouble(
            f"Due must be between {starts:%-d %B %Y} and {ends:%-d %B %Y}, the start and the due date of the action",
            "due_on",
        )


def _line(row: Row, identity: Identity, existing: Existing | None) -> Line:
    given = {key: row.given[key] for key in FIELDS if key in row.given}
    return Line(
        what="milestone",
        sheet=row.mapped.sheet.name,
        row=row.number,
        identity=identity,
        label=f"{row.words('reference')}, milestone {row.words('number')}",
        given={**given, "number": row.given["number"]},
        existing=existing,
        changes=changes_between(given, existing),
    )
