"""Answers what an import needs to know: what the plan has, what a cell may name, and how earlier imports went."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Membership, Organisation, Post, Role
from core.importing.cells import Reading, words_of
from core.importing.checked import Existing, Identity, fold
from core.importing.columns import Meaning
from core.importing.names import Named, Register, choices
from improvement_plans.importing.known import KnownPlan
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Answering,
    BudgetLine,
    Completion,
    Milestone,
    Objective,
    Plan,
    PlanImport,
    Source,
    WorkStream,
)
from notices.models import Area, Clause

SEE_PEOPLE = "An administrator adds posts; then check this file again"


def imports_of(council: Organisation) -> QuerySet[PlanImport]:
    """Return the imports into the plans of a council, newest first, those that were dropped left out."""
    return (
        PlanImport.objects.filter(plan__notice__council=council)
        .exclude(state=PlanImport.State.DROPPED)
        .select_related("plan__notice__council", "uploaded_by", "loaded_by", "job")
    )


def reading_for(plan: Plan) -> Reading:
    """Return the registers in which the cells of a file for `plan` are looked up."""
    posts = Post.objects.filter(organisation=plan.notice.council_id)
    agencies = Organisation.objects.filter(kind=Organisation.Kind.PARTNER_AGENCY)
    return Reading(
        {
            "posts": Register("post", [Named(post.pk, post.title) for post in posts], SEE_PEOPLE),
            "areas": _areas(plan),
            "work_streams": _work_streams(plan),
            "budget_lines": _budget_lines(plan),
            "agencies": Register("partner agency", [Named(each.pk, each.name) for each in agencies]),
            "sources": Register("source or clause", _sources(plan)),
            "origins": choices("origin", Source.Origin.choices),
            "kinds": choices("kind of source", Source.Kind.choices),
            "addressees": choices("addressee", Source.Addressee.choices),
        }
    )


def _areas(plan: Plan) -> Register:
    entries = [
        Named(area.pk, str(area), (area.letter, area.title, f"area {area.letter}"))
        for area in Area.objects.filter(notice=plan.notice_id)
    ]
    return Register(
        "area", entries, "The notice has no areas yet: enter them on the page of the notice first"
    )


def _work_streams(plan: Plan) -> Register:
    entries = [
        Named(stream.pk, str(stream), (str(stream.number), stream.title, f"work stream {stream.number}"))
        for stream in WorkStream.objects.filter(plan=plan)
    ]
    return Register("work stream", entries, "The plan has no work streams yet: enter them first")


def _budget_lines(plan: Plan) -> Register:
    entries = [
        Named(line.pk, str(line), (line.code, line.title)) for line in BudgetLine.objects.filter(plan=plan)
    ]
    return Register("budget line", entries, "The plan has no budget lines yet: enter them first")


def _sources(plan: Plan) -> list[Named]:
    sources = [Named(f"source:{each.pk}", each.reference) for each in Source.objects.filter(plan=plan)]
    clauses = [
        Named(f"clause:{each.pk}", str(each), (each.number,))
        for each in Clause.objects.filter(notice_id=plan.notice_id)
    ]
    return [*sources, *clauses]


def known_plan(plan: Plan) -> KnownPlan:
    """Return the objectives, actions and milestones of the plan, in a number of queries that does not grow."""
    objectives: dict[Identity, Existing] = {
        (fold(each.reference),): _objective(each)
        for each in Objective.objects.filter(plan=plan).prefetch_related("areas", "work_streams")
    }
    actions = _actions(plan)
    milestones = list(
        Milestone.objects.filter(action__objective__plan=plan).select_related("action__objective")
    )
    reached = _reached(plan)
    return KnownPlan(
        objectives=objectives,
        actions=actions,
        milestones={
            (*_identity(each.action), str(each.number)): _milestone(
                each, actions[_identity(each.action)].settled or reached.get(each.pk, "")
            )
            for each in milestones
        },
        objective_words={fold(each.label): str(each.values["reference"]) for each in objectives.values()},
    )


def known_sources(plan: Plan) -> dict[Identity, Existing]:
    """Return the sources of the plan by identity."""
    found = Source.objects.filter(plan=plan).prefetch_related("areas")
    advising = list(Membership.objects.filter(council=plan.notice.council_id, role=Role.ADVISER))
    return {(fold(each.reference),): _source(each, advising) for each in found}


def _is_the_advisers(row: Source, advising: list[Membership]) -> bool:
    """Whether it was written down by somebody who was the adviser then: nobody else changes the adviser's words."""
    then = timezone.localdate(row.recorded_at)
    return any(
        each.person_id == row.recorded_by_id
        and each.started_on <= then
        and (each.ended_on is None or each.ended_on >= then)
        for each in advising
    )


