"""Reads the words that a list hangs from ("The council must:"), and what an item of the list then is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.cadence_phrases import find_cadences
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
    r"give|with)|\b(?:submit|provide|send|report|supply|give|publish|share)\s+(?:to|"
    r"with)\s+[\w' ]{3,60})\s*[:,-]*\s*$",
    re.I,
)
# "…, including by:" and "…, to be moderated by:": the duty is whole before the comma.
_BRACKET = re.compile(r"\s*\([^()]{0,60}\)$")
_EXAMPLES = re.compile(r",?\s+(?:including|such\s+as\s+by|in\s+particular)(?:\s+by)?$", re.I)
_ASIDE = re.compile(r",\s+(?:to\s+be|which|who|being|namely|such\s+as|for\s+example)\b[^,;]*$", re.I)


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
            words = re.sub(r"^to ", "", words, flags=re.I)
        governs = self.required or _OPEN_ENDED.search(self.words)
        return f"{self.words} {base_form(words) if governs else words}"

    def governs(self, own: list[Statement]) -> bool:
        """`The council must ensure that: (a) the plan will…`: the item is a part of the lead-in's duty."""
        if self.carries in ("whole", "besides", "content") and own[0].relative:
            return True
        named = any(statement.holders for statement in own)
        return not named and self.carries == "whole" and self.words.endswith(" that")


COUNCIL_MUST = LeadIn("The council is required to", "whole", None, True)
"""Where a notice demands "the following actions of the council
    ", each action reads as if these words stood there."""


def read_lead_in(sentence: str, above: LeadIn | None, finder: PartyFinder) -> LeadIn:
    """The lead-in that a printed sentence makes, itself perhaps an item under the one above."""
    words = _TAKE_ACTION.sub("", _BRACKET.sub("", squeezed(sentence).rstrip(":- ")))
    made = statements(words, finder)
    if made and _EXAMPLES.search(words):
        return _by_example(words, made[-1])
    if not made and above and above.carries == "whole" and starts_with_verb(words):
        words = f"{above.words} {words}"
        made = statements(words, finder)
    if not made:
        return LeadIn(words, "plain", None, bool(_REQUIRED.search(fold(words))))
    if len(made) > 1 and made[-1].relative and kind_of(made[-1]).kind == "content":
        return LeadIn(words, "content", made[-2])
    return LeadIn(words, _carried(made[-1], words), made[-1])


def _by_example(words: str, made: Statement) -> LeadIn:
    """`The council must co-operate, including by: (a) giving access`: a duty, and each item one of its own."""
    place = fold(words).rfind(made.predicate[:30])
    return LeadIn(words[:place].strip() if place > 0 else words, "besides", made)


def _carried(statement: Statement, words: str) -> str:
    rule = kind_of(statement)
    if not is_duty(statement, rule):
        return "nothing" if statement.modality == "may" else "plain"
    if _ASIDE.search(fold(words)):
        return "itself"
    if _OPEN_ENDED.search(words):
        return "whole"
    if rule.kind in ("report", "submission"):
        return "content"
    if rule.kind in ("meeting", "review", "membership"):
        return "itself"
    return "besides" if find_cadences(statement.text, None).cadences else "whole"
