"""Small numbers in the copy for scrutiny: which figures are hidden, and which others so that none gives them away."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from digests.rating import PER_UNIT

THRESHOLD = 5
LOWEST_THRESHOLD = 3
"""With a threshold of 2 a hidden number could only be 1: the rule itself would tell it."""
FIRST_MONTH_OF_A_YEAR = 4
COUNTED = frozenset({"percent", "rate", "count"})
"""Units whose numerator counts children or cases; of days and scores only the denominator does."""


@dataclass(frozen=True)
class Counts:
    """The numbers of one figure in which a small one could point to a child. What is not known is None.

    `rest` is what a percentage leaves of its denominator: of 98 of 100 the two that were not.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    rest: Decimal | None = None

    @property
    def each(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        return self.numerator, self.denominator, self.rest

    @property
    def are_known(self) -> bool:
        return any(number is not None for number in self.each)

    def smallest(self) -> Decimal:
        return min((number for number in self.each if number), default=Decimal(0))


def counts_of(
    unit: str, *, numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None
) -> Counts:
    """Return the numbers behind a figure, with the one of the three that the other two give away."""
    scale = PER_UNIT.get(unit)
    if scale is not None and value is not None:
        if numerator is None and denominator is not None:
            numerator = (value * denominator / scale).quantize(Decimal(1), ROUND_HALF_UP)
        elif denominator is None and numerator is not None and value:
            denominator = (numerator * scale / value).quantize(Decimal(1), ROUND_HALF_UP)
    if unit == "count" and numerator is None:
        numerator = value
    if unit not in COUNTED:
        return Counts(denominator=denominator)
    rest = None
    if unit == "percent" and numerator is not None and denominator is not None:
        rest = denominator - numerator
    return Counts(numerator, denominator, rest)


def is_small(number: Decimal | None, threshold: int) -> bool:
    """Whether a number is hidden for itself: more than 0 and below `threshold`."""
    return number is not None and 0 < number < threshold


def has_small(counts: Counts, threshold: int) -> bool:
    """Whether a figure is hidden for itself: its numerator, its denominator or what lies between them is small."""
    return any(is_small(number, threshold) for number in counts.each)


def hidden_months(
    series: Sequence[tuple[dt.date, Counts]], *, period_type: str, threshold: int = THRESHOLD
) -> frozenset[dt.date]:
    """Return the months whose figures are hidden. `series` is in the order of time, months named by their first day.

    Year to date, a month is also hidden where taking the last one that is shown from it leaves a small number; the
    months before the first April are, for what came before them in their year is not in the series.
    """
    if period_type == "year_to_date":
        return frozenset(_hidden_year_to_date(series, threshold))
    return frozenset(month for month, counts in series if has_small(counts, threshold))


def _hidden_year_to_date(series: Sequence[tuple[dt.date, Counts]], threshold: int) -> Iterator[dt.date]:
    shown: Counts | None = None
    for month, counts in series:
        if month.month == FIRST_MONTH_OF_A_YEAR:
            shown = Counts(Decimal(0), Decimal(0), Decimal(0))
        if not counts.are_known:
            continue
        if shown is None or has_small(counts, threshold) or has_small(_since(shown, counts), threshold):
            yield month
        else:
            shown = counts


def _since(before: Counts, now: Counts) -> Counts:
    pairs = zip(before.each, now.each, strict=True)
    return Counts(*(None if then is None or later is None else later - then for then, later in pairs))


def hidden_groups(
    total: Counts, groups: Sequence[Counts | None], *, threshold: int = THRESHOLD
) -> tuple[bool, ...] | None:
    """Return for each group of a breakdown whether it is hidden; None where the breakdown cannot be shown at all.

    `total` is shown. A group of None was suppressed before it came here. Beyond the groups with a small number, the
    next smallest are hidden until no small number follows from the total and the groups that are shown. A higher
    threshold hides at least what a lower one does. Raises ValueError for a threshold below 3.
    """
    if threshold < LOWEST_THRESHOLD:
        raise ValueError("The threshold must be 3 or more.")
    table = _Table.of(total, groups)
    hidden = set(table.withheld)
    for step in range(LOWEST_THRESHOLD, threshold + 1):
        hidden |= {place for place, counts in enumerate(table.groups) if has_small(counts, step)}
        while table.is_additive and not table.is_safe(hidden, step):
            following = table.next_to_hide(hidden)
            if following is None:
                return None
            hidden.add(following)
    return tuple(place in hidden for place in range(len(groups)))


@dataclass(frozen=True)
class _Table:
    """A breakdown as whoever subtracts sees it.

    `withheld` are the groups that were suppressed before; `rest` is what the total holds beyond the known groups.
    """

    groups: tuple[Counts, ...]
    withheld: frozenset[int]
    rest: Counts
    is_additive: bool

    @classmethod
    def of(cls, total: Counts, groups: Sequence[Counts | None]) -> "_Table":
        known = tuple(each or Counts() for each in groups)
        sums = Counts(*(sum((each.each[at] or Decimal(0) for each in known), Decimal(0)) for at in range(3)))
        rest = _since(sums, total)
        return cls(
            groups=known,
            withheld=frozenset(place for place, each in enumerate(groups) if each is None),
            rest=rest,
            is_additive=total.are_known and all(number is None or number >= 0 for number in rest.each),
        )

    def is_safe(self, hidden: set[int], threshold: int) -> bool:
        """Whether no small number follows from the total and the groups that are shown."""
        if self.withheld and hidden == self.withheld:
            return False
        return all(self._leaves_two(at, hidden, threshold) for at in range(3))

    def _leaves_two(self, at: int, hidden: set[int], threshold: int) -> bool:
        """Whether each small number of one kind among the hidden ones could be another.

        Whoever subtracts is taken to know which of them are small, and so 1 to `threshold` less one; the others could
        be 0 or anything more.
        """
        numbers = [self.groups[place].each[at] or Decimal(0) for place in hidden - self.withheld]
        rest = self.rest.each[at] or Decimal(0)
        small = [number for number in numbers if is_small(number, threshold)]
        has_open_end = bool(self.withheld) or len(small) < len(numbers) or rest >= threshold
        if rest and not self.withheld and is_small(rest, threshold):
            small.append(rest)
        if not small:
            return True
        total, others = sum(numbers, rest), len(small) - 1
        lowest = Decimal(1) if has_open_end else max(Decimal(1), total - others * (threshold - 1))
        return lowest < min(Decimal(threshold - 1), total - others)

    def next_to_hide(self, hidden: set[int]) -> int | None:
        """Return the smallest group that is still shown, one with nothing in it last; None when all are hidden."""
        shown = [place for place in range(len(self.groups)) if place not in hidden]
        sizes = {place: self.groups[place].smallest() for place in shown}
        return min(shown, key=lambda place: (not sizes[place], sizes[place], place), default=None)


def rule_in_words(threshold: int = THRESHOLD) -> tuple[str, ...]:
    """Return the rule as page and PDF state it, sentence by sentence."""
    small = f"1 to {threshold - 1}"
    return (
        f"A figure is hidden whole where its numerator, its denominator, or the difference between them is {small}: "
        "its numbers, its percentage, its rating, its distance from the target and how it moved. Zero is shown. Of "
        "days and scores, the denominator decides. A percentage that came without its numbers is shown.",
        "The same month is hidden wherever it stands: as the month itself, as the month before, in the series and in "
        "the chart, where it is not drawn.",
        "Where any month of an indicator is hidden, its mean and limits, the signals found by them, the notes and "
        "what was written about it are left out as well: the hidden figure could be worked out from them.",
        f"A figure that grows over the year is also hidden where taking the last one shown from it leaves {small}, "
        "and in the months before the first April of its series.",
        f"In a breakdown, the next smallest groups are hidden as well until no number of {small} follows from the "
        "total and the groups that are shown. Where that cannot be done, and where the total is hidden or grows over "
        "the year, the breakdown is left out.",
        "Nothing that is shown is rounded or changed.",
    )
