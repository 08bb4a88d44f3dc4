"""Which indicators of a month need to be looked at, and why: found by rule, with their figures, the worst first."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Why an indicator is an exception, in the order in which the front page asks."""

    CONCERN = "concern"
    FAILING = "failing"
    MISSED = "missed"
    STALE = "stale"
    CHANGED = "changed"
    IMPROVEMENT = "improvement"


HEADINGS = {
    Kind.CONCERN: "Really getting worse",
    Kind.FAILING: "Will not meet the target as things stand",
    Kind.MISSED: "Off target this month",
    Kind.STALE: "No figure in time",
    Kind.CHANGED: "Really changed, neither for better nor for worse",
    Kind.IMPROVEMENT: "Really improving",
}
RULES = {
    Kind.CONCERN: "The latest month is a signal by the statistics: too unlikely for mere chance, and for the worse.",
    Kind.FAILING: "The target lies outside the limits: while nothing changes, no month is to be expected to meet it.",
    Kind.MISSED: "The figure misses its target or band by more than the tolerance.",
    Kind.STALE: "The days allowed after the month’s end have passed without a figure.",
    Kind.CHANGED: "The latest month is a signal, and neither direction is better.",
    Kind.IMPROVEMENT: "The latest month is a signal by the statistics, and for the better.",
}
WITHOUT_COMMENTARY = frozenset({Kind.IMPROVEMENT})
"""What may be published without a word on it."""

OF_STATISTICS = frozenset({Kind.CONCERN, Kind.FAILING, Kind.CHANGED, Kind.IMPROVEMENT})
"""What rests on the mean and the limits, and so on every month of the series."""

OFF_TARGET = "off_target"
OF_MEANING = {
    "concern": Kind.CONCERN,
    "improvement": Kind.IMPROVEMENT,
    "neutral_high": Kind.CHANGED,
    "neutral_low": Kind.CHANGED,
}


@dataclass(frozen=True)
class Judged:
    """One indicator in one month as the rules see it; figures are words, as they are printed.

    `meaning` and `assurance` are those of `digests.spc` for the latest month, `standing` that of `digests.rating`.
    `signal` says what makes the month a signal ("the last 7 are above the mean: concern"), `limits` what the two
    limits are, "" where there are none. `late_since` is the first day on which the figure was late, None where it is
    there or still has time.
    """

    value: str
    target: str = ""
    distance: str = ""
    standing: str = ""
    signal: str = ""
    meaning: str = "common"
    mean: str = ""
    limits: str = ""
    assurance: str | None = None
    late_since: dt.date | None = None


@dataclass(frozen=True)
class Found:
    """One reason why an indicator is an exception, with the figures that make it one.

    `beside` is what the statistics add to it; it rests on every month of the series.
    """

    kind: Kind
    words: str
    beside: str = ""

    @property
    def in_full(self) -> str:
        return f"{self.words}; {self.beside}" if self.beside else self.words

    @property
    def needs_commentary(self) -> bool:
        return self.kind not in WITHOUT_COMMENTARY


def exceptions_of(judged: Judged) -> tuple[Found, ...]:
    """Return why an indicator is an exception, the worst reason first; nothing where it is none."""
    found = []
    kind = OF_MEANING.get(judged.meaning)
    if kind is not None:
        found.append(Found(kind, _of_signal(judged)))
    if judged.assurance == "failing":
        found.append(Found(Kind.FAILING, _of_failing(judged)))
    if judged.standing == OFF_TARGET:
        found.append(_of_miss(judged))
    if judged.late_since is not None:
        found.append(
            Found(Kind.STALE, f"No figure has been given; it has been late since {day(judged.late_since)}")
        )
    order = list(Kind)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def day(when: dt.date) -> str:
    """Return a day in words: "15 November 2026"."""
    return f"{when:%-d %B %Y}"


def _of_signal(judged: Judged) -> str:
    named = [("mean", judged.mean), ("limits", judged.limits)]
    beside = "; ".join(f"{name} {figure}" for name, figure in named if figure)
    return f"{judged.value}; {judged.signal}" + (f" ({beside})" if beside else "")


def _of_failing(judged: Judged) -> str:
    target = f"{judged.target[:1].lower()}{judged.target[1:]}"
    return f"{judged.value} now; target {target}, limits {judged.limits}"


def _of_miss(judged: Judged) -> Found:
    miss = f"{judged.value}, {judged.distance} the target ({judged.target[:1].lower()}{judged.target[1:]})"
    is_common = judged.limits and judged.meaning == "common"
    return Found(Kind.MISSED, miss, "no real change from other months" if is_common else "")
