"""The cadences of a draft as the register keeps them."""

from typing import Any

from core.refusals import Refusal
from notices.cadence import Cadence, CadenceError
from notices.drafts.content import Entry
from notices.drafts.heading import day_of
from notices.drafts.questions import missing_fields

AWAITING = {"type": "to_be_agreed"}
"""What stands in the register for a cadence that was knowingly left undecided: awaiting agreement, never
overdue.
"""


def terms_of(obligation: Entry, cadence: Entry) -> dict[str, Any]:
    """Return a draft's cadence as the register keeps it (the JSON of `notices.cadence.Cadence`).

    What was knowingly left undecided becomes "to be agreed"; an end that is an event ("until the Secretary of
    State is satisfied") stays in the obligation's words, since no date follows from it. Raises Refusal.
    """
    if missing_fields(cadence) or _follows_nothing(cadence):
        return dict(AWAITING)
    terms = {name: value for name, value in cadence.items() if value is not None and name != "follows"}
    if day_of(terms.get("until")) is None:
        terms.pop("until", None)
    try:
        return Cadence.from_json(terms).to_json()
    except CadenceError as trouble:
        summary = obligation["summary"] or obligation["words"][:80]
        raise Refusal(f"“{summary}”: {trouble}") from trouble


def _follows_nothing(cadence: Entry) -> bool:
    return cadence["type"] in ("before_each", "at_each") and not cadence.get("follows")
