"""The questions that follow from the state of a draft: what is missing, ambiguous or lies before the notice.

Raised anew after every change: a question whose reason has gone is withdrawn, one that a person has answered
stays.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

from notices.drafts.content import (
    DECIDED,
    LEFT,
    Content,
    Entry,
    ask,
    names_in,
    obligations_in,
)
from notices.drafts.following import candidates, event_words
from notices.extraction.draft import CADENCE_FIELDS
from notices.selectors.anchors import ANCHOR_FIELDS, plain_name

EXTRACTION = "extraction"
BEFORE_NOTICE, INCOMPLETE, NO_DAY, FOLLOWS = "before_notice", "incomplete", "no_day", "follows"
PARTY, AREAS, NO_DUTY = "party", "areas", "no_duty"
_TEXTS = {
    BEFORE_NOTICE: (
        "This was due on {day}, before the notice. It stands overdue from the first day "
        "unless the date is wrong. Is the date right?"
    ),
    INCOMPLETE: "When is it due? The draft lacks {missing}.",
    NO_DAY: "It counts from “{anchor}”, and the head of the draft has no such date. Enter the date.",
    FOLLOWS: "Which “{event}” does it count from? In this draft {count}; choose one.",
    PARTY: "Who owes this? In the draft {named} named; choose the party that it is.",
    AREAS: (
        "The draft names no areas that the plan must cover. Enter them from the inspection report, "
        "or leave this undecided and enter them later."
    ),
    NO_DUTY: "No clause holds a duty yet. Add at least one before you confirm the register.",
}
# How a person may answer each: what only a correction can mend has no other answer.
_WAYS: dict[str, tuple[str, ...]] = {
    EXTRACTION: (DECIDED, LEFT),
    BEFORE_NOTICE: (DECIDED,),
    **dict.fromkeys((INCOMPLETE, NO_DAY, FOLLOWS, AREAS), (LEFT,)),
    **dict.fromkeys((PARTY, NO_DUTY), ()),
}
# Of the fields that a type always carries, those without which nothing can be worked out.
_NEEDED = {name: tuple(field for field in fields if field != "of") for name, fields in CADENCE_FIELDS.items()}
_FIELD_WORDS = {
    "date": "the date",
    "month": "the month",
    "n": "how many",
    "unit": "days, weeks or months",
    "anchor": "what it is counted from",
}
Raised = tuple[str, Entry | None, Entry | None, str]
Reason = tuple[str, int | None, str]


def raise_questions(content: Content, parties: tuple[str, ...]) -> None:
    """Bring the derived questions up to date, in place; `parties` are the names that the register knows."""
    raised = {_reason(entry): entry for entry in _raised(content, parties)}
    obligations = {obligation["key"] for _, obligation in obligations_in(content)}
    clauses = {clause["key"] for clause in content["clauses"]}
    content["questions"] = [
        question
        for question in content["questions"]
        if _still_about_something(question, clauses, obligations) and _still_raised(question, set(raised))
    ]
    known = {
        (question["code"], question["obligation"], question["text"]) for question in content["questions"]
    }
    for reason, (code, clause, obligation, text) in raised.items():
        if reason not in known:
            ask(content, code, text, clause=clause, obligation=obligation)


def ways_to_answer(question: Entry) -> tuple[str, ...]:
    """Return the states in which a person may put a question; without any, only a correction of the draft
    removes it.
    """
    return _WAYS[question["code"]]


def _reason(raised: Raised) -> Reason:
    code, _, obligation, text = raised
    return code, obligation["key"] if obligation else None, text


def missing_fields(cadence: Entry) -> list[str]:
    """Return the fields, by name, that a cadence needs before anything can be worked out from it."""
    return [
        field
        for field in _NEEDED.get(cadence["type"], ())
        if not cadence.get(field) and not (field == "anchor" and cadence.get("follows"))
    ]


def is_left_undecided(content: Content, obligation: Entry) -> bool:
    """Whether somebody has knowingly left a question about the obligation's cadence open."""
    return any(
        question["obligation"] == obligation["key"] and question["state"] == LEFT
        for question in content["questions"]
    )


