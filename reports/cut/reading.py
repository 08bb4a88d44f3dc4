"""Reads a stored cut: whatever its format, in today's shape. What an older format did not have is empty or None."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from digests.rating import as_printed
from digests.telling import VARIATIONS

WITH_NUMBERS = 3
"""From this format on a cut holds the numbers behind its figures, without which none can be judged to be small."""

_NOT_THEN: dict[str, Any] = {
    "money": None,
    "voices": None,
    "risks": None,
    "boards": [],
    "reviews": [],
    "areas": [],
    "escalations": [],
}
_SIGNS = {"percent": "%", "days": " days"}


def in_todays_shape(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cut in the shape of format 3; `format` stays what it was stored in."""
    if content["format"] >= WITH_NUMBERS:
        return dict(content)
    digest = content["digest"]
    return {
        **_NOT_THEN,
        **content,
        "slow": {"rule_since": None, "rule_reason": "", **content["slow"]},
        "digest": {
            "published": None,
            "suppressed": None,
            **digest,
            "lines": [_line(line) for line in digest["lines"]],
        },
    }


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line of the digest of an older cut: it held words where today numbers stand beside them."""
    latest = line["series"][-1] if line["series"] else {}
    return {
        **line,
        "key": line["code"],
        "areas": [{"letter": letter, "title": ""} for letter in line["areas"]],
        "objectives": [],
        "exceptions": [],
        "value": latest.get("value"),
        "value_words": line["value"],
        "before_words": line["before"],
        "distance_words": line["distance"],
        "quality": {"word": "", "problem": "", "note": line["note"]},
        "statistics": _statistics(latest),
        "untested_because": "" if latest.get("meaning") else line.get("statistics", ""),
        "commentary": None,
        "is_hidden": False,
        "is_withheld": False,
        "series": [_month(month, line) for month in line["series"]],
    }


def _statistics(latest: Mapping[str, Any]) -> dict[str, Any] | None:
    if not latest.get("meaning"):
        return None
    return {
        "meaning": latest["meaning"],
        "signal": latest["signal"],
        "word": VARIATIONS.get(latest["meaning"], ""),
        "assurance_word": "",
        "mean": "",
        "limits": "",
    }


def _month(month: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    value = month["value"]
    printed = "" if value is None else f"{as_printed(Decimal(value), line['decimals']):,f}"
    words = f"{printed}{_SIGNS.get(line['unit'], '')}" if printed else "None"
    return {
        "target_words": "",
        "mean": None,
        "lower_limit": None,
        "upper_limit": None,
        "signal": "",
        "meaning": "",
        **month,
        "figure": value,
        "numerator": None,
        "denominator": None,
        "value_words": words,
        "word": "",
        "note": "",
    }
