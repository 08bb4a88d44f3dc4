"""How a plan and its parts stand on a day: what selectors give and screens and reports draw."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from improvement_plans.action_standing import ActionStanding, MilestoneStanding, Owner, RatingGiven
from improvement_plans.models import Objective, Plan, Rating, WorkStream
from improvement_plans.pace import STANDARD_RULE, Pace, PaceRule
from improvement_plans.roll_up import rolled_up
from notices.models import Area

__all__ = [
    "ActionStanding",
    "Group",
    "MilestoneStanding",
    "ObjectiveStanding",
    "Owner",
    "Part",
    "PlanStanding",
    "RatingGiven",
]


@dataclass(frozen=True)
class Group:
    """Actions taken together: their counts and the rating that follows by the one rule (`roll_up.RULE`)."""

    actions: tuple[ActionStanding, ...]

    @cached_property
    def rating(self) -> Rating | None:
        rating = rolled_up((each.rating_value.value, each.is_overdue) for each in self.actions)
        return None if rating is None else Rating(rating)

    @property
    def rating_word(self) -> str:
        return "No actions" if self.rating is None else str(self.rating.label)

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue for each in self.actions)

    @property
    def done(self) -> int:
        return sum(each.is_done for each in self.actions)

    @cached_property
    def by_rating(self) -> dict[Rating, int]:
        """How many actions have each rating, every rating named, worst first."""
        order = (Rating.RED, Rating.AMBER, Rating.PAUSED, Rating.NOT_STARTED, Rating.GREEN, Rating.BLUE)
        return {rating: sum(each.rating_value == rating for each in self.actions) for rating in order}


@dataclass(frozen=True)
class ObjectiveStanding:
    """An objective with all its actions (`group`), those a filter lets through (`shown`) and its pace."""

    objective: Objective
    owner: Owner
    areas: tuple[Area, ...]
    work_streams: tuple[WorkStream, ...]
    group: Group
    pace: Pace
    shown: tuple[ActionStanding, ...]


@dataclass(frozen=True)
class Part:
    """One area, work stream or owner of the plan, with the objectives and actions that belong to it.

    `key` names its place in a page; `narrowed_by` is the filter of the list that shows it alone, or empty.
    `group` holds every action of the part, so that a filter changes no rating.
    """

    key: str
    title: str
    narrowed_by: str
    group: Group
    objectives: tuple[ObjectiveStanding, ...]

    @property
    def shown(self) -> tuple[ActionStanding, ...]:
        return tuple(each for objective in self.objectives for each in objective.shown)


@dataclass(frozen=True)
class PlanStanding:
    """A whole plan as at a day, as known on another. An objective that serves two areas stands in both."""

    plan: Plan
    as_at: dt.date
    known_on: dt.date | None
    areas: tuple[Area, ...]
    work_streams: tuple[WorkStream, ...]
    objectives: tuple[ObjectiveStanding, ...]
    pace_rule: PaceRule = STANDARD_RULE
    group: Group = field(init=False)

    def __post_init__(self) -> None:
        every = tuple(each for objective in self.objectives for each in objective.group.actions)
        object.__setattr__(self, "group", Group(every))

    @property
    def actions(self) -> tuple[ActionStanding, ...]:
        """Every action, in the order of the plan, whatever is shown."""
        return self.group.actions

    @property
    def shown(self) -> tuple[ActionStanding, ...]:
        return tuple(each for objective in self.objectives for each in objective.shown)

    @property
    def slow_objectives(self) -> tuple[ObjectiveStanding, ...]:
        return tuple(each for each in self.objectives if each.pace.is_slow)

    def showing(self, keys: frozenset[int]) -> "PlanStanding":
        """Return the plan with only the actions of these primary keys shown; counts and ratings stay."""
        return replace(
            self,
            objectives=tuple(
                replace(each, shown=tuple(one for one in each.group.actions if one.action.pk in keys))
                for each in self.objectives
            ),
        )

    @property
    def by_area(self) -> tuple[Part, ...]:
        """Every area of the notice, also one without an objective, then what belongs to none."""
        parts = [
            _part(f"area-{area.letter}", str(area), f"area={area.pk}", self._in_area(area))
            for area in self.areas
        ]
        return (
            *parts,
            *_rest("area-none", "In no area", [each for each in self.objectives if not each.areas]),
        )

    @property
    def by_work_stream(self) -> tuple[Part, ...]:
        """Every work stream, also one without an objective, then what belongs to none."""
        parts = [
            _part(f"stream-{stream.number}", str(stream), f"work_stream={stream.pk}", self._in_stream(stream))
            for stream in self.work_streams
        ]
        rest = [each for each in self.objectives if not each.work_streams]
        return (*parts, *_rest("stream-none", "In no work stream", rest))

    @property
    def by_owner(self) -> tuple[Part, ...]:
        """The owners of actions by the title of their post, each with only their own actions."""
        owners = {each.owner.post.pk: each.owner for each in self.actions}
        own: dict[int, list[ObjectiveStanding]] = defaultdict(list)
        for objective in self.objectives:
            for post_pk in {each.owner.post.pk for each in objective.group.actions}:
                own[post_pk].append(_of_post(objective, post_pk))
        return tuple(
            _part(f"post-{owner.post.pk}", str(owner), f"owner={owner.post.pk}", own[owner.post.pk])
            for owner in sorted(owners.values(), key=lambda owner: (owner.post.title, owner.post.pk))
        )

    def _in_area(self, area: Area) -> list[ObjectiveStanding]:
        return [each for each in self.objectives if area in each.areas]

    def _in_stream(self, stream: WorkStream) -> list[ObjectiveStanding]:
        return [each for each in self.objectives if stream in each.work_streams]


def _of_post(objective: ObjectiveStanding, post_pk: int) -> ObjectiveStanding:
    """Return the objective with only the actions that the post owns."""
    return replace(
        objective,
        group=Group(tuple(each for each in objective.group.actions if each.owner.post.pk == post_pk)),
        shown=tuple(each for each in objective.shown if each.owner.post.pk == post_pk),
    )


def _part(key: str, title: str, narrowed_by: str, objectives: Iterable[ObjectiveStanding]) -> Part:
    kept = tuple(objectives)
    every = Group(tuple(one for each in kept for one in each.group.actions))
    return Part(key, title, narrowed_by, every, kept)


def _rest(key: str, title: str, objectives: list[ObjectiveStanding]) -> tuple[Part, ...]:
    return (_part(key, title, "", objectives),) if objectives else ()
