"""Reads the words that a list hangs from ("The council must:"), and what an item of the list then is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.duties import is_duty
from notices.extraction.kinds import kind_of
from notices.extraction.parties import PartyFinder
from notices.extraction.statements import Statement, statements
from notices.extraction.verbs import base_form, starts_with_verb
from notices.extraction.wording import fold, squeezed

_REQUIRED = re.compile(
    r"\b(?:actions?|steps|measures?|requirements?)\b.{0,60}\b(?:required|needed|expected|must be taken)\b",
    re.I,
)
_TAKE_ACTION = re.compile(
    r"\s+(?:take|carry out|complete|undertake|do|ensure|put in place)\s+"
    r"(?:the following|these|all of the following)?\s*(?:actions?|steps|measures|following|"
    r"things)?(?:\s+below)?"
    r"(?:\s+(?:to|in order to|by))?$",
    re.I,
)
# Words that a list must complete: they end on a modal verb, or on a verb that still wants its object.
_OPEN_ENDED = re.compile(
    r"(?:\b(?:must|should|shall|will|to|ensure(?: that)?|by|following|take action to|also|that|"
    r"required to|submit|"
    r"provide|produce|prepare|send|publish|establish|deliver|appoint|supply|share|complete|undertake|"
    r"conduct|hold|"
    r"give))\s*[:,-]*\s*$",
    re.I,
)


@dataclass(frozen=True)
class LeadIn:
    """The words that a list hangs from, with the statement that they make, if they make one.

    `carries` says what an item of the list is: "whole" completes the words; "content" is what the paper that they
    ask for must contain; "itself
        " adds nothing to the duty of the words; "nothing" only illustrates; "plain" stands
    by itself. `required` says that the words demand the actions of the list.
    """

    words: str
    carries: str
    statement: Statement | None = None
    required: bool = False

    def completed_by(self, item: str) -> str:
        """The sentence that the words make with an item of their list."""
        words = squeezed(item).rstrip(";,. ")
        words = re.sub(r"[;,]?\s+(?:and|or)$", "", words)
        if self.words.endswith(" to"):
            words = words.removeprefix("to ")
        governs = self.required or _OPEN_ENDED.search(self.words)
        return f"{self.words} {base_form(words) if governs else words}"

    def governs(self, own: list[Statement]) -> bool:
        """`The council must ensure that: (a) the plan will…`: the item is a part of the lead-in's duty."""
        named = any(statement.holders for statement in own)
        return not named and self.carries == "whole" and self.words.endswith(" that")


COUNCIL_MUST = LeadIn("The council is required to", "whole", None, True)
"""Where a notice demands "the following actions of the council
    ", each action reads as if these words stood there."""


def read_lead_in(sentence: str, above: LeadIn | None, finder: PartyFinder) -> LeadIn:
    """The lead-in that a printed sentence makes, itself perhaps an item under the one above."""
    words = _TAKE_ACTION.sub("", squeezed(sentence).rstrip(":- "))
    made = statements(words, finder)
    if not made and above and above.carries == "whole" and starts_with_verb(words):
        words = f"{above.words} {words}"
        made = statements(words, finder)
    if not made:
        return LeadIn(words, "plain", None, bool(_REQUIRED.search(fold(words))))
    return LeadIn(words, _carried(made[-1], words), made[-1])


def _carried(statement: Statement, words: str) -> str:
    rule = kind_of(statement)
    if not is_duty(statement, rule):
        return "nothing" if statement.modality == "may" else "plain"
    if _OPEN_ENDED.search(words):
        return "whole"
    if rule.kind in ("report", "submission"):
        return "content"
    return "itself" if rule.kind in ("meeting", "review", "membership") else "whole"
