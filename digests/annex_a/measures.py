"""What a measure is, and how the rows of a list come to its numerator, its denominator and its exclusions.

Every row of the list is accounted for: it is in the denominator of one month, or excluded for a stated reason.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeGuard

from digests.annex_a.cells import UNUSABLE
from digests.annex_a.lists import ChildList
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

Verdict = bool | int | str
"""Whether a row counts in the numerator, or how much it adds to it; or, in words, why it is excluded."""

Judged = tuple[int | None, Verdict]
"""The day that puts a row into its month (None for none), and the verdict."""

Judge = Callable[[Rows, Terms], Iterable[Judged]]

OUTSIDE = "outside the six months"


class When(StrEnum):
    """Whether a measure counts what happened in each month, or how things stood on the day of the extract."""

    IN_MONTH = "in_month"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True)
class Measure:
    """One figure that the lists can give, under a name that never changes: indicators point at it."""

    key: str
    title: str
    of: ChildList
    when: When
    numerator: str
    denominator: str
    limits: str
    needs: tuple[str, ...]
    judge: Judge
    unit: str = "percent"


@dataclass(frozen=True)
class Figure:
    """A measure for one month. `is_whole` is false where the extract was taken before a counted month was over."""

    month: dt.date
    numerator: int
    denominator: int
    exclusions: Mapping[str, int] = field(default_factory=dict)
    is_whole: bool = True


@dataclass(frozen=True)
class Derived:
    """What a measure came to; `exclusions` are the rows that belong to no month, `obstacle` why there is nothing."""

    measure: Measure
    figures: tuple[Figure, ...] = ()
    exclusions: Mapping[str, int] = field(default_factory=dict)
    obstacle: str = ""

    def as_json(self) -> dict[str, object]:
        """Return what is kept of it: counts and our own words."""
        return {
            "key": self.measure.key,
            "obstacle": self.obstacle,
            "exclusions": dict(self.exclusions),
            "figures": [
                {
                    "month": figure.month.isoformat(),
                    "numerator": figure.numerator,
                    "denominator": figure.denominator,
                    "exclusions": dict(figure.exclusions),
                    "is_whole": figure.is_whole,
                }
                for figure in self.figures
            ],
        }


def derive(measure: Measure, lists: Mapping[int, Rows], terms: Terms) -> Derived:
    """Return what `measure` comes to: a figure for each of the six months, or one for the month of the extract."""
    rows = lists.get(measure.of.number)
    obstacle = _obstacle(measure, rows)
    if rows is None or obstacle:
        return Derived(measure, obstacle=obstacle)
    counted = Counter(measure.judge(rows, terms))
    if measure.when is When.SNAPSHOT:
        verdicts = Counter[Verdict]()
        for (_, verdict), often in counted.items():
            verdicts[verdict] += often
        return Derived(measure, (_figure(terms.months[-1], verdicts, is_whole=True),))
    return _by_month(measure, counted, terms)


def _obstacle(measure: Measure, rows: Rows | None) -> str:
    if rows is None:
        return f"{measure.of.name} is not in the workbook"
    missing = [key for key in measure.needs if key not in rows.columns]
    if missing:
        headings = "”, “".join(measure.of.column(key).heading for key in missing)
        return f"{measure.of.name} lacks the column “{headings}”"
    return ""


def _by_month(measure: Measure, counted: Mapping[Judged, int], terms: Terms) -> Derived:
    by_month = {month: Counter[Verdict]() for month in terms.months}
    apart: Counter[str] = Counter()
    for (day, verdict), often in counted.items():
        month = None if day is None else dt.date.fromordinal(day).replace(day=1)
        if month in by_month:
            by_month[month][verdict] += often
        else:
            apart[OUTSIDE if month else str(verdict)] += often
    figures = (
        _figure(month, verdicts, is_whole=terms.is_whole(month)) for month, verdicts in by_month.items()
    )
    return Derived(measure, tuple(figures), dict(sorted(apart.items())))


def _figure(month: dt.date, verdicts: Mapping[Verdict, int], *, is_whole: bool) -> Figure:
    counts = {verdict: often for verdict, often in verdicts.items() if not isinstance(verdict, str)}
    exclusions = {verdict: often for verdict, often in verdicts.items() if isinstance(verdict, str)}
    return Figure(
        month=month,
        numerator=sum(int(verdict) * often for verdict, often in counts.items()),
        denominator=sum(counts.values()),
        exclusions=dict(sorted(exclusions.items())),
        is_whole=is_whole,
    )


def given(meaning: int | None) -> TypeGuard[int]:
    """Whether a day, a count or an age was read: its cell is neither blank nor unusable."""
    return meaning is not None and meaning != UNUSABLE


def lacks(what: str, meaning: int | str | None) -> str:
    """Return why a row is excluded for want of `what`: its cell is blank, or holds what cannot be used."""
    return f"no {what}" if meaning is None else f"{what} cannot be used"


def at_least(least: int, count: int | None, what: str) -> Verdict:
    """Judge a count: `least` or more counts in the numerator."""
    return count >= least if given(count) else lacks(what, count)