def due_before(cadence: Entry, day: dt.date) -> dt.date | None:
    """Return the day on which a one-off falls due if that lies before `day`, else None (reading 6)."""
    due = _one_off_due(cadence)
    return due if due is not None and due < day else None


def _one_off_due(cadence: Entry) -> dt.date | None:
    try:
        if cadence["type"] == "by_date" and cadence.get("date"):
            return dt.date.fromisoformat(cadence["date"])
        if cadence["type"] == "in_month" and cadence.get("month"):
            year, month = (int(part) for part in cadence["month"].split("-"))
            return dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None
    return None


def _raised(content: Content, parties: tuple[str, ...]) -> Iterator[Raised]:
    if not any(True for _ in obligations_in(content)):
        yield _question(NO_DUTY)
    if not content["areas"]:
        yield _question(AREAS)
    issued = _issued_on(content)
    for clause, obligation in obligations_in(content):
        yield from _about_parties(clause, obligation, parties)
        for cadence in obligation["cadences"]:
            yield from _about_days(content, clause, obligation, cadence, issued)
            yield from _about_following(content, clause, obligation, cadence)


def _question(
    code: str, clause: Entry | None = None, obligation: Entry | None = None, **values: str
) -> Raised:
    return code, clause, obligation, _TEXTS[code].format(**values)


def _about_parties(clause: Entry, obligation: Entry, parties: tuple[str, ...]) -> Iterator[Raised]:
    named = obligation["duty_holder"]
    joined = names_in(named)
    if named not in parties and not (joined and all(name in parties for name in joined)):
        yield _question(PARTY, clause, obligation, named=f"“{named}” is" if named else "nobody is")


def _about_days(
    content: Content, clause: Entry, obligation: Entry, cadence: Entry, issued: dt.date | None
) -> Iterator[Raised]:
    early = due_before(cadence, issued) if issued else None
    if early:
        yield _question(BEFORE_NOTICE, clause, obligation, day=f"{early:%-d %B %Y}")
    missing = missing_fields(cadence)
    if missing and not _asked_already(content, obligation):
        words = " and ".join(_FIELD_WORDS.get(field, field) for field in missing)
        yield _question(INCOMPLETE, clause, obligation, missing=words)
    field = ANCHOR_FIELDS.get(plain_name(cadence.get("anchor") or ""))
    if field and not (content["header"].get(field) or field == "in_force_from"):
        yield _question(NO_DAY, clause, obligation, anchor=str(cadence["anchor"]))


def _asked_already(content: Content, obligation: Entry) -> bool:
    """Whether the extraction itself asks about the obligation and nobody has said that it is decided."""
    return any(
        question["obligation"] == obligation["key"]
        and question["code"] == EXTRACTION
        and question["state"] != DECIDED
        for question in content["questions"]
    )


def _about_following(content: Content, clause: Entry, obligation: Entry, cadence: Entry) -> Iterator[Raised]:
    words = event_words(cadence)
    if words is None or cadence.get("follows"):
        return
    meant = candidates(content, cadence, besides=obligation["key"])
    count = f"{len(meant)} obligations can be meant" if meant else "no obligation of the draft is one"
    yield _question(FOLLOWS, clause, obligation, event=words, count=count)


def _issued_on(content: Content) -> dt.date | None:
    try:
        return dt.date.fromisoformat(
            content["header"].get("in_force_from") or content["header"].get("issued_on") or ""
        )
    except ValueError:
        return None


def _still_about_something(question: Entry, clauses: set[int], obligations: set[int]) -> bool:
    return (question["obligation"] is None or question["obligation"] in obligations) and (
        question["clause"] is None or question["clause"] in clauses
    )


def _still_raised(question: Entry, reasons: set[Reason]) -> bool:
    """The extraction's own questions stay until a person answers them; a derived one goes with its reason."""
    return (
        question["code"] == EXTRACTION
        or (question["code"], question["obligation"], question["text"]) in reasons
    )
