"""The content of a draft under review: the extraction's JSON with keys, review fields and one list of open
questions.

The extraction prints clauses and obligations without identity, and its questions where it met them. A review
needs an address for each, so `opened` gives every clause, obligation, question and area a `key` that is never
used again, and gathers the questions::

    clause      + "key", "change"
    obligation  + "key", "change", "owed_by_council", "lead_days", "max_age_days", "evidence_expected",
                  "part_of"
    cadence     + "follows"     the key of the obligation whose events it counts from
    area        {"key", "letter", "title", "clause"}
    question    {"key", "code", "clause", "obligation", "line", "text", "state", "answer", "by", "on"}
    header      + "title", "in_force_from", "change"

`cadences` is always a list here. `change` says in which revision of the draft, by whom and when an entry was
last changed. Pure: content in, content out; nothing given is changed in place.
"""

import copy
import re
from collections.abc import Iterator
from typing import Any

Entry = dict[str, Any]
Content = dict[str, Any]

OPEN, DECIDED, LEFT = "open", "decided", "left"
"""The states of a question: nobody has answered it, somebody has, or it is knowingly left undecided."""

EVIDENCE_BY_KIND = {
    "submission": "What was submitted, and the message that it was sent with",
    "report": "The report as it was sent",
    "meeting": "The minutes",
    "review": "The letter or report of the review",
    "provision": "What was provided, to whom and when",
    "content": "The plan or report that has this content",
    "membership": "The list of members",
    "standing": "An assessment with its reason",
}
OWED_BY_THE_COUNCIL = ("council", "board", "board chair")
_INDEPENDENT_CHAIR = re.compile(
    r"independent\s+chair|chair\b.{0,80}\bappointed\s+by\s+the\s+(?:department|secretary)",
    re.IGNORECASE | re.DOTALL,
)
_JOINED = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


class EntryGone(LookupError):
    """The clause, obligation, question or area of that key is not, or no longer, in the draft."""


def opened(extracted: Content) -> Content:
    """Return the content of a new draft from what the extraction printed (`DraftNotice.to_json`)."""
    content = copy.deepcopy(extracted)
    content["next_key"] = 1
    content["questions"] = []
    content["header"] = {"title": None, "in_force_from": None, **content.get("header", {}), "change": None}
    for clause in content["clauses"]:
        _open_clause(content, clause)
    content["areas"] = [_opened_area(content, area) for area in content.get("areas", [])]
    for item in content.pop("needs_decision", []):
        clause = clause_numbered(content, item.get("clause"))
        ask(content, "extraction", item["question"], clause=clause, line=item.get("line"))
    return content


def next_key(content: Content) -> int:
    """Take the next free key."""
    key = int(content["next_key"])
    content["next_key"] = key + 1
    return key


def ask(
    content: Content,
    code: str,
    text: str,
    *,
    clause: Entry | None = None,
    obligation: Entry | None = None,
    line: int | None = None,
) -> Entry:
    """Add an open question to the content and return it; `code` says what raised it."""
    question: Entry = {
        "key": next_key(content),
        "code": code,
        "text": text,
        "state": OPEN,
        "answer": "",
        "by": "",
        "on": None,
        "clause": clause["key"] if clause else None,
        "obligation": obligation["key"] if obligation else None,
        "line": line or (clause["line"] if clause else None),
    }
    content["questions"].append(question)
    return question


def clause_numbered(content: Content, number: str | None) -> Entry | None:
    """Return the clause of that number, if there is one."""
    return next((clause for clause in content["clauses"] if clause["number"] == number), None)


def clause_of_key(content: Content, key: int) -> Entry:
    """Return the clause of that key; raises EntryGone."""
    return _of_key(content["clauses"], key)


def obligation_of_key(content: Content, key: int) -> tuple[Entry, Entry]:
    """Return the clause and the obligation of that key; raises EntryGone."""
    for clause, obligation in obligations_in(content):
        if obligation["key"] == key:
            return clause, obligation
    raise EntryGone(key)