def identities_of(plan: Plan, model: type[Action] | type[Objective]) -> dict[int, Identity]:
    """Return the identity of each objective or each action of the plan, by its key."""
    if model is Objective:
        objectives = Objective.objects.filter(plan=plan).values_list("pk", "reference")
        return {key: (fold(reference),) for key, reference in objectives}
    actions = Action.objects.filter(objective__plan=plan)
    return {
        key: (fold(objective), fold(reference))
        for key, objective, reference in actions.values_list("pk", "objective__reference", "reference")
    }


def _identity(action: Action) -> Identity:
    return (fold(action.objective.reference), fold(action.reference))


def _actions(plan: Plan) -> dict[Identity, Existing]:
    found = list(
        Action.objects.filter(objective__plan=plan)
        .select_related("objective")
        .prefetch_related("contributing_posts", "partner_agencies")
    )
    identities = {action.pk: _identity(action) for action in found}
    depends = _grouped(
        Action.depends_on.through.objects.filter(from_action__objective__plan=plan).values_list(
            "from_action_id", "to_action_id"
        )
    )
    answers = _answers(plan)
    standing = Completion.objects.filter(action__objective__plan=plan, reopened_on__isnull=True)
    done = dict(standing.values_list("action_id", "done_on"))
    return {
        identities[action.pk]: _action(
            action,
            depends_on=frozenset(identities[each] for each in depends[action.pk] if each in identities),
            sources=frozenset(answers[action.pk]),
            settled=_done_words(done.get(action.pk)),
        )
        for action in found
    }


def _answers(plan: Plan) -> dict[int, set[Any]]:
    links = Answering.objects.filter(action__objective__plan=plan, unlinked_on__isnull=True)
    return _grouped(
        (action, f"source:{source}" if source else f"clause:{clause}")
        for action, source, clause in links.values_list("action_id", "source_id", "clause_id")
    )


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, set[Any]]:
    grouped: dict[int, set[Any]] = defaultdict(set)
    for one, other in pairs:
        grouped[one].add(other)
    return grouped


def _keys(rows: Any) -> frozenset[int]:
    return frozenset(each.pk for each in rows.all())


def _done_words(day: dt.date | None) -> str:
    if day is None:
        return ""
    return f"The action was called done on {day:%-d %B %Y}, so this day stands. Reopen it, or leave the cell empty"


def _gone(row: Any, what: str) -> str:
    if row.left_on is None:
        return ""
    return f"{what} {row} left the plan on {row.left_on:%-d %B %Y}: give the new one another reference"


def _objective(row: Objective) -> Existing:
    values: dict[str, Meaning | None] = {
        "reference": row.reference,
        "objective_title": words_of(row.title),
        "objective_outcome": words_of(row.outcome_for_children),
        "areas": _keys(row.areas),
        "work_streams": _keys(row.work_streams),
        "objective_owner": row.owner_post_id,
    }
    return Existing(row.pk, str(row), values, closed=_gone(row, "Objective"))


def _action(row: Action, *, depends_on: frozenset[Any], sources: frozenset[Any], settled: str) -> Existing:
    values: dict[str, Meaning | None] = {
        "title": words_of(row.title),
        "output": words_of(row.output) or None,
        "outcome": words_of(row.outcome) or None,
        "owner": row.owner_post_id,
        "contributing_posts": _keys(row.contributing_posts),
        "partner_agencies": _keys(row.partner_agencies),
        "starts_on": row.starts_on,
        "original_due_on": row.original_due_on,
        "due_on": row.due_on,
        "depends_on": depends_on,
        "budget_line": row.budget_line_id,
        "cost": row.cost,
        "sources": sources,
    }
    return Existing(row.pk, str(row), values, closed=_gone(row, "Action"), settled=settled)


def _reached(plan: Plan) -> dict[int, str]:
    standing = ActionUpdate.objects.filter(action__objective__plan=plan, corrected_by__isnull=True)
    reached = standing.filter(milestones_reached__isnull=False).order_by("-given_on", "-pk")
    return {
        milestone: f"This milestone was reached on {day:%-d %B %Y}, so this day stands. Leave the cell empty"
        for milestone, day in reached.values_list("milestones_reached", "given_on")
    }


def _milestone(row: Milestone, settled: str) -> Existing:
    values: dict[str, Meaning | None] = {"title": words_of(row.title), "due_on": row.due_on}
    gone = (
        f"Milestone {row.number} of action {row.action.reference} left the plan on {row.left_on:%-d %B %Y}: give the "
        "new one another number"
        if row.left_on
        else ""
    )
    return Existing(row.pk, str(row), values, closed=gone, settled=settled)


def _source(row: Source, advising: list[Membership]) -> Existing:
    values: dict[str, Meaning | None] = {
        "origin": row.origin,
        "kind": row.kind,
        "addressee": row.addressee,
        "words": words_of(row.words),
        "document": words_of(row.document) or None,
        "received_on": row.received_on,
        "areas": _keys(row.areas),
    }
    theirs = "The adviser wrote this one, and only the adviser changes it: leave the row out"
    return Existing(
        row.pk, str(row), values, kept_by_others=theirs if _is_the_advisers(row, advising) else ""
    )
