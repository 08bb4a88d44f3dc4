"""Cadence phrases that fall due once, or on named days: by a date, within a time, in a month, on a ladder."""

from __future__ import annotations

import datetime as dt
import re

from notices.extraction.cadence_findings import CadenceRule, Reading, one, rule
from notices.extraction.cadence_words import AFTER, ANCHOR, BY, CASE, DATE, END, LIST_GAP, MEASURE, MONTH_YEAR
from notices.extraction.dates import MONTH, find_dates, find_months
from notices.extraction.draft import DraftCadence
from notices.extraction.events import EVENT, anchor_name, event_name
from notices.extraction.wording import NUMBER, UNIT, number_of, squeezed, unit_of


def _ladder(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    steps = tuple(number_of(step) for step in re.findall(NUMBER, match["steps"], re.I))
    anchored = match["anchor"]
    anchor = anchor_name(anchored) if anchored else "publication"
    question = (
        None
        if anchored
        else (f"“{squeezed(match.group())}” does not say from when: counted from publication. Is that right?")
    )
    return one(DraftCadence("ladder", n=steps, unit=unit_of(match["unit"]), anchor=anchor), question=question)


def _lead(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence(
            "before_each",
            of=event_name(match["event"]),
            lead=number_of(match["n"]),
            lead_unit=unit_of(match["unit"]),
        )
    )


def _within(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    words = squeezed(match["anchor"])
    if CASE.search(words):
        return Reading(
            readings=(f"“{squeezed(match.group())}” is a standard for single cases, not a due date.",)
        )
    anchor = anchor_name(words)
    if anchor in ("month end", "quarter end"):
        return one(
            DraftCadence("each_calendar", unit=anchor.split()[0]),
            question=f"“{squeezed(match.group())}” falls after each period ends: when is it due?",
        )
    cadence = DraftCadence("within", n=number_of(match["n"]), unit=unit_of(match["unit"]), anchor=anchor)
    if re.search(r"\b(?:each|every|any)\b", words, re.I):
        return one(
            cadence, question=f"“{squeezed(match.group())}” follows every such event: how is it counted?"
        )
    return one(cadence)


def _within_unanchored(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    n, unit = number_of(match["n"]), unit_of(match["unit"])
    words = squeezed(match.group())
    if MEASURE.search(match.string[max(0, match.start() - 120) : match.start()]):
        return Reading(readings=(f"“{words}” is a standard for single cases, not a due date.",))
    if re.search(r"\brequests?\b", match.string[: match.start()], re.I):
        return one(DraftCadence("within", n=n, unit=unit, anchor="request"))
    return one(
        DraftCadence("within", n=n, unit=unit, anchor="publication"),
        question=f"“{words}” does not say from when: counted from publication. Is that right?",
    )


def _by_dates(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    found = find_dates(match["dates"])
    before = (
        re.match(r"\s*(?:before|prior)\b", match["by"], re.I) is not None
        and "or before" not in match["by"].lower()
    )
    cadences = tuple(
        DraftCadence("by_date", date=(each.date - dt.timedelta(days=before)).isoformat())
        for each in found
        if each.date > dt.date.min
    )
    readings = [each.reading for each in found if each.reading]
    if before:
        readings.append(f"“{squeezed(match.group())}” is read as by the day before.")
    return Reading(cadences, tuple(readings)) if cadences else None


def _by_month(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    months = find_months(match["months"])
    closing = match["end"]
    reading = None if closing else f"“{squeezed(match.group())}” is read as by the month's last day."
    cadences = tuple(DraftCadence("by_date", date=month.last_day.isoformat()) for month in months)
    return Reading(cadences, (reading,) if reading else ()) if cadences else None


def _by_year_end(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(DraftCadence("by_date", date=f"{match['year']}-12-31"))


def _by_unclear(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence("by_date"),
        question=f"“{squeezed(match.group())}” is not a full date: which day is meant?",
    )


def _in_months(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    if re.search(
        r"\b(?:published|issued|(?<!be )carried\s+out|(?<!be )conducted|(?<!be )undertaken|inspected|"
        r"(?<!be )held|(?:ofsted|inspection|cqc)\s+report|inspection|(?<!this )notice|dated|"
        r"judged|visit(?:ed)?|baseline|found|identified|took\s+place|by\s+ofsted)(?:\s+\w+){0,2}\s*$",
        match["before"],
        re.I,
    ):
        return Reading()
    months = find_months(match["months"])
    return Reading(tuple(DraftCadence("in_month", month=month.month) for month in months)) if months else None


def _on_dates(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    cadences = tuple(
        DraftCadence("by_date", date=each.date.isoformat()) for each in find_dates(match["dates"])
    )
    return (
        Reading(cadences, (f"“{squeezed(match['dates'])}” is read as due by that day.",))
        if cadences
        else None
    )


_SEASON = r"(?:easter|christmas|spring|summer|autumn|winter)(?:\s+term)?(?:\s+\d{4})?"


def _after_each(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(
        DraftCadence("within", anchor=event_name(match["event"])),
        question=f"“{squeezed(match.group())}” names no period: within how long of each?",
    )


def _hours(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    if match["anchor"] and CASE.search(match["anchor"]):
        return Reading(
            readings=(f"“{squeezed(match.group())}” is a standard for single cases, not a due date.",)
        )
    days = -(-number_of(match["n"]) // 24) or 1
    cadence = DraftCadence(
        "within", n=days, unit="days", anchor=anchor_name(match["anchor"] or "publication")
    )
    return one(cadence, f"“{squeezed(match.group())}” is read as within {days} day{'s' if days > 1 else ''}.")


def _fortnight(match: re.Match[str], issued_on: dt.date | None) -> Reading:
    return one(DraftCadence("within", n=2, unit="weeks", anchor=anchor_name(match["anchor"])))


def _part_of_month(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    months = find_months(match["months"])
    return (
        one(
            DraftCadence("in_month", month=months[0].month),
            f"“{squeezed(match.group())}” is read as in that month.",
        )
        if months
        else None
    )


def _week_of(match: re.Match[str], issued_on: dt.date | None) -> Reading | None:
    found = find_dates(match["dates"])
    if not found or found[0].date > dt.date.max - dt.timedelta(days=6):
        return None
    last = found[0].date + dt.timedelta(days=6)
    return one(
        DraftCadence("by_date", date=last.isoformat()),
        f"“{squeezed(match.group())}” is read as by the last day of that week.",
    )


ONCE_RULES: tuple[CadenceRule, ...] = (
    rule(
        "ladder",
        rf"\b(?P<steps>{NUMBER}-?(?:[\s-]?(?:months?|"
        rf"weeks?))?(?:\s*,\s*(?:and\s+)?{NUMBER}-?(?:[\s-]?(?:months?|weeks?))?){{0,8}}"
        rf"\s*,?\s*(?:and|&)\s*(?:again\s+)?(?:at\s+|after\s+)?{NUMBER})[\s-]?(?P<unit>months?|weeks?|"
        rf"days?)\b"
        rf"(?:\s*(?:points?|intervals?|stages?|marks?))?(?:\s+{AFTER}\s+{ANCHOR})?",
        _ladder,
    ),
    rule(
        "lead before each event",
        rf"\b(?:at\s+least|no\s+(?:later|less)\s+than|not\s+(?:later|less)\s+than|by|"
        rf"within)?\s*(?P<n>{NUMBER}|an?)\s+(?P<unit>{UNIT})\s+"
        rf"(?:before|prior\s+to|in\s+advance\s+of|ahead\s+of|in\s+advance\s+for)\s+"
        rf"(?:(?:any|each|every|all)\s+of\s+(?:the|these|those|its)|any|each|every|all|the|an?|these|those)?"
        rf"\s*(?P<event>{EVENT})",
        _lead,
    ),
    rule(
        "so long after each event",
        rf"\b(?:after|following)\s+(?:each|every|any|"
        rf"the)\s+(?P<event>{EVENT}),?\s+(?:and\s+)?(?:in\s+any\s+case\s+)?"
        rf"within\s+(?P<n>{NUMBER})\s+(?P<unit>{UNIT})",
        lambda match, issued_on: one(
            DraftCadence(
                "within",
                n=number_of(match["n"]),
                unit=unit_of(match["unit"]),
                anchor=event_name(match["event"]),
            )
        ),
    ),
    rule(
        "within of an anchor",
        rf"\b(?:within|(?:by\s+)?no(?:t)?\s+(?:later|more)\s+than|in\s+no\s+more\s+than|in\s+under|by|"
        rf"inside|in)?\s*"
        rf"(?:(?:a|the)\s+period\s+of\s+|the\s+first\s+)?(?P<n>{NUMBER}|"
        rf"an?)\s+(?P<unit>{UNIT})\s+{AFTER}\s+{ANCHOR}",
        _within,
    ),
    rule(
        "within without an anchor",
        rf"\b(?:within|(?:by\s+)?no(?:t)?\s+(?:later|more)\s+than)\s+(?:(?:a|the)\s+period\s+of\s+|"
        rf"the\s+(?:first|next)\s+)?"
        rf"(?P<n>{NUMBER}|an?)\s+(?P<unit>{UNIT})(?!\s+(?:apart|between))",
        _within_unanchored,
    ),
    rule("within hours", rf"\bwithin\s+(?P<n>{NUMBER})\s+hours?\b(?:\s+{AFTER}\s+{ANCHOR})?", _hours),
    rule("within a fortnight", rf"\bwithin\s+a\s+fortnight\s+{AFTER}\s+{ANCHOR}", _fortnight),
    rule(
        "after each event", rf"\b(?:after|following)\s+(?:each|every|any)\s+(?P<event>{EVENT})", _after_each
    ),
    rule(
        "in the week of",
        rf"\b(?:in\s+the\s+)?(?:week|w/c)\s*(?:commencing|beginning|"
        rf"starting)?\s+(?:on\s+)?(?P<dates>{DATE})",
        _week_of,
    ),
    rule(
        "in part of a month",
        rf"\b(?:in|by)\s+(?:early|mid|late|the\s+(?:first|second|third|last)\s+(?:week|"
        rf"half)\s+of)[\s-]+(?P<months>{MONTH_YEAR})",
        _part_of_month,
    ),
    rule(
        "by dates",
        rf"(?P<by>{BY})\s+(?:at\s+the\s+latest\s+)?(?P<dates>{DATE}(?:{LIST_GAP}{DATE}){{0,8}})",
        _by_dates,
    ),
    rule(
        "by the end of months",
        rf"{BY}\s+(?P<end>{END})?(?P<months>{MONTH_YEAR}(?:{LIST_GAP}(?:{END})?{MONTH_YEAR}){{0,8}})",
        _by_month,
    ),
    rule(
        "by the end of a year",
        rf"{BY}\s+{END}(?:the\s+)?(?:calendar\s+year\s+)?(?P<year>20\d\d)\b(?!\s*[-/])",
        _by_year_end,
    ),
    rule(
        "by a day without its year",
        rf"{BY}\s+(?:{END})?(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}|{_SEASON}|"
        rf"(?:the\s+)?(?:financial|academic|school|calendar)\s+year(?:\s+20\d\d\s?[-/]\s?\d+)?|"
        rf"(?:the\s+)?(?:\w+\s+)?(?:term|quarter))"
        rf"(?!\s*,?\s*(?:19|20)\d\d|\s+(?:be|not|have|also|need)\b)",
        _by_unclear,
    ),
    rule(
        "in named months",
        rf"(?P<before>(?:[\w,'()-]+\s+){{0,4}})\b(?:in|"
        rf"during)\s+(?:the\s+month\s+of\s+)?(?P<months>{MONTH_YEAR}(?:{LIST_GAP}(?:in\s+)?{MONTH_YEAR}){{0,8}})",
        _in_months,
    ),
    rule(
        "on a named day",
        rf"\b(?:submit|submitted|provide|provided|report|meet|held|hold|take\s+place|send|sent|review|"
        rf"reviewed|assessed|convene|convened)\b(?:(?!published|issued|dated)[^.;]){{0,120}}?"
        rf"\bon\s+(?P<dates>{DATE}(?:{LIST_GAP}{DATE}){{0,8}})",
        _on_dates,
    ),
)
