"""Finds the obligations of each clause, reading lists under their lead-in and fragments under what they finish."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from notices.extraction import headings
from notices.extraction.clauses import ClauseNode
from notices.extraction.conjuncts import separate_duties
from notices.extraction.draft import DraftObligation
from notices.extraction.duties import Setting, drafted, in_brief, is_duty, obligation_of
from notices.extraction.kinds import CONTENT_RULE, kind_of
from notices.extraction.lead_ins import COUNCIL_MUST, LeadIn, read_lead_in
from notices.extraction.modals import has_modal
from notices.extraction.parties import defined_role
from notices.extraction.sentences import sentences
from notices.extraction.statements import Statement, statements
from notices.extraction.verbs import starts_with_verb
from notices.extraction.wording import fold, squeezed

_SOMEBODY = re.compile(r"\b(?:person|individual|body|someone)\b[^,]*,?\s*(?:who|which)?$")
_LEAST_CONFIDENCE = 0.2
_POWER = re.compile(
    r"\b(?:497A|statutory (?:direction|powers)|powers? of (?:intervention|direction))\b", re.I
)
_RECURS = re.compile(r"^(?:meet|take place|be held|be kept|report)\b", re.I)
_INFINITIVE = re.compile(r"^To\s+[a-z]")
# "The first will take place in March": one more of what the sentence before it asked for.
_ONE_OF_THEM = re.compile(
    r"^(?:the )?(?:first|second|next|initial|last|final)(?: (?:one|of (?:these|those|them)))?$", re.I
)


@dataclass
class ClauseReader:
    """Reads clause by clause in the order of the notice, so that a lead-in stands before its list.

    `parents` are the numbers of clauses with clauses below them. What was read bears on what follows: the lead-in
    of each list, whether the notice demands "the following actions", and whom "it" means.
    """

    setting: Setting
    parents: set[str]
    lead_ins: dict[str, LeadIn] = field(default_factory=dict)
    requires: bool = False
    named: tuple[str, ...] = ()
    newest: DraftObligation | None = None

    def read(self, node: ClauseNode) -> list[DraftObligation]:
        """The obligations of the clause, in the order of its words."""
        self.named = ()
        self.newest = None
        setting = replace(self.setting, clause=node.number)
        above = self._above(node)
        whole = sentences("\n".join(node.paragraphs))
        found: list[DraftObligation] = []
        for place, sentence in enumerate(whole):
            if place == len(whole) - 1 and self._opens_list(node, sentence):
                found += self._lead_in(node, sentence, above, setting)
            else:
                found += self._item(sentence, above if place == 0 else None, setting)
        for bullet in node.bullets:
            found += self._item(bullet, self.lead_ins.get(node.number), setting)
        return found

    def _above(self, node: ClauseNode) -> LeadIn | None:
        """The lead-in that the clause hangs from: its parent's, its section's, or the notice's demand."""
        if node.parent is not None:
            return self.lead_ins.get(node.parent)
        if node.lead_in:
            return read_lead_in(node.lead_in, None, self.setting.finder)
        return COUNCIL_MUST if self.requires else None

    def _opens_list(self, node: ClauseNode, sentence: str) -> bool:
        has_list = node.number in self.parents or bool(node.bullets)
        return has_list and (headings.is_lead_in(sentence) or not headings.is_finished_sentence(sentence))

    def _lead_in(
        self, node: ClauseNode, sentence: str, above: LeadIn | None, setting: Setting
    ) -> list[DraftObligation]:
        """Notes the lead-in for the clause's list, and returns what it obliges to by itself."""
        lead_in = read_lead_in(sentence, above, setting.finder)
        self.lead_ins[node.number] = lead_in
        self.requires = self.requires or (lead_in.required and node.parent is None)
        if lead_in.carries == "nothing":
            return []
        found = self._item(sentence, above, setting)
        if lead_in.carries == "content":
            return [line for line in found if line.kind != "content"]
        left_to_the_list = lead_in.statement is not None and lead_in.carries not in ("itself", "besides")
        return found[:-1] if left_to_the_list else found

    def _item(self, sentence: str, lead_in: LeadIn | None, setting: Setting) -> list[DraftObligation]:
        """The obligations of one sentence or list item, on its own or as the end of its lead-in."""
        own = statements(sentence, setting.finder)
        if lead_in is None and _stands_as_infinitive(sentence):
            return _completed(sentence, COUNCIL_MUST, setting, own)
        if not own and _POWER.search(sentence) and has_modal(sentence):
            own = [_power(sentence)]
        if lead_in is None or (own and not lead_in.governs(own)):
            return self._drafted(own, sentence, setting)
        if lead_in.carries in ("nothing", "itself"):
            return []
        if lead_in.carries == "content" and lead_in.statement is not None:
            return [_content(sentence, lead_in.statement, setting)]
        if lead_in.carries in ("whole", "besides"):
            return _completed(sentence, lead_in, setting, own)
        if (lead_in.required or self.requires) and starts_with_verb(sentence):
            return _completed(sentence, COUNCIL_MUST, setting, own)
        return self._drafted(own, sentence, setting)

    def _drafted(self, own: list[Statement], sentence: str, setting: Setting) -> list[DraftObligation]:
        defined = defined_role(fold(sentence), setting.finder)
        own = [self._with_pronoun(statement) for statement in own]
        parts = [part for statement in own for part in separate_duties(statement)]
        made = [
            obligation_of(
                part, setting, defined=_meant_by_who(own[0], setting) or defined if part.relative else defined
            )
            for part in parts
        ]
        found = [
            self._one_of_them(part, line) for part, line in zip(parts, made, strict=True) if line is not None
        ]
        self.newest = found[-1] if found else self.newest
        return found

    def _one_of_them(self, statement: Statement, line: DraftObligation) -> DraftObligation:
        """The line with the kind and parties of the one before it, where the words only say "the first"."""
        if self.newest is None or not _ONE_OF_THEM.match(statement.subject):
            return line
        before = self.newest
        return replace(
            line, duty_holder=before.duty_holder, recipient=before.recipient, kind=before.kind, of=before.of
        )

    def _with_pronoun(self, statement: Statement) -> Statement:
        """The statement with "it" resolved: "it must report" goes on about the party of the sentence before,
        "it must be sent" is about a paper."""
        if statement.holders:
            self.named = statement.holders
        elif re.match(r"^(?:it|they|he|she|he or she)$", statement.subject, re.I) and not re.match(
            r"^(?:not )?(?:be|meet|include|set out|contain|cover|address|describe|detail)\b",
            statement.predicate,
        ):
            return replace(statement, holders=self.named)
        return statement


