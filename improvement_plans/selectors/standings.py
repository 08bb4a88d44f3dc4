"""Answers how a plan or an action stands on a day and what a person owes, in constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import Organisation, PostHolding, User
from accounts.selectors import posts_held_by
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Completion,
    DueDateChange,
    Objective,
    Plan,
    Rating,
    known_by,
    reopened_by,
)
from improvement_plans.pace import STANDARD_RULE, ActionDates, Pace, PaceRule, pace_of
from improvement_plans.standing import (
    ActionStanding,
    Group,
    ObjectiveStanding,
    Owner,
    PlanStanding,
    RatingGiven,
)
from notices.models import Notice

Fact = TypeVar("Fact", ActionUpdate, Completion, DueDateChange)

# The newest update gives the rating, the one before it the rating before.
UPDATES_NEEDED = 2


@dataclass(frozen=True)
class ContributionStanding:
    """What one post or partner agency contributes, and how that comes along."""

    name: str
    actions: tuple[ActionStanding, ...]
    pace: Pace


def plans_of(council: Organisation) -> QuerySet[Plan]:
    """Return the council's plans, that of the newest notice first."""
    return (
        Plan.objects.filter(notice__council=council)
        .select_related("notice")
        .order_by("-notice__issued_on", "-pk")
    )


def plan_as_at(
    notice: Notice, as_at: dt.date, *, known_on: dt.date | None = None, rule: PaceRule = STANDARD_RULE
) -> PlanStanding | None:
    """Return the plan under `notice` as it stood on `as_at`, known on `known_on`; None without a plan."""
    plan = Plan.objects.filter(notice=notice).select_related("notice").first()
    if plan is None:
        return None
    objectives = list(
        Objective.objects.filter(plan=plan)
        .select_related("owner_post")
        .prefetch_related("areas", "work_streams")
        .order_by("reference")
    )
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
    )


def objective_as_at(
    objective: Objective, as_at: dt.date, *, known_on: dt.date | None = None, rule: PaceRule = STANDARD_RULE
) -> ObjectiveStanding:
    """Return how one objective stood on `as_at`."""
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


def weak_contributions(plan: PlanStanding, *, rule: PaceRule = STANDARD_RULE) -> list[ContributionStanding]:
    """Return the posts and partner agencies whose actions together are slow by the rule (clause 5.e)."""
    every: dict[str, list[ActionStanding]] = defaultdict(list)
    for standing in plan.actions:
        for name in (str(standing.owner), *standing.partners):
            every[name].append(standing)
    found = (
        ContributionStanding(
            name, tuple(actions), pace_of([each.dates for each in actions], today=plan.as_at, rule=rule)
        )
        for name, actions in sorted(every.items())
    )
    return [contribution for contribution in found if contribution.pace.is_slow]


def action_standings(
    actions: QuerySet[Action], *, as_at: dt.date, known_on: dt.date | None = None
) -> list[ActionStanding]:
    """Return how each of `actions` stood on `as_at`, in the order of the plan."""
    rows = list(
        actions.standing_on(as_at, known_on=known_on)  # type: ignore[attr-defined]
        .select_related("objective__plan__notice__council", "owner_post")
        .prefetch_related("objective__areas", "objective__work_streams", "partner_agencies")
        .annotate(proofs=Count("evidence", filter=Q(evidence__effective_on__lte=as_at), distinct=True))
        .order_by("objective__reference", "reference", "pk")
    )
    facts = _Facts.about(actions, rows, as_at=as_at, known_on=known_on)
    return [facts.standing_of(row) for row in rows]


