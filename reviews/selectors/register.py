"""Answers what the register says of one review: of the review itself and of what was due before it."""

import datetime as dt
from dataclasses import dataclass, field

from notices.cadence import Occurrence
from notices.models import Obligation
from notices.selectors import ObligationStanding, register_as_at
from notices.selectors.what_if import missed_before
from notices.wording import OUTCOMES, outcome_in_words
from reviews.models import Review
from reviews.selectors.counting import counting_for


@dataclass(frozen=True)
class RowOfRegister:
    """One row of the register that a review answers or sets: a duty, when it was due, and what became of it."""

    obligation: Obligation
    occurrence: Occurrence

    @property
    def tag(self) -> tuple[str, str]:
        """The word for what became of it, and the colour of its tag."""
        return outcome_in_words(self.occurrence), OUTCOMES[self.occurrence.outcome].colour


@dataclass(frozen=True)
class NotBefore:
    """A duty that would not be met before a review. `given_on`: the day, too late, on which it was; None: not yet."""

    obligation: Obligation
    due_on: dt.date
    given_on: dt.date | None

    @property
    def words(self) -> str:
        """One sentence for people."""
        due_on = f"{self.due_on:%-d %B %Y}"
        said = f"is recorded only on {self.given_on:%-d %B %Y}" if self.given_on else "is not recorded yet"
        return (
            f"Clause {self.obligation.clause.number}, “{self.obligation.summary}”, due by {due_on}, {said}."
        )


@dataclass(frozen=True)
class ReviewInRegister:
    """What the register says of a review. `own`: the row that it met; `before`: what was due before it, by duty."""

    duty: ObligationStanding | None = None
    own: RowOfRegister | None = None
    before: dict[int, RowOfRegister] = field(default_factory=dict)

    def is_met(self, obligation: Obligation) -> bool:
        row = self.before.get(obligation.pk)
        return row is not None and row.occurrence.outcome.is_met


def review_in_register(review: Review, *, as_at: dt.date) -> ReviewInRegister:
    """Return the rows of the register about a review as at a day; nothing for one that does not count."""
    event = review.planned_event
    if event is None:
        return ReviewInRegister()
    register = register_as_at(review.notice, as_at=as_at, horizon=max(as_at, review.planned_on))
    duty = register.standing_of(event.obligation)
    before = {
        standing.obligation.pk: RowOfRegister(standing.obligation, row)
        for standing in register.obligations
        for row in standing.occurrences
        if row.parent == str(event.pk)
    }
    held = next(
        (row for row in duty.occurrences if review.held_on and row.discharged_on == review.held_on), None
    )
    return ReviewInRegister(duty, RowOfRegister(event.obligation, held) if held else None, before)


def not_before(review: Review, *, held_on: dt.date, today: dt.date) -> list[NotBefore]:
    """Return what would not come before a review, were it recorded as held on this day: too late, or not yet there.

    Nothing for one that does not count, is held or cancelled already, or cannot have been held on such a day.
    """
    event = review.planned_event
    duty = event.obligation if event is not None else counting_for(review.notice, review.kind).obligation
    is_open = review.held_on is None and review.cancelled_on is None
    if duty is None or not is_open or not review.notice.in_force_from <= held_on <= today:
        return []
    missed = missed_before(duty, today=today, held_on=held_on, instead_of=event)
    return [NotBefore(each, row.due_on, _given_after(each, row.due_on)) for each, row in missed]


def _given_after(obligation: Obligation, day: dt.date) -> dt.date | None:
    given = [each.effective_on for each in obligation.discharges.all() if each.withdrawn_at is None]
    return min((each for each in given if each > day), default=None)
