"""Cadence phrases that recur by the clock: calendar months and quarters, rolling intervals, fixed intervals."""

from __future__ import annotations

import datetime as dt
import re

from notices.extraction.cadence_findings import CadenceRule, Reading, one, rule
from notices.extraction.cadence_words import ADVERB, ADVERBS, AT_LEAST, N_LY, N_LY_UNITS, TIMES
from notices.extraction.draft import DraftCadence
from notices.extraction.wording import NUMBER, UNIT, number_of, squeezed, unit_of


def _words(match: re.Match[str]) -> str:
    return squeezed(match.group())


def _rolling(n: int, unit: str) -> DraftCadence:
    return DraftCadence("at_least_every", n=n, unit=unit)


def _fixed(n: int, unit: str) -> DraftCadence:
    return DraftCadence("every", n=n, unit=unit)


def _calendar(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    unit = "quarter" if "quarter" in match.group().lower() else "month"
    reading = None
    if re.match(AT_LEAST, match.group(), re.I) and "calendar" not in match.group().lower():
        reading = f"“{_words(match)}” is read by calendar {unit}s, not as a rolling interval."
    elif re.search(r"\bmonthly|\bquarterly", match.group(), re.I):
        reading = (
            f"“{_words(match)}” is read as calendar {unit}s, because no “at least” or “intervals” goes with "
            f"it."
        )
    return one(DraftCadence("each_calendar", unit=unit), reading)


def _at_least_every(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    n = match.groupdict().get("n")
    return one(_rolling(number_of(n) if n else 1, unit_of(match["unit"])))


def _at_least_every_quarter(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(_rolling(3, "months"), f"“{_words(match)}” is read as a rolling three months.")


def _adverb_interval(match: re.Match[str]) -> tuple[int, str]:
    if match.groupdict().get("adverb"):
        return ADVERBS[squeezed(match["adverb"].lower())]
    return number_of(match["n"]), N_LY_UNITS[match["unit"].lower()]


def _rolling_adverb(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    n, unit = _adverb_interval(match)
    why = "“intervals”" if "interval" in match.group().lower() else "“at least”"
    shown = unit if n > 1 else unit.rstrip("s")
    return one(_rolling(n, unit), f"“{_words(match)}” is read as a rolling {n} {shown}, because of {why}.")


def _fixed_adverb(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    n, unit = _adverb_interval(match)
    return one(
        _fixed(n, unit), f"“{_words(match)}” is read as every {n} {unit}, fixed from the start of the notice."
    )


def _every(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(_fixed(number_of(match["n"]), unit_of(match["unit"])))


def _every_other(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(_fixed(2, unit_of(match["unit"])))


def _every_one(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    unit = unit_of(match["unit"])
    return one(
        _fixed(1, unit),
        f"“{_words(match)}” is read as every {unit.rstrip('s')}, fixed from the start of the notice.",
    )


def _range(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    n, unit = number_of(match["n"]), unit_of(match["unit"])
    return one(
        _rolling(n, unit),
        f"“{_words(match)}” is read as at least every {n} {unit}.",
        f"“{_words(match)}” is a range: is at least every {n} {unit} what is meant?",
    )


def _day_of_month(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence("each_calendar", unit=match["unit"].lower()),
        question=f"“{_words(match)}” names a day within the {match['unit'].lower()}, which the register keeps "
        "as due by its last day: is that right?",
    )


def _times_a_year(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    times = TIMES.get(squeezed(match["times"].lower())) or 0
    months = {"year": 12, "annum": 12, "yearly": 12, "annually": 12, "month": 1, "quarter": 3, "week": 0}[
        match["period"].lower()
    ]
    if not times or not months or months % times:
        return Reading(questions=(f"“{_words(match)}”: which interval is meant?",))
    rolling = bool(re.match(AT_LEAST, match.group(), re.I))
    cadence = (_rolling if rolling else _fixed)(months // times, "months")
    return one(
        cadence,
        question=f"“{_words(match)}” is read as {'at least ' if rolling else ''}every "
        f"{months // times} months: is that the interval meant?",
    )


def _so_many(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    """`20 audits a month`: the number is a measure of the work, the month its cadence."""
    if match["unit"].lower() == "week":
        return _every_one(match, issued_on)
    return _calendar(match, issued_on)


def _bi(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    word = match["word"].lower()
    unit = "weeks" if "week" in word else "months" if "month" in word else "years"
    rolling = bool(match["least"]) or "interval" in match.group().lower()
    return one(
        (_rolling if rolling else _fixed)(2, unit),
        question=f"“{_words(match)}” can mean every two {unit} or twice a {unit.rstrip('s')}: read as every two "
        f"{unit}.",
    )


def _termly(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence("regular"),
        question=f"“{_words(match)}” goes by school terms, whose dates the notice does not give: when is it due?",
    )


def _after(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence("within", n=number_of(match["n"]), unit=unit_of(match["unit"]), anchor="publication"),
        question=f"“{_words(match)}” does not say from when: counted from publication. Is that right?",
    )


_ONCE_EACH = (
    r"(?:once|one|a\s+meeting)\s+(?:a|per|each|every|in\s+(?:each|every|a))\s+(?:calendar\s+)?(?P<each>month|"
    r"quarter)\b"
)

RECURRING_RULES: tuple[CadenceRule, ...] = (
    rule(
        "more often where needed",
        r"(?:\band|\bor|,|\bbut)\s+(?:more|sooner|earlier)\s*(?:regularly|frequently|often)?\s*(?:where|"
        r"if|as|when|should)\s+"
        r"(?:appropriate|necessary|needed|circumstances\s+require|this\s+is\s+necessary|deemed\s+\w+)",
        lambda match, issued_on: Reading(readings=(f"“{_words(match)}” adds no date of its own.",)),
    ),
    rule(
        "ambiguous bi-",
        rf"(?P<least>{AT_LEAST})?(?:\bat\s+)?\b(?P<word>bi-?\s?(?:monthly|weekly|yearly|"
        rf"ennial(?:ly)?))(?:\s+intervals?)?",
        _bi,
    ),
    rule(
        "termly",
        r"\b(?:half[\s-])?termly\b|\b(?:each|every|per|once\s+a)\s+(?:school\s+|"
        r"academic\s+)?(?:half[\s-])?term\b",
        _termly,
    ),
    rule(
        "a range of intervals",
        rf"(?:{AT_LEAST})?\b(?:every|at\s+intervals\s+of)\s+(?:{NUMBER})\s*(?:to|-|"
        rf"or)\s*(?P<n>{NUMBER})\s+(?P<unit>{UNIT})",
        _range,
    ),
    rule(
        "a range of intervals",
        rf"(?:{AT_LEAST})?\b(?:{NUMBER})\s*(?:to|-|or)\s*(?P<n>{NUMBER})[\s-](?P<unit>week|month)ly\b",
        _range,
    ),
    rule(
        "at the end of each period",
        r"\b(?:by|at|before)\s+(?:the\s+)?end\s+of\s+(?:each|every)\s+(?:calendar\s+)?(?:month|quarter)\b",
        _calendar,
    ),
    rule(
        "on a day of each month",
        r"\b(?:by|on|before)\s+the\s+(?:[\w-]+\s+){1,4}of\s+(?:each|"
        r"every)\s+(?:calendar\s+)?(?P<unit>month|quarter)\b",
        _day_of_month,
    ),
    rule("at least once each calendar period", rf"{AT_LEAST}{_ONCE_EACH}", _calendar),
    rule(
        "at least every calendar month",
        rf"{AT_LEAST}(?:once\s+)?(?:every|each)\s+calendar\s+(?:month|quarter)\b",
        _calendar,
    ),
    rule(
        "at least every n",
        rf"{AT_LEAST}(?:once\s+|one\s+\w+\s+)?(?:in\s+)?every\s+(?P<n>{NUMBER})\s+(?P<unit>{UNIT})",
        _at_least_every,
    ),
    rule("at least every unit", rf"{AT_LEAST}(?:every|each)\s+(?P<unit>week|month|year)\b", _at_least_every),
    rule("at least every quarter", rf"{AT_LEAST}(?:every|each)\s+quarter\b", _at_least_every_quarter),
    rule(
        "at least so many times",
        rf"{AT_LEAST}(?P<times>once|twice|(?:three|four|six|twelve)\s+times)\s+(?:a|per|each|every|"
        rf"in\s+(?:a|each|every|any))\s+(?:calendar\s+)?(?P<period>year|annum|month|quarter|week)\b",
        _times_a_year,
    ),
    rule(
        "at least every so often",
        rf"{AT_LEAST}(?:{ADVERB}|{N_LY})\b(?:\s+(?:intervals?|basis))?",
        _rolling_adverb,
    ),
    rule(
        "intervals of no more than",
        rf"\b(?:at\s+)?intervals?\s+(?:of\s+)?(?:no(?:t)?\s+(?:more|longer|greater)\s+than|"
        rf"not\s+exceeding|no\s+greater\s+than|up\s+to)\s+"
        rf"(?P<n>{NUMBER})\s+(?P<unit>{UNIT})|"
        rf"\bno(?:t)?\s+more\s+than\s+(?P<n2>{NUMBER})\s+(?P<unit2>{UNIT})\s+apart",
        lambda match, issued_on: one(
            _rolling(number_of(match["n"] or match["n2"]), unit_of(match["unit"] or match["unit2"]))
        ),
    ),
    rule("intervals of", rf"\bat\s+intervals\s+of\s+(?P<n>{NUMBER})\s+(?P<unit>{UNIT})", _at_least_every),
    rule(
        "at such intervals",
        rf"\b(?:at|on)\s+(?:regular\s+)?(?:{ADVERB}|{N_LY})\s+intervals\b",
        _rolling_adverb,
    ),
    rule("every n months", rf"\b(?:once\s+)?(?:every|each)\s+(?P<n>{NUMBER})\s+(?P<unit>{UNIT})", _every),
    rule(
        "every other",
        r"\bevery\s+(?:other|second|alternate)\s+(?P<unit>week|month|year)\b|"
        r"\b(?:on\s+)?alternate\s+(?P<unit2>weeks|months)\b",
        lambda match, issued_on: one(_fixed(2, unit_of(match["unit"] or match["unit2"]))),
    ),
    rule("once each calendar period", rf"\b{_ONCE_EACH}", _calendar),
    rule(
        "each calendar period",
        r"\b(?:each|every|per)\s+(?:calendar\s+)?(?:month|quarter)\b(?!\s+(?:after|end))",
        _calendar,
    ),
    rule(
        "so many times a year",
        r"\b(?P<times>once|twice|(?:three|four|six|twelve)\s+times)\s+(?:a|per|each|every|in\s+(?:a|each|"
        r"every))\s+(?:calendar\s+)?(?P<period>year|annum|month|quarter|week)\b",
        _times_a_year,
    ),
    rule(
        "so many times yearly",
        rf"(?:{AT_LEAST})?\b(?P<times>twice|(?:three|four|six|twelve)\s+times)[\s-]+(?P<period>yearly|"
        rf"annually)\b",
        _times_a_year,
    ),
    rule(
        "so many a period",
        rf"(?:{AT_LEAST})?\b{NUMBER}\s+(?:[\w-]+\s+){{1,3}}?(?:a|per|each|"
        rf"every)\s+(?:calendar\s+)?(?P<unit>month|quarter|week)\b",
        _so_many,
    ),
    rule("after so long", rf"\bafter\s+(?P<n>{NUMBER})\s+(?P<unit>{UNIT})(?!\s+(?:of|from))", _after),
    rule(
        "monthly or quarterly",
        r"(?<![\w-])(?<!\bsix )(?<!\bthree )(?<!\btwo )(?:on\s+a\s+)?(?:calendar\s+)?(?:monthly|"
        r"quarterly)\b(?!\s+performance\s+targets)(?:\s+basis)?",
        _calendar,
    ),
    rule("every so often", rf"\b(?:on\s+an?\s+)?(?:{N_LY}|{ADVERB})\b(?:\s+basis)?", _fixed_adverb),
    rule(
        "at least every fortnight",
        rf"{AT_LEAST}(?:once\s+)?(?:every|each|a|per)\s+fortnight\b",
        lambda match, issued_on: one(_rolling(2, "weeks")),
    ),
    rule(
        "every fortnight",
        r"\b(?:every|each|once\s+a|per)\s+fortnight\b",
        lambda match, issued_on: one(_fixed(2, "weeks")),
    ),
    rule(
        "each unit",
        r"\b(?:each|every|once\s+a|per)\s+(?P<unit>week|year|day)\b(?!\s+(?:group|of\s+age))",
        _every_one,
    ),
)
