"""Writes the objectives and actions of a file: new ones whole, changed ones field by field."""

from collections.abc import Sequence
from typing import Any

from core.importing.checked import Identity, Line
from improvement_plans.models import Action, Answering, DueDateChange, Objective
from improvement_plans.selectors.importing import identities_of
from improvement_plans.services.import_changes import Written, set_lists, update
from improvement_plans.services.import_writing import Loading

OBJECTIVES = Written(
    model=Objective,
    deed="edited an objective",
    fields={
        "objective_title": "title", "objective_outcome": "outcome_for_children", "objective_owner": "owner_post_id",
    },
    lists=("areas", "work_streams"),
)  # fmt: skip
ACTIONS = Written(
    model=Action,
    deed="edited an action",
    fields={
        "title": "title", "output": "output", "outcome": "outcome", "owner": "owner_post_id",
        "starts_on": "starts_on", "due_on": "due_on", "budget_line": "budget_line_id", "cost": "cost",
    },
    lists=("contributing_posts", "partner_agencies", "depends_on"),
)  # fmt: skip


def load_objectives(loading: Loading, wanted: dict[str, list[Line]]) -> None:
    """Write the objectives, so that their actions find them."""
    new = [line for line in wanted["objective"] if line.existing is None]
    rows = [_new_objective(loading, line) for line in new]
    loading.add(Objective, rows)
    loading.audit("added an objective", rows)
    set_lists(OBJECTIVES, list(zip(rows, new, strict=True)), {})
    update(loading, OBJECTIVES, [line for line in wanted["objective"] if line.existing is not None], {})


def _new_objective(loading: Loading, line: Line) -> Objective:
    given: Any = line.given
    return Objective(
        plan=loading.plan_import.plan,
        reference=given["reference"],
        added_on=loading.today,
        **{field: given[key] for key, field in OBJECTIVES.fields.items()},
        **loading.signed(),
    )


def load_actions(loading: Loading, wanted: dict[str, list[Line]]) -> None:
    """Write the actions, what they depend on, what they answer, and the moves of their due dates."""
    objectives = {
        identity: key for key, identity in identities_of(loading.plan_import.plan, Objective).items()
    }
    new = [line for line in wanted["action"] if line.existing is None]
    rows = [_new_action(loading, line, objectives[line.identity[:1]]) for line in new]
    loading.add(Action, rows)
    loading.audit("added an action", rows)
    changed = [line for line in wanted["action"] if line.existing is not None]
    keys = {identity: key for key, identity in identities_of(loading.plan_import.plan, Action).items()}
    set_lists(ACTIONS, list(zip(rows, new, strict=True)), keys)
    update(loading, ACTIONS, changed, keys)
    loading.add_plainly(DueDateChange, [*_first_moves(loading, rows), *_moves(loading, changed)])
    loading.add_plainly(Answering, _answerings(loading, [*new, *changed], keys))


def _first_moves(loading: Loading, rows: Sequence[Action]) -> list[DueDateChange]:
    """Return the moves of new actions whose first due day lies elsewhere than the one they come with."""
    moved = [row for row in rows if row.original_due_on != row.due_on]
    return [_move(loading, row.pk, row.original_due_on, row.due_on) for row in moved]


def _moves(loading: Loading, changed: Sequence[Line]) -> list[DueDateChange]:
    return [
        _move(loading, line.existing.key, *line.changes["due_on"])
        for line in changed
        if line.existing is not None and "due_on" in line.changes
    ]


def _new_action(loading: Loading, line: Line, objective: int) -> Action:
    given: Any = line.given
    return Action(
        objective_id=objective,
        reference=given["reference"],
        added_on=given.get("added_on", loading.today),
        original_due_on=given.get("first_due_on", given["due_on"]),
        **{field: given[key] for key, field in ACTIONS.fields.items() if key in given},
        **loading.signed(),
    )


def _move(loading: Loading, action: int, from_day: Any, to_day: Any) -> DueDateChange:
    return DueDateChange(
        action_id=action,
        from_day=from_day,
        to_day=to_day,
        reason=loading.reason,
        changed_on=loading.today,
        changed_by=loading.by,
        recorded_at=loading.at,
    )


def _answerings(loading: Loading, lines: Sequence[Line], keys: dict[Identity, int]) -> list[Answering]:
    """Return the links to sources and clauses that are not there yet; an import takes none away."""
    rows = []
    for line in lines:
        asked: Any = line.given.get("sources", frozenset())
        kept: Any = line.existing.values["sources"] if line.existing else frozenset()
        for each in sorted(asked - kept):
            sort, _, key = each.partition(":")
            rows.append(
                Answering(
                    **{f"{sort}_id": int(key)},
                    action_id=keys[line.identity],
                    linked_on=loading.today,
                    linked_by=loading.by,
                    recorded_at=loading.at,
                )
            )
    return rows
