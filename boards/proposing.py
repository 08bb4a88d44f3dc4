"""Proposes the days of a board's meetings: what the duty asks, working days only, and never a gap that would breach.

The register's own engine says what falls due next; a day is chosen for that, taken as held, and the engine asked again.
So every cadence, every variation and every bound is followed as the register will judge it.
"""

import datetime as dt
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from notices.cadence import Occurrence, Outcome, Question
from notices.diary_changes import as_if_met_on
from notices.position import work_out

ONE_DAY = dt.timedelta(days=1)
LAST = 5
"""The week of the month that stands for the last."""
SOON = dt.timedelta(days=14)
"""A meeting in the diary within these days answers what is overdue: no other is proposed before it."""
MOST = 400

IsWorkingDay = Callable[[dt.date], bool]


@dataclass(frozen=True)
class Preference:
    """The weekday (0 is Monday) on which a board likes to meet, and of a month which one (1 to 4, 5 the last)."""

    weekday: int
    week: int


@dataclass(frozen=True)
class Proposal:
    """One day proposed. `on` is None where no working day is left for what is due; `because` says why it is not
    the preferred day, and is empty where it is. `opens_on` is the first day of a window, None where there is none.
    """

    on: dt.date | None
    due_on: dt.date
    preferred: dt.date
    opens_on: dt.date | None = None
    because: str = ""

    @property
    def days_late(self) -> int:
        """By how many days the day proposed misses what is due: 0 unless it was overdue, or no working day is left."""
        return max(0, (self.on - self.due_on).days) if self.on else 0


def propose(
    question: Question,
    *,
    planned: Collection[dt.date],
    preference: Preference,
    today: dt.date,
    horizon: dt.date,
    is_working_day: IsWorkingDay,
) -> tuple[Proposal, ...]:
    """Return the days to put into the diary up to `horizon`, in order; those in `planned` are taken as they stand.

    `question` is the duty to meet with the meetings held, as the register asks it. Nothing is proposed for what has
    no date (to be agreed, on request), nor from the day on which the notice ends.
    """
    ahead = sorted(day for day in set(planned) if day >= today)
    choice = _Choice(preference, today, is_working_day)
    found: list[Proposal] = []
    at = max(today, question.in_force)
    while len(found) < MOST:
        wanted = _wanted(question, (*ahead, *(each.on for each in found if each.on)), at)
        if wanted is None or (question.lifted is not None and wanted.due_on >= question.lifted):
            break
        answered = _answered_by(wanted, ahead, at)
        if answered is not None:
            at = answered
            continue
        proposal = choice.for_row(wanted, after=at)
        if (proposal.on or proposal.due_on) > horizon:
            break
        found.append(proposal)
        at = proposal.on or wanted.due_on + ONE_DAY
    return tuple(found)


def _wanted(question: Question, meetings: Collection[dt.date], at: dt.date) -> Occurrence | None:
    """The row that is to be met next, from the meetings held by `at`: what is overdue comes before what is ahead."""
    answer = work_out(as_if_met_on(question, meetings, as_at=at))
    rows = answer.occurrences
    overdue = next((row for row in rows if row.outcome is Outcome.OVERDUE), None)
    return overdue or next((row for row in rows if row.outcome.is_open), None)


def _answered_by(wanted: Occurrence, ahead: list[dt.date], at: dt.date) -> dt.date | None:
    """The next meeting in the diary, if it comes in time for what is wanted (or soon, for what is overdue)."""
    place = bisect_right(ahead, at)
    if place == len(ahead):
        return None
    limit = at + SOON if wanted.outcome is Outcome.OVERDUE else wanted.due_on
    return ahead[place] if ahead[place] <= limit else None


@dataclass(frozen=True)
class _Choice:
    """How one day is chosen for one row."""

    preference: Preference
    today: dt.date
    is_working_day: IsWorkingDay

    def for_row(self, row: Occurrence, *, after: dt.date) -> Proposal:
        """The working day nearest the preferred one that is in time; else, of what never lapses, the first after."""
        first = max(row.window_start or dt.date.min, after + ONE_DAY, self.today + ONE_DAY)
        preferred = self._preferred(row)
        day = self._nearest(preferred, first, row.due_on)
        if day is None and row.window_start is None:
            day = next(filter(self.is_working_day, _days_from(first)))
        because = "" if day == preferred else self._because(preferred, day, first, row)
        return Proposal(day, row.due_on, preferred, row.window_start, because)

    def _preferred(self, row: Occurrence) -> dt.date:
        if row.window_start is None:
            monday = row.due_on - dt.timedelta(days=row.due_on.weekday())
            return monday + dt.timedelta(days=self.preference.weekday)
        if row.window_start.day == 1 and (row.due_on + ONE_DAY).day == 1:
            # Of a quarter its middle month, so that two meetings are never almost half a year apart.
            middle = row.window_start + (row.due_on - row.window_start) / 2
            return weekday_of_month(middle.year, middle.month, self.preference)
        back = (row.due_on.weekday() - self.preference.weekday) % 7
        return row.due_on - dt.timedelta(days=back)

    def _nearest(self, preferred: dt.date, first: dt.date, last: dt.date) -> dt.date | None:
        """Of two working days equally near the earlier."""
        reach = max(abs((preferred - first).days), abs((preferred - last).days))
        steps = (dt.timedelta(days=step) for step in range(reach + 1))
        days = (day for step in steps for day in (preferred - step, preferred + step))
        return next((day for day in days if first <= day <= last and self.is_working_day(day)), None)

    def _because(self, preferred: dt.date, day: dt.date | None, first: dt.date, row: Occurrence) -> str:
        if day is None:
            return f"No working day is left by {in_words(row.due_on)}"
        if day > row.due_on:
            return (
                f"It was due by {in_words(row.due_on)}: {in_words(day)} is the first working day that is left"
            )
        moved = f"moved to {in_words(day)}"
        if preferred <= self.today:
            return f"{in_words(preferred)} has passed: {moved}"
        if preferred > row.due_on:
            late = (preferred - row.due_on).days
            return f"{in_words(preferred)} would be {_days(late)} too late: {moved}"
        if preferred < first:
            return f"{in_words(preferred)} would be too early to count: {moved}"
        return f"{in_words(preferred)} is a bank holiday: {moved}"


def weekday_of_month(year: int, month: int, preference: Preference) -> dt.date:
    """Return the preferred weekday of a month: the nth, or the last."""
    first = dt.date(year, month, 1)
    day = 1 + (preference.weekday - first.weekday()) % 7 + 7 * (preference.week - 1)
    while day > monthrange(year, month)[1]:
        day -= 7
    return first.replace(day=day)


def in_words(day: dt.date) -> str:
    """Return a day with its weekday: Wednesday 16 December 2026."""
    return f"{day:%A %-d %B %Y}"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def _days_from(day: dt.date) -> Iterator[dt.date]:
    while True:
        yield day
        day += ONE_DAY
