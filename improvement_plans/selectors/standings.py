"""Answers how a plan or an action stands on a day and what a person owes, in constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from accounts.models import Organisation, User
from accounts.selectors import posts_held_by
from evidence.models import Evidence
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Completion,
    Objective,
    Plan,
    known_by,
    reopened_by,
)
from improvement_plans.pace import PaceRule, pace_of
from improvement_plans.selectors.facts import Facts, holders_on
from improvement_plans.selectors.pace import rule_for
from improvement_plans.selectors.wording import worded_on
from improvement_plans.standing import ActionStanding, Group, ObjectiveStanding, Owner, PlanStanding
from notices.models import Notice


def plans_of(council: Organisation) -> QuerySet[Plan]:
    """Return the council's plans, that of the newest notice first."""
    return (
        Plan.objects.filter(notice__council=council)
        .select_related("notice")
        .order_by("-notice__issued_on", "-pk")
    )


def plan_as_at(
    notice: Notice, as_at: dt.date, *, known_on: dt.date | None = None, rule: PaceRule | None = None
) -> PlanStanding | None:
    """Return the plan under `notice` as it stood on `as_at`, known on `known_on`; None without a plan.

    Without a `rule`, its pace is held to the one in force on the day.
    """
    plan = Plan.objects.filter(notice=notice).select_related("notice").first()
    if plan is None:
        return None
    rule = rule or rule_for(plan, as_at, known_on)
    objectives = list(objectives_on(plan, as_at))
    worded_on(objectives, as_at=as_at, known_on=known_on)
    actions = Action.objects.filter(objective__plan=plan)
    by_objective: dict[int, list[ActionStanding]] = defaultdict(list)
    for standing in action_standings(actions, as_at=as_at, known_on=known_on):
        by_objective[standing.action.objective_id].append(standing)
    holders = holders_on(as_at, {objective.owner_post_id for objective in objectives})
    return PlanStanding(
        plan=plan,
        as_at=as_at,
        known_on=known_on,
        areas=tuple(notice.areas.all()),
        work_streams=tuple(plan.work_streams.all()),
        objectives=tuple(
            _objective_standing(objective, by_objective[objective.pk], holders, as_at, rule)
            for objective in objectives
        ),
        pace_rule=rule,
    )


def objectives_on(plan: Plan, day: dt.date) -> QuerySet[Objective]:
    """Return the objectives in the plan on `day`, in the order of the plan."""
    in_the_plan = Q(added_on__isnull=True) | Q(added_on__lte=day)
    still = Q(left_on__isnull=True) | Q(left_on__gt=day)
    return (
        Objective.objects.filter(in_the_plan, still, plan=plan)
        .select_related("owner_post")
        .prefetch_related("areas", "work_streams")
        .order_by("reference")
    )


def objective_as_at(
    objective: Objective, as_at: dt.date, *, known_on: dt.date | None = None, rule: PaceRule | None = None
) -> ObjectiveStanding:
    """Return how one objective stood on `as_at`; without a `rule`, by the one in force on the day."""
    rule = rule or rule_for(objective.plan, as_at, known_on)
    worded_on([objective], as_at=as_at, known_on=known_on)
    actions = action_standings(Action.objects.filter(objective=objective), as_at=as_at, known_on=known_on)
    return _objective_standing(objective, actions, holders_on(as_at, {objective.owner_post_id}), as_at, rule)


def action_as_at(action: Action, as_at: dt.date, *, known_on: dt.date | None = None) -> ActionStanding | None:
    """Return how one action stood on `as_at`; None when it was not yet in the plan."""
    found = action_standings(Action.objects.filter(pk=action.pk), as_at=as_at, known_on=known_on)
    return found[0] if found else None


def actions_owed_by(
    person: User, today: dt.date, *, council: Organisation | None = None
) -> list[ActionStanding]:
    """Return what is still to be done by the posts that `person` holds today, the earliest due first."""
    actions = Action.objects.filter(owner_post__in=posts_held_by(person, today=today))
    if council is not None:
        actions = actions.filter(objective__plan__notice__council=council)
    owed = [each for each in action_standings(actions, as_at=today) if not each.is_done]
    return sorted(owed, key=lambda each: (each.due_on, each.action.pk))


def action_standings(
    actions: QuerySet[Action], *, as_at: dt.date, known_on: dt.date | None = None
) -> list[ActionStanding]:
    """Return how each of `actions` stood on `as_at`, in the order of the plan."""
    rows = list(
        actions.standing_on(as_at, known_on=known_on)  # type: ignore[attr-defined]
        .select_related("owner_post")
        .annotate(proofs=_pieces_of_evidence(as_at, known_on))
        .order_by("objective__reference", "reference", "pk")
    )
    _give_objectives(rows, actions)
    worded_on(rows, as_at=as_at, known_on=known_on)
    facts = Facts.about(actions, rows, as_at=as_at, known_on=known_on)
    return [facts.standing_of(row) for row in rows]


def _give_objectives(rows: Iterable[Action], actions: QuerySet[Action]) -> None:
    """Give each row its objective, made once and not once for each of its actions.

    A prefetch would name every objective in an expression that SQLite refuses for a thousand of them.
    """
    wanted = Objective.objects.filter(pk__in=actions.order_by().values("objective"))
    related = wanted.select_related("plan__notice__council").prefetch_related("areas", "work_streams")
    objectives = {objective.pk: objective for objective in related}
    for row in rows:
        row.objective = objectives[row.objective_id]


def _pieces_of_evidence(as_at: dt.date, known_on: dt.date | None) -> Coalesce:
    """Count what proves an action on the day: from its effective day on, and no longer once it has expired."""
    counting = Evidence.objects.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gt=as_at),
        known_by(known_on),
        actions=OuterRef("pk"),
        effective_on__lte=as_at,
    )
    number = counting.order_by().values("actions").annotate(number=Count("pk", distinct=True))
    return Coalesce(Subquery(number.values("number")), 0)


def updates_of(action: Action, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[ActionUpdate]:
    """Return every update given by `as_at`, the newest first; those corrected since have `is_corrected`."""
    corrections = ActionUpdate.objects.filter(known_by(known_on), corrects=OuterRef("pk"))
    return (
        action.updates.filter(known_by(known_on), given_on__lte=as_at)
        .annotate(is_corrected=Exists(corrections))
        .select_related(
            "given_by", "for_post", "corrects", "corrected_by", "help_from_post", "help_from_agency"
        )
        .prefetch_related("milestones_reached", "evidence")
        .order_by("-given_on", "-pk")
    )


def completions_of(
    action: Action, as_at: dt.date, *, known_on: dt.date | None = None
) -> QuerySet[Completion]:
    """Return every completion dated by `as_at`; those found wrong by then have `is_reopened`."""
    return (
        action.completions.filter(known_by(known_on), done_on__lte=as_at)
        .annotate(is_reopened=ExpressionWrapper(reopened_by(as_at, known_on), output_field=BooleanField()))
        .select_related("recorded_by", "reopened_by")
    )


def _objective_standing(
    objective: Objective,
    actions: Iterable[ActionStanding],
    holders: dict[int, tuple[str, ...]],
    as_at: dt.date,
    rule: PaceRule,
) -> ObjectiveStanding:
    kept = tuple(actions)
    return ObjectiveStanding(
        objective=objective,
        owner=Owner(objective.owner_post, holders.get(objective.owner_post_id, ())),
        areas=tuple(objective.areas.all()),
        work_streams=tuple(objective.work_streams.all()),
        group=Group(kept),
        pace=pace_of([each.dates for each in kept], today=as_at, rule=rule),
        shown=kept,
    )
