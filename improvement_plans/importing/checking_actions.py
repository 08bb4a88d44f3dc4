"""Checks the rows of objectives and actions, and their milestones, against the plan; the domain's rules for a row."""

import datetime as dt
from collections.abc import Sequence

from core.importing.checked import Checked, Existing, Identity, Line, changes_between, fold
from core.importing.doubles import refuse_doubles
from core.importing.rows import Row, merged_notices
from improvement_plans.importing.checking_milestones import check_milestones
from improvement_plans.importing.checking_objectives import OF_OBJECTIVE, objective_lines
from improvement_plans.importing.columns import ACTIONS
from improvement_plans.importing.depending import resolve_dependencies
from improvement_plans.importing.known import KnownPlan

OF_ROW = frozenset({"objective_reference", "objective", *OF_OBJECTIVE})
ONLY_ADDED = frozenset({"sources"})


def check_actions(
    rows: Sequence[Row], milestones: Sequence[Row], known: KnownPlan, *, today: dt.date
) -> Checked:
    """Return what can be loaded of the rows, and what is wrong with the others.

    A row rests on others (its objective, what it depends on): one that rests on a row with errors has one too.
    """
    for row in rows:
        _find_objective(row, known)
        if "reference" not in row.given and row.is_good:
            row.ask_for(ACTIONS.column("reference"))
    refuse_doubles(rows, identity_of, "Action reference")
    for row in rows:
        _check(row, known.actions.get(identity_of(row)), today)
    objectives = objective_lines(rows, known.objectives)
    resolve_dependencies(rows, identity_of, known.actions)
    # What depends on a row with errors has one now: an objective may have lost its last row.
    kept = {identity_of(row)[:1] for row in rows if row.is_good}
    objectives = [line for line in objectives if line.identity in kept or line.existing is not None]
    actions = [_line(row, known) for row in rows if row.is_good]
    steps = check_milestones(milestones, {line.identity: line for line in actions}, known)
    sheets = {id(row.mapped): row.mapped for row in (*rows, *milestones)}
    notices = [notice for mapped in sheets.values() for notice in merged_notices(mapped)]
    troubles = [trouble for row in (*rows, *milestones) for trouble in row.troubles]
    return Checked((*objectives, *actions, *steps), (*troubles, *notices))


def identity_of(row: Row) -> Identity:
    """Return the folded references of objective and action; () while one is missing."""
    if "objective_reference" not in row.given or "reference" not in row.given:
        return ()
    return (fold(row.words("objective_reference")), fold(row.words("reference")))


def _find_objective(row: Row, known: KnownPlan) -> None:
    """Take reference and title from a cell that holds both, where the sheet has no column for the reference."""
    together = row.words("objective")
    if "objective_reference" not in row.given and together:
        reference = known.objective_words.get(fold(together))
        first, _, rest = together.partition(" ")
        reference, title = (
            (first.rstrip(":.-–"), rest.strip(" :-–")) if reference is None else (reference, "")
        )
        row.given["objective_reference"] = reference
        if title and "objective_title" not in row.given:
            row.given["objective_title"] = title
        if len(reference) > 20 or len(title) > 300:
            row.trouble(
                "Begin the objective with its reference and a space, as in “1 Children are seen”", "objective"
            )
    if "objective_reference" not in row.given and row.is_good:
        has_one = "objective_reference" in row.mapped.columns
        row.ask_for(ACTIONS.column("objective_reference" if has_one else "objective"))


def _check(row: Row, existing: Existing | None, today: dt.date) -> None:
    if existing is None and row.is_good:
        for column in ACTIONS.columns:
            if column.required and column.key not in row.given:
                row.ask_for(column)
    if existing is not None and existing.closed:
        row.trouble(existing.closed, "reference")
    _check_days(row, existing, today)
    _check_cost(row, existing)
    contributing, owner = row.given.get("contributing_posts"), _now(row, existing, "owner")
    if isinstance(contributing, frozenset):
        # The owner contributes anyway.
        row.given["contributing_posts"] = contributing - {owner}


def _check_days(row: Row, existing: Existing | None, today: dt.date) -> None:
    starts, due = _now(row, existing, "starts_on"), _now(row, existing, "due_on")
    first, added = row.given.get("first_due_on"), row.given.get("added_on")
    if isinstance(starts, dt.date) and isinstance(due, dt.date) and due < starts:
        row.trouble(f"Due must be on or after the day it starts, {starts:%-d %B %Y}", "due_on")
    if existing is not None:
        _check_days_of_existing(row, existing)
        return
    if isinstance(starts, dt.date) and isinstance(first, dt.date) and first < starts:
        row.trouble(f"First due must be on or after the day it starts, {starts:%-d %B %Y}", "first_due_on")
    if isinstance(added, dt.date) and added > today:
        row.trouble("In the plan since must be today or earlier", "added_on")


def _check_days_of_existing(row: Row, existing: Existing) -> None:
    due = existing.values["due_on"]
    if existing.settled and row.given.get("due_on", due) != due:
        row.trouble(existing.settled, "due_on")
    original = existing.values.get("original_due_on")
    if isinstance(original, dt.date) and row.given.get("first_due_on", original) != original:
        row.trouble(
            f"The day first agreed stays {original:%-d %B %Y}: this cell is not read",
            "first_due_on",
            stops=False,
        )
    starts = row.given.get("starts_on")
    if isinstance(starts, dt.date) and isinstance(original, dt.date) and starts > original:
        row.trouble(
            f"Starts must be on or before the day it was first due, {original:%-d %B %Y}", "starts_on"
        )


def _check_cost(row: Row, existing: Existing | None) -> None:
    if _now(row, existing, "cost") is not None and _now(row, existing, "budget_line") is None:
        row.trouble(
            "A cost needs a budget line: enter which one pays for it, or leave the cost empty", "cost"
        )


def _now(row: Row, existing: Existing | None, key: str) -> object:
    """Return what a field will hold: what the row says, else what the plan has."""
    return row.given.get(key, existing.values.get(key) if existing else None)


def _line(row: Row, known: KnownPlan) -> Line:
    given = {key: value for key, value in row.given.items() if key not in OF_ROW and key != "reference"}
    existing = known.actions.get(identity_of(row))
    return Line(
        what="action",
        sheet=row.mapped.sheet.name,
        row=row.number,
        identity=identity_of(row),
        label=f"{row.words('reference')} {row.words('title') or (existing.label if existing else '')}".strip(),
        given={**given, "reference": row.given["reference"]},
        existing=existing,
        changes=changes_between(given, existing, only_added=ONLY_ADDED),
    )
