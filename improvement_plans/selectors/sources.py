"""Answers how what the plan must answer stands on a day, and what an action answers, in constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from improvement_plans.answering import ActionLinked, Answered, AnswerGiven, Span, State, answered_on
from improvement_plans.models import (
    Action,
    Answer,
    Answering,
    Completion,
    Plan,
    Source,
    known_by,
)
from improvement_plans.models.source import AnsweringQuerySet
from improvement_plans.references import counted
from improvement_plans.selectors.wording import worded_on
from notices.models import Clause


@dataclass(frozen=True)
class Linked:
    """An action that answers something, as that stood on the day."""

    answering: Answering
    is_in_plan: bool
    done_on: dt.date | None

    @property
    def action(self) -> Action:
        return self.answering.action


@dataclass(frozen=True)
class AnswerStanding:
    """A source or a clause with its state, its answers by the day in order, and the actions linked to it then."""

    about: Source | Clause
    answered: Answered
    answers: tuple[Answer, ...]
    linked: tuple[Linked, ...]

    @property
    def state(self) -> State:
        return self.answered.state

    @property
    def newest(self) -> Answer | None:
        return self.answers[-1] if self.answers else None

    @property
    def in_plan(self) -> tuple[Linked, ...]:
        return tuple(each for each in self.linked if each.is_in_plan)

    @property
    def left_the_plan(self) -> tuple[Linked, ...]:
        return tuple(each for each in self.linked if not each.is_in_plan)


def sources_on(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Source]:
    """Return the sources that the plan had received by `as_at`, as known on another day."""
    return Source.objects.filter(known_by(known_on), plan=plan, received_on__lte=as_at)


def source_standings(
    sources: QuerySet[Source], as_at: dt.date, *, known_on: dt.date | None = None
) -> list[AnswerStanding]:
    """Return how each of `sources` was answered on `as_at`, by origin and then as their references count."""
    origins = list(Source.Origin)
    rows = list(sources.select_related("recorded_by").prefetch_related("areas"))
    worded_on(rows, as_at=as_at, known_on=known_on)
    rows.sort(key=lambda each: (origins.index(Source.Origin(each.origin)), counted(each.reference)))
    keys = sources.order_by().values("pk")
    answers = answers_by_subject("source", Answer.objects.filter(source__in=keys), as_at, known_on)
    links = linked_by_subject("source", Answering.objects.filter(source__in=keys), as_at, known_on)
    return [standing_of(each, answers, links, as_at) for each in rows]


def sources_of_action(action: Action, as_at: dt.date, known_on: dt.date | None = None) -> QuerySet[Answering]:
    """Return the links from `action` to the sources and clauses that it answered on `as_at`."""
    standing = Answering.objects.standing_on(as_at, known_on=known_on).filter(action=action)
    return standing.select_related("source", "clause", "linked_by").order_by(
        "clause__order", "source__origin", "source__reference"
    )


def linked_by_subject(
    field: str, links: AnsweringQuerySet, as_at: dt.date, known_on: dt.date | None
) -> dict[int, list[Linked]]:
    """Return the links that stand on the day, by the key of the source or clause (`field`) that they are about."""
    done = Completion.objects.standing_on(as_at, known_on=known_on).filter(action=OuterRef("action"))
    standing = list(
        links.standing_on(as_at, known_on=known_on)
        .select_related("action__objective", "linked_by")
        .annotate(done_then=Subquery(done.values("done_on")[:1]))
        .order_by("action__objective__reference", "action__reference", "pk")
    )
    worded_on([each.action for each in standing], as_at=as_at, known_on=known_on)
    found: dict[int, list[Linked]] = defaultdict(list)
    for each in standing:
        in_plan = Span(each.action.added_on, each.action.left_on).holds_on(as_at)
        found[getattr(each, f"{field}_id")].append(Linked(each, in_plan, each.done_then))
    return found


def standing_of(
    about: Source | Clause,
    answers: Mapping[int, Sequence[Answer]],
    links: Mapping[int, Sequence[Linked]],
    as_at: dt.date,
    *,
    active_in_area: int = 0,
) -> AnswerStanding:
    """Return how one source or clause was answered, from what was fetched for all of them."""
    own, linked = tuple(answers.get(about.pk, ())), tuple(links.get(about.pk, ()))
    answered = answered_on(
        as_at,
        [_answer_given(each) for each in own],
        [_action_linked(each) for each in linked],
        active_in_area=active_in_area,
    )
    return AnswerStanding(about=about, answered=answered, answers=own, linked=linked)


def answers_by_subject(
    field: str, answers: QuerySet[Answer], as_at: dt.date, known_on: dt.date | None
) -> dict[int, list[Answer]]:
    """Return the answers given by the day in order, by the key of the source or clause (`field`)."""
    found: dict[int, list[Answer]] = defaultdict(list)
    given = answers.filter(known_by(known_on), given_on__lte=as_at).select_related("given_by")
    for answer in given.prefetch_related("evidence").order_by("given_on", "pk"):
        found[getattr(answer, f"{field}_id")].append(answer)
    return found


def _answer_given(answer: Answer) -> AnswerGiven:
    proofs = tuple(Span(each.effective_on, each.expires_on) for each in answer.evidence.all())
    return AnswerGiven(State(answer.kind), answer.given_on, order=answer.pk, proofs=proofs)


def _action_linked(linked: Linked) -> ActionLinked:
    answering, action = linked.answering, linked.action
    return ActionLinked(
        reference=action.reference,
        linked=Span(answering.linked_on),
        in_plan=Span(action.added_on, action.left_on),
        done=(Span(linked.done_on),) if linked.done_on else (),
    )
