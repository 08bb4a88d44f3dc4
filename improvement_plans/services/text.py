"""Writes the words of the plan: its objectives and its actions, added and edited."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Model

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from improvement_plans.dependencies import circle_through
from improvement_plans.models import Action, BudgetLine, Objective, Plan, WorkStream
from improvement_plans.services import writing
from notices.models import Area


@dataclass(frozen=True)
class ObjectiveWords:
    """Everything that the plan says of an objective itself."""

    reference: str
    title: str
    outcome_for_children: str
    owner_post: Post
    areas: Iterable[Area]
    work_streams: Iterable[WorkStream] = ()


@dataclass(frozen=True)
class ActionWords:
    """Everything that the plan says of an action but its due date, which moves on a page of its own. Cost in pounds."""

    reference: str
    title: str
    owner_post: Post
    starts_on: dt.date
    output: str = ""
    outcome: str = ""
    contributing_posts: Iterable[Post] = ()
    partner_agencies: Iterable[Organisation] = ()
    depends_on: Iterable[Action] = ()
    budget_line: BudgetLine | None = None
    cost: Decimal | None = None


@transaction.atomic
def add_objective(*, plan: Plan, words: ObjectiveWords, by: User, today: dt.date) -> Objective:
    """Put an objective into the plan from today on. Raises Refusal for words that do not hold together."""
    plan = writing.locked(plan)
    objective = writing.signed(Objective(plan=plan, added_on=today), by)
    _write_objective(objective, plan, words)
    writing.write_audit(by=by, deed="added an objective", subject=objective, plan=plan)
    return objective


@transaction.atomic
def edit_objective(
    *, objective: Objective, words: ObjectiveWords, by: User, revision: int | None = None
) -> Objective:
    """Change what the plan says of an objective. Raises Refusal, and ChangedMeanwhile after another's change."""
    plan = writing.locked(objective.plan)
    objective = writing.claimed(objective, by=by, revision=revision)
    lists = _write_objective(objective, plan, words)
    writing.write_audit(by=by, deed="edited an objective", subject=objective, plan=plan, lists=lists)
    return objective


@transaction.atomic
def add_action(
    *, objective: Objective, words: ActionWords, due_on: dt.date, by: User, today: dt.date
) -> Action:
    """Put an action under an objective from today on; `due_on` is its first due date, which always stays on record."""
    plan = writing.locked(objective.plan)
    if objective.left_on is not None:
        raise Refusal("This objective is no longer in the plan. Put it back, or choose another.")
    if due_on < words.starts_on:
        raise Refusal("The due date must be on or after the day the action starts", field="due_on")
    action = writing.signed(
        Action(objective=objective, added_on=today, original_due_on=due_on, due_on=due_on), by
    )
    _write_action(action, plan, words)
    writing.write_audit(by=by, deed="added an action", subject=action, plan=plan, due_on=due_on)
    return action


@transaction.atomic
def edit_action(*, action: Action, words: ActionWords, by: User, revision: int | None = None) -> Action:
    """Change what the plan says of an action. Raises Refusal, and ChangedMeanwhile after another's change."""
    plan = writing.locked(action.objective.plan)
    action = writing.claimed(action, by=by, revision=revision)
    first = min(action.due_on, action.original_due_on)
    if words.starts_on > first:
        raise Refusal(f"The start must be on or before {first:%-d %B %Y}, when it is due", field="starts_on")
    lists = _write_action(action, plan, words)
    writing.write_audit(by=by, deed="edited an action", subject=action, plan=plan, lists=lists)
    return action


