"""Writes the milestones of a file; as on the page of milestones, each change takes its action's next revision."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.importing.checked import Identity, Line
from improvement_plans.models import Action, Milestone, MilestoneMove
from improvement_plans.selectors.importing import identities_of
from improvement_plans.services.import_changes import Written, rows_by_key, sign
from improvement_plans.services.import_writing import Loading, before_and_after, plain

FIELDS = ("title", "due_on")
# A milestone has no revision of its own: its action's counts.
MILESTONES = Written(
    model=Milestone, deed="changed milestones", fields={name: name for name in FIELDS}, stamps=()
)


def load_milestones(loading: Loading, wanted: dict[str, list[Line]]) -> None:
    """Write new and changed milestones, and the moves of their days."""
    lines = wanted["milestone"]
    if not lines:
        return
    identities = identities_of(loading.plan_import.plan, Action)
    named = {line.identity[:2] for line in lines}
    keys = {identity: key for key, identity in identities.items() if identity in named}
    actions = {row.pk: row for row in rows_by_key(Action, dict.fromkeys(keys.values()))}
    new = [_new(loading, line, actions[keys[line.identity[:2]]]) for line in lines if line.existing is None]
    loading.add(Milestone, new)
    changed = [line for line in lines if line.existing is not None]
    _change(loading, changed, actions)
    loading.add_plainly(
        MilestoneMove,
        [_move(loading, line) for line in changed if "due_on" in line.changes],
    )
    _tell_actions(loading, lines, keys, actions)


def _new(loading: Loading, line: Line, action: Action) -> Milestone:
    given: Any = line.given
    return Milestone(
        action=action,
        number=given["number"],
        title=given["title"],
        added_on=loading.today,
        original_due_on=given["due_on"],
        due_on=given["due_on"],
    )


def _change(loading: Loading, lines: Sequence[Line], actions: Mapping[int, Action]) -> None:
    by_key = {line.existing.key: line for line in lines if line.existing is not None}
    rows = rows_by_key(Milestone, by_key)
    before = {}
    for row in rows:
        row.action = actions[row.action_id]
        changes = by_key[row.pk].changes
        before[row.pk] = {name: plain(old) for name, (old, new) in changes.items()}
        for name, (_, new) in changes.items():
            setattr(row, name, new)
    loading.update(Milestone, rows, FIELDS)
    loading.note(rows, is_new=False, before=before)


def _move(loading: Loading, line: Line) -> MilestoneMove:
    days: Any = line.changes["due_on"]
    from_day, to_day = days
    milestone: Any = line.existing
    return MilestoneMove(
        milestone_id=milestone.key,
        from_day=from_day,
        to_day=to_day,
        reason=loading.reason,
        changed_on=loading.today,
        changed_by=loading.by,
        recorded_at=loading.at,
    )


def _tell_actions(
    loading: Loading, lines: Sequence[Line], keys: Mapping[Identity, int], actions: Mapping[int, Action]
) -> None:
    """Take the next revision of each action that this import has not written already; audit the steps under it."""
    noted = {row.key for row in loading.rows if row.model == Action._meta.label_lower}
    others = [row for key, row in actions.items() if key not in noted]
    sign(loading, others)
    loading.update(Action, others, ["revision", "changed_by", "changed_at"])
    loading.note(others, is_new=False)
    steps: dict[int, dict[str, Any]] = {}
    for line in lines:
        told = before_and_after(line) if line.existing else line.given["title"]
        steps.setdefault(keys[line.identity[:2]], {})[f"milestone {line.given['number']}"] = told
    loading.audit("changed milestones", actions.values(), steps)
