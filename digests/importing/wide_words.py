"""What the words beside a table of months say: that a row or column is a numerator, a denominator, a value, or none."""

import re
from enum import StrEnum

from core.importing.columns import plain


class Part(StrEnum):
    """What of a figure a row or a column holds."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    VALUE = "value"


PARTS = {
    **dict.fromkeys(("numerator", "num", "n", "nos", "numerator n"), Part.NUMERATOR),
    **dict.fromkeys(("denominator", "den", "denom", "d", "out of", "base", "denominator d"), Part.DENOMINATOR),
    **dict.fromkeys(
        ("value", "percent", "percentage", "pct", "rate", "result", "performance", "actual", "actuals", "figure",
         "outturn", "score", "in percent", "value percent"),
        Part.VALUE,
    ),
}  # fmt: skip
# Why a column that is no month's figure is not read: the first of these whose words its heading has.
NOT_READ = {
    "a target": "target|targets|tolerance|threshold|aim|trajectory|forecast",
    "a sum or an average over months": (
        "ytd|year to date|cumulative|full year|year end|rolling|annual|total|average|avg|mean"
    ),
    "a quarter": "q[1-4]|quarter|qtr",
    "a rating": "rag|status|rating|colour|flag",
    "a benchmark": (
        "benchmark|benchmarks|england|national|region|regional|london|neighbour|neighbours|statistical|comparator"
    ),
    "how it moved": "direction|dot|trend|travel|change|variance|movement|sparkline|diff|difference",
    "words": "comment|comments|commentary|narrative|note|notes|action|actions|explanation",
    "about the indicator": (
        "owner|lead|officer|responsible|team|service|source|unit|polarity|frequency|good is|area|section|theme|priority"
    ),
}
PATTERNS = {why: re.compile(rf"\b(?:{words})\b") for why, words in NOT_READ.items()}
# A row's title that ends in what the row holds: "Seen alone (numerator)", "Seen alone - %".
AT_THE_END = re.compile(r"^(.+?)\s*(?:[-–—:]\s*|[(\[]\s*)([^-–—:()\[\]]{1,14}?)\s*[)\]]?$")


def part_in(words: str) -> Part | None:
    """Return what of a figure some words say, if they say nothing else."""
    bare = words.strip()
    if bare in {"%", "(%)", "#"}:
        return Part.VALUE if "%" in bare else Part.NUMERATOR
    return PARTS.get(plain(bare))


def part_at_the_end(words: str) -> tuple[str, Part] | None:
    """Return title and part of "Seen alone (numerator)"; None where the end says no part."""
    found = AT_THE_END.match(words.strip())
    part = part_in(found[2]) if found else None
    return (found[1].strip(), part) if found and part else None


def why_not_read(words: str) -> str:
    """Return why a column with this heading holds no month's figure; "" where the heading does not say."""
    heading = plain(words)
    return next((why for why, pattern in PATTERNS.items() if pattern.search(heading)), "")
