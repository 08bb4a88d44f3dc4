"""The hop from a duty to meet to the engine: what it asks, what hangs on it, which days are in the diary."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from notices.cadence import Cadence, Question
from notices.models import CadenceTerms, Notice, Obligation
from notices.selectors.cadences import binding_terms, local_terms
from notices.selectors.facts import obligations_with_facts
from notices.selectors.questions import Asked, question_about

UNDATED = frozenset({"to_be_agreed", "on_request", "standing", "regular", "kept_up_to_date"})
HANGS_ON_MEETINGS = frozenset({"before_each", "at_each"})


@dataclass(frozen=True)
class Duties:
    """The obligations of a notice with all their facts, read once, and asked about as often as a page wants."""

    notice: Notice
    today: dt.date

    @cached_property
    def obligations(self) -> dict[int, Obligation]:
        return {each.pk: each for each in obligations_with_facts([self.notice])}

    @property
    def meetings(self) -> list[Obligation]:
        """The duties to meet, as printed."""
        return [each for each in self.obligations.values() if each.kind == Obligation.Kind.MEETING]

    def question(self, duty: Obligation) -> Question:
        """Return what the register asks of a duty to meet; where the notice sets no date, what the council does."""
        kept = self.obligations[duty.pk]
        terms = binding_terms(kept)
        local = local_terms(kept)
        if local is not None and not _is_dated(kept, terms):
            terms = [local]
        return question_about(kept, terms, self._asked)

    def diary(self, duty: Obligation) -> frozenset[dt.date]:
        """Return the days to come on which a meeting is in the diary and is not recorded as held."""
        kept = self.obligations[duty.pk]
        held = {each.effective_on for each in kept.discharges.all() if each.withdrawn_at is None}
        return frozenset(
            event.planned_on
            for event in kept.planned_events.all()
            if event.withdrawn_at is None and event.cancelled_on is None and event.planned_on >= self.today
        ).difference(held)

    def hanging_on(self, duty: Obligation) -> Iterator[tuple[Obligation, Question]]:
        """Yield what is due before or at the meetings of a duty, each with what the register asks of it."""
        for obligation in self.obligations.values():
            terms = binding_terms(obligation)
            if any(_hangs_on(each, duty) for each in [*terms, *obligation.variations.all()]):
                yield obligation, question_about(obligation, terms, self._asked)

    @cached_property
    def _asked(self) -> Asked:
        return Asked(self.notice, self.today, None, None, self.obligations)


def _is_dated(obligation: Obligation, terms: list[CadenceTerms]) -> bool:
    every = [each.terms for each in terms]
    every += [each.terms for each in obligation.variations.all() if each.withdrawn_at is None]
    return any(Cadence.from_json(each).type not in UNDATED for each in every)


def _hangs_on(terms: object, duty: Obligation) -> bool:
    follows: int | None = getattr(terms, "follows_id", None)
    kind = getattr(terms, "terms", {}).get("type")
    return follows == duty.pk and kind in HANGS_ON_MEETINGS and getattr(terms, "withdrawn_at", None) is None
