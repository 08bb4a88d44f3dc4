"""Takes an import back: what it brought goes, what it changed is as it was, and the trail says who did both."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit import Actor
from core.importing import services
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
from improvement_plans.selectors.import_undoing import in_the_way, keys_of
from improvement_plans.services.import_actions import ACTIONS, OBJECTIVES
from improvement_plans.services.import_changes import Written, replace_links, rows_by_key, sign
from improvement_plans.services.import_milestones import MILESTONES
from improvement_plans.services.import_sources import SOURCES
from improvement_plans.services.import_writing import Loading
from improvement_plans.services.writing import locked as locked_plan

# What points to others goes before them.
BROUGHT = (DueDateChange, MilestoneMove, Answering, Milestone, Action, Objective, Source)


@transaction.atomic
def undo(*, plan_import: PlanImport, by: Actor, now: dt.datetime) -> PlanImport:
    """Take everything back that the import did. Raises Refusal after a day, and once anything of it was touched."""
    plan_import = services.taken_for_undo(imported=plan_import, now=now)
    locked_plan(plan_import.plan)
    services.refuse_what_is_in_the_way(found=in_the_way(plan_import))
    taking_back = Loading(
        plan_import, timezone.localdate(now), now, actor=by, reason_words="Undo of the import"
    )
    for written in (OBJECTIVES, ACTIONS, MILESTONES, SOURCES):
        _put_back(taking_back, written)
    removed = 0
    for model in BROUGHT:
        number, _ = model._default_manager.filter(pk__in=keys_of(plan_import, model, is_new=True)).delete()
        removed += number
    return services.undone(imported=plan_import, removed=removed, by=by, now=now)


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
