"""Answers what stands in the way of taking an import back: whatever came to its rows since."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from improvement_plans.models import Action, ImportedRow, Milestone, Objective, PlanImport, Source

TEXTS: tuple[type[Model], ...] = (Objective, Action, Milestone, Source)
"""What an import writes that people edit and that other rows point to."""
MOST_SHOWN = 20


def in_the_way(plan_import: PlanImport) -> list[str]:
    """Return in words what was done since to rows of the import: as long as there is any, it cannot be undone."""
    found = [*_edited(plan_import), *_came_since(plan_import)]
    return list(dict.fromkeys(found))


def keys_of(plan_import: PlanImport, model: type[Model], **narrowed: Any) -> QuerySet[Any]:
    """Return the keys of the rows of a model that the import wrote, as a subquery."""
    rows = ImportedRow.objects.filter(plan_import=plan_import, model=model._meta.label_lower, **narrowed)
    return rows.order_by().values("key")


def _edited(plan_import: PlanImport) -> Iterator[str]:
    """Rows with another revision than the import left: somebody changed them, or took them away."""
    for label in (Objective._meta.label_lower, Action._meta.label_lower, Source._meta.label_lower):
        model: Any = apps.get_model(label)
        noted = ImportedRow.objects.filter(plan_import=plan_import, model=label)
        now = dict(model.objects.filter(pk__in=noted.order_by().values("key")).values_list("pk", "revision"))
        for row in noted:
            if now.get(row.key) != row.revision:
                yield f"{row.name} was changed since"


def _came_since(plan_import: PlanImport) -> Iterator[str]:
    """Rows of any application that point to what the import brought, and that it did not bring itself."""
    for model in TEXTS:
        names = dict(
            ImportedRow.objects.filter(
                plan_import=plan_import, model=model._meta.label_lower, is_new=True
            ).values_list("key", "name")
        )
        if not names:
            continue
        for what, rows, column in _pointing_at(plan_import, model):
            for key in rows.order_by().values_list(column, flat=True).distinct()[:MOST_SHOWN]:
                yield f"{names.get(key, 'Something')} has {what} since"


def _pointing_at(plan_import: PlanImport, model: type[Model]) -> Iterator[tuple[str, QuerySet[Any], str]]:
    new = keys_of(plan_import, model, is_new=True)
    for relation in model._meta.related_objects:
        other: Any = relation.related_model
        ours = keys_of(plan_import, other)
        what = str(other._meta.verbose_name_plural)
        if relation.many_to_many:
            field: Any = relation.field
            through: Any = field.remote_field.through
            column, own = f"{field.m2m_reverse_field_name()}_id", f"{field.m2m_field_name()}_id"
            rows = through.objects.filter(**{f"{column}__in": new}).exclude(**{f"{own}__in": ours})
        else:
            column = relation.field.attname
            rows = other._default_manager.filter(**{f"{column}__in": new}).exclude(pk__in=ours)
        yield what, rows, column
    if model is Action:
        yield "evidence", Action.evidence.through.objects.filter(action_id__in=new), "action_id"
