"""Answers how the clauses that carry a duty of the council lead to actions, by links and through their areas."""

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from improvement_plans.models import Action, Answer, Answering, Plan, Rating, Source
from improvement_plans.selectors.sources import (
    AnswerStanding,
    answers_by_subject,
    linked_by_subject,
    source_standings,
    standing_of,
)
from notices.models import Area, Clause, Obligation

MAY = "may"

CLAUSES_RULE = (
    "A clause is here when it puts a duty on the council, or names an area that the plan must cover. A clause that "
    "names an area is covered, without a link, by the active actions of that area's objectives."
)
ACTIVE_RULE = "An action is active while it is in the plan, not done and not paused."


def clauses_with_a_duty(plan: Plan) -> QuerySet[Clause]:
    """Return the clauses of the plan's notice that must lead to an action (`CLAUSES_RULE`), as printed."""
    duties = Obligation.objects.filter(
        clause=OuterRef("pk"), owed_by_council=True, source__in=Obligation.BINDING_SOURCES
    ).exclude(Q(kind=Obligation.Kind.CONSEQUENCE) | Q(modality=MAY))
    names_an_area = Area.objects.filter(clause=OuterRef("pk"))
    clauses = Clause.objects.filter(Exists(duties) | Exists(names_an_area), notice=plan.notice_id)
    return clauses.order_by("order")


def active_actions(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Action]:
    """Return the actions that were active on `as_at` (`ACTIVE_RULE`)."""
    # What `standing_on` adds to each row, the types of its fields do not know.
    standing: Any = Action.objects.standing_on(as_at, known_on=known_on).filter(objective__plan=plan)
    active: QuerySet[Action] = standing.filter(done_then__isnull=True).exclude(rated_then=Rating.PAUSED)
    return active


def clause_standings(
    clauses: QuerySet[Clause], plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None
) -> list[AnswerStanding]:
    """Return how each of `clauses` of the plan's notice was answered on `as_at`, as printed."""
    keys = clauses.order_by().values("pk")
    answers = answers_by_subject("clause", Answer.objects.filter(clause__in=keys), as_at, known_on)
    links = linked_by_subject("clause", Answering.objects.filter(clause__in=keys), as_at, known_on)
    by_area = _active_by_clause(plan, as_at, known_on)
    return [
        standing_of(each, answers, links, as_at, active_in_area=by_area.get(each.pk, 0))
        for each in clauses.prefetch_related("areas").order_by("order")
    ]


def standing_about(
    about: Source | Clause, plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None
) -> AnswerStanding:
    """Return how one source or clause was answered on `as_at`, also one that was received later."""
    if isinstance(about, Source):
        return source_standings(Source.objects.filter(pk=about.pk), as_at, known_on=known_on)[0]
    return clause_standings(Clause.objects.filter(pk=about.pk), plan, as_at, known_on=known_on)[0]


def _active_by_clause(plan: Plan, as_at: dt.date, known_on: dt.date | None) -> dict[int, int]:
    """Return how many active actions the areas named by a clause have, by the key of the clause."""
    active = active_actions(plan, as_at, known_on=known_on).order_by().values("pk")
    counted = (
        Action.objects.filter(pk__in=active, objective__areas__clause__isnull=False)
        .order_by()
        .values("objective__areas__clause")
        .annotate(number=Count("pk", distinct=True))
    )
    return dict(counted.values_list("objective__areas__clause", "number"))
