"""How far an action was to be by a day, how far it is, and when it would be done at the rate of late (clause 5.e)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil

RATE_WINDOW_DAYS = 90
"""How far back the recent rate looks: long enough for a monthly update to show in it three times."""

SHARES_RULE = (
    "The steps of an action are its milestones and its end, all of the same weight. The share planned by a day "
    "counts the steps that were first due before it, whatever they were moved to since. The share achieved counts "
    "the milestones reached, or the newest percentage reported where an action has no milestones; an action that "
    "is done counts in full."
)
"""Nothing is planned between two steps: a straight line there would be a promise that nobody made."""

Moves = tuple[tuple[dt.date, dt.date], ...]
"""(day of the change, new due date) pairs, in any order."""


@dataclass(frozen=True)
class MilestoneDates:
    """The dates of one milestone. `reached_on` is the first day on which a standing update named it."""

    first_due_on: dt.date
    moves: Moves = ()
    reached_on: dt.date | None = None

    def is_reached_on(self, day: dt.date) -> bool:
        return self.reached_on is not None and self.reached_on <= day

    def due_on(self, day: dt.date) -> dt.date:
        return due_dates_until(self.first_due_on, self.moves, day)[-1]

    def days_overdue_on(self, day: dt.date) -> int:
        """Return by how many days it is overdue; 0 on its due day, before it, and once it is reached."""
        return 0 if self.is_reached_on(day) else max(0, (day - self.due_on(day)).days)


@dataclass(frozen=True)
class ActionDates:
    """The dates of one action. Those after the day that is asked about are left out of account.

    `updates` are the days on which somebody reported, `percents` (day, percent done) pairs. A `done_on` that was
    taken back by then must be left out; what was missed (`pace.MISSED_WITHIN_DAYS`) is counted for the day asked about.
    """

    reference: str
    starts_on: dt.date
    first_due_on: dt.date
    moves: Moves = ()
    updates: tuple[dt.date, ...] = ()
    done_on: dt.date | None = None
    milestones: tuple[MilestoneDates, ...] = ()
    percents: tuple[tuple[dt.date, int], ...] = ()
    missed_updates: int = 0
    missed_contributions: int = 0

    def is_done_on(self, day: dt.date) -> bool:
        return self.done_on is not None and self.done_on <= day

    def due_on(self, day: dt.date) -> dt.date:
        return due_dates_until(self.first_due_on, self.moves, day)[-1]

    def days_overdue_on(self, day: dt.date) -> int:
        """Return by how many days it is overdue; 0 on its due day, before it, and once it is done."""
        return 0 if self.is_done_on(day) else max(0, (day - self.due_on(day)).days)

    def times_put_back(self, day: dt.date) -> int:
        dues = due_dates_until(self.first_due_on, self.moves, day)
        return sum(later > earlier for earlier, later in pairwise(dues))

    def days_put_back(self, day: dt.date) -> int:
        """Return by how much the due date now lies after the first one; a date brought forward gives 0."""
        return max(0, (self.due_on(day) - self.first_due_on).days)

    def days_silent_on(self, day: dt.date) -> int:
        """Return the days since the last update, or since the start without one; 0 once done or not begun."""
        if self.is_done_on(day) or self.starts_on > day:
            return 0
        return (day - max([self.starts_on, *(given for given in self.updates if given <= day)])).days

    def milestones_overdue_on(self, day: dt.date) -> int:
        """Return how many milestones are overdue; none once the action is done."""
        if self.is_done_on(day):
            return 0
        return sum(each.days_overdue_on(day) > 0 for each in self.milestones)

    def milestones_reached_on(self, day: dt.date) -> int:
        return sum(each.is_reached_on(day) for each in self.milestones)

    def percent_on(self, day: dt.date) -> int | None:
        """Return the newest percentage reported by then; of two of one day, the higher."""
        return max((each for each in self.percents if each[0] <= day), default=(day, None))[1]

    def planned_on(self, day: dt.date) -> Fraction:
        """Return the share, 0 to 1, planned by `day` (`SHARES_RULE`); due on the day itself is still on time."""
        steps = [*(each.first_due_on for each in self.milestones), self.first_due_on]
        return Fraction(sum(due < day for due in steps), len(steps))

    def achieved_on(self, day: dt.date) -> Fraction:
        """Return the share, 0 to 1, that was achieved by `day` (`SHARES_RULE`)."""
        if self.is_done_on(day):
            return Fraction(1)
        if self.milestones:
            return Fraction(self.milestones_reached_on(day), len(self.milestones) + 1)
        return Fraction(self.percent_on(day) or 0, 100)

    def is_behind_on(self, day: dt.date) -> bool:
        return self.achieved_on(day) < self.planned_on(day)

    def projected_finish(self, day: dt.date) -> dt.date | None:
        """Return when it is done at the rate of the last `RATE_WINDOW_DAYS`; None while nothing moves."""
        return self.done_on if self.is_done_on(day) else projected_finish([self], day)


def due_dates_until(first_due_on: dt.date, moves: Moves, day: dt.date) -> list[dt.date]:
    """Return the due dates in the order in which they were set, the first one included."""
    moved = sorted(move for move in moves if move[0] <= day)
    return [first_due_on, *(due for _, due in moved)]


def planned_share(actions: Sequence[ActionDates], day: dt.date) -> Fraction:
    """Return the share of a group that was to be achieved by `day`, each action of the same weight."""
    return _mean([each.planned_on(day) for each in actions])


def achieved_share(actions: Sequence[ActionDates], day: dt.date) -> Fraction:
    """Return the share of a group that was achieved by `day`, each action of the same weight."""
    return _mean([each.achieved_on(day) for each in actions])


def projected_finish(actions: Sequence[ActionDates], day: dt.date) -> dt.date | None:
    """Return when a group is done at the rate of the last `RATE_WINDOW_DAYS`; None while nothing moves.

    Where the first of them began less long ago, the rate is that of the days since.
    """
    if not actions:
        return None
    elapsed = min(RATE_WINDOW_DAYS, (day - min(each.starts_on for each in actions)).days)
    achieved = achieved_share(actions, day)
    gained = achieved - achieved_share(actions, day - dt.timedelta(days=RATE_WINDOW_DAYS))
    if elapsed < 1 or gained <= 0:
        return None
    return day + dt.timedelta(days=ceil((1 - achieved) * elapsed / gained))


def _mean(shares: Sequence[Fraction]) -> Fraction:
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)
