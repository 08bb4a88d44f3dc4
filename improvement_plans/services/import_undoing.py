"""Takes an import back: what it brought goes, what it changed is as it was, and the trail says who did both."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.refusals import Refusal
from improvement_plans.models import (
    Action,
    Answering,
    DueDateChange,
    ImportedRow,
    Milestone,
    MilestoneMove,
    Objective,
    PlanImport,
    Source,
)
from improvement_plans.selectors.import_undoing import UNDO_WITHIN, in_the_way, is_in_time, keys_of
from improvement_plans.services.import_actions import ACTIONS, OBJECTIVES
from improvement_plans.services.import_changes import Written, replace_links, rows_by_key, sign
from improvement_plans.services.import_milestones import MILESTONES
from improvement_plans.services.import_sources import SOURCES
from improvement_plans.services.import_writing import Loading
from improvement_plans.services.importing import locked
from improvement_plans.services.writing import locked as locked_plan

# What points to others goes before them.
BROUGHT = (DueDateChange, MilestoneMove, Answering, Milestone, Action, Objective, Source)


@transaction.atomic
def undo(*, plan_import: PlanImport, by: User, now: dt.datetime) -> PlanImport:
    """Take everything back that the import did. Raises Refusal after a day, and once anything of it was touched."""
    plan_import = locked(plan_import)
    locked_plan(plan_import.plan)
    _refuse_unless_undoable(plan_import, now)
    taking_back = Loading(
        plan_import, timezone.localdate(now), now, actor=by, reason_words="Undo of the import"
    )
    for written in (OBJECTIVES, ACTIONS, MILESTONES, SOURCES):
        _put_back(taking_back, written)
    removed = 0
    for model in BROUGHT:
        number, _ = model._default_manager.filter(pk__in=keys_of(plan_import, model, is_new=True)).delete()
        removed += number
    plan_import.state, plan_import.undone_at = PlanImport.State.UNDONE, now
    plan_import.save(update_fields=["state", "undone_at"])
    detail = {"sha256": plan_import.sha256, "removed": removed}
    audit.record(by=by, action="undid an import", subject=plan_import, scope=taking_back.scope, detail=detail)
    return plan_import


def _refuse_unless_undoable(plan_import: PlanImport, now: dt.datetime) -> None:
    if plan_import.state != PlanImport.State.LOADED:
        raise Refusal(f"This import is {plan_import.get_state_display().lower()}: there is nothing to undo")
    if not is_in_time(plan_import, now):
        hours = int(UNDO_WITHIN.total_seconds() // 3600)
        raise Refusal(f"An import can be undone within {hours} hours: change what is wrong on its own page")
    found = in_the_way(plan_import)
    if found:
        raise Refusal(f"It can no longer be undone: {found[0]}")


def _put_back(taking_back: Loading, written: Written) -> None:
    """Give changed rows their earlier values back, as one more revision."""
    noted = ImportedRow.objects.filter(
        plan_import=taking_back.plan_import, model=written.model._meta.label_lower, is_new=False
    )
    before = dict(noted.values_list("key", "before"))
    rows = rows_by_key(written.model, before)
    for row in rows:
        for name, value in before[row.pk].items():
            if name in written.fields:
                field = row._meta.get_field(written.fields[name].removesuffix("_id"))
                setattr(row, written.fields[name], _kept(field, value))
    sign(taking_back, rows)
    taking_back.update(written.model, rows, [*written.fields.values(), *written.stamps])
    taking_back.audit("undid an import of", rows, {key: {"back to": kept} for key, kept in before.items()})
    for name in written.lists:
        wanted = {key: kept[name] for key, kept in before.items() if name in kept}
        replace_links(written.model, name, wanted)


def _kept(field: Any, value: Any) -> Any:
    """Return a value as the row holds it: what JSON kept as words becomes a day or an amount again."""
    if value is None:
        return None if field.null else ""
    plain = field.to_python(value) if not field.is_relation else value
    return plain.quantize(Decimal("0.01")) if isinstance(plain, Decimal) else plain
