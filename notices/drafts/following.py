"""Finds the obligation that a cadence counts from: whose meetings a report goes to, whose reviews an
assessment precedes.

A notice names the event in plain words ("each board meeting", "any review"), the register needs the
obligation. Where exactly one can be meant it is taken; where several can, or none, a person is asked. Before "any
review" is before the reviews of every duty to review.
"""

import re

from notices.drafts.content import Content, Entry, obligations_in
from notices.selectors.anchors import ANCHOR_FIELDS, plain_name

# What the words must hold, and the kinds of obligation whose events they then mean; the first that fits.
EVENT_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meeting", ("meeting",)),
    ("review", ("review",)),
    ("assessment", ("review",)),
    ("submission", ("submission",)),
    ("plan", ("submission",)),
    ("report", ("report",)),
)
_BY_REQUEST = ("on_request", "to_be_agreed", "standing")
_ANY_REVIEW = re.compile(
    r"\b(?:any|all|every)\s+reviews?\b"
    r"(?!(?:\s+or\s+assessments?)?\s+(?:of\s+progress|(?:conducted|undertaken|carried\s+out|led|held)\s+by)\b)",
    re.IGNORECASE,
)
"""Any review whatever, and not "any progress review conducted by the adviser"."""


def event_words(cadence: Entry) -> str | None:
    """Return the name of the event of another obligation that the cadence counts from, or None.

    The notice's own days (publication, issue, the inspection report) are no events of an obligation.
    """
    if cadence["type"] in ("before_each", "at_each"):
        return cadence.get("of") or "event"
    anchor = cadence.get("anchor")
    return None if not anchor or plain_name(anchor) in ANCHOR_FIELDS else str(anchor)


def candidates(content: Content, cadence: Entry, *, besides: int) -> list[Entry]:
    """Return the obligations that the event's words can mean; `besides` is the key of the one that asks.

    A duty that comes round by itself goes before one that somebody has to ask for: "the review" is the
    six-monthly review rather than the diagnostic that the adviser may require. "The submission" is of what is
    submitted once.
    """
    words = event_words(cadence)
    kinds = _kinds_meant(words) if words else ()
    meant = _of_kinds(content, kinds, besides=besides)
    if kinds == ("submission",):
        preferred = [obligation for obligation in meant if _falls_due_once(obligation)]
    else:
        preferred = [obligation for obligation in meant if not _only_when_asked(obligation)]
    return preferred or meant


def follow_where_clear(content: Content) -> None:
    """Fill `follows` of every cadence whose event is clear, in place: of one obligation, or of each that holds reviews.

    Before any review a cadence becomes one for each duty to review, and a reading says so.
    """
    for _, obligation in obligations_in(content):
        obligation["cadences"] = [
            tied for cadence in obligation["cadences"] for tied in _tied(content, obligation, cadence)
        ]


def _tied(content: Content, obligation: Entry, cadence: Entry) -> list[Entry]:
    if event_words(cadence) is None or cadence.get("follows"):
        return [cadence]
    if _is_before_any_review(obligation, cadence):
        return _before_reviews(content, obligation, cadence)
    meant = candidates(content, cadence, besides=obligation["key"])
    if len(meant) == 1:
        cadence["follows"] = meant[0]["key"]
    return [cadence]


def _is_before_any_review(obligation: Entry, cadence: Entry) -> bool:
    said = " ".join((obligation["words"], *obligation["readings"]))
    return (
        cadence["type"] == "before_each"
        and _kinds_meant(event_words(cadence) or "") == ("review",)
        and _ANY_REVIEW.search(said) is not None
    )


def _before_reviews(content: Content, obligation: Entry, cadence: Entry) -> list[Entry]:
    """Return the cadence once for each duty to review that no other cadence of the obligation follows."""
    followed = {each.get("follows") for each in obligation["cadences"]}
    reviews = _of_kinds(content, ("review",), besides=obligation["key"])
    left = [each for each in reviews if each["key"] not in followed]
    if len(reviews) < 2:
        return [{**cadence, "follows": each["key"]} for each in left] or ([] if reviews else [cadence])
    numbers = {each["key"]: clause["number"] for clause, each in obligations_in(content)}
    clauses = " and of clause ".join(dict.fromkeys(numbers[each["key"]] for each in reviews))
    reading = f"Any review is read as the reviews of clause {clauses}."
    if reading not in obligation["readings"]:
        obligation["readings"] = [*obligation["readings"], reading]
    return [
        {**cadence, "of": f"review of clause {numbers[each['key']]}", "follows": each["key"]} for each in left
    ]


def part_where_clear(content: Content) -> None:
    """Fill `part_of` of every content obligation from the clause that the extraction named, in place."""
    for _, obligation in obligations_in(content):
        if obligation["kind"] != "content" or obligation["part_of"] or not obligation.get("of"):
            continue
        whole = [
            other
            for its_clause, other in obligations_in(content)
            if its_clause["number"] == obligation["of"] and other["kind"] in ("submission", "report")
        ]
        if whole:
            obligation["part_of"] = whole[0]["key"]


def drop_broken_links(content: Content) -> None:
    """Forget every link to an obligation that is no longer in the draft, in place."""
    kept = {obligation["key"] for _, obligation in obligations_in(content)}
    for _, obligation in obligations_in(content):
        if obligation["part_of"] not in kept:
            obligation["part_of"] = None
        for cadence in obligation["cadences"]:
            if cadence.get("follows") not in kept:
                cadence.pop("follows", None)


def _of_kinds(content: Content, kinds: tuple[str, ...], *, besides: int) -> list[Entry]:
    return [
        obligation
        for _, obligation in obligations_in(content)
        if obligation["kind"] in kinds and obligation["key"] != besides
    ]


def _kinds_meant(words: str) -> tuple[str, ...]:
    return next((kinds for word, kinds in EVENT_KINDS if word in words.lower()), ())


def _only_when_asked(obligation: Entry) -> bool:
    return obligation["modality"] == "may" or all(
        cadence["type"] in _BY_REQUEST for cadence in obligation["cadences"]
    )


def _falls_due_once(obligation: Entry) -> bool:
    return any(cadence["type"] in ("by_date", "within", "in_month") for cadence in obligation["cadences"])
