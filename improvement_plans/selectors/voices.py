"""Answers what was said, what came of it and who has not been heard, as at a day, in constant queries."""

import datetime as dt
from typing import Any

from django.db.models import Max, Prefetch, QuerySet

from improvement_plans.hearing import Hearing, hearings
from improvement_plans.models import Action, Plan, Voice


def voices_as_at(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Voice]:
    """Return the plan's voices, the newest first, each with `changed_then`, `told_then`, its areas and its actions."""
    actions = Action.objects.select_related("objective")
    return (
        Voice.objects.filter(plan=plan)
        .standing_on(as_at, known_on=known_on)
        .select_related("plan")
        .prefetch_related("areas", Prefetch("actions", queryset=actions))
        .order_by("-heard_on", "-pk")
    )


def voices_of_action(action: Action, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Voice]:
    """Return the voices of which the action came, as known to have changed something by then."""
    voices: Any = voices_as_at(action.objective.plan, as_at, known_on=known_on)
    found: QuerySet[Voice] = voices.filter(actions=action, changed_then__isnull=False)
    return found


def themes_of(plan: Plan) -> list[str]:
    """Return the themes of the plan's voices in their order."""
    return list(Voice.objects.filter(plan=plan).order_by("theme").values_list("theme", flat=True).distinct())


def area_hearings(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> tuple[Hearing, ...]:
    """Return for each area of the notice when somebody was last heard about it."""
    areas = plan.notice.areas.order_by("letter")
    subjects = {str(area.pk): f"in area {area.letter}" for area in areas}
    heard = Voice.objects.filter(plan=plan).heard_by(as_at, known_on=known_on).order_by()
    newest = heard.filter(areas__isnull=False).values_list("areas").annotate(newest=Max("heard_on"))
    return hearings(subjects, ((str(area), day) for area, day in newest), as_at=as_at)


def group_hearings(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> tuple[Hearing, ...]:
    """Return for each group when it was last heard."""
    subjects = {str(group.value): f"from {group.label.lower()}" for group in Voice.Group}
    heard = Voice.objects.filter(plan=plan).heard_by(as_at, known_on=known_on).order_by()
    newest = heard.values_list("group").annotate(newest=Max("heard_on"))
    return hearings(subjects, newest, as_at=as_at)
