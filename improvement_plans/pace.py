"""Finds what is slow to progress by a stated rule: nobody picks it or leaves it out (clause 5.e)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True)
class PaceRule:
    """From when on a group of actions counts as slow; a report prints the rule beside what it found."""

    overdue_allowed: int = 0
    silent_after_days: int = 35
    moves_allowed: int = 1
    days_moved_allowed: int = 56
    share_behind_allowed: float = 0.25

    def in_words(self) -> str:
        """Return the rule as a sentence for the page and the report that show its outcome."""
        overdue = "any action" if self.overdue_allowed == 0 else f"more than {self.overdue_allowed} actions"
        return (
            f"Slow to progress means at least one of these: {overdue} overdue; "
            f"a started action without an update for more than {self.silent_after_days} days; "
            f"an action that is not done and was put back more than {_times(self.moves_allowed)}, "
            f"or by more than {self.days_moved_allowed} days in all; the share of actions done lies more "
            f"than {self.share_behind_allowed:.0%} of all actions behind the share planned to be done by now."
        )


STANDARD_RULE = PaceRule()


class Trouble(StrEnum):
    """What can make a group of actions slow."""

    OVERDUE = "overdue"
    SILENT = "silent"
    PUT_BACK = "put_back"
    BEHIND = "behind"


@dataclass(frozen=True)
class ActionDates:
    """The dates of one action. Those after the day that is asked about are left out of account.

    `moves` are (day of the change, new due date) pairs, `updates` the days on which somebody reported. A
    `done_on` that was taken back by then must be left out.
    """

    reference: str
    starts_on: dt.date
    first_due_on: dt.date
    moves: tuple[tuple[dt.date, dt.date], ...] = ()
    updates: tuple[dt.date, ...] = ()
    done_on: dt.date | None = None

    def is_done_on(self, day: dt.date) -> bool:
        return self.done_on is not None and self.done_on <= day

    def due_dates_until(self, day: dt.date) -> list[dt.date]:
        """Return the due dates in the order in which they were set, the first one included."""
        moved = sorted(move for move in self.moves if move[0] <= day)
        return [self.first_due_on, *(due for _, due in moved)]

    def days_overdue_on(self, day: dt.date) -> int:
        """Return by how many days it is overdue; 0 on its due day, before it, and once it is done."""
        return 0 if self.is_done_on(day) else max(0, (day - self.due_dates_until(day)[-1]).days)

    def times_put_back(self, day: dt.date) -> int:
        dues = self.due_dates_until(day)
        return sum(later > earlier for earlier, later in pairwise(dues))

    def days_put_back(self, day: dt.date) -> int:
        """Return by how much the due date now lies after the first one; a date brought forward gives 0."""
        return max(0, (self.due_dates_until(day)[-1] - self.first_due_on).days)

    def days_silent_on(self, day: dt.date) -> int:
        """Return the days since the last update, or since the start without one; 0 once done or not begun."""
        if self.is_done_on(day) or self.starts_on > day:
            return 0
        return (day - max([self.starts_on, *(given for given in self.updates if given <= day)])).days


@dataclass(frozen=True)
class Reason:
    """One reason for which a group of actions is slow: the words carry the figures that put it there."""

    trouble: Trouble
    words: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """How a group of actions comes along: shares run from 0 to 1 of all actions in the group."""

    reasons: tuple[Reason, ...]
    overdue: int
    silent: int
    times_put_back: int
    days_put_back: int
    planned_share: float
    done_share: float

    @property
    def is_slow(self) -> bool:
        return bool(self.reasons)


def pace_of(actions: Sequence[ActionDates], *, today: dt.date, rule: PaceRule = STANDARD_RULE) -> Pace:
    """Return the pace of the actions of an objective, or of one contributor, as at `today`.

    Never looks ahead: whatever is dated after `today` changes nothing.
    """
    found = (
        _overdue(actions, today, rule),
        _silent(actions, today, rule),
        _put_back(actions, today, rule),
        _behind(actions, today, rule),
    )
    return Pace(
        reasons=tuple(reason for reason in found if reason is not None),
        overdue=sum(action.days_overdue_on(today) > 0 for action in actions),
        silent=sum(action.days_silent_on(today) > rule.silent_after_days for action in actions),
        times_put_back=sum(action.times_put_back(today) for action in actions),
        days_put_back=sum(action.days_put_back(today) for action in actions),
        planned_share=_share(action.first_due_on <= today for action in actions),
        done_share=_share(action.is_done_on(today) for action in actions),
    )


def _overdue(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    late = [action for action in actions if action.days_overdue_on(today)]
    if len(late) <= rule.overdue_allowed:
        return None
    longest = max(action.days_overdue_on(today) for action in late)
    by = f"by {_count(longest, 'day')}" if len(late) == 1 else f"the longest by {_count(longest, 'day')}"
    return Reason(Trouble.OVERDUE, f"{_of(late, actions)} overdue, {by}", _references(late))


def _silent(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    silent = [action for action in actions if action.days_silent_on(today) > rule.silent_after_days]
    if not silent:
        return None
    longest = max(action.days_silent_on(today) for action in silent)
    without = f"without an update for more than {rule.silent_after_days} days"
    return Reason(
        Trouble.SILENT,
        f"{_of(silent, actions)} {without}, the longest for {_count(longest, 'day')}",
        _references(silent),
    )


def _put_back(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    slipping = [
        action
        for action in actions
        if not action.is_done_on(today)
        and action.days_put_back(today)
        and (
            action.times_put_back(today) > rule.moves_allowed
            or action.days_put_back(today) > rule.days_moved_allowed
        )
    ]
    if not slipping:
        return None
    times = sum(action.times_put_back(today) for action in slipping)
    days = sum(action.days_put_back(today) for action in slipping)
    words = f"{_of(slipping, actions)} put back {_times(times)}, by {_count(days, 'day')} in all"
    return Reason(Trouble.PUT_BACK, words, _references(slipping))


def _behind(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    planned = sum(action.first_due_on <= today for action in actions)
    done = sum(action.is_done_on(today) for action in actions)
    if not actions or (planned - done) / len(actions) <= rule.share_behind_allowed:
        return None
    return Reason(
        Trouble.BEHIND, f"{done} of {_count(len(actions), 'action')} done where {planned} were planned by now"
    )


def _share(which: Iterable[bool]) -> float:
    answers = list(which)
    return sum(answers) / len(answers) if answers else 0.0


def _of(some: Sequence[ActionDates], every: Sequence[ActionDates]) -> str:
    return f"{len(some)} of {_count(len(every), 'action')}"


def _references(actions: Sequence[ActionDates]) -> tuple[str, ...]:
    return tuple(action.reference for action in actions)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