def _stands_as_infinitive(sentence: str) -> bool:
    """`To submit a plan by June.` under a heading that says whose actions follow; "To ensure progress:" leads in."""
    return (
        bool(_INFINITIVE.match(sentence)) and starts_with_verb(sentence) and not headings.is_lead_in(sentence)
    )


def _power(sentence: str) -> Statement:
    """The power that a sentence names, though no party is the subject: `a direction may be given under…`."""
    words = squeezed(sentence)
    return Statement(words, fold(words), "may", "", fold(words), ())


def _meant_by_who(before: Statement, setting: Setting) -> str | None:
    """Who "who" is: the role that the sentence fills, else the party named last before it."""
    roles = [mention.role for mention in setting.finder.find(f"{before.subject} ") if mention.role]
    later = [mention.role for mention in setting.finder.find(before.predicate) if mention.role]
    if _SOMEBODY.search(before.predicate):
        later = []
    return (roles + later)[-1] if roles or later else None


def _completed(
    sentence: str, lead_in: LeadIn, setting: Setting, own: list[Statement]
) -> list[DraftObligation]:
    """The item read as the end of its lead-in; the words shown are the item's own.

    What an item says in a clause of its own ("the measures by which impact will be judged") is no duty.
    """
    made = statements(lead_in.completed_by(sentence), setting.finder)
    if own and own[0].relative and not _RECURS.match(own[0].predicate):
        made = made[: -len(own)] or made
    found = []
    for part in separate_duties(made[-1]) if made else ():
        rule = kind_of(part)
        if is_duty(part, rule):
            line = drafted(replace(part, words=_own_words(sentence)), rule, setting)
            confidence = round(max(line.confidence - 0.05, _LEAST_CONFIDENCE), 2)
            found.append(replace(line, summary=in_brief(_own_words(sentence)), confidence=confidence))
    return found


def _content(sentence: str, lead: Statement, setting: Setting) -> DraftObligation:
    """What a report or a plan must contain, one item of its list."""
    item = _own_words(sentence)
    statement = replace(lead, words=item, text=item, predicate=f"include {item}", subject="it")
    of = setting.clause.rpartition(".")[0] or setting.clause
    return replace(drafted(statement, CONTENT_RULE, setting, of=of), summary=in_brief(item))


def _own_words(sentence: str) -> str:
    return re.sub(r"[;,]?\s+(?:and|or)$", "", squeezed(sentence)).rstrip(";, ")
