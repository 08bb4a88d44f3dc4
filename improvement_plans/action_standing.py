"""How one action stands on a day: by its owner's word, and by what its dates, milestones and evidence say."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from accounts.models import Post
from improvement_plans.computed_rating import Bounds, Computed, computed_rating, differs
from improvement_plans.models import Action, ActionUpdate, Milestone, Rating, WorkStream
from improvement_plans.progression import ActionDates, MilestoneDates
from notices.models import Area


@dataclass(frozen=True)
class RatingGiven:
    """A rating with everything that must stand beside it: its word, reason, author and day.

    `differs_because` is why it differs from the computed one, as said when it was given.
    """

    rating: Rating
    reason: str
    by: str
    on: dt.date
    differs_because: str = ""

    @property
    def word(self) -> str:
        return str(self.rating.label)


@dataclass(frozen=True)
class Owner:
    """The post that owns something and who holds it on the day; a post may stand empty."""

    post: Post
    holders: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.post} ({', '.join(self.holders) or 'vacant'})"


@dataclass(frozen=True)
class MilestoneStanding:
    """One milestone as at a day."""

    milestone: Milestone
    as_at: dt.date
    dates: MilestoneDates

    @property
    def due_on(self) -> dt.date:
        return self.dates.due_on(self.as_at)

    @property
    def original_due_on(self) -> dt.date:
        return self.dates.first_due_on

    @property
    def reached_on(self) -> dt.date | None:
        return self.dates.reached_on

    @property
    def days_overdue(self) -> int:
        return self.dates.days_overdue_on(self.as_at)

    @property
    def is_overdue(self) -> bool:
        return self.days_overdue > 0


@dataclass(frozen=True)
class ActionStanding:
    """One action as at a day. `rating` is None as long as nobody has rated it: it is then not started."""

    action: Action
    as_at: dt.date
    owner: Owner
    contributing: tuple[Owner, ...]
    areas: tuple[Area, ...]
    work_streams: tuple[WorkStream, ...]
    partners: tuple[str, ...]
    due_on: dt.date
    done_on: dt.date | None
    rating: RatingGiven | None
    rating_before: RatingGiven | None
    newest_update: ActionUpdate | None
    dates: ActionDates
    milestones: tuple[MilestoneStanding, ...]
    evidence_count: int
    missed_contributions_by: Mapping[str, int]
    bounds: Bounds

    @property
    def rating_value(self) -> Rating:
        return self.rating.rating if self.rating else Rating.NOT_STARTED

    @property
    def rating_word(self) -> str:
        return str(self.rating_value.label)

    @cached_property
    def computed(self) -> Computed:
        """The rating that follows from dates, milestones and evidence alone."""
        return computed_rating(
            self.dates,
            today=self.as_at,
            evidence=self.evidence_count,
            forecast_on=self.newest_update.forecast_on if self.newest_update else None,
            bounds=self.bounds,
        )

    @property
    def computed_word(self) -> str:
        return str(Rating(self.computed.rating).label)

    @property
    def computed_once_heard(self) -> Computed:
        """The computed rating as it would be after an update that says nothing of dates or milestones."""
        heard = replace(self.dates, updates=(*self.dates.updates, self.as_at))
        return computed_rating(heard, today=self.as_at, evidence=self.evidence_count, bounds=self.bounds)

    @property
    def differs(self) -> bool:
        """Whether the owner's rating differs from the computed one; nobody differs who has not rated it."""
        return self.rating is not None and differs(self.rating.rating.value, self.computed.rating)

    @property
    def differs_because(self) -> str:
        return self.rating.differs_because if self.rating else ""

    @property
    def outcome(self) -> str:
        """What it is to bring for children: its own words, else those of its objective."""
        return self.action.outcome or self.action.objective.outcome_for_children

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def days_overdue(self) -> int:
        return self.dates.days_overdue_on(self.as_at)

    @property
    def is_overdue(self) -> bool:
        return self.days_overdue > 0

    @property
    def days_silent(self) -> int:
        """Days since the last update or the start; 0 once done or not begun."""
        return self.dates.days_silent_on(self.as_at)

    @property
    def is_put_back(self) -> bool:
        return self.due_on > self.action.original_due_on

    @property
    def percent(self) -> int | None:
        """The newest percentage that was reported."""
        return self.dates.percent_on(self.as_at)

    @property
    def milestones_reached(self) -> int:
        return self.dates.milestones_reached_on(self.as_at)

    @property
    def achieved_share(self) -> float:
        return float(self.dates.achieved_on(self.as_at))

    @property
    def planned_share(self) -> float:
        return float(self.dates.planned_on(self.as_at))

    @property
    def projected_finish(self) -> dt.date | None:
        """When it is done at the rate of late; None while nothing moves."""
        return self.dates.projected_finish(self.as_at)

    @property
    def missed_updates(self) -> int:
        return self.dates.missed_updates

    @property
    def missed_contributions(self) -> int:
        return self.dates.missed_contributions

    def is_due_within(self, days: int) -> bool:
        """Whether it is still to be done, not overdue, and due at most `days` after the day."""
        return not self.is_done and 0 <= (self.due_on - self.as_at).days <= days
