"""Finds the dates and months that a notice prints, day before month, and refuses a day that does not exist."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from notices.extraction.errors import ExtractionError

_NAMES = [name.lower() for name in calendar.month_name[1:]]
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![\d.,£])(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"

_LONG = re.compile(rf"{_DAY}\s+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH}),?\s+{_YEAR}", re.I)
_AMERICAN = re.compile(rf"\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}", re.I)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_SHORT = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d\d)(?![\d/])")
_DOTTED_SHORT = re.compile(
    r"\bdate[d:]*[\s:.]{0,3}(?P<day>\d{1,2})[.-](?P<month>\d{1,2})[.-](?P<year>\d\d)(?!\d)", re.I
)
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_FORMS = (_LONG, _AMERICAN, _FIGURES, _ISO, _SHORT, _DOTTED_SHORT)

_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+{_YEAR}", re.I)
# A day and a month with no year behind it; "may" is left out, being mostly the verb.
_NO_YEAR = re.compile(rf"{_DAY}\s+(?:of\s+)?(?P<month>{MONTH})(?!,?\s+(?:19|20)\d\d)", re.I)


@dataclass(frozen=True)
class FoundDate:
    """A date in a text, at [start, end), with the reading that was taken where another was open."""

    start: int
    end: int
    date: dt.date
    reading: str | None = None


@dataclass(frozen=True)
class FoundMonth:
    """A named month of a year, at [start, end), as YYYY-MM."""

    start: int
    end: int
    month: str

    @property
    def last_day(self) -> dt.date:
        year, month = (int(part) for part in self.month.split("-"))
        return dt.date(year, month, calendar.monthrange(year, month)[1])


def find_dates(text: str) -> list[FoundDate]:
    """The dates of a folded text in order; raises `ExtractionError` for one that does not exist."""
    found: dict[int, FoundDate] = {}
    taken = bytearray(len(text))
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.start("year" if form is _ISO else "day"), match.end()
            if form is _AMERICAN:
                start = match.start()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            found[start] = FoundDate(start, end, _date_of(match), _reading_of(match, form))
    return [found[start] for start in sorted(found)]


def find_months(text: str) -> list[FoundMonth]:
    """Months with their year that are not part of a date, in order."""
    days = {place for date in find_dates(text) for place in range(date.start, date.end)}
    return [
        FoundMonth(match.start(), match.end(), f"{match['year']}-{_month_of(match['month']):02}")
        for match in _MONTH_YEAR.finditer(text)
        if match.start() not in days
    ]


def dates_without_year(text: str) -> Iterator[str]:
    """The printed days that lack their year, such as `31 March`."""
    for match in _NO_YEAR.finditer(text):
        yield match.group().strip()


def add_months(start: dt.date, months: int) -> dt.date:
    """The same day so many months on, or that month's last day; OverflowError-free within years 1 to 9999."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _month_of(name: str) -> int:
    return int(name) if name.isdecimal() else _MONTHS[name.lower().rstrip(".")]


def _date_of(match: re.Match[str]) -> dt.date:
    year = int(match["year"])
    year += 2000 if year < 100 else 0
    try:
        return dt.date(year, _month_of(match["month"]), int(match["day"]))
    except ValueError as trouble:
        raise ExtractionError(f"“{match.group().strip()}” is not a date that exists.") from trouble


def _reading_of(match: re.Match[str], form: re.Pattern[str]) -> str | None:
    if form not in (_FIGURES, _SHORT, _DOTTED_SHORT):
        return None
    day, month = int(match["day"]), int(match["month"])
    if day > 12 or day == month:
        return None
    return f"“{match.group().strip()}” is read day first: {_date_of(match):%-d %B %Y}."
