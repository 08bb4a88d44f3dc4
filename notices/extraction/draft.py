"""The draft register that extraction proposes and a person reviews: frozen dataclasses and their JSON shape.

`DraftNotice.to_json()` is what `extract_notice --format json` prints and what the review screens edit::

    {"header": {"council": str | null, "issuer": str | null, "trigger": str | null,
                "service_area": str | null,   # "social care", "special educational needs", "education", or
                                              # two of them with " and "
                "decided_on": date | null, "issued_on": date | null, "published_on": date | null,
                "received_on": date | null, "inspection_published_on": date | null,
                "signed_on": date | null, "signatory": str | null},
     "sections": [str, ...],                                    # headings in the order printed
     "parties": [{"role": str, "words": str, "line": int}],     # defined terms: who "the adviser" is
     "areas": [{"clause": str, "title": str}],                  # the lettered areas the plan must cover
     "clauses": [{"number": "5.b", "parent": "5" | null, "label": "b.",      # label as printed
                  "section": str | null, "text": str, "line": int, "page": int,
                  "obligations": [{
                      "duty_holder": str | null, "recipient": str | null,
                      "modality": str, "kind": str, "summary": str,
                      "cadence": {"type": ..., ...},            # or, where there are two or more:
                      "cadences": [{"type": ..., ...}, ...],    # (one of the two keys, never both)
                      "of": str | null,                         # content: the clause it is content of
                      "variation_agreed_by": str | null,        # who must agree a change of cadence
                      "words": str,                             # the exact words that it rests on
                      "rule": str,                              # name of the rule that found it
                      "confidence": 0.0 to 1.0,
                      "needs_decision": [str, ...],             # questions only a person can answer
                      "readings": [str, ...]}]}],               # readings taken where two were open
     "needs_decision": [{"clause": str | null, "line": int | null, "question": str}],
     "unplaced": [{"line": int, "page": int, "text": str}]}     # text that belongs to no clause

Dates are ISO strings. A cadence has its type's keys always (null where the notice names none) and, where
they are known, `until` (ISO date, or the notice's words where the end is an event), `anchor`, `lead` with
`lead_unit`. The top-level "needs_decision" repeats no obligation's questions: it holds those of the whole
notice. Names of parties: lower-case except Department and Secretary of State; see `parties`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "submission",
    "report",
    "meeting",
    "review",
    "provision",
    "content",
    "membership",
    "standing",
    "consequence",
)
MODALITIES = ("must", "should", "may", "will", "is to", "are required to", "shall")
UNITS = ("days", "weeks", "months", "years", "working_days", "clear_days", "clear_working_days")
CALENDAR_UNITS = ("month", "quarter")

# The keys that a cadence of each type always carries, in the order in which they are printed.
CADENCE_FIELDS: dict[str, tuple[str, ...]] = {
    "by_date": ("date",),
    "within": ("n", "unit", "anchor"),
    "in_month": ("month",),
    "each_calendar": ("unit",),
    "at_least_every": ("n", "unit"),
    "every": ("n", "unit"),
    "before_each": ("of",),
    "at_each": ("of",),
    "on_request": (),
    "to_be_agreed": (),
    "kept_up_to_date": (),
    "regular": (),
    "ladder": ("n", "unit", "anchor"),
    "standing": (),
}


@dataclass(frozen=True)
class DraftCadence:
    """When an obligation falls due, by the names of obligations.md; fields its type does not use are None."""

    type: str
    n: int | tuple[int, ...] | None = None
    unit: str | None = None
    anchor: str | None = None
    date: str | None = None
    month: str | None = None
    of: str | None = None
    lead: int | None = None
    lead_unit: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class DraftObligation:
    """One duty found in a clause, with the words and the rule that it rests on."""

    duty_holder: str | None
    recipient: str | None
    modality: str
    kind: str
    cadences: tuple[DraftCadence, ...]
    words: str
    summary: str
    rule: str
    confidence: float
    of: str | None = None
    variation_agreed_by: str | None = None
    needs_decision: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class DraftClause:
    """One numbered paragraph; `number` is the path in the tree (`5.b`), `label` what is printed before it."""

    number: str
    parent: str | None
    label: str
    section: str | None
    text: str
    line: int
    page: int
    obligations: tuple[DraftObligation, ...] = ()


@dataclass(frozen=True)
class DraftHeader:
    """Who the notice is to and from, why, and its dates (ISO)."""

    council: str | None = None
    issuer: str | None = None
    trigger: str | None = None
    service_area: str | None = None
    decided_on: str | None = None
    issued_on: str | None = None
    published_on: str | None = None
    received_on: str | None = None
    inspection_published_on: str | None = None
    signed_on: str | None = None
    signatory: str | None = None


@dataclass(frozen=True)
class DraftParty:
    """A defined term of the notice: the role that it names, and the words that say who holds it."""

    role: str
    words: str
    line: int


@dataclass(frozen=True)
class DraftArea:
    """One lettered improvement area that the plan must cover."""

    clause: str
    title: str


@dataclass(frozen=True)
class Question:
    """Something about the notice as a whole, or about a clause, that a person must decide."""

    question: str
    clause: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Unplaced:
    """Text of the source that the draft could place in no clause."""

    line: int
    page: int
    text: str


@dataclass(frozen=True)
class DraftNotice:
    """The whole draft: everything a person needs in order to correct and confirm it."""

    header: DraftHeader
    sections: tuple[str, ...] = ()
    parties: tuple[DraftParty, ...] = ()
    areas: tuple[DraftArea, ...] = ()
    clauses: tuple[DraftClause, ...] = ()
    needs_decision: tuple[Question, ...] = ()
    unplaced: tuple[Unplaced, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The draft as plain JSON values, in the shape that this module's docstring gives."""
        from notices.extraction.draft_json import notice_to_json

        return notice_to_json(self)

    @classmethod
    def from_json(cls, source: dict[str, Any] | str) -> DraftNotice:
        """The draft back from its JSON; raises `ExtractionError` naming the entry that is wrong."""
        from notices.extraction.draft_json import notice_from_json

        return notice_from_json(source)
