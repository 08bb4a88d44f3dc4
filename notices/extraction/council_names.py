"""Finds the council that a notice is to, by a table of the ways in which notices name it."""

from __future__ import annotations

import re

from notices.extraction.wording import squeezed

_NAME = r"(?P<name>[^()\"\n:;,.]{3,90}?)"
_NAME_END = (
    r"(?=\s*(?:\(|\"|,|;|\.(?:\s|$)|\bon\b|\bfollowing\b|\bdue to\b|\bas a result\b|\bbecause\b|\bby\b|"
    r"\bin respect\b|\bpursuant\b|\bunder\b|"
    r"\bAddress\b|ADDRESS|\bin relation\b|\bafter\b|\bto address\b|\bin accordance\b|$))"
)

_COUNCIL_RULES = tuple(
    (name, re.compile(pattern, re.M | (0 if name == "name and address" else re.I)))
    for name, pattern in (
        (
            "issued to",
            rf"\b(?:issued|given|made|served|sent|directed|"
            rf"addressed)\s+to\s*:?\s+(?:the\s+)?{_NAME}{_NAME_END}",
        ),
        (
            "issued by and to",
            rf"\b(?:issued|given|made|"
            rf"served)\b[^.;\n]{{0,60}}?\bby\s[^.;\n]{{3,80}}?\bto\s+(?:the\s+)?{_NAME}{_NAME_END}",
        ),
        (
            "to its chief executive",
            rf"^\s*to\s*:?\s+the\s+chief\s+executive\s+of\s+(?:the\s+)?{_NAME}(?=\s+and\b|\s*[,(]|$)",
        ),
        (
            "name and address",
            rf"\bT[oO]\s*:?\s*(?:Name|NAME)?\s*:?\s*{_NAME}(?=\s*(?:[(\"]|ADDRESS|Address|$))",
        ),
        (
            "to line",
            rf"^\s*(?:to|name|council|local authority)\s*:\s*(?:name\s*:?\s*)?(?:the\s+)?{_NAME}{_NAME_END}",
        ),
        (
            "in respect of",
            rf"\b(?:in\s+respect\s+of|in\s+relation\s+to|concerning|directs)\s+(?:the\s+)?{_NAME}"
            r"(?=\s*\(\s*[\"']?\s*(?:the\s+)?(?:council|authority|borough|local authority))",
        ),
        ("title", rf"\bimprovement notice\s*(?:to|for|[-:])\s*(?:the\s+)?{_NAME}{_NAME_END}"),
        (
            "stands in the preamble",
            r"^\s*(?P<name>(?:[A-Z][\w'&.-]*,? (?:of |and |upon |the )?){1,6}(?:Council|"
            r"Combined Authority))\b",
        ),
    )
)
_COUNCIL_WORD = re.compile(
    r"\b(?:council|borough|authority|city|county|corporation|district|isles|trust|partnership)\b", re.I
)

# A notice on special educational needs can be given to the council and a health body together.
_WITH_NHS = re.compile(
    r"\s+(?:and|&)\s+(?=(?:the\s+)?(?:NHS\b|[\w' ]*\b(?:Integrated Care|Clinical Commissioning|ICB|CCG)\b))"
)


def find_council(text: str) -> str | None:
    """The first name in the folded text that a rule finds and that is a council's, or None."""
    for _, pattern in _COUNCIL_RULES:
        for match in pattern.finditer(text):
            name = council_name(match["name"])
            if name is not None:
                return name
    return None


def council_name(printed: str) -> str | None:
    """`the London Borough of Lambeth Council` → London Borough of Lambeth; capitals become a name.

    "Council" is left off only where what stands before it names the council by itself.
    """
    printed = _WITH_NHS.split(printed)[0]
    name = re.sub(
        r"^(?:to\s*:?\s*)?(?:name\s*:?\s*)?(?:the\s+)?(?=[A-Z])", "", squeezed(printed), flags=re.I
    ).strip(" -:")
    if (
        name.lower() in ("council", "authority", "local authority", "city council", "county council")
        or not _COUNCIL_WORD.search(name)
        or re.search(r"\b(?:the|this|notice|adviser|comply|address)\b", name, re.I)
    ):
        return None
    if name.isupper():
        small = {"Of": "of", "And": "and", "The": "the", "Upon": "upon"}
        name = " ".join(small.get(word, word) for word in name.title().split())
        name = name.replace("'S", "'s")
    if re.match(r"(?:london|royal|metropolitan|county)? ?(?:borough|city|county) of .+ council$", name, re.I):
        name = name[: -len(" council")]
    return name
