"""Finds what is slow to progress by a stated rule: nobody picks it or leaves it out (clause 5.e)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from improvement_plans.progression import (
    RATE_WINDOW_DAYS,
    ActionDates,
    MilestoneDates,
    achieved_share,
    planned_share,
    projected_finish,
)

__all__ = [
    "LAXEST",
    "MISSED_WITHIN_DAYS",
    "STANDARD_RULE",
    "ActionDates",
    "MilestoneDates",
    "Pace",
    "PaceRule",
    "Reason",
    "Trouble",
    "not_given_by",
    "pace_of",
]


@dataclass(frozen=True)
class PaceRule:
    """From when on a group of actions counts as slow; a report prints the rule beside what it found."""

    overdue_allowed: int = 0
    silent_after_days: int = 35
    moves_allowed: int = 1
    days_moved_allowed: int = 56
    share_behind_allowed: float = 0.25
    days_projected_late_allowed: int = 28
    missed_updates_allowed: int = 1
    missed_contributions_allowed: int = 1

    def in_words(self) -> str:
        """Return the rule as a sentence for the page and the report that show its outcome."""
        return (
            f"Slow to progress means at least one of these: {_more_than(self.overdue_allowed, 'action')} overdue; "
            f"a started action without an update for more than {_count(self.silent_after_days, 'day')}; "
            f"an action that is not done and was put back more than {_times(self.moves_allowed)}, "
            f"or by more than {_count(self.days_moved_allowed, 'day')} in all; "
            f"the share achieved lies more than {self.share_behind_allowed:.0%} of the whole behind the share planned "
            f"by now; an action that is behind its milestones and, at the rate of the last {RATE_WINDOW_DAYS} "
            f"days, would be done more than {_count(self.days_projected_late_allowed, 'day')} after it is due, or does "
            "not move at all; an action that is not done and for which "
            f"{_more_than(self.missed_updates_allowed, 'update')}, or "
            f"{_more_than(self.missed_contributions_allowed, 'contribution')}, "
            f"asked for in the last {MISSED_WITHIN_DAYS} days did not come in time."
        )


STANDARD_RULE = PaceRule()

MISSED_WITHIN_DAYS = 92
"""How far back a missed update or contribution counts, in days: three months, after which it is forgotten."""

LAXEST = PaceRule(
    overdue_allowed=5,
    silent_after_days=62,
    moves_allowed=3,
    days_moved_allowed=182,
    share_behind_allowed=0.5,
    days_projected_late_allowed=92,
    missed_updates_allowed=3,
    missed_contributions_allowed=3,
)
"""No council may set a bound beyond this: a rule by which nothing is ever slow would take everything off the list."""


class Trouble(StrEnum):
    """What can make a group of actions slow."""

    OVERDUE = "overdue"
    SILENT = "silent"
    PUT_BACK = "put_back"
    BEHIND = "behind"
    TOO_SLOW = "too_slow"
    MISSED = "missed"
    NOT_CONTRIBUTED = "not_contributed"


@dataclass(frozen=True)
class Reason:
    """One reason for which a group of actions is slow: the words carry the figures that put it there."""

    trouble: Trouble
    words: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pace:
    """How a group of actions comes along: shares run from 0 to 1 of all actions in the group.

    What was missed is counted for the actions that are not done, in the last `MISSED_WITHIN_DAYS`.
    """

    reasons: tuple[Reason, ...]
    overdue: int
    silent: int
    times_put_back: int
    days_put_back: int
    milestones: int
    milestones_reached: int
    milestones_overdue: int
    missed_updates: int
    missed_contributions: int
    planned_share: float
    achieved_share: float
    done_share: float
    projected_finish: dt.date | None

    @property
    def is_slow(self) -> bool:
        return bool(self.reasons)

    @property
    def troubles(self) -> frozenset[Trouble]:
        return frozenset(reason.trouble for reason in self.reasons)


def pace_of(actions: Sequence[ActionDates], *, today: dt.date, rule: PaceRule = STANDARD_RULE) -> Pace:
    """Return the pace of the actions of an objective, or of one contributor, as at `today`.

    Never looks ahead: whatever is dated after `today` changes nothing.
    """
    still = [action for action in actions if not action.is_done_on(today)]
    done = len(actions) - len(still)
    return Pace(
        reasons=tuple(_reasons(actions, today, rule)),
        overdue=sum(action.days_overdue_on(today) > 0 for action in actions),
        silent=sum(action.days_silent_on(today) > rule.silent_after_days for action in actions),
        times_put_back=sum(action.times_put_back(today) for action in actions),
        days_put_back=sum(action.days_put_back(today) for action in actions),
        milestones=sum(len(action.milestones) for action in actions),
        milestones_reached=sum(action.milestones_reached_on(today) for action in actions),
        milestones_overdue=sum(action.milestones_overdue_on(today) for action in actions),
        missed_updates=sum(action.missed_updates for action in still),
        missed_contributions=sum(action.missed_contributions for action in still),
        planned_share=float(planned_share(actions, today)),
        achieved_share=float(achieved_share(actions, today)),
        done_share=done / len(actions) if actions else 0.0,
        projected_finish=projected_finish(actions, today),
    )


def not_given_by(missed: Mapping[str, int], rule: PaceRule) -> Reason | None:
    """Return why one contributor's part is weak: `missed` counts, by action, what was asked of them and not given."""
    total = sum(missed.values())
    if total <= rule.missed_contributions_allowed:
        return None
    words = f"{_count(total, 'contribution')} asked for did not come in time"
    return Reason(Trouble.NOT_CONTRIBUTED, words, tuple(missed))


