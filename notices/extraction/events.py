"""Names the events that cadences count from or go with: `publication`, `inspection report`, `board meeting`."""

from __future__ import annotations

import re

from notices.extraction.wording import squeezed

# What a deadline counts from; the first rule that matches names it.
_ANCHORS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("month end", r"\bend of (?:each|every|the) (?:calendar )?month\b|\b(?:each|every) month[- ]end\b"),
        (
            "quarter end",
            r"\bend of (?:each|every|the) (?:calendar )?quarter\b|\b(?:each|every) quarter[- ]end\b",
        ),
        (
            "submission of the plan",
            r"\bsubmi\w+ (?:of )?(?:the|its|this|an?)? ?(?:\w+ ){0,2}plan\b|"
            r"\bplan (?:is|being|has been|was) submitted\b",
        ),
        ("receipt", r"\b(?:receipt of|receiving|received) (?:this|the) (?:improvement )?notice\b|^receipt$"),
        (
            "inspection report",
            r"\b(?:ofsted|inspection|cqc|joint|inspectorate'?s?)\b.{0,60}\breport\b|"
            r"\breport\b.{0,60}\b(?:ofsted|inspection|cqc)\b|\binspection report\b|"
            r"\bpublication of (?:the|its|that|their) (?:final )?report\b",
        ),
        (
            "publication",
            r"\bpublication\b(?!.{0,40}\breport\b)|\b(?:notice|it) (?:is |being |was )?published\b|"
            r"\bpublishing (?:of )?(?:this|the) notice\b",
        ),
        (
            "issue",
            r"\b(?:notice (?:taking|takes) effect|date of this direction)\b|\b(?:this|the|"
            r"improvement) notice\b|\bdate of issue\b|\bissue date\b|\bbeing issued\b",
        ),
        ("board meeting", r"\bboard\b.{0,20}\bmeeting\b|\bmeetings?\b.{0,20}\bboard\b"),
        ("review", r"\b(?:progress |formal |six[- ]month(?:ly)? |diagnostic )?review\b"),
        ("meeting", r"\bmeetings?\b"),
        ("request", r"\brequest(?:ed|s)?\b"),
    )
)

# What recurs and other duties go with, in the singular.
_EVENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("scrutiny committee meeting", r"\bscrutiny\b"),
        ("cabinet meeting", r"\bcabinet\b"),
        ("board meeting", r"\bboard\b"),
        ("stocktake", r"\bstock[- ]?takes?\b"),
        ("deep dive", r"\bdeep[- ]dives?\b"),
        ("annual conversation", r"\bannual conversation"),
        ("monitoring visit", r"\bmonitoring visits?\b"),
        ("review", r"\breviews?\b|\bassessments?\b"),
        ("inspection", r"\b(?:re-?)?inspections?\b"),
        ("visit", r"\bvisits?\b"),
        ("meeting", r"\bmeetings?\b"),
    )
)

# The words of an event inside a sentence: up to four describing words and the event itself.
_DESCRIBED = (
    r"(?:(?!(?:of|to|for|and|or|with|in|by|at|on|from|that|which|who|is|are|be|it|must|will|should)\b)"
    r"[\w'/()-]+\s+){0,4}?"
)
EVENT = _DESCRIBED + (
    r"(?:board meetings?|meetings?(?:\s+of\s+(?:the\s+)?(?:[\w'-]+\s+){0,3}?board)?|progress reviews?|"
    r"reviews?"
    r"(?:\s+or\s+assessments?)?(?:\s+of\s+progress)?|assessments?|stock[- ]?takes?(?:\s+(?:review|"
    r"meeting)s?)?|"
    r"deep[- ]dives?(?: reviews?)?|monitoring (?:visit|meeting)s?|inspections?|visits?|"
    r"annual conversations?|boards?)\b"
)
MEETING = _DESCRIBED + (
    r"(?:board meetings?|meetings?(?:\s+of\s+(?:the\s+)?(?:[\w'-]+\s+){0,3}?board)?|progress reviews?|"
    r"reviews?|"
    r"stock[- ]?takes?(?:\s+(?:review|meeting)s?)?|deep[- ]dives?(?: reviews?)?|monitoring (?:visit|"
    r"meeting)s?|boards?)\b"
)


def anchor_name(words: str) -> str:
    """The plain name of what a deadline counts from; its own words, shortened, where no rule knows it."""
    plain = squeezed(words)
    for name, rule in _ANCHORS:
        if rule.search(plain):
            return name
    shortened = re.sub(r"^(?:the date of |the |a |an |any |each |its |every )+", "", plain, flags=re.I)
    return shortened[:60].rstrip(" ,;:.").lower() or "publication"


def event_name(words: str) -> str:
    """The plain name of an event that recurs, in the singular."""
    for name, rule in _EVENTS:
        if rule.search(words):
            return name
    return squeezed(words).lower()
