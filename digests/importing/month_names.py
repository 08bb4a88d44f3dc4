"""Reads the months that headings and cells name: dates, Apr-25, April 2025, 2025-04, or Apr under a year above it."""

import datetime as dt
import re
from dataclasses import dataclass

from core.days import day_from_words
from core.importing.sheet import Value

NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
         "november", "december")  # fmt: skip
MONTHS = {short: n for n, name in enumerate(NAMES, 1) for short in (name, name[:3])} | {"sept": 9}
# What may stand beside a month without making the column anything but that month's figures.
BESIDE = frozenset(
    "month ending end ended as at of to the up actual actuals provisional p r figure figures performance result "
    "results outturn value monthly m e st nd rd th".split()
)
FIRST_MONTH_OF_YEAR = 4
YEARS = range(2000, 2100)
FINANCIAL = re.compile(r"(?<![0-9])(20[0-9]{2})\s*(?:[/\-–]|to)\s*(20[0-9]{2}|[0-9]{2})(?![0-9])")
FINANCIAL_SHORT = re.compile(r"(?:FY\s*)?([0-9]{2})\s*[/\-–]\s*([0-9]{2})", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(20[0-9]{2})\s?[-/.]\s?([0-9]{1,2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})\s?[-/.]\s?(20[0-9]{2})")
# Only what looks like a day is tried in every way in which people write one: a sheet has thousands of cells.
A_DAY = re.compile(
    r"[0-9]{1,4}(?:st|nd|rd|th)?[-./ ,]+(?:[0-9]{1,2}|[a-z]{3,9})[-./ ,]+[0-9]{2,4}", re.IGNORECASE
)
MIDNIGHT = re.compile(r"[T\s]+00:00(:00)?$")


@dataclass(frozen=True)
class Year:
    """A year that stands above months: the calendar's, or the financial one from April of `first` on."""

    first: int
    is_financial: bool

    def month(self, number: int) -> dt.date:
        """Return the month of that number in this year."""
        return dt.date(self.first + (self.is_financial and number < FIRST_MONTH_OF_YEAR), number, 1)


def year_in(value: Value) -> Year | None:
    """Return the year that a heading is: 2025/26, FY25/26, Financial year 2025-26, 2025; None for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Year(int(value), is_financial=False) if value in YEARS else None
    if not isinstance(value, str):
        return None
    words = value.strip()
    if re.fullmatch(r"20[0-9]{2}", words):
        return Year(int(words), is_financial=False)
    return financial_year_in(words) or _short_financial(words)


def financial_year_in(words: str) -> Year | None:
    """Return the financial year that is named anywhere in some words, as in a title above a table."""
    for first, second in FINANCIAL.findall(words):
        if int(second) % 100 == (int(first) + 1) % 100:
            return Year(int(first), is_financial=True)
    return None


def _short_financial(words: str) -> Year | None:
    found = FINANCIAL_SHORT.fullmatch(words)
    if found and int(found[2]) == (int(found[1]) + 1) % 100:
        return Year(2000 + int(found[1]), is_financial=True)
    return None


def month_in(value: Value) -> dt.date | int | None:
    """Return the month that a cell names, by its first day; its number where no year is said; None for no month."""
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, 1) if value.year in YEARS else None
    if not isinstance(value, str):
        return None
    words = MIDNIGHT.sub("", " ".join(value.split()))
    return _month_in_figures(words) or _month_by_name(words)


def _month_in_figures(words: str) -> dt.date | None:
    if found := YEAR_FIRST.fullmatch(words):
        # 2011/12 is a financial year; 2011-12 is December.
        return None if _is_a_span(found, words) else _month(int(found[1]), int(found[2]))
    if found := YEAR_LAST.fullmatch(words):
        return _month(int(found[2]), int(found[1]))
    day = day_from_words(words) if A_DAY.fullmatch(words) else None
    return day.replace(day=1) if day is not None and day.year in YEARS else None


def _is_a_span(found: re.Match[str], words: str) -> bool:
    return "/" in words and int(found[2]) == (int(found[1]) + 1) % 100


def _month(year: int, number: int) -> dt.date | None:
    return dt.date(year, number, 1) if 1 <= number <= len(NAMES) else None


def _month_by_name(words: str) -> dt.date | int | None:
    """Return the month of words among which exactly one is its name, and the others say nothing else."""
    parts = re.findall(r"[a-z]+|[0-9]+", words.casefold())
    named = [place for place, part in enumerate(parts) if part in MONTHS]
    if len(named) != 1 or re.search(r"[%£+]", words):
        return None
    place = named[0]
    years = [_year_of(part, after=at > place) for at, part in enumerate(parts) if part.isdigit()]
    known = [year for year in years if year is not None]
    if None in years and not _is_a_day(parts[:place]):
        return None
    if len(known) > 1 or any(part not in BESIDE for part in parts if part.isalpha() and part not in MONTHS):
        return None
    number = MONTHS[parts[place]]
    return dt.date(known[0], number, 1) if known else number


def _year_of(part: str, *, after: bool) -> int | None:
    if len(part) == 4 and int(part) in YEARS:
        return int(part)
    return 2000 + int(part) if len(part) == 2 and after else None


def _is_a_day(before: list[str]) -> bool:
    return any(part.isdigit() and len(part) <= 2 and 1 <= int(part) <= 31 for part in before)
