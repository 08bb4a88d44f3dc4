"""Counts working days between days by two look-ups: for tens of thousands of rows, where each day is asked often."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from core.working_days import is_working_day


@dataclass(frozen=True)
class WorkingDayTable:
    """`counts` holds, for each day from `first` on, how many working days there were from the first up to it."""

    first: int
    counts: tuple[int, ...]

    def between(self, start: int, end: int) -> int:
        """Return the working days after `start` up to and with `end` (ordinals): start is day 0.

        A start before the table counts as its first day: nothing is measured in that many working days.
        """
        return self.counts[end - self.first] - self.counts[max(start - self.first, 0)]


@lru_cache(maxsize=8)
def working_day_table(first: dt.date, last: dt.date) -> WorkingDayTable:
    """Return the table of the days from `first` to `last`."""
    counts, so_far = [], 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        so_far += is_working_day(dt.date.fromordinal(ordinal))
        counts.append(so_far)
    return WorkingDayTable(first.toordinal(), tuple(counts))
