"""The rating that follows from dates, milestones and evidence alone, to stand beside the owner's own."""

import datetime as dt
from dataclasses import dataclass

from improvement_plans.progression import ActionDates
from improvement_plans.roll_up import AMBER, BLUE, GREEN, NOT_STARTED, PAUSED, RED

SILENT_AFTER_DAYS = 35
SHARE_BEHIND_ALLOWED = 0.25


@dataclass(frozen=True)
class Computed:
    """A rating with the reasons for it in words; `rating` is one of the values of `Rating`, never paused."""

    rating: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """From when on silence and being behind make an action amber; those of the plan's rule for slow progress."""

    silent_after_days: int = SILENT_AFTER_DAYS
    share_behind_allowed: float = SHARE_BEHIND_ALLOWED

    def in_words(self) -> str:
        """Return the rule as a sentence for the pages that show its outcome."""
        return (
            "The computed rating is blue when the action is done and evidence for it counts on the day, and amber when "
            "it is done and none does. Otherwise it is red when the action is overdue; not started before "
            "its start as long as nothing is achieved; amber when a milestone is overdue, the owner expects it "
            f"after its due date, no update came for more than {self.silent_after_days} days, or it lies more than "
            f"{self.share_behind_allowed:.0%} behind what was planned by now; and green otherwise. "
            "Only an owner can say that an action is paused."
        )


STANDARD_BOUNDS = Bounds()


def computed_rating(
    dates: ActionDates,
    *,
    today: dt.date,
    evidence: int,
    forecast_on: dt.date | None = None,
    bounds: Bounds = STANDARD_BOUNDS,
) -> Computed:
    """Return the rating of an action as at `today`, never looking ahead.

    `evidence` is how many pieces count on the day, `forecast_on` what the newest update expects.
    """
    if dates.is_done_on(today):
        return _done(dates, evidence)
    overdue = dates.days_overdue_on(today)
    if overdue:
        return Computed(RED, (f"Overdue by {_count(overdue, 'day')}",))
    if dates.starts_on > today:
        return _before_its_start(dates, today)
    troubles = (
        _milestones(dates, today),
        _forecast(dates, today, forecast_on),
        _silence(dates, today, bounds),
        _behind(dates, today, bounds),
    )
    reasons = tuple(words for words in troubles if words)
    return Computed(AMBER, reasons) if reasons else Computed(GREEN, (_on_time(dates, today),))


def differs(own: str, computed: str) -> bool:
    """Whether an owner's rating differs from the computed one so that a reason is asked for.

    A pause is the owner's to declare, with the reason that every rating has; it does not excuse an overdue date.
    """
    return computed == RED if own == PAUSED else own != computed


def _done(dates: ActionDates, evidence: int) -> Computed:
    done = f"Done on {dates.done_on:%-d %B %Y}"
    if evidence:
        return Computed(BLUE, (f"{done}, with {_count(evidence, 'piece')} of evidence",))
    return Computed(AMBER, (f"{done}, but without evidence that counts on this day: not blue",))


def _before_its_start(dates: ActionDates, today: dt.date) -> Computed:
    starts = f"{dates.starts_on:%-d %B %Y}"
    if dates.achieved_on(today):
        return Computed(GREEN, (f"Begun before its start on {starts}",))
    return Computed(NOT_STARTED, (f"Starts on {starts}",))


def _milestones(dates: ActionDates, today: dt.date) -> str:
    late = [each.days_overdue_on(today) for each in dates.milestones if each.days_overdue_on(today)]
    if not late:
        return ""
    by = "by" if len(late) == 1 else "the longest by"
    return f"{_count(len(late), 'milestone')} overdue, {by} {_count(max(late), 'day')}"


def _forecast(dates: ActionDates, today: dt.date, forecast_on: dt.date | None) -> str:
    due_on = dates.due_on(today)
    if forecast_on is None or forecast_on <= due_on:
        return ""
    return f"Expected {_count((forecast_on - due_on).days, 'day')} after it is due"


def _silence(dates: ActionDates, today: dt.date, bounds: Bounds) -> str:
    days = dates.days_silent_on(today)
    return f"No update for {_count(days, 'day')}" if days > bounds.silent_after_days else ""


def _behind(dates: ActionDates, today: dt.date, bounds: Bounds) -> str:
    planned, achieved = dates.planned_on(today), dates.achieved_on(today)
    if planned - achieved <= bounds.share_behind_allowed:
        return ""
    return f"{float(achieved):.0%} achieved where {float(planned):.0%} was planned by now"


def _on_time(dates: ActionDates, today: dt.date) -> str:
    if not dates.milestones:
        return f"Due in {_count((dates.due_on(today) - today).days, 'day')}, and nothing is late"
    reached = dates.milestones_reached_on(today)
    return f"{reached} of {_count(len(dates.milestones), 'milestone')} reached, and none is late"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
