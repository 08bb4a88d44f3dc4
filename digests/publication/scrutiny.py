"""The copy of a published digest for scrutiny: small numbers hidden, and everything else that would give them away."""

import datetime as dt
from decimal import Decimal
from typing import Any

from digests.exceptions import OF_STATISTICS
from digests.suppression import (
    THRESHOLD,
    Counts,
    counts_of,
    hidden_groups,
    hidden_months,
    rule_in_words,
)

WORD = "Suppressed"
STANDING = "suppressed"
NOT_TOLD = ""
NO_NUMBERS = {"value": None, "figure": None, "numerator": None, "denominator": None, "value_words": WORD}
NO_LEVELS = {"mean": None, "lower_limit": None, "upper_limit": None, "signal": "", "meaning": ""}


def scrutiny_copy(content: dict[str, Any], *, threshold: int = THRESHOLD) -> dict[str, Any]:
    """Return the content of a published digest as it leaves the council; the content itself stays as it is."""
    return {
        **content,
        "suppressed": {"threshold": threshold, "rule": list(rule_in_words(threshold))},
        # What somebody wrote about the whole may name a number as well.
        "correction_reason": "",
        "uncommented_because": "",
        "lines": [_line(line, threshold) for line in content["lines"]],
    }


def _line(line: dict[str, Any], threshold: int) -> dict[str, Any]:
    hidden = _hidden(line, threshold)
    month = line["series"][-1]["month"]
    copy = {**line, "earlier": [], **_breakdowns(line, threshold, whole_is_hidden=month in hidden)}
    before = line["series"][-2] if len(line["series"]) > 1 else None
    if hidden or before is None or before["figure"] is None:
        # The reading before may lie outside the series, where nobody has judged it.
        copy["rated_before"] = NOT_TOLD
    if not hidden:
        return copy
    copy |= {
        "is_withheld": True,
        "statistics": None,
        "commentary": None,
        "quality": {**line["quality"], "note": ""},
        "exceptions": [
            {**each, "beside": ""} for each in line["exceptions"] if each["kind"] not in OF_STATISTICS
        ],
        "series": [_month(each, is_hidden=each["month"] in hidden) for each in line["series"]],
        "summary": _summary(line, hidden),
    }
    if before is not None and before["month"] in hidden:
        copy |= {"before": None, "before_words": WORD, "movement": NOT_TOLD}
    return {**copy, **_now_hidden(copy)} if month in hidden else copy


def _hidden(line: dict[str, Any], threshold: int) -> frozenset[str]:
    """Return the months of a line that are hidden, those before its shown series among them."""
    earlier = [(month, counts_of_kept(unit, *numbers)) for month, unit, *numbers in line["earlier"]]
    shown = [
        (each["month"], counts_of_kept(each["unit"], each["numerator"], each["denominator"], each["figure"]))
        for each in line["series"]
    ]
    series = [(dt.date.fromisoformat(month), counts) for month, counts in (*earlier, *shown)]
    hidden = hidden_months(series, period_type=line["period_type"], threshold=threshold)
    return frozenset(month.isoformat() for month in hidden)


def counts_of_kept(unit: str, numerator: str | None, denominator: str | None, value: str | None) -> Counts:
    """Return the numbers behind a figure as it is kept."""
    numbers = [None if number is None else Decimal(number) for number in (numerator, denominator, value)]
    return counts_of(unit, numerator=numbers[0], denominator=numbers[1], value=numbers[2])


def _month(month: dict[str, Any], *, is_hidden: bool) -> dict[str, Any]:
    """Return a month of a series in which some figure is hidden: without levels and signals, and perhaps hidden too."""
    day = dt.date.fromisoformat(month["month"])
    if is_hidden:
        hidden = {
            "standing": STANDING,
            "word": WORD,
            "is_suppressed": True,
            "words": f"{day:%B %Y}: {WORD.lower()}",
        }
        return {**month, **NO_LEVELS, **NO_NUMBERS, **hidden, "note": ""}
    return {
        **month,
        **NO_LEVELS,
        "words": f"{day:%B %Y}: {month['value_words']}. {month['word']}",
        "note": "",
    }


def _now_hidden(line: dict[str, Any]) -> dict[str, Any]:
    return {
        **NO_NUMBERS,
        "is_hidden": True,
        "parts": "",
        "standing": STANDING,
        "word": WORD,
        "distance": None,
        "distance_words": "",
        "movement": NOT_TOLD,
        "exceptions": [each for each in line["exceptions"] if each["kind"] == "stale"],
    }


def _summary(line: dict[str, Any], hidden: frozenset[str]) -> str:
    gone, months = sum(each["month"] in hidden for each in line["series"]), len(line["series"])
    first, last = (dt.date.fromisoformat(line["series"][at]["month"]) for at in (0, -1))
    return (
        f"{first:%B %Y} to {last:%B %Y}: {gone} of {months} months are suppressed and not drawn. "
        "Mean, limits and signals are left out, for the suppressed figures could be worked out from them."
    )


def _breakdowns(line: dict[str, Any], threshold: int, *, whole_is_hidden: bool) -> dict[str, Any]:
    """Return the breakdowns that can be shown, with the groups hidden that must be; and whether any was left out."""
    if whole_is_hidden or line["period_type"] == "year_to_date":
        return {"breakdowns": [], "breakdown_left_out": bool(line["breakdowns"])}
    total = counts_of_kept(line["unit"], line["numerator"], line["denominator"], line["value"])
    found = [_breakdown(each, total, line["unit"], threshold) for each in line["breakdowns"]]
    return {
        "breakdowns": [each for each in found if each is not None],
        "breakdown_left_out": any(each is None for each in found),
    }


def _breakdown(breakdown: dict[str, Any], total: Counts, unit: str, threshold: int) -> dict[str, Any] | None:
    groups = breakdown["groups"]
    counts = [
        None
        if each["is_hidden"]
        else counts_of_kept(unit, each["numerator"], each["denominator"], each["value"])
        for each in groups
    ]
    hidden = hidden_groups(total, counts, threshold=threshold)
    if hidden is None:
        return None
    shown = [
        {**each, **NO_NUMBERS, "parts": "", "is_hidden": True} if is_hidden else each
        for each, is_hidden in zip(groups, hidden, strict=True)
    ]
    return {**breakdown, "groups": shown}
