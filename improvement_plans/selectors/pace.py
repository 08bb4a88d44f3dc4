"""Answers by which rule a plan is held to its pace on a day, and what is said of what is slow."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from improvement_plans.computed_rating import Bounds
from improvement_plans.models import Objective, PaceNote, PaceSettings, Plan, known_by
from improvement_plans.pace import STANDARD_RULE, PaceRule
from improvement_plans.standing import ObjectiveStanding, PlanStanding


def settings_of(plan: Plan, *, known_on: dt.date | None = None) -> QuerySet[PaceSettings]:
    """Return every rule that was ever set for the plan, the newest first, those from a later day included."""
    kept = PaceSettings.objects.filter(known_by(known_on), plan=plan).select_related("set_by")
    return kept.order_by("-from_day", "-pk")


def setting_for(plan: Plan, as_at: dt.date, known_on: dt.date | None = None) -> PaceSettings | None:
    """Return the row that sets the rule in force on `as_at`; None where the standard rule holds."""
    return settings_of(plan, known_on=known_on).filter(from_day__lte=as_at).first()


def rule_for(plan: Plan, as_at: dt.date, known_on: dt.date | None = None) -> PaceRule:
    """Return the rule in force on `as_at`; the standard rule where the team has set none."""
    setting = setting_for(plan, as_at, known_on)
    return STANDARD_RULE if setting is None else rule_of(setting)


def rules_for(plans: QuerySet[Plan], as_at: dt.date, known_on: dt.date | None = None) -> dict[int, PaceRule]:
    """Return the rule in force on `as_at` by the plan's primary key; a plan without one of its own is not in it."""
    kept = PaceSettings.objects.filter(known_by(known_on), plan__in=plans.values("pk"), from_day__lte=as_at)
    return {each.plan_id: rule_of(each) for each in kept.order_by("from_day", "pk")}


def rule_of(settings: PaceSettings) -> PaceRule:
    """Return a stored rule as the pure one."""
    return PaceRule(
        overdue_allowed=settings.overdue_allowed,
        silent_after_days=settings.silent_after_days,
        moves_allowed=settings.moves_allowed,
        days_moved_allowed=settings.days_moved_allowed,
        share_behind_allowed=settings.percent_behind_allowed / 100,
        days_projected_late_allowed=settings.days_projected_late_allowed,
        missed_updates_allowed=settings.missed_updates_allowed,
        missed_contributions_allowed=settings.missed_contributions_allowed,
    )


def bounds_of(rule: PaceRule) -> Bounds:
    """Return what the computed rating takes from the rule: how long silence and how much delay is allowed."""
    return Bounds(rule.silent_after_days, rule.share_behind_allowed)


@dataclass(frozen=True)
class SlowObjective:
    """An objective that the rule found, with what the team said of it by the day, the newest first."""

    standing: ObjectiveStanding
    notes: tuple[PaceNote, ...]

    @property
    def newest(self) -> PaceNote | None:
        return self.notes[0] if self.notes else None

    @property
    def earlier(self) -> tuple[PaceNote, ...]:
        return self.notes[1:]


def slow_objectives_of(plan: PlanStanding) -> list[SlowObjective]:
    """Return everything in the plan that is slow to progress, by the rule alone, with what explains it."""
    notes = notes_of(Objective.objects.filter(plan=plan.plan), plan.as_at, plan.known_on)
    return [SlowObjective(each, tuple(notes.get(each.objective.pk, ()))) for each in plan.slow_objectives]


def notes_of(
    objectives: QuerySet[Objective], as_at: dt.date, known_on: dt.date | None = None
) -> dict[int, list[PaceNote]]:
    """Return what the team said of each objective by `as_at`, the newest first, by the objective's primary key."""
    found: dict[int, list[PaceNote]] = defaultdict(list)
    notes = PaceNote.objects.made_by(as_at, known_on=known_on).filter(objective__in=objectives.values("pk"))
    for note in notes.select_related("noted_by").order_by("-noted_on", "-pk"):
        found[note.objective_id].append(note)
    return found
