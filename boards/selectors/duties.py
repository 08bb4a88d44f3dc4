"""The hop from a duty to meet to the engine: what it asks, what hangs on it, which days are in the diary."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from notices.cadence import Cadence, Question
from notices.models import CadenceTerms, Notice, Obligation
from notices.selectors.cadences import binding_terms, local_terms
from notices.selectors.questions import Asked, question_about
from notices.selectors.what_if import asked_today, diary_of, hanging_on

UNDATED = frozenset({"to_be_agreed", "on_request", "standing", "regular", "kept_up_to_date"})


@dataclass(frozen=True)
class Duties:
    """The obligations of a notice with all their facts, read once, and asked about as often as a page wants."""

    notice: Notice
    today: dt.date

    @property
    def obligations(self) -> Mapping[int, Obligation]:
        return self._asked.obligations

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
        return diary_of(self.obligations[duty.pk], today=self.today)

    def hanging_on(self, duty: Obligation) -> Iterator[tuple[Obligation, Question]]:
        """Yield what is due before or at the meetings of a duty, each with what the register asks of it."""
        return hanging_on(duty, self._asked)

    @cached_property
    def _asked(self) -> Asked:
        return asked_today(self.notice, self.today)


def _is_dated(obligation: Obligation, terms: list[CadenceTerms]) -> bool:
    every = [each.terms for each in terms]
    every += [each.terms for each in obligation.variations.all() if each.withdrawn_at is None]
    return any(Cadence.from_json(each).type not in UNDATED for each in every)
