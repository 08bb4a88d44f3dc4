"""Finds the published measure that an indicator is compared with, and says what to do where there is none."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from core.importing.checked import fold
from digests.benchmarking.comparing import Areas, Comparison, lag_in_words

LISTED = 6
YEAR_BEGINS_IN = 4


class Match(StrEnum):
    """How an indicator and the published measures go together."""

    FOUND = "found"
    NO_CODE = "no_code"
    NOT_PUBLISHED = "not_published"
    SEVERAL = "several"


WORDS = {
    Match.FOUND: "Matched",
    Match.NO_CODE: "No national code",
    Match.NOT_PUBLISHED: "Not in the published figures",
    Match.SEVERAL: "Several measures",
}


@dataclass(frozen=True)
class Measure:
    """A published measure, and the release that its figures are taken from."""

    pk: int
    code: str
    key: str
    title: str
    polarity: str
    release: str
    published_on: dt.date

    @property
    def identity(self) -> tuple[str, str]:
        """What two releases call the same measure by."""
        return fold(self.code), fold(self.key)


@dataclass(frozen=True)
class Local:
    """The newest monthly figure of the council's own; `period_type` is what its indicator counts, as a key."""

    month: dt.date
    value: Decimal
    period_type: str = "in_month"

    @property
    def period(self) -> str:
        """The time that the figure covers: "Oct 2026 alone", "April to Oct 2026"."""
        month = f"{self.month:%b %Y}"
        if self.period_type == "year_to_date":
            return f"April {self.month.year - (self.month.month < YEAR_BEGINS_IN)} to {month}"
        return {"snapshot": f"End of {month}", "rolling_12": f"12 months to {month}"}.get(
            self.period_type, f"{month} alone"
        )


@dataclass(frozen=True)
class Benchmark:
    """An indicator beside what is published.

    Without a `measure` there is nothing to compare with, and `to_do` says what would change that; without a
    `comparison` the measure has no value for anybody whom the council is compared with.
    `is_of_a_year`: the published figures count a whole year, and the local ones a month.
    """

    match: Match
    to_do: str
    as_at: dt.date
    measure: Measure | None = None
    comparison: Comparison | None = None
    local: Local | None = None
    areas: Areas = field(default_factory=Areas)
    is_of_a_year: bool = False

    @property
    def word(self) -> str:
        return WORDS[self.match]

    @property
    def lag(self) -> str:
        """How long ago the year of the comparison is; "" without one."""
        return lag_in_words(self.comparison.year, as_at=self.as_at) if self.comparison else ""


def match(code: str, key: str, measures: Sequence[Measure]) -> tuple[Match, Measure | None, str]:
    """Return how an indicator with this national code and short name matches, the measure, and what to do.

    A short name must fit; where there is none a code must have one measure only: with several nobody guesses.
    """
    asked_code, asked_key = fold(code), fold(key)
    if not asked_code and not asked_key:
        return Match.NO_CODE, None, "Enter the indicator’s national code, if it has one"
    of_code = [each for each in measures if asked_code and each.identity[0] == asked_code]
    found = of_code
    if asked_key:
        found = [each for each in measures if each.identity[1] == asked_key]
        # Some published measures bear no code, and some indicators none: then the short name decides alone.
        found = [each for each in found if not asked_code or each.identity[0] in (asked_code, "")]
    if len(found) == 1:
        return Match.FOUND, found[0], ""
    if found:
        return Match.SEVERAL, None, f"{_several(code, key, found)}: {_names(found)}"
    return Match.NOT_PUBLISHED, None, _not_published(code, key, of_code)


def _several(code: str, key: str, found: Sequence[Measure]) -> str:
    if key.strip():
        codes = ", ".join(each.code or "none" for each in found)
        return (
            f"The short name {key.strip()} stands under several codes ({codes}). Enter the indicator’s code"
        )
    return f"Code {code.strip()} has {len(found)} measures. Enter the short name of the one that is meant"


def _not_published(code: str, key: str, of_code: Sequence[Measure]) -> str:
    if of_code:
        return (
            f"Code {code.strip()} has no measure called {key.strip()}. Enter one of these short names: "
            f"{_names(of_code)}"
        )
    asked = " and ".join(
        words
        for words in (code.strip() and f"code {code.strip()}", key.strip() and f"short name {key.strip()}")
        if words
    )
    return f"No loaded release has {asked}. Load one that has, or correct the indicator"


def _names(measures: Sequence[Measure]) -> str:
    named = [f"{each.key or 'none'} ({each.title})" for each in measures[:LISTED]]
    more = len(measures) - LISTED
    return "; ".join(named) + (f"; and {more} more" if more > 0 else "")