def _write_objective(objective: Objective, plan: Plan, words: ObjectiveWords) -> dict[str, list[str]]:
    areas, streams = list(words.areas), list(words.work_streams)
    objective.reference = _reference_of(words.reference, objective, plan.objectives)
    objective.title = writing.words_of(words.title, field="title", message="Enter the title of the objective")
    objective.outcome_for_children = writing.words_of(
        words.outcome_for_children, field="outcome_for_children", message="Enter the outcome for children"
    )
    writing.refuse_foreign_posts([words.owner_post], plan, field="owner_post")
    objective.owner_post = words.owner_post
    if not areas:
        raise Refusal("Choose at least one area that the objective serves", field="areas")
    if any(area.notice_id != plan.notice_id for area in areas):
        raise Refusal("Choose areas of this plan's notice", field="areas")
    if any(stream.plan_id != plan.pk for stream in streams):
        raise Refusal("Choose work streams of this plan", field="work_streams")
    objective.save()
    return writing.set_lists(objective, {"areas": areas, "work_streams": streams})


def _write_action(action: Action, plan: Plan, words: ActionWords) -> dict[str, list[str]]:
    posts, agencies, others = (
        list(words.contributing_posts), list(words.partner_agencies), list(words.depends_on),
    )  # fmt: skip
    action.reference = _reference_of(words.reference, action, action.objective.actions)
    action.title = writing.words_of(words.title, field="title", message="Enter the title of the action")
    action.output, action.outcome = words.output.strip(), words.outcome.strip()
    writing.refuse_foreign_posts([words.owner_post], plan, field="owner_post")
    writing.refuse_foreign_posts(posts, plan, field="contributing_posts")
    if words.owner_post in posts:
        raise Refusal("The owner contributes anyway: choose only other posts", field="contributing_posts")
    if any(agency.kind != Organisation.Kind.PARTNER_AGENCY for agency in agencies):
        raise Refusal("Choose partner agencies", field="partner_agencies")
    action.owner_post, action.starts_on = words.owner_post, words.starts_on
    action.budget_line, action.cost = _money_of(words, plan)
    _refuse_circle(action, others, plan)
    action.save()
    lists: dict[str, Iterable[Model]] = {
        "contributing_posts": posts,
        "partner_agencies": agencies,
        "depends_on": others,
    }
    return writing.set_lists(action, lists)


def _reference_of(reference: str, row: Objective | Action, others: Any) -> str:
    kept = writing.words_of(reference, field="reference", message="Enter the reference")
    taken = others.filter(reference=kept).exclude(pk=row.pk).first()
    if taken is not None:
        left = ", which is no longer in the plan" if taken.left_on else ""
        raise Refusal(f"{kept} is the reference of “{taken.title}”{left}: enter another", field="reference")
    return kept


def _money_of(words: ActionWords, plan: Plan) -> tuple[BudgetLine | None, Decimal | None]:
    if words.budget_line is not None and words.budget_line.plan_id != plan.pk:
        raise Refusal("Choose a budget line of this plan", field="budget_line")
    if words.cost is not None and words.budget_line is None:
        raise Refusal("Choose the budget line that the cost is held against", field="budget_line")
    if words.cost is not None and words.cost < 0:
        raise Refusal("The cost must be nothing or more", field="cost")
    return words.budget_line, words.cost


def _refuse_circle(action: Action, others: list[Action], plan: Plan) -> None:
    """Raise Refusal that names the circle, when the action would in the end wait for itself."""
    if any(other.objective.plan_id != plan.pk for other in others):
        raise Refusal("Choose actions of this plan", field="depends_on")
    if action.pk is None:
        return
    links = Action.depends_on.through.objects.filter(from_action__objective__plan=plan)
    waits_for: dict[int, list[int]] = {}
    for one, other in links.exclude(from_action=action).values_list("from_action", "to_action"):
        waits_for.setdefault(one, []).append(other)
    circle = circle_through(action.pk, {**waits_for, action.pk: [other.pk for other in others]})
    if circle:
        names = dict(Action.objects.filter(pk__in=set(circle)).values_list("pk", "reference"))
        round_trip = " → ".join(names[key] for key in circle)
        raise Refusal(
            f"The actions would wait for each other in a circle: {round_trip}. Take one of them away.",
            field="depends_on",
        )
