"""Says what each date in the opening of a notice is: of issue, of the inspection report, of publication."""

from __future__ import annotations

import re

from notices.extraction.dates import FoundDate, find_dates

_ISSUED = re.compile(
    r"\b(?:issued|given|made|served)\b(?:(?!\bpublished\b|\bfollowing\b|"
    r"\breport\b)[^.;]){0,160}?\bon\s*(?:the\s+)?$|\b(?:date of issue|issue date|issued on|issued|"
    r"date issued|dated|date of (?:this )?notice)\s*:?\s*(?:the\s+)?$",
    re.I,
)
_INSPECTED = re.compile(
    r"\b(?:inspection|ofsted|cqc|care quality commission|report|area send|"
    r"joint)\b[^;]{0,260}?\bpublished\b(?:(?!\bnotice\b)[^.;]){0,60}$|\breport\b[^.;]{0,80}\b(?:dated|of|"
    r"on|in)\s*$",
    re.I | re.S,
)
_PUBLISHED = re.compile(
    r"\b(?:notice (?:was|is|will be)?\s*(?:first )?published(?: on)?|publication date|published(?: on)?|"
    r"date of publication)\s*:?\s*$",
    re.I,
)
_RECEIVED = re.compile(r"\breceived(?: by the council)?(?: on)?\s*:?\s*$", re.I)
_DECIDED = re.compile(r"\b(?:decided|decision (?:was )?(?:made|taken)|decision)(?: on)?\s*:?\s*$", re.I)


_EARLIER_NOTICE = re.compile(
    r"\b(?:replac\w+|supersed\w+|revok\w+|var(?:ies|ied)|previous|earlier|original)\b"
    r"(?:(?!\band\s+(?:is|was)\b).){0,160}$",
    re.I | re.S,
)
# "On 24 July Ofsted published its report", "publication on 7 July of a report by Ofsted".
_REPORT_FOLLOWS = re.compile(
    r"^,?[ ]*(?:(?:the\s+)?(?:ofsted|cqc|care quality commission|(?:her|"
    r"his) majesty's)\b[^.;\n]{0,60}\b(?:published|issued)\b|"
    r"of\s+(?:an?|the|its)\s+(?:[\w']+\s+){0,3}report\b)",
    re.I,
)


def dates_by_meaning(opening: str, background: str) -> dict[str, FoundDate]:
    """The first date of each meaning; the opening words go before the first clauses."""
    found: dict[str, FoundDate] = {}
    for text in (opening, background):
        for date in find_dates(text):
            before, after = text[max(0, date.start - 320) : date.start], text[date.end : date.end + 120]
            if re.match(r"^,? +the\s+[\w\s-]{3,60}\bdecided\b", after):
                found.setdefault("decided_on", date)
                continue
            if _REPORT_FOLLOWS.match(after):
                found.setdefault("inspection_published_on", date)
                continue
            name = _meaning(before, in_opening=text is opening)
            if name:
                found.setdefault(name, date)
    alone = _date_alone(opening)
    if alone is not None:
        found.setdefault("issued_on", alone)
    return found


def _date_alone(opening: str) -> FoundDate | None:
    """The date that stands on a line of its own under the title, which is the notice's."""
    for date in find_dates(opening):
        before, after = opening[: date.start], opening[date.end :]
        if before.rstrip(" ").endswith("\n") and (
            not after.strip(" .") or after.lstrip(" .").startswith("\n")
        ):
            return date
    return None


def _meaning(before: str, *, in_opening: bool) -> str | None:
    sentence = re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])|\n", before.rstrip(" \n"))[-1] + " "
    if _EARLIER_NOTICE.search(sentence):
        return None
    if (
        re.search(r"\bnotice\b", sentence, re.I)
        and _PUBLISHED.search(sentence)
        and not _INSPECTED.search(sentence)
    ):
        return "published_on"
    rules = (
        ("inspection_published_on", _INSPECTED),
        ("issued_on", _ISSUED),
        ("received_on", _RECEIVED),
        ("decided_on", _DECIDED),
    )
    for name, rule in rules:
        if rule.search(sentence):
            return name
    if in_opening and _PUBLISHED.search(sentence):
        return "published_on"
    if in_opening and re.match(r"^\W*(?:date\s*:?|on)?\W*$", sentence, re.I):
        return "issued_on"
    return None
