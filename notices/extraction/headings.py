"""Tells a section heading, a signature block and an unfinished sentence from ordinary lines of a notice."""

from __future__ import annotations

import re

from notices.extraction.wording import fold

_LONGEST_HEADING = 160

_MODAL = re.compile(
    r"\b(?:must|should|shall|will|(?-i:may)(?! \d)|is to|are to|(?:is|are) required to|has to|have to)\b",
    re.I,
)

# Headings of the standard form that read like sentences.
_STANDARD = re.compile(
    r"^(?:improvement against the above measures|failure to comply with this|how (?:progress|improvement)|"
    r"measures? (?:that|which) (?:must|will|are)|assessment of (?:progress|improvement)|"
    r"(?:what|how|who|when|why)\b(?=[^.;]{5,80}$)|actions? required\b)",
    re.I,
)

# A sentence that stops after one of these has not ended.
_FUNCTION_WORD = re.compile(
    r"(?:\b(?:a|an|the|of|for|to|by|in|on|at|and|or|with|from|as|that|which|who|its|their|this|these|any|"
    r"each|"
    r"every|into|under|between|against|including|is|are|be|must|should|will|may|shall|not|than|within|"
    r"via|per|"
    r"following|every|least)|[,\-&/(])$",
    re.I,
)
_TERMINAL = re.compile(r"[.;:!?][\"')\]]*(?:\s*(?:and|or|and/or))?$|[;,]\s*(?:and|or)$", re.I)

_SIGNATURE = re.compile(
    r"^(?:signed\b|signature\b|date(?:d)?\s*[:.…_]|yours (?:sincerely|faithfully)|name\s*:|position\s*:|"
    r"\S{0,12}\s*date\s*:\s*\S+.*\bsigned\b|"
    r"(?:on behalf of|for and on behalf of) the (?:secretary|department|minister)|"
    r"(?:an? )?senior civil servant\b|"
    r"(?:parliamentary under[- ]secretary|minister of state|secretary of state for [\w ,]+$)|"
    r"cc[:\s])",
    re.I,
)

_ANNEX = re.compile(r"^(?P<name>(?:annex|appendix|schedule)(?:\s+(?:[A-Z]|\d{1,2})\b)?)(?P<title>.*)$", re.I)


def is_signature(text: str) -> bool:
    """Whether the line opens the signature block."""
    return bool(_SIGNATURE.match(fold(text))) and not _MODAL.search(text)


def annex_name(text: str) -> str | None:
    """`Annex A` for a line that opens an annex; None for other lines and for mentions of one."""
    match = _ANNEX.match(fold(text))
    if not match or len(text) > 100 or text.rstrip().endswith((".", ";", ",")):
        return None
    title = match["title"].strip()
    if title and not re.match(r"^[-:(A-Z]", title):
        return None
    return " ".join(word.capitalize() if len(word) > 2 else word.upper() for word in match["name"].split())


def _tail(text: str) -> str:
    """The end of a text, which is all that says whether it has ended; a clause can be long."""
    return fold(text[-120:]).strip()


def is_unfinished(text: str) -> bool:
    """Whether the text breaks off: it closes with no mark, or with a word that wants another."""
    folded = _tail(text)
    return bool(folded) and not _TERMINAL.search(folded)


def wants_more(text: str) -> bool:
    """Whether the text stops on a word or mark that cannot close a sentence."""
    return bool(_FUNCTION_WORD.search(_tail(text)))


def is_finished_sentence(text: str) -> bool:
    return bool(_TERMINAL.search(_tail(text)))


def could_be_heading(text: str) -> bool:
    """Whether a run of unnumbered words has the shape of a heading: short, a title, no duty in it."""
    folded = fold(text[: _LONGEST_HEADING + 1]).strip()
    first = next((mark for mark in folded if mark.isalpha()), "")
    if not first or not first.isupper() or len(folded) > _LONGEST_HEADING or folded[0] in ",;.)":
        return False
    if _STANDARD.match(folded) and not folded.endswith("."):
        return True
    if folded[-1] in ".;,?!" or wants_more(folded.rstrip(":")):
        return False
    return not _MODAL.search(folded) and len(folded) <= 110


def is_all_capitals(text: str) -> bool:
    letters = [mark for mark in text if mark.isalpha()]
    return len(letters) >= 4 and all(mark.isupper() for mark in letters)


def is_lead_in(text: str) -> bool:
    """Whether a paragraph introduces the list that follows it."""
    return _tail(text).endswith((":", ":-", ": -"))


def heading_title(text: str) -> str:
    """The heading as printed, without the colon or the stop after it."""
    return text.strip().strip("*_# ").rstrip(":.- ").strip()