def question_of_key(content: Content, key: int) -> Entry:
    """Return the question of that key; raises EntryGone."""
    return _of_key(content["questions"], key)


def obligations_in(content: Content) -> Iterator[tuple[Entry, Entry]]:
    """Yield every obligation with its clause, in the order printed."""
    for clause in content["clauses"]:
        for obligation in clause["obligations"]:
            yield clause, obligation


def open_questions(content: Content) -> list[Entry]:
    """Return the questions that nobody has answered."""
    return [question for question in content["questions"] if question["state"] == OPEN]


def parent_number(number: str) -> str | None:
    """`5.b` hangs on `5`; `5` hangs on nothing."""
    return number.rpartition(".")[0] or None


def new_obligation(content: Content) -> Entry:
    """Return an obligation for a person to fill in, with its key; it belongs to no clause yet."""
    obligation: Entry = {
        "duty_holder": "council",
        "recipient": None,
        "modality": "must",
        "kind": "standing",
        "summary": "",
        "cadences": [{"type": "standing"}],
        "of": None,
        "variation_agreed_by": None,
        "words": "",
        "rule": "entered by hand",
        "confidence": 1.0,
        "readings": [],
    }
    return {**obligation, **_review_fields(content, obligation)}


def names_in(party: str | None) -> list[str]:
    """Return the parties that a drafted name joins: "council and NHS bodies" are two, "board, adviser and
    Department" three.
    """
    return [name for name in _JOINED.split(party or "") if name]


def default_lead_days(cadences: list[Entry]) -> int:
    """A fortnight ahead; a week where the duty comes round every month or oftener."""
    return 7 if any(_is_frequent(cadence) for cadence in cadences) else 14


def _is_frequent(cadence: Entry) -> bool:
    if cadence["type"] == "each_calendar":
        return bool(cadence.get("unit") == "month")
    days = {"days": 1, "working_days": 1, "weeks": 7, "months": 30}.get(str(cadence.get("unit")), 400)
    n = cadence.get("n")
    return cadence["type"] in ("at_least_every", "every") and isinstance(n, int) and n * days <= 31


def _open_clause(content: Content, clause: Entry) -> None:
    clause.update(key=next_key(content), change=None)
    for obligation in clause["obligations"]:
        if "cadence" in obligation:
            obligation["cadences"] = [obligation.pop("cadence")]
        obligation.update(_review_fields(content, obligation))
        for text in obligation.pop("needs_decision", []):
            ask(content, "extraction", text, clause=clause, obligation=obligation)


def _review_fields(content: Content, obligation: Entry) -> Entry:
    return {
        "key": next_key(content),
        "change": None,
        "part_of": None,
        "max_age_days": None,
        "owed_by_council": _is_the_councils(content, obligation),
        "lead_days": default_lead_days(obligation["cadences"]),
        "evidence_expected": EVIDENCE_BY_KIND.get(obligation["kind"], ""),
    }


def _is_the_councils(content: Content, obligation: Entry) -> bool:
    """Whether a failure is the council's; that of an independent chair is not."""
    owed = [name for name in names_in(obligation["duty_holder"]) if name in OWED_BY_THE_COUNCIL]
    return bool(owed) and not (owed == ["board chair"] and _has_independent_chair(content))


def _has_independent_chair(content: Content) -> bool:
    return any(_INDEPENDENT_CHAIR.search(clause["text"]) for clause in content["clauses"])


def _opened_area(content: Content, area: Entry) -> Entry:
    letter = area["clause"].rpartition(".")[2]
    return {"key": next_key(content), "letter": letter, "title": area["title"], "clause": area["clause"]}


def _of_key(entries: list[Entry], key: int) -> Entry:
    for entry in entries:
        if entry["key"] == key:
            return entry
    raise EntryGone(key)