def holders_on(day: dt.date, posts: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who held each of `posts` (primary keys) on `day`."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    holdings = PostHolding.objects.on(day).filter(post__in=set(posts)).select_related("person")
    for holding in holdings.order_by("started_on", "pk"):
        found[holding.post_id] += (str(holding.person),)
    return found


def updates_of(action: Action, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[ActionUpdate]:
    """Return every update given by `as_at`, the newest first; those corrected since have `is_corrected`."""
    corrections = ActionUpdate.objects.filter(known_by(known_on), corrects=OuterRef("pk"))
    return (
        action.updates.filter(known_by(known_on), given_on__lte=as_at)
        .annotate(is_corrected=Exists(corrections))
        .select_related("given_by", "for_post", "corrects", "corrected_by")
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


@dataclass(frozen=True)
class _Facts:
    """The dated facts about a set of actions, each kind fetched once."""

    as_at: dt.date
    updates: dict[int, list[ActionUpdate]]
    completions: dict[int, list[Completion]]
    moves: dict[int, list[DueDateChange]]
    holders: dict[int, tuple[str, ...]]

    @classmethod
    def about(
        cls, actions: QuerySet[Action], rows: Sequence[Action], *, as_at: dt.date, known_on: dt.date | None
    ) -> "_Facts":
        keys = actions.order_by().values("pk")
        completions = Completion.objects.filter(known_by(known_on), action__in=keys, done_on__lte=as_at)
        moves = DueDateChange.objects.made_by(as_at, known_on=known_on).filter(action__in=keys)
        updates = _newest_updates(
            ActionUpdate.objects.standing_on(as_at, known_on=known_on).filter(action__in=keys)
        )
        return cls(
            as_at=as_at,
            updates=_by_action(updates),
            completions=_by_action(completions.select_related("recorded_by").order_by("done_on", "pk")),
            moves=_by_action(moves.order_by("changed_on", "pk")),
            holders=holders_on(as_at, {row.owner_post_id for row in rows}),
        )

    def standing_of(self, action: Action) -> ActionStanding:
        updates, moves = self.updates[action.pk], self.moves[action.pk]
        given = self.ratings_of(action)
        return ActionStanding(
            action=action,
            as_at=self.as_at,
            owner=Owner(action.owner_post, self.holders[action.owner_post_id]),
            areas=tuple(action.objective.areas.all()),
            work_streams=tuple(action.objective.work_streams.all()),
            partners=tuple(str(agency) for agency in action.partner_agencies.all()),
            due_on=action.due_then,  # type: ignore[attr-defined]
            done_on=action.done_then,  # type: ignore[attr-defined]
            rating=given[-1] if given else None,
            rating_before=given[-2] if len(given) > 1 else None,
            newest_update=updates[-1] if updates else None,
            dates=ActionDates(
                reference=action.reference,
                starts_on=action.starts_on,
                first_due_on=action.original_due_on,
                moves=tuple((move.changed_on, move.to_day) for move in moves),
                updates=tuple(update.given_on for update in updates),
                done_on=action.done_then,  # type: ignore[attr-defined]
            ),
            evidence_count=action.proofs,  # type: ignore[attr-defined]
        )

    def ratings_of(self, action: Action) -> list[RatingGiven]:
        """Return the newest ratings in the order of their days; a standing completion has the last word."""
        done_then: dt.date | None = action.done_then  # type: ignore[attr-defined]
        done = self.completions[action.pk]
        standing = done[-1:] if done_then is not None else []
        dated = [(update.given_on, 1, _rating_by_update(update)) for update in self.updates[action.pk]]
        dated += [
            (each.done_on, 0, _rating_by_completion(each)) for each in done[: len(done) - len(standing)]
        ]
        ordered = sorted(dated, key=lambda each: each[:2])
        return [rating for _, _, rating in ordered] + [_rating_by_completion(each) for each in standing]


def _newest_updates(updates: QuerySet[ActionUpdate]) -> QuerySet[ActionUpdate]:
    place = Window(RowNumber(), partition_by=F("action"), order_by=[F("given_on").desc(), F("pk").desc()])
    newest = updates.annotate(place=place).filter(place__lte=UPDATES_NEEDED)
    return newest.select_related("given_by").order_by("given_on", "pk")


def _by_action(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.action_id].append(fact)
    return found


def _rating_by_update(update: ActionUpdate) -> RatingGiven:
    return RatingGiven(
        Rating(update.rating), update.rating_reason, str(update.given_by or ""), update.given_on
    )


def _rating_by_completion(completion: Completion) -> RatingGiven:
    return RatingGiven(
        Rating.BLUE, completion.achieved, str(completion.recorded_by or ""), completion.done_on
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
