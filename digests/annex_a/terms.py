"""What figures are derived under: the day of the extract, and the standards that each council sets for itself."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.working_days import add_months
from digests.annex_a.working_day_table import WorkingDayTable, working_day_table
from digests.months import month_of, months_up_to

MONTHS_COVERED = 6
YEARS_OF_WORKING_DAYS = 30


@dataclass(frozen=True)
class Terms:
    """`cp_visit_days` are working days unless told otherwise; `care_leaver_ages` are the first and the last."""

    extract_on: dt.date
    cp_visit_days: int = 10
    cp_visit_in_working_days: bool = True
    cin_seen_days: int = 28
    lac_visit_days: int = 42
    lac_visit_long_term_days: int = 91
    care_leaver_ages: tuple[int, int] = (19, 21)

    @cached_property
    def ref(self) -> int:
        """The day of the extract as an ordinal."""
        return self.extract_on.toordinal()

    @cached_property
    def working_days(self) -> WorkingDayTable:
        """Counts working days up to the day of the extract."""
        first = dt.date(self.extract_on.year - YEARS_OF_WORKING_DAYS, 1, 1)
        return working_day_table(first, self.extract_on)

    @cached_property
    def months(self) -> tuple[dt.date, ...]:
        """The six months that the lists cover, by their first days; that of the extract is the last."""
        return months_up_to(month_of(self.extract_on), MONTHS_COVERED)

    def is_whole(self, month: dt.date) -> bool:
        """Whether the extract was taken on the last day of `month` or later."""
        return add_months(month, 1) <= self.extract_on + dt.timedelta(days=1)

    def has_run(self, start: int, months: int) -> bool:
        """Whether `months` months have passed from `start` (an ordinal) on the day of the extract."""
        return months_after(start, months) <= self.ref

    def has_passed(self, day: int, months: int) -> bool:
        """Whether more than `months` months lie between `day` (an ordinal) and the extract: the last day is in time."""
        return months_after(day, months) < self.ref

    def age(self, born: int | None, given: int | None) -> int | None:
        """Return the age at the extract: from the day of birth, otherwise as the list gives it; None for neither."""
        if born and 0 < born <= self.ref:
            return _age_between(born, self.ref)
        return given if given is not None and given >= -1 else None


@lru_cache(maxsize=100_000)
def months_after(start: int, months: int) -> int:
    """Return the ordinal of the day `months` months after `start`."""
    return add_months(dt.date.fromordinal(start), months).toordinal()


@lru_cache(maxsize=100_000)
def _age_between(born: int, ref: int) -> int:
    birth, day = dt.date.fromordinal(born), dt.date.fromordinal(ref)
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
