"""Answers which reviews were planned and held, what the council said of itself before them, and what was found."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import Count, Q

from accounts.models import Organisation
from notices.models import Notice, Obligation
from notices.selectors import ObligationStanding, notices_of, registers_as_at
from notices.selectors.facts import london_day
from reviews.models import Review, SelfAssessment
from reviews.selectors.as_recorded import as_recorded


class ReviewState(StrEnum):
    """What is known of a review on a day."""

    HELD = "Held"
    PLANNED = "Planned"
    NOT_HELD = "Not recorded as held"
    CANCELLED = "Cancelled"

    @property
    def colour(self) -> str:
        """The colour of its tag, which only repeats the word."""
        return {"HELD": "green", "PLANNED": "blue", "NOT_HELD": "red", "CANCELLED": "grey"}[self.name]


@dataclass(frozen=True)
class ReviewLine:
    """A review as it stood on the day, which `review` holds too: for when it was planned then, and what was known.

    `submitted_on`: when the council's own assessment for it was submitted. `is_told`: whether its outcome was, by then.
    """

    review: Review
    state: ReviewState
    submitted_on: dt.date | None
    findings: int
    is_told: bool

    @property
    def on(self) -> dt.date:
        """The day on which it was held, or for which it is planned."""
        if self.state is ReviewState.HELD and self.review.held_on is not None:
            return self.review.held_on
        return self.review.planned_on


@dataclass(frozen=True)
class ReviewsOfNotice:
    """The reviews under one notice, newest first, and the duties to review with their occurrences.

    `known`: how many reviews there are, and `next_review` the planned one that comes first, whatever a filter
    lets through.
    """

    notice: Notice
    reviews: tuple[ReviewLine, ...]
    duties: tuple[ObligationStanding, ...]
    known: int = 0
    next_review: ReviewLine | None = None

    @property
    def years(self) -> list[tuple[int, tuple[ReviewLine, ...]]]:
        """The reviews by the year of their day, the newest year first."""
        by_year: dict[int, list[ReviewLine]] = defaultdict(list)
        for line in self.reviews:
            by_year[line.on.year].append(line)
        return [(year, tuple(by_year[year])) for year in sorted(by_year, reverse=True)]

    def showing(self, *, kind: str = "", state: str = "") -> "ReviewsOfNotice":
        """Return the same with only the reviews of a kind and in a state (the name of a ReviewState)."""
        kept = (
            line
            for line in self.reviews
            if kind in ("", line.review.kind) and state in ("", line.state.name.lower())
        )
        return replace(self, reviews=tuple(kept))


def reviews_as_at(
    council: Organisation, as_at: dt.date, *, known_on: dt.date | None = None
) -> list[ReviewsOfNotice]:
    """Return, for each notice of the council, its reviews as at a day; in a constant number of queries."""
    notices = list(notices_of(council))
    found: dict[int, list[ReviewLine]] = defaultdict(list)
    recorded = Q() if known_on is None else Q(findings__recorded_at__date__lte=known_on)
    rows = Review.objects.filter(notice__in=notices).select_related("conducted_by", "self_assessment")
    reviews = as_recorded(
        list(rows.annotate(found=Count("findings", filter=recorded))), as_at=as_at, known_on=known_on
    )
    for review in sorted(reviews, key=lambda each: (each.planned_on, each.pk), reverse=True):
        found[review.notice_id].append(_line(review, as_at, known_on))
    return [
        ReviewsOfNotice(
            notice=register.notice,
            reviews=tuple(found[register.notice.pk]),
            duties=tuple(
                each for each in register.obligations if each.obligation.kind == Obligation.Kind.REVIEW
            ),
            known=len(found[register.notice.pk]),
            next_review=_next(found[register.notice.pk]),
        )
        for register in registers_as_at(notices, as_at=as_at, known_on=known_on)
    ]


def _next(lines: list[ReviewLine]) -> ReviewLine | None:
    planned = [line for line in lines if line.state is ReviewState.PLANNED]
    return min(planned, key=lambda line: (line.on, line.review.pk), default=None)


def state_of_review(review: Review, as_at: dt.date) -> ReviewState:
    """Return where a review stands on a day: one cancelled or held only later was still planned."""
    if review.held_on is not None and review.held_on <= as_at:
        return ReviewState.HELD
    if review.cancelled_on is not None and review.cancelled_on <= as_at:
        return ReviewState.CANCELLED
    return ReviewState.PLANNED if review.planned_on >= as_at else ReviewState.NOT_HELD


def _line(review: Review, as_at: dt.date, known_on: dt.date | None) -> ReviewLine:
    state = state_of_review(review, as_at)
    findings: int = review.found if state is ReviewState.HELD else 0  # type: ignore[attr-defined]
    return ReviewLine(
        review=review,
        state=state,
        submitted_on=_submitted_on(review, min(as_at, known_on or as_at)),
        findings=findings,
        is_told=bool(review.outcome) and (review.outcome_on is None or review.outcome_on <= as_at),
    )


def _submitted_on(review: Review, day: dt.date) -> dt.date | None:
    """Return the day of submission of the own assessment if that was by `day`: it takes effect as it is recorded."""
    try:
        assessment = review.self_assessment
    except SelfAssessment.DoesNotExist:
        return None
    if assessment.submitted_at is None:
        return None
    submitted_on = london_day(assessment.submitted_at)
    return submitted_on if submitted_on <= day else None
