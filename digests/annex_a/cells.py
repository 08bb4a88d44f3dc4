"""Reads one cell as what its column holds: a day, a count, an age, a code; or says what kind of trouble it is in.

A day becomes its ordinal, so that differences are subtractions. Nothing here keeps or repeats what stood in a cell.
"""

import datetime as dt
import re
from enum import Enum

from digests.annex_a.lists import Column, Reads

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Meaning = int | str | None

UNUSABLE = -1_000_000
"""Stands for a cell that holds something, but nothing that can be counted with."""

UNUSABLE_CODE = "?"
UNBORN = -1
OLDEST = 120
ERRORS = frozenset({"#n/a", "#na", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"})
# Excel counts days from here; five figures are the days from 1954 to 2173.
SERIAL_ZERO = dt.date(1899, 12, 30).toordinal()
SERIALS = range(20_000, 100_000)
YEARS = range(1900, 2200)
MIDNIGHT = r"(?:[T\s]+[0-9:.]+Z?)?"
BRITISH = re.compile(rf"([0-9]{{1,2}})[/.\-\s]([0-9]{{1,2}})[/.\-\s]([0-9]{{4}}|[0-9]{{2}}){MIDNIGHT}")
ISO = re.compile(rf"([0-9]{{4}})[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}}){MIDNIGHT}")
SPELT = re.compile(rf"([0-9]{{1,2}})[\s-]([A-Za-z]{{3}})[a-z]*[\s-]([0-9]{{4}}|[0-9]{{2}}){MIDNIGHT}")
MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


class Trouble(Enum):
    """What can be wrong, in words that follow "List 4, row 12, Date of Birth:"."""

    MISSING_LIST = "the list is not in the workbook"
    LIST_TWICE = "the workbook has more than one sheet for this list, and only the first was read"
    NO_ROWS = "the list has headings and no rows"
    MISSING_COLUMN = "the column is missing"
    DOUBLED_COLUMN = "the column is there more than once, and only the first was read"
    UNKNOWN_COLUMN = "the heading is none of the template's, and the column was not read"
    NOT_A_ROW = "the row holds a single cell and was left out"
    BLANK = "the cell is blank and must be filled in"
    ERROR = "the cell holds an error of Excel, such as #N/A"
    NOT_A_DAY = "the cell does not hold a date"
    NOT_A_COUNT = "the cell does not hold a whole number"
    NOT_AN_AGE = "the cell does not hold an age in years"
    NOT_A_CODE = "the cell holds no code of the template, or one whose letter and words disagree"
    NEGATIVE = "the number is below zero"
    TOO_FEW = "the number is 0 and must be 1 or more"
    IN_FUTURE = "the date is after the day of the extract"
    ENDS_FIRST = "the date is before the one that it must follow"
    BEFORE_BIRTH = "the date is before the child was born"
    LONG_BEFORE_BIRTH = "the date is more than 40 weeks before the child was born"
    TWICE = "the same identifier has another row, and the list takes one row each"


def read_cell(column: Column, value: Value, *, last: int) -> Meaning | Trouble:
    """Return what a cell of `column` says, None for a blank one; or the trouble that it is in.

    `last` is the ordinal of the extract's day: later days are trouble, except a birth that is still expected.
    """
    words = value.strip() if isinstance(value, str) else ""
    if isinstance(value, str) and not words:
        return None
    if words.casefold() in ERRORS:
        return Trouble.ERROR
    if column.reads is Reads.DAY:
        day = day_of(words or value)
        return Trouble.IN_FUTURE if isinstance(day, int) and day > last and column.key != "born" else day
    if column.reads is Reads.COUNT:
        return _count_of(words or value, column.least)
    if column.reads is Reads.AGE:
        return _age_of(words or value)
    if column.codes is not None:
        key = column.codes.key_of(_as_words(value))
        return Trouble.NOT_A_CODE if key is None else key
    return _as_words(value)


def name_of(value: Value) -> str | Trouble | None:
    """Return an identifier without the spaces around it: there are as many as rows, so this does nothing more."""
    if not isinstance(value, str):
        return _as_words(value)
    name = value.strip()
    return Trouble.ERROR if name.startswith("#") and name.casefold() in ERRORS else name or None


def unusable(column: Column) -> int | str:
    """Return what stands for a cell in trouble."""
    return UNUSABLE_CODE if column.reads in (Reads.CODE, Reads.NAME, Reads.WORDS) else UNUSABLE


def day_of(value: Value) -> int | Trouble:
    """Return the ordinal of a day: a date, Excel's count of days, 16/12/2026, 16 Dec 2026 or 2026-12-16."""
    if isinstance(value, dt.date):
        return value.toordinal() if value.year in YEARS else Trouble.NOT_A_DAY
    if isinstance(value, str):
        return _day_from_words(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in SERIALS:
        return SERIAL_ZERO + int(value)
    return Trouble.NOT_A_DAY


def _day_from_words(words: str) -> int | Trouble:
    if re.fullmatch(r"[0-9]{5}(\.0+)?", words):
        return day_of(float(words))
    if found := ISO.fullmatch(words):
        return _ordinal(found[1], found[2], found[3])
    if found := BRITISH.fullmatch(words):
        return _ordinal(found[3], found[2], found[1])
    if found := SPELT.fullmatch(words):
        return _ordinal(found[3], str(MONTHS.get(found[2].lower(), 0)), found[1])
    return Trouble.NOT_A_DAY


def _ordinal(year: str, month: str, day: str) -> int | Trouble:
    # Two figures stand for the years 1970 to 2069, as strptime reads them but one.
    full = int(year) + (0 if len(year) == 4 else 1900 if int(year) >= 70 else 2000)
    try:
        return dt.date(full, int(month), int(day)).toordinal() if full in YEARS else Trouble.NOT_A_DAY
    except ValueError:
        return Trouble.NOT_A_DAY


def _number_of(value: Value) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", value):
        return None
    number = float(value)
    return number if abs(number) < abs(UNUSABLE) else None


def _count_of(value: Value, least: int) -> int | Trouble:
    number = _number_of(value)
    if number is None or not number.is_integer():
        return Trouble.NOT_A_COUNT
    if number < 0:
        return Trouble.NEGATIVE
    return Trouble.TOO_FEW if number < least else int(number)


def _age_of(value: Value) -> int | Trouble:
    """Return an age in whole years, of 4.7 the 4; -1 is that of a child not yet born."""
    number = _number_of(value)
    if number is None or number > OLDEST:
        return Trouble.NOT_AN_AGE
    if number < 0 and number != UNBORN:
        return Trouble.NEGATIVE
    return int(number)


def _as_words(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
