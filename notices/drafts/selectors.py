"""What the pages of a draft show: its clauses beside its source, the questions that are open, the list of
drafts.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from accounts.models import Organisation
from notices.drafts import questions
from notices.drafts.cadence_forms import in_words
from notices.drafts.content import (
    DECIDED,
    LEFT,
    OPEN,
    Content,
    Entry,
    clause_of_key,
    obligation_of_key,
    obligations_in,
)
from notices.drafts.heading import day_of, service_area_of
from notices.drafts.source import SourceLine, numbered_lines
from notices.models import NoticeDraft, Obligation, Party

CONFIDENCE_WORDS = ((0.85, "Sure", "green"), (0.6, "Fairly sure", "yellow"), (0.0, "Unsure", "orange"))


@dataclass(frozen=True)
class ShownQuestion:
    """A question with what it is about and where it is answered or mended."""

    key: int
    about: str
    text: str
    state: str
    answer: str
    by: str
    on: dt.date | None
    line: int | None
    answer_url: str | None
    mend_url: str | None


@dataclass(frozen=True)
class ShownObligation:
    """One drafted duty as the review shows it; `certainty` is the extraction's confidence as word and colour
    of a tag.
    """

    key: int
    summary: str
    holder: str
    recipient: str
    modality: str
    kind: str
    cadences: tuple[str, ...]
    words: str
    certainty: str
    colour: str
    readings: tuple[str, ...]
    content_of: str
    owed_by_council: bool
    open_questions: int


@dataclass(frozen=True)
class ShownClause:
    """One drafted clause with its duties, and the line of the source on which it begins."""

    key: int
    number: str
    depth: int
    new_section: str | None
    text: str
    line: int
    page: int
    obligations: tuple[ShownObligation, ...]


@dataclass(frozen=True)
class Review:
    """A draft beside its source."""

    clauses: tuple[ShownClause, ...]
    lines: tuple[SourceLine, ...]
    questions: tuple[ShownQuestion, ...]
    left: tuple[ShownQuestion, ...]
    decided: tuple[ShownQuestion, ...]
    unplaced: tuple[Entry, ...]
    areas: tuple[Entry, ...]
    header: tuple[tuple[str, str], ...]
    obligation_count: int


def drafts_of(council: Organisation) -> QuerySet[NoticeDraft]:
    """Return the drafts of a council, those still in review first, then the newest."""
    return (
        NoticeDraft.objects.filter(council=council)
        .select_related("council", "started_by", "changed_by", "notice")
        .defer("source_text")
        .order_by("-state", "-started_at")
    )


def review_of(draft: NoticeDraft) -> Review:
    """Return everything that the review page shows of a draft; asks the database nothing."""
    content = draft.content
    asked = [shown_question(draft, question) for question in _in_order(content)]
    beginnings = [(clause["line"], clause["key"], clause["number"]) for clause in content["clauses"]]
    return Review(
        clauses=tuple(_shown_clauses(content)),
        lines=tuple(numbered_lines(draft.source_text, beginnings)),
        questions=tuple(question for question in asked if question.state == OPEN),
        left=tuple(question for question in asked if question.state == LEFT),
        decided=tuple(question for question in asked if question.state == DECIDED),
        unplaced=tuple(content.get("unplaced", ())),
        areas=tuple(content["areas"]),
        header=tuple(header_rows(draft)),
        obligation_count=sum(1 for _ in obligations_in(content)),
    )


def shown_question(draft: NoticeDraft, question: Entry) -> ShownQuestion:
    """Return a question as the pages show it."""
    place = [draft.council.slug, draft.pk]
    ways = questions.ways_to_answer(question)
    return ShownQuestion(
        key=question["key"],
        about=_about(draft.content, question),
        text=question["text"],
        state=question["state"],
        answer=question["answer"],
        by=question["by"],
        on=day_of(question["on"]),
        line=question["line"],
        answer_url=reverse("drafts:question", args=[*place, question["key"]]) if ways else None,
        mend_url=_mend_url(place, question),
    )


def header_rows(draft: NoticeDraft) -> list[tuple[str, str]]:
    """Return the head of the draft as pairs of words."""
    header = draft.content["header"]
    days = (
        ("Inspection report", "inspection_published_on"),
        ("Decided", "decided_on"),
        ("Issued", "issued_on"),
        ("Published", "published_on"),
        ("Received", "received_on"),
        ("In force from", "in_force_from"),
    )
    rows = [
        ("Title", header.get("title") or "Not stated"),
        ("Council named", header.get("council") or "Not stated"),
        ("Service area", service_area_of(draft.content)),
        ("Issued by", header.get("issuer") or "Not stated"),
    ]
    rows += [(label, f"{day:%-d %B %Y}") for label, name in days if (day := day_of(header.get(name)))]
    return (
        rows
        if day_of(header.get("issued_on"))
        else [*rows, ("Issued", "Not stated: enter it before you confirm")]
    )


def shown_obligation(content: Content, obligation: Entry) -> ShownObligation:
    """Return a drafted duty as the pages show it."""
    certainty, colour = next(
        (words, colour) for least, words, colour in CONFIDENCE_WORDS if obligation["confidence"] >= least
    )
    return ShownObligation(
        key=obligation["key"],
        summary=obligation["summary"] or obligation["words"],
        holder=party_words(obligation["duty_holder"]),
        recipient=_after_to(party_words(obligation["recipient"])),
        modality=obligation["modality"],
        kind=_kind_words(obligation["kind"]),
        cadences=tuple(in_words(cadence) for cadence in obligation["cadences"]),
        words=obligation["words"],
        certainty=certainty,
        colour=colour,
        readings=tuple(obligation.get("readings", ())),
        content_of=_content_of(content, obligation),
        owed_by_council=obligation["owed_by_council"],
        open_questions=sum(
            question["obligation"] == obligation["key"] and question["state"] == OPEN
            for question in content["questions"]
        ),
    )


def party_words(name: str | None) -> str:
    """Return a party as the screens name it; several joined, or a name that the register does not know, stay
    as they are.
    """
    if not name:
        return ""
    return str(Party(name).label) if name in Party.values else name


def _after_to(party: str) -> str:
    """The name as it stands within a sentence: "to the adviser"."""
    return party[:1].lower() + party[1:] if party.startswith("The ") else party


def source_around(draft: NoticeDraft, line: int, *, before: int = 2, after: int = 12) -> list[SourceLine]:
    """Return the lines of the source around one, to stand beside a form."""
    beginnings = [(clause["line"], clause["key"], clause["number"]) for clause in draft.content["clauses"]]
    return numbered_lines(draft.source_text, beginnings)[max(0, line - 1 - before) : line + after]


def _shown_clauses(content: Content) -> list[ShownClause]:
    shown: list[ShownClause] = []
    section: str | None = None
    for clause in content["clauses"]:
        new_section = clause.get("section") if clause.get("section") != section else None
        section = clause.get("section")
        obligations = tuple(shown_obligation(content, obligation) for obligation in clause["obligations"])
        shown.append(
            ShownClause(
                clause["key"],
                clause["number"],
                min(clause["number"].count("."), 3),
                new_section,
                clause["text"],
                clause["line"],
                clause["page"],
                obligations,
            )
        )
    return shown


def _in_order(content: Content) -> list[Entry]:
    """The questions about the whole notice first, then those of each clause in the order printed."""
    place = {clause["key"]: order for order, clause in enumerate(content["clauses"])}
    return sorted(content["questions"], key=lambda question: place.get(question["clause"], -1))


def _about(content: Content, question: Entry) -> str:
    if question["obligation"] is not None:
        clause, obligation = obligation_of_key(content, question["obligation"])
        return f"Clause {clause['number']}: {capfirst(obligation['summary'] or obligation['words'])}"
    if question["clause"] is not None:
        return f"Clause {clause_of_key(content, question['clause'])['number']}"
    return "The notice as a whole"


def _mend_url(place: list[object], question: Entry) -> str | None:
    if question["code"] == questions.NO_DAY:
        return reverse("drafts:header", args=place)
    if question["obligation"] is not None:
        return reverse("drafts:obligation", args=[*place, question["obligation"]])
    if question["code"] == questions.AREAS:
        return reverse("drafts:areas", args=place)
    if question["clause"] is not None:
        return reverse("drafts:clause", args=[*place, question["clause"]])
    return reverse("drafts:header", args=place) if question["code"] == questions.EXTRACTION else None


def _content_of(content: Content, obligation: Entry) -> str:
    if obligation["kind"] != "content" or not obligation["part_of"]:
        return ""
    clause, whole = obligation_of_key(content, obligation["part_of"])
    return f"{clause['number']}: {whole['summary']}"


def _kind_words(kind: str) -> str:
    return str(Obligation.Kind(kind).label) if kind in Obligation.Kind.values else kind
