"""Answers whether everything leads to an action: what leads to none, and the two tables, in constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from evidence.models import Evidence
from improvement_plans.coverage import Column, Row
from improvement_plans.models import Action, Answering, Objective, Plan, Rating, Source
from improvement_plans.selectors.clauses import active_actions
from improvement_plans.selectors.sources import AnswerStanding
from notices.models import Area, Clause


def actions_without_source(
    plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None
) -> QuerySet[Action]:
    """Return the actions of the plan on the day that were linked to nothing that must be answered."""
    links = Answering.objects.standing_on(as_at, known_on=known_on).filter(action=OuterRef("pk"))
    return actions_on(plan, as_at, known_on=known_on).filter(~Exists(links))


def done_without_evidence(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Action]:
    """Return the actions of the plan that counted as done on the day without evidence that counted."""
    counts = Evidence.objects.filter(actions=OuterRef("pk"), effective_on__lte=as_at)
    counts = counts.exclude(expires_on__lte=as_at)
    # What `standing_on` adds to each row, the types of its fields do not know.
    standing: Any = actions_on(plan, as_at, known_on=known_on)
    found: QuerySet[Action] = standing.filter(~Exists(counts), done_then__isnull=False)
    return found


def objectives_without_indicator(plan: Plan, as_at: dt.date) -> QuerySet[Objective]:
    """Return the objectives of the plan that no indicator follows; the digest, a layer above, points at them."""
    in_the_plan = (Q(added_on__isnull=True) | Q(added_on__lte=as_at)) & (
        Q(left_on__isnull=True) | Q(left_on__gt=as_at)
    )
    followed = Action.objects.filter(
        in_the_plan, objective=OuterRef("pk"), added_on__lte=as_at, indicators__isnull=False
    )
    return Objective.objects.filter(in_the_plan, plan=plan, indicators__isnull=True).exclude(Exists(followed))


def areas_without_action(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Area]:
    """Return the areas of the notice in which no action was active on the day."""
    active = active_actions(plan, as_at, known_on=known_on).filter(objective__areas=OuterRef("pk"))
    return Area.objects.filter(~Exists(active), notice=plan.notice_id)


def actions_on(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Action]:
    """Return the actions in the plan on the day, in its order."""
    standing: QuerySet[Action] = Action.objects.standing_on(as_at, known_on=known_on)
    return standing.filter(objective__plan=plan).order_by("objective__reference", "reference", "pk")


def columns_of(actions: QuerySet[Action], plan: Plan) -> list[Column]:
    """Return the actions as columns, each with the clauses that it covers through its areas while it is active."""
    by_objective = _clauses_by_objective(plan)
    facts = actions.values_list(
        "pk", "reference", "title", "objective_id", "objective__reference", "done_then", "rated_then"
    )  # type: ignore[misc]
    return [
        Column(
            key=key,
            reference=reference,
            title=title,
            objective=gathered,
            area_clauses=by_objective[objective] if done is None and rating != Rating.PAUSED else frozenset(),
        )
        for key, reference, title, objective, gathered, done, rating in facts
    ]


def rows_of(standings: Iterable[AnswerStanding]) -> list[Row]:
    """Return sources or clauses as rows, each with the keys of the actions in the plan that are linked to it."""
    return [
        Row(
            key=each.about.pk,
            reference=_reference(each.about),
            words=each.about.words,
            group=_group(each.about),
            state=each.state.value,
            state_words=each.answered.word,
            linked=frozenset(linked.action.pk for linked in each.in_plan),
            is_clause=isinstance(each.about, Clause),
        )
        for each in standings
    ]


def _reference(about: Source | Clause) -> str:
    return about.reference if isinstance(about, Source) else about.number


def _group(about: Source | Clause) -> str:
    if isinstance(about, Source):
        return str(about.get_origin_display())
    return about.section or "Clauses"


def _clauses_by_objective(plan: Plan) -> dict[int, frozenset[int]]:
    """Return the keys of the clauses that name an objective's areas, by the key of the objective."""
    found: dict[int, frozenset[int]] = defaultdict(frozenset)
    pairs = Objective.objects.filter(plan=plan, areas__clause__isnull=False)
    for objective, clause in pairs.order_by().values_list("pk", "areas__clause"):
        found[objective] |= {clause}
    return found
