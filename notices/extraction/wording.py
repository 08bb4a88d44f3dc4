"""Folds printed text for matching, one character for one, and reads numbers and units written in words."""

from __future__ import annotations

import re

# Each pair is one character for one, so that an offset in the folded text is one in the printed text.
_FOLDS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u0060": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2033": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
    }
)

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: value for value, word in enumerate(_SMALL, start=1)} | {
    "twenty-one": 21,
    "twenty-four": 24,
    "twenty-eight": 28,
    "thirty": 30,
    "thirty-six": 36,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "ninety": 90,
    "a": 1,
    "an": 1,
}

# "six", "6", "six (6)", "twenty four"; never "a", which callers add where it can be meant as one.
_WORDS = "|".join(sorted((word for word in _NUMBERS if len(word) > 2), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}|{_WORDS.replace('-', '[- ]')})(?:\s?\(\d{{1,3}}\))?"
UNIT = (
    r"(?:clear\s+working|clear|working|business|school|calendar)?[\s-]?"
    r"(?:days?|weeks?|months?|years?)\b"
)

_MARK = re.compile(r"\(\d{1,3}\)|\s+$")


def fold(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain; as long as the text itself."""
    return text.translate(_FOLDS)


def number_of(words: str) -> int:
    """`six` → 6, `12` → 12, `six (6)` → 6, `twenty four` → 24, `a` → 1."""
    plain = _MARK.sub("", words).strip().lower()
    return int(plain) if plain.isdecimal() else _NUMBERS[plain.replace(" ", "-")]


def unit_of(words: str) -> str:
    """The unit by its name in obligations.md: `working days` → working_days, `calendar months` → months."""
    plain = " ".join(words.lower().replace("-", " ").split()).rstrip("s") + "s"
    if plain.startswith("calendar "):
        return plain.removeprefix("calendar ")
    if plain.startswith(("business ", "school ")):
        return "working_days" if plain.endswith("days") else plain.split()[-1]
    return plain.replace(" ", "_")


def squeezed(text: str) -> str:
    """The text with every run of spaces and line ends made one space."""
    return " ".join(text.split())


def blanked(text: str, start: int, end: int) -> str:
    """The text with the span made spaces, so that later rules do not match it again."""
    return text[:start] + " " * (end - start) + text[end:]
