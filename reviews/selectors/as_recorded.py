"""Gives reviews the day, the state and the outcome that were on record on an earlier day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core.clock import today
from improvement_plans.selectors.wording import newest_by
from notices.selectors.facts import london_day
from reviews.models import Review

PLANNED = ("planned_on", "conducted_by")
"""What has no day but that of its record: it holds from when it was recorded."""

DONE = ("held_on", "cancelled_on", "cancelled_because", "outcome", "outcome_on", "consequence")
"""What has a day of its own: it holds from that day, where it was known."""


def as_recorded(reviews: Sequence[Review], *, as_at: dt.date, known_on: dt.date | None) -> list[Review]:
    """Return the reviews with what was planned by the end of `as_at` and done as known on `known_on` (None: now).

    Nothing is stored. One that was first recorded after `as_at` keeps its first day, for nothing older is known; one
    that was not recorded by `known_on` is left out. Asks at most two questions of the database, none for today.
    """
    kept = list(reviews)
    if known_on is not None and known_on < today():
        kept = _known(kept, known_on)
    day = as_at if known_on is None else min(as_at, known_on)
    if day < today():
        for review, record in _with_records(kept, day):
            _give(review, record, PLANNED)
    return kept


def _known(reviews: Sequence[Review], known_on: dt.date) -> list[Review]:
    found = []
    for review, record in _with_records(reviews, known_on):
        if london_day(record.history_date) <= known_on:
            _give(review, record, DONE)
            found.append(review)
    return found


def _with_records(reviews: Sequence[Review], day: dt.date) -> list[tuple[Review, Any]]:
    """Return each review with its newest record of the day, or its first one."""
    history: Any = Review.history
    records = history.filter(id__in=[review.pk for review in reviews]).select_related("conducted_by")
    by_key = {record.id: record for record in newest_by(records, day)}
    return [(review, by_key[review.pk]) for review in reviews if review.pk in by_key]


def _give(review: Review, record: Any, names: Sequence[str]) -> None:
    for name in names:
        setattr(review, name, getattr(record, name))