def _reasons(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> list[Reason]:
    found = (
        _overdue(actions, today, rule),
        _silent(actions, today, rule),
        _put_back(actions, today, rule),
        _behind(actions, today, rule),
        _too_slow(actions, today, rule),
        _missed(actions, today, rule),
        _not_contributed(actions, today, rule),
    )
    return [reason for reason in found if reason is not None]


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
    without = f"without an update for more than {_count(rule.silent_after_days, 'day')}"
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
    planned, achieved = planned_share(actions, today), achieved_share(actions, today)
    if planned - achieved <= rule.share_behind_allowed:
        return None
    done = sum(action.is_done_on(today) for action in actions)
    due = sum(action.first_due_on < today for action in actions)
    return Reason(
        Trouble.BEHIND,
        f"{float(achieved):.0%} achieved where {float(planned):.0%} was planned by now; "
        f"{done} of {_count(len(actions), 'action')} done where {due} {'was' if due == 1 else 'were'} planned",
    )


def _too_slow(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    behind = [
        action
        for action in actions
        if action.milestones and action.starts_on <= today and action.is_behind_on(today)
    ]
    late = [(action, _days_projected_late(action, today)) for action in behind]
    slow = [
        (action, days) for action, days in late if days is None or days > rule.days_projected_late_allowed
    ]
    if not slow:
        return None
    longest = max((days for _, days in slow if days is not None), default=None)
    still = sum(days is None for _, days in slow)
    words = []
    if longest is not None:
        words.append(f"at the rate of the last {RATE_WINDOW_DAYS} days done {_count(longest, 'day')} late")
    if still:
        words.append(f"{still} not moving in the last {RATE_WINDOW_DAYS} days")
    found = [action for action, _ in slow]
    said = f"{_of(found, actions)} behind on milestones: {', '.join(words)}"
    return Reason(Trouble.TOO_SLOW, said, _references(found))


def _days_projected_late(action: ActionDates, today: dt.date) -> int | None:
    finish = action.projected_finish(today)
    return None if finish is None else (finish - action.due_on(today)).days


def _missed(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    short = [
        action
        for action in actions
        if not action.is_done_on(today) and action.missed_updates > rule.missed_updates_allowed
    ]
    if not short:
        return None
    missed = sum(action.missed_updates for action in short)
    words = f"{_of(short, actions)} for which {_count(missed, 'update')} asked for did not come in time"
    return Reason(Trouble.MISSED, words, _references(short))


def _not_contributed(actions: Sequence[ActionDates], today: dt.date, rule: PaceRule) -> Reason | None:
    short = [
        action
        for action in actions
        if not action.is_done_on(today) and action.missed_contributions > rule.missed_contributions_allowed
    ]
    if not short:
        return None
    missed = sum(action.missed_contributions for action in short)
    words = f"{_of(short, actions)} for which {_count(missed, 'contribution')} asked for did not come in time"
    return Reason(Trouble.NOT_CONTRIBUTED, words, _references(short))


def _of(some: Sequence[ActionDates], every: Sequence[ActionDates]) -> str:
    return f"{len(some)} of {_count(len(every), 'action')}"


def _references(actions: Sequence[ActionDates]) -> tuple[str, ...]:
    return tuple(action.reference for action in actions)


def _more_than(allowed: int, noun: str) -> str:
    return f"any {noun}" if allowed == 0 else f"more than {_count(allowed, noun)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
