"""Gathers the dated facts about any number of actions, each kind with one query, into how each action stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import Organisation, Post, PostHolding
from improvement_plans.action_standing import ActionStanding, MilestoneStanding, Owner, RatingGiven
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Completion,
    DueDateChange,
    Milestone,
    MilestoneMove,
    Plan,
    Rating,
    WorkStream,
    known_by,
)
from improvement_plans.pace import MISSED_WITHIN_DAYS, STANDARD_RULE, PaceRule
from improvement_plans.progression import ActionDates, MilestoneDates
from improvement_plans.selectors.missed import Missed, missed_by_action
from improvement_plans.selectors.pace import bounds_of, rules_for
from improvement_plans.selectors.wording import worded_on
from notices.models import Area

Fact = TypeVar("Fact", ActionUpdate, Completion, DueDateChange)

# The newest update gives the rating, the one before it the rating before.
UPDATES_NEEDED = 2
NOTHING_MISSED = Missed()


def holders_on(day: dt.date, posts: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the names of those who held each of `posts` (primary keys) on `day`."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    holdings = PostHolding.objects.on(day).filter(post__in=set(posts)).select_related("person")
    for holding in holdings.order_by("started_on", "pk"):
        found[holding.post_id] += (str(holding.person),)
    return found


@dataclass(frozen=True)
class Facts:
    """The dated facts about a set of actions, each kind fetched once."""

    as_at: dt.date
    updates: dict[int, list[ActionUpdate]]
    percents: dict[int, tuple[tuple[dt.date, int], ...]]
    completions: dict[int, list[Completion]]
    moves: dict[int, list[DueDateChange]]
    milestones: dict[int, list[MilestoneStanding]]
    contributing: dict[int, list[Post]]
    partners: dict[int, list[Organisation]]
    places: dict[int, tuple[tuple[Area, ...], tuple[WorkStream, ...]]]
    missed: dict[int, Missed]
    rules: dict[int, PaceRule]
    holders: dict[int, tuple[str, ...]]

    @classmethod
    def about(
        cls, actions: QuerySet[Action], rows: Sequence[Action], *, as_at: dt.date, known_on: dt.date | None
    ) -> "Facts":
        keys = actions.order_by().values("pk")
        updates = ActionUpdate.objects.standing_on(as_at, known_on=known_on).filter(action__in=keys)
        completions = Completion.objects.filter(known_by(known_on), action__in=keys, done_on__lte=as_at)
        moves = DueDateChange.objects.made_by(as_at, known_on=known_on).filter(action__in=keys)
        plans = Plan.objects.filter(objectives__actions__in=keys)
        contributing = _tied(Action.contributing_posts, keys)
        posts = {row.owner_post_id for row in rows}
        posts |= {post.pk for tied in contributing.values() for post in tied}
        return cls(
            as_at=as_at,
            updates=_by_action(_newest_updates(updates)),
            percents=_percents(updates),
            completions=_by_action(completions.select_related("recorded_by").order_by("done_on", "pk")),
            moves=_by_action(moves.order_by("changed_on", "pk")),
            milestones=milestones_of(actions, rows, as_at=as_at, known_on=known_on),
            contributing=contributing,
            partners=_tied(Action.partner_agencies, keys),
            places={
                each.pk: (tuple(each.areas.all()), tuple(each.work_streams.all()))
                for each in {row.objective for row in rows}
            },
            missed=missed_by_action(
                actions, as_at=as_at, known_on=known_on, since=as_at - dt.timedelta(days=MISSED_WITHIN_DAYS)
            ),
            rules=rules_for(plans, as_at, known_on),
            holders=holders_on(as_at, posts),
        )

    def standing_of(self, action: Action) -> ActionStanding:
        updates, given = self.updates[action.pk], self.ratings_of(action)
        rule = self.rules.get(action.objective.plan_id, STANDARD_RULE)
        areas, work_streams = self.places[action.objective_id]
        return ActionStanding(
            action=action,
            as_at=self.as_at,
            owner=Owner(action.owner_post, self.holders[action.owner_post_id]),
            contributing=tuple(
                Owner(post, self.holders[post.pk]) for post in self.contributing.get(action.pk, ())
            ),
            areas=areas,
            work_streams=work_streams,
            partners=tuple(str(agency) for agency in self.partners.get(action.pk, ())),
            due_on=action.due_then,  # type: ignore[attr-defined]
            done_on=action.done_then,  # type: ignore[attr-defined]
            rating=given[-1] if given else None,
            rating_before=given[-2] if len(given) > 1 else None,
            newest_update=updates[-1] if updates else None,
            dates=self.dates_of(action),
            milestones=tuple(self.milestones[action.pk]),
            evidence_count=action.proofs,  # type: ignore[attr-defined]
            missed_contributions_by=self.missed.get(action.pk, NOTHING_MISSED).contributions_by,
            bounds=bounds_of(rule),
        )

    def dates_of(self, action: Action) -> ActionDates:
        """Return the action as the pure modules see it."""
        missed = self.missed.get(action.pk, NOTHING_MISSED)
        return ActionDates(
            reference=action.reference,
            starts_on=action.starts_on,
            first_due_on=action.original_due_on,
            moves=tuple((move.changed_on, move.to_day) for move in self.moves[action.pk]),
            updates=tuple(update.given_on for update in self.updates[action.pk]),
            done_on=action.done_then,  # type: ignore[attr-defined]
            milestones=tuple(each.dates for each in self.milestones[action.pk]),
            percents=self.percents.get(action.pk, ()),
            missed_updates=missed.updates,
            missed_contributions=missed.contributions,
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


def milestones_of(
    actions: QuerySet[Action], rows: Iterable[Action], *, as_at: dt.date, known_on: dt.date | None = None
) -> dict[int, list[MilestoneStanding]]:
    """Return the milestones in the plan on `as_at` by the action's primary key, in their order.

    `rows` are those of `actions` that are asked about: each milestone is given its action from there.
    """
    keys = actions.order_by().values("pk")
    moves: dict[int, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    made = MilestoneMove.objects.made_by(as_at, known_on=known_on).filter(milestone__action__in=keys)
    for milestone, on, to in made.order_by("changed_on", "pk").values_list(
        "milestone", "changed_on", "to_day"
    ):
        moves[milestone].append((on, to))
    reached = _reached(keys, as_at, known_on)
    found: dict[int, list[MilestoneStanding]] = defaultdict(list)
    in_the_plan = Q(added_on__lte=as_at) & (Q(left_on__isnull=True) | Q(left_on__gt=as_at))
    asked = {row.pk: row for row in rows}
    in_order = Milestone.objects.filter(in_the_plan, action__in=keys).order_by("action", "number")
    steps = [each for each in in_order if each.action_id in asked]
    for each in steps:
        each.action = asked[each.action_id]
    worded_on(steps, as_at=as_at, known_on=known_on)
    for each in steps:
        dates = MilestoneDates(each.original_due_on, tuple(moves[each.pk]), reached.get(each.pk))
        found[each.action_id].append(MilestoneStanding(each, as_at, dates))
    return found


def _tied(field: Any, keys: QuerySet[Action, Any]) -> dict[int, list[Any]]:
    """Return what a many-to-many field ties to each action, in its order.

    A prefetch would make a post once for each of its actions, and a manager for each action: seconds, for thousands.
    """
    near, far = field.field.m2m_field_name(), field.field.m2m_reverse_field_name()
    links = field.through.objects.filter(**{f"{near}__in": keys})
    actions_of: dict[int, list[int]] = defaultdict(list)
    for action, other in links.values_list(near, far):
        actions_of[other].append(action)
    found: dict[int, list[Any]] = defaultdict(list)
    for other in field.rel.model.objects.filter(pk__in=links.values(far)):
        for action in actions_of[other.pk]:
            found[action].append(other)
    return found


def _reached(keys: QuerySet[Action, Any], as_at: dt.date, known_on: dt.date | None) -> dict[int, dt.date]:
    """Return, by milestone, the first day on which a standing update said that it was reached."""
    standing = ActionUpdate.objects.standing_on(as_at, known_on=known_on).filter(action__in=keys)
    named = standing.filter(milestones_reached__isnull=False).order_by().values_list("milestones_reached")
    return dict(named.annotate(first=Min("given_on")))


def _percents(updates: QuerySet[ActionUpdate]) -> dict[int, tuple[tuple[dt.date, int], ...]]:
    found: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    told = updates.filter(percent__isnull=False).order_by("given_on", "pk")
    for action, on, percent in told.values_list("action", "given_on", "percent"):
        found[action].append((on, percent or 0))
    return {action: tuple(percents) for action, percents in found.items()}


def _newest_updates(updates: QuerySet[ActionUpdate]) -> QuerySet[ActionUpdate]:
    place = Window(RowNumber(), partition_by=F("action"), order_by=[F("given_on").desc(), F("pk").desc()])
    newest = updates.annotate(place=place).filter(place__lte=UPDATES_NEEDED)
    # Prefetched, so that somebody who gave a thousand updates is made once.
    related = newest.select_related("help_from_post", "help_from_agency").prefetch_related("given_by")
    return related.order_by("given_on", "pk")


def _by_action(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.action_id].append(fact)
    return found


def _rating_by_update(update: ActionUpdate) -> RatingGiven:
    return RatingGiven(
        Rating(update.rating),
        update.rating_reason,
        str(update.given_by or ""),
        update.given_on,
        update.differs_because,
    )


def _rating_by_completion(completion: Completion) -> RatingGiven:
    return RatingGiven(
        Rating.BLUE, completion.achieved, str(completion.recorded_by or ""), completion.done_on
    )
