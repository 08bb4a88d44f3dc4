"""Says of which areas and groups nobody has been heard for too long, by one stated rule."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.working_days import add_months

QUARTER = 3
"""Months. A voice heard on 3 March is recent up to and including 3 June."""

RULE = (
    "A voice counts as recent for three months from the day it was heard. "
    "An area or a group without a recent one is named here."
)


@dataclass(frozen=True)
class Hearing:
    """An area or a group as at a day, and when it was last heard: `last_heard_on` is None for never.

    `key` is what a filter of the list of voices calls it; `subject` completes "No voice heard …".
    """

    key: str
    subject: str
    last_heard_on: dt.date | None
    as_at: dt.date
    months: int = QUARTER

    @property
    def is_silent(self) -> bool:
        """Whether the newest voice, if there is any, is older than the bound."""
        return self.last_heard_on is None or add_months(self.last_heard_on, self.months) < self.as_at

    @property
    def words(self) -> str:
        """The gap in one sentence, or when the newest voice was heard."""
        if self.last_heard_on is None:
            return f"No voice ever heard {self.subject}"
        since = f"{self.last_heard_on:%-d %B %Y}"
        return (
            f"No voice heard {self.subject} since {since}"
            if self.is_silent
            else f"Last voice heard {self.subject} on {since}"
        )


def hearings(
    subjects: Mapping[str, str],
    heard: Iterable[tuple[str, dt.date]],
    *,
    as_at: dt.date,
    months: int = QUARTER,
) -> tuple[Hearing, ...]:
    """Return how each of `subjects` (key to words) stands, in their order.

    `heard` gives (key, day) for each voice, in any order; what was heard after `as_at` does not count.
    """
    newest: dict[str, dt.date] = {}
    for key, day in heard:
        if day <= as_at and (key not in newest or newest[key] < day):
            newest[key] = day
    return tuple(
        Hearing(key, subject, newest.get(key), as_at=as_at, months=months)
        for key, subject in subjects.items()
    )


def gaps(standing: Iterable[Hearing]) -> tuple[Hearing, ...]:
    """Return those of whom nobody was heard for too long: never heard first, then the longest ago."""
    silent = [each for each in standing if each.is_silent]
    return tuple(sorted(silent, key=lambda each: (each.last_heard_on or dt.date.min, each.key)))
