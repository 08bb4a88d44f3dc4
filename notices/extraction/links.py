"""Ties obligations to each other once all are found: content to its paper, reviews to who may hold them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from notices.extraction.clauses import ClauseNode
from notices.extraction.draft import DraftArea, DraftObligation
from notices.extraction.kinds import kind_of
from notices.extraction.parties import PartyFinder, joined
from notices.extraction.sentences import sentences
from notices.extraction.statements import statements
from notices.extraction.wording import fold, squeezed

_AGREED_BY = re.compile(
    r"\b(?:agreed|approved|consented to|consent|agreement|approval|agree|approve)\b(?:\s+in (?:advance|"
    r"writing))?\s*(?:by|with|of|from)?\s*(?:the\s+)?$",
    re.I,
)
_AREAS = re.compile(
    r"\b(?:plan|it|actions?|programme)\b.{0,120}\b(?:improve|address|cover|areas?|include|focus on|"
    r"set out|themes?|priorit\w+)\b",
    re.I,
)
_COMMISSIONED = re.compile(
    r"\bcommissioned\b|\b(?:by|from) (?:a|another) (?:local authority|third party|council|peer)", re.I
)


_PAPERS = {"plan": "submission", "report": "report"}


@dataclass
class ReadClause:
    """A clause with what was found in it, while the links are made."""

    node: ClauseNode
    obligations: list[DraftObligation] = field(default_factory=list)


def link(read: list[ReadClause], finder: PartyFinder) -> None:
    """Fills `of`, `variation_agreed_by` and the holders of reviews, in place."""
    _reviews_by_list(read, _lists(read), finder)
    _variations(read, finder)
    _content(read)


def _lists(read: Sequence[ReadClause]) -> dict[str, list[ReadClause]]:
    """The clauses that hang from each clause."""
    below: dict[str, list[ReadClause]] = {}
    for clause in read:
        if clause.node.parent is not None:
            below.setdefault(clause.node.parent, []).append(clause)
    return below


def areas_of(read: Sequence[ReadClause]) -> tuple[DraftArea, ...]:
    """The lettered areas that the plan must cover: the list under the clause that says so."""
    below = _lists(read)
    for clause in read:
        listed = below.get(clause.node.number, [])
        words = sentences("\n".join(clause.node.paragraphs))[-1:] or [""]
        if (
            len(listed) < 2
            or not _AREAS.search(fold(words[0]))
            or not re.search(r"\bplan\b", clause.node.text(), re.I)
        ):
            continue
        if all(_is_content_of(other, clause.node.number) for other in listed):
            return tuple(DraftArea(other.node.number, _title(other.node.text())) for other in listed)
    return ()


def _is_content_of(clause: ReadClause, number: str) -> bool:
    return (
        bool(clause.obligations)
        and all(line.kind == "content" for line in clause.obligations)
        and (clause.node.parent == number)
    )


def _title(text: str) -> str:
    return re.sub(r"[;,]?\s*(?:and|or)?\s*$", "", squeezed(text).rstrip(". ")).rstrip(";,. ")


def _reviews_by_list(read: list[ReadClause], below: dict[str, list[ReadClause]], finder: PartyFinder) -> None:
    """`Reviews may be: a. conducted by the adviser and officials; b. commissioned from…` names the holders."""
    for clause in read:
        items = [other.node.text() for other in below.get(clause.node.number, [])]
        for place, line in enumerate(clause.obligations):
            if line.kind == "review" and line.confidence < 0.7 and items:
                holder = _who_reviews(items, finder)
                if holder:
                    clause.obligations[place] = replace(
                        line,
                        duty_holder=holder,
                        confidence=0.85,
                        needs_decision=tuple(
                            q for q in line.needs_decision if not q.startswith("Who carries")
                        ),
                        readings=(
                            *(r for r in line.readings if "nobody who reviews" not in r),
                            "Who holds the reviews is read from the list below it.",
                        ),
                    )


def _who_reviews(items: list[str], finder: PartyFinder) -> str | None:
    holders: list[str] = []
    for item in items:
        text = fold(item)
        by = re.search(r"\b(?:conducted|undertaken|carried out|led|held)\s+(?:jointly\s+)?by\b", text, re.I)
        named = joined(mention.role for mention in finder.find(text[by.end() :])) if by else None
        if named:
            holders.append(named)
        elif _COMMISSIONED.search(text):
            holders.append("a commissioned party")
    return ", or ".join(dict.fromkeys(holders)) or None


def _variations(read: list[ReadClause], finder: PartyFinder) -> None:
    """`If the board wishes to vary the frequency, this must first be agreed by the Department`."""
    newest: tuple[ReadClause, int] | None = None
    for clause in read:
        for place, line in enumerate(clause.obligations):
            if line.kind in ("meeting", "report", "review"):
                newest = (clause, place)
        agreed_by = _agreeing_party(clause.node, finder)
        if agreed_by and newest:
            holder, place = newest
            meeting = next((i for i, line in enumerate(clause.obligations) if line.kind == "meeting"), None)
            if meeting is not None:
                holder, place = clause, meeting
            holder.obligations[place] = replace(holder.obligations[place], variation_agreed_by=agreed_by)


def _agreeing_party(node: ClauseNode, finder: PartyFinder) -> str | None:
    for sentence in sentences(node.text()):
        if not any(kind_of(each).kind == "variation" for each in statements(sentence, finder)):
            continue
        text = fold(sentence)
        for mention in finder.find(text):
            if mention.role and _AGREED_BY.search(text[max(0, mention.start - 40) : mention.start]):
                return mention.role
    return None


def _content(read: list[ReadClause]) -> None:
    holding = {
        kind: [
            place
            for place, clause in enumerate(read)
            if any(_is_paper(line, kind) for line in clause.obligations)
        ]
        for kind in _PAPERS.values()
    }
    for at, clause in enumerate(read):
        for place, line in enumerate(clause.obligations):
            if line.kind == "content" and line.of in _PAPERS:
                owner = _nearest(at, read, holding[_PAPERS[line.of]])
                if owner is None and not line.rule.startswith("highlights"):
                    owner = _nearest(at, read, holding["submission"])
                clause.obligations[place] = _tied(line, clause, owner)


def _tied(line: DraftObligation, clause: ReadClause, owner: ReadClause | None) -> DraftObligation:
    """The content line with the clause it is content of; highlighting without a report is a duty by itself."""
    if owner is None and line.rule.startswith("highlights"):
        return replace(line, kind="standing", of=None)
    if owner is None:
        return replace(line, of=clause.node.parent or clause.node.number)
    paper = next(each for each in owner.obligations if each.kind in _PAPERS.values())
    holder = paper.duty_holder if line.rule.startswith("content of a paper") else line.duty_holder
    return replace(line, duty_holder=holder, of=owner.node.number)


def _nearest(at: int, read: list[ReadClause], holding: list[int]) -> ReadClause | None:
    """The clause holding the paper: this one, the one above, a sister, the newest before, the next after."""
    parent = read[at].node.parent
    next_after = bisect_right(holding, at)
    near = [read[place] for place in holding[max(0, next_after - 40) : next_after + 40]]
    order = (
        [other for other in near if other is read[at]],
        [other for other in near if parent and other.node.number == parent],
        [other for other in near if parent and other.node.parent == parent],
        [read[place] for place in holding[max(0, next_after - 1) : next_after]],
        [read[place] for place in holding[next_after : next_after + 1]],
    )
    return next((group[0] for group in order if group), None)


def _is_paper(line: DraftObligation, kind: str) -> bool:
    if line.kind != kind or line.modality == "may":
        return False
    return (kind == "submission" and bool(re.search(r"\bplan\b", line.words, re.I))) or (
        kind == "report"
        and line.duty_holder not in ("Department", "ministers")
        and "recommendation" not in line.rule
    )
