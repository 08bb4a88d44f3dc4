"""Finds what plainly identifies a person in words that must not: it cannot find every name, and says so."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

YEARS_OF_A_BIRTH = 2
"""A full date at least this many years before the day of the words is read as a date of birth."""

CANNOT_FIND = "It cannot find every name: whoever writes down what was said is the one who leaves names out."

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
# British numbers: +44 or 0, then nine or ten digits however they are spaced.
_PHONE = re.compile(r"(?<![\w+])(?:\+44[\s-]?(?:\(0\)[\s-]?)?|\(?0)(?:\d\)?[\s-]?){8,9}\d(?!\w)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_BORN = re.compile(
    r"\b(?:born|d\.?\s?o\.?\s?b\.?|date\s+of\s+birth)(?!\w)\W{0,3}(?:(?:on|in|is|was)\s+)?(?:the\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[\s./-]+)?(?:(?:of\s+)?(?:(?:{_MONTHS})[a-z]*|\d{{1,2}})[\s,./-]+)?\d{{2,4}}(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*|\s+(?:of\s+)?(?:{_MONTHS})[a-z]*\.?,?\s+)"
    r"(?P<year>(?:19|20)\d\d)(?!\d)|(?<!\d)(?P<iso>(?:19|20)\d\d)-\d\d-\d\d(?!\d)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Miss)\.?\s+[A-Z][\w'’-]+")
NHS_WEIGHTS = tuple(range(10, 1, -1))


@dataclass(frozen=True)
class Identifier:
    """What was found: its kind as people call it, and the very words."""

    kind: str
    words: str

    @property
    def message(self) -> str:
        """What is wrong and the way out."""
        return f"“{self.words}” looks like {self.kind}. Take it out: nobody may be recognised from what is kept here"


def identifiers_in(words: str, *, said_on: dt.date) -> tuple[Identifier, ...]:
    """Return what in `words`, said on a day, plainly identifies a person, in the order of the kinds."""
    found = [Identifier(kind, match) for kind, look in _LOOKS for match in look(words, said_on)]
    return tuple(found)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, NHS_WEIGHTS, strict=False))
    return (11 - weighed % 11) % 11 == int(digits[-1])


def _matches(pattern: re.Pattern[str]) -> Callable[[str, dt.date], list[str]]:
    return lambda words, said_on: [match.group().strip() for match in pattern.finditer(words)]


def _nhs_numbers(words: str, said_on: dt.date) -> list[str]:
    every = [match.group() for match in _TEN_DIGITS.finditer(words)]
    return [each for each in every if is_nhs_number(re.sub(r"\D", "", each))]


def _births(words: str, said_on: dt.date) -> list[str]:
    told = [match.group().strip() for match in _BORN.finditer(words)]
    old = [
        match.group().strip()
        for match in _DATE.finditer(words)
        if int(match["year"] or match["iso"]) <= said_on.year - YEARS_OF_A_BIRTH
        and not any(match.group().strip() in each for each in told)
    ]
    return told + old


_LOOKS: tuple[tuple[str, Callable[[str, dt.date], list[str]]], ...] = (
    ("an e-mail address", _matches(_EMAIL)),
    ("an NHS number", _nhs_numbers),
    ("a telephone number", _matches(_PHONE)),
    ("a date of birth", _births),
    ("a name", _matches(_TITLED)),
)
