"""Reads who a notice is to and from, why it was given, and its dates, by a table of named rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from notices.extraction.clauses import ClauseNode, NoticeTree
from notices.extraction.council_names import find_council
from notices.extraction.dates import FoundDate, find_dates, find_months
from notices.extraction.draft import DraftHeader, Question
from notices.extraction.header_dates import dates_by_meaning
from notices.extraction.lines import SourceLine
from notices.extraction.wording import fold, squeezed

_SERVICES = (
    (
        "special educational needs",
        re.compile(r"\bspecial educational needs\b|\bSEND\b|\bSEN\b|\barea send\b", re.I),
    ),
    (
        "social care",
        re.compile(
            r"\bsocial care\b|\bneed(?:ing)? (?:of )?help and protection\b|\bsafeguarding\b|"
            r"\blooked[- ]after\b|\bchildren'?s'? services\b|\bsocial work\b|\bcare leavers\b",
            re.I,
        ),
    ),
    (
        "education",
        re.compile(
            r"\bschool (?:improvement|standards|performance)\b|\bkey stage\b|\battainment\b|"
            r"\beducation functions?\b",
            re.I,
        ),
    ),
)
_TRIGGERS = (
    (
        "court judgment",
        re.compile(r"\bcourt\b.{0,60}\bjudg|\bjudicial review\b|\bjudgment of the (?:high )?court\b", re.I),
    ),
    ("focused visit", re.compile(r"\bfocus(?:s)?ed visit\b", re.I)),
    ("monitoring visit", re.compile(r"\bmonitoring visit\b", re.I)),
    (
        "joint inspection",
        re.compile(
            r"\bjoint\b.{0,80}\binspection\b|\bofsted and (?:the )?(?:cqc|care quality commission)\b|"
            r"\barea send\b",
            re.I,
        ),
    ),
    ("performance assessment", re.compile(r"\bannual performance assessment\b|\bannual rating\b", re.I)),
    ("inspection report", re.compile(r"\binspect", re.I)),
    ("poor performance", re.compile(r"\bpoor (?:performance|progress)\b", re.I)),
)


@dataclass(frozen=True)
class ReadHeader:
    """The header with the readings and questions that it rests on."""

    header: DraftHeader
    questions: tuple[Question, ...]


def read_header(tree: NoticeTree) -> ReadHeader:
    """The header from the words before the first clause, the first clauses and the signature block."""
    opening = "\n".join(line.text for line in tree.preamble)
    background = "\n".join([opening, *(node.text() for node in _background(tree.clauses))])
    everything = "\n".join([opening, *(node.text() for node in tree.clauses)])
    signature = [SourceLine(line.number, line.page, line.text) for line in tree.signature]
    signed = _first_date(line.text for line in signature)
    dates = dates_by_meaning(fold(_flowed(tree.preamble)), fold(background))
    issued = dates.get("issued_on")
    questions = list(_date_questions(issued, signed, tree))
    header = DraftHeader(
        council=find_council(fold(opening)) or find_council(fold(background)),
        issuer=_issuer(fold(everything), signature),
        trigger=_named(_TRIGGERS, background),
        service_area=_services(background),
        decided_on=_iso(dates.get("decided_on")),
        issued_on=_iso(issued or signed),
        published_on=_iso(dates.get("published_on")),
        received_on=_iso(dates.get("received_on")),
        inspection_published_on=_iso(dates.get("inspection_published_on")),
        signed_on=_iso(signed),
        signatory=_signatory(signature),
    )
    return ReadHeader(header, (*questions, *_missing(header, fold(background))))


def _flowed(lines: list[SourceLine]) -> str:
    """The opening lines as paragraphs: a long line, or one that goes on in small letters, is no end."""
    text = ""
    for line in lines:
        wrapped = (
            text
            and not re.match(r"[A-Z][\w ]{2,24}:", line.text)
            and (line.text[0].islower() or len(text.rpartition("\n")[2]) > 70)
            and not text.endswith((".", ":"))
        )
        text += (" " if wrapped else "\n") + line.text
    return text.strip()


def _background(clauses: list[ClauseNode]) -> list[ClauseNode]:
    """The clauses that introduce the notice: the first three, with what hangs from them."""
    top = [node for node in clauses if node.parent is None][:3]
    numbers = {node.number for node in top}
    return [node for node in clauses[:12] if node.number in numbers or node.parent in numbers]


def _first_date(texts: Iterable[str]) -> FoundDate | None:
    return next((date for text in texts for date in find_dates(fold(text))), None)


def _iso(found: FoundDate | None) -> str | None:
    return found.date.isoformat() if found else None


def _named(rules: Iterable[tuple[str, re.Pattern[str]]], text: str) -> str | None:
    return next((name for name, rule in rules if rule.search(text)), None)


def _services(text: str) -> str | None:
    named = [name for name, rule in _SERVICES if rule.search(text)]
    if "special educational needs" in named and not re.search(
        r"\bsocial care\b|\bhelp and protection\b|\bsafeguarding\b|\blooked[- ]after\b|\bcare leavers\b",
        text,
        re.I,
    ):
        named = [name for name in named if name != "social care"]
    return " and ".join(named) or None


def _issuer(text: str, signature: list[SourceLine]) -> str | None:
    by = re.search(
        r"\b(?:issued|given|made)\b[^.;]{0,80}\bby\s+(?:the\s+)?(secretary of state(?: for [A-Z]\w+)?|"
        r"department for [A-Z]\w+)",
        text,
        re.I,
    )
    if by:
        return _office(by[1])
    named = " ".join([text, *(line.text for line in signature)])
    for office in (
        r"\bdepartment for (?:education|children,? schools and families)\b|\bDfE\b|\bDCSF\b",
        r"\bsecretary of state\b",
    ):
        found = re.search(office, named, re.I)
        if found:
            return _office(found.group())
    return None


def _office(printed: str) -> str:
    plain = printed.lower()
    if "secretary" in plain:
        return "Secretary of State for Education"
    return (
        "Department for Children, Schools and Families"
        if "schools" in plain or plain == "dcsf"
        else "Department for Education"
    )


def _signatory(signature: list[SourceLine]) -> str | None:
    """The name behind "Signed:", or on the line after it."""
    for line in signature:
        text = re.sub(r"[.…_]{2,}", " ", fold(line.text))
        text = re.sub(r"\bdate[d]?\s*:?\s*[\d./ -]{0,12}", " ", text, flags=re.I)
        match = re.search(
            r"(?:signed\s*(?:by)?\s*:?|name\s*:)\s*(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]*)+)", text, re.I
        )
        if match and match["name"][0].isupper():
            return squeezed(match["name"])
        plain = re.match(
            r"^(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?=$| (?:MP|an? |A senior|Minister|"
            r"Parliamentary|OBE|CBE))",
            squeezed(text),
        )
        if plain and not re.search(
            r"\b(?:Signed|Department|Minister|Secretary|State|Senior)\b", plain["name"]
        ):
            return re.sub(r"\s+(?:MP|A)$", "", plain["name"])
    return None


def _date_questions(
    issued: FoundDate | None, signed: FoundDate | None, tree: NoticeTree
) -> Iterable[Question]:
    line = tree.signature[0].number if tree.signature else None
    if issued is None and signed is not None:
        yield Question(
            "The notice does not say when it was issued: the date beside the signature is taken.", None, line
        )
    if issued and signed and issued.date != signed.date:
        yield Question(
            f"The notice says it was issued on {issued.date:%-d %B %Y} and is signed "
            f"{signed.date:%-d %B %Y}: which holds?",
            None,
            line,
        )
    confirmed = issued is not None and signed is not None and issued.date == signed.date
    for found in (issued, signed):
        if found and found.reading and not confirmed:
            yield Question(found.reading, None, line if found is signed else None)


def _missing(header: DraftHeader, background: str) -> Iterable[Question]:
    if header.council is None:
        yield Question("Which council is the notice to?")
    if header.issued_on is None:
        yield Question("On which day was the notice issued?")
    if header.inspection_published_on is None:
        month = next(
            (
                found
                for found in find_months(background)
                if re.search(r"\bpublished\b.{0,40}$", background[: found.start], re.I)
            ),
            None,
        )
        said = f"The notice says only {background[month.start : month.end]}: on" if month else "On"
        yield Question(
            f"{said} which day was the inspection report, or what else led to the notice, published?"
        )
