"""What a register says on a day: frozen dataclasses for the notice, its clauses and their obligations."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from notices.cadence import Cadence, Occurrence, Outcome
from notices.models import Clause, Notice, Obligation, Variation
from notices.position import Answer, Position, worst


@dataclass(frozen=True)
class CadenceLine:
    """One cadence as it governs on the day: by the notice, by an agreed variation, or the council's own (local)."""

    part: int
    cadence: Cadence
    is_local: bool = False
    varied_by: Variation | None = None

    @property
    def words(self) -> str:
        """The cadence in plain English; a day that it counts from is written as people write it."""
        return _with_day_in_words(self.cadence).in_words()


@dataclass(frozen=True)
class ObligationStanding:
    """Where one obligation stands.

    `answer` is the engine's, None where nothing can ever fall due (a consequence, a "may" that nobody has to ask for)
    and before the notice was in force. `local` answers for the council's own expectation: it never puts anything in
    breach. `position_from` names what a content obligation takes its position from, when it is not its own.
    """

    obligation: Obligation
    cadences: tuple[CadenceLine, ...]
    answer: Answer | None
    local: Answer | None
    position: Position | None
    position_from: Obligation | None = None

    @property
    def counts(self) -> bool:
        """Whether it goes into the position of the notice (reading 17, and only the notice or a later letter bind)."""
        return self.obligation.counts_against_council

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        return self.answer.occurrences if self.answer else ()

    @property
    def local_occurrences(self) -> tuple[Occurrence, ...]:
        return self.local.occurrences if self.local else ()

    @property
    def next_due_on(self) -> dt.date | None:
        """The next open due date; what is overdue is not it."""
        return self.answer.next_due_on if self.answer else None

    @property
    def overdue_since(self) -> dt.date | None:
        """The earliest due date that is overdue now."""
        return next((row.due_on for row in self.occurrences if row.outcome is Outcome.OVERDUE), None)

    @property
    def waits_for(self) -> str | None:
        """The event that a date waits for, in words; None when it waits for nothing (reading 19)."""
        return self.answer.waits_for if self.answer else None

    @property
    def late(self) -> int:
        return self.answer.late if self.answer else 0

    @property
    def missed(self) -> int:
        return self.answer.missed if self.answer else 0

    @property
    def overdue(self) -> int:
        return self.answer.overdue if self.answer else 0


@dataclass(frozen=True)
class ClauseStanding:
    """Where one clause stands: its own obligations and, by the same rule, the clauses beneath it.

    `position` is the worst of what counts against the council; `theirs` the worst of what others owe, shown apart.
    """

    clause: Clause
    obligations: tuple[ObligationStanding, ...]
    children: tuple["ClauseStanding", ...] = ()

    @cached_property
    def position(self) -> Position | None:
        return worst(standing.position for standing in self.every_obligation() if standing.counts)

    @cached_property
    def theirs(self) -> Position | None:
        return worst(standing.position for standing in self.every_obligation() if not standing.counts)

    def every_obligation(self) -> Iterator[ObligationStanding]:
        """Its own obligations and those of the clauses beneath it."""
        yield from self.obligations
        for child in self.children:
            yield from child.every_obligation()

    def every_clause(self) -> Iterator["ClauseStanding"]:
        """Itself and the clauses beneath it, as printed."""
        yield self
        for child in self.children:
            yield from child.every_clause()


@dataclass(frozen=True)
class Register:
    """The whole register of a notice as at a day, and as known on another.

    `clauses` holds the tree flattened, as printed; `tops` only the clauses without a parent.
    """

    notice: Notice
    as_at: dt.date
    known_on: dt.date | None
    tops: tuple[ClauseStanding, ...] = field(default=())

    @cached_property
    def clauses(self) -> tuple[ClauseStanding, ...]:
        return tuple(clause for top in self.tops for clause in top.every_clause())

    @cached_property
    def obligations(self) -> tuple[ObligationStanding, ...]:
        return tuple(standing for clause in self.clauses for standing in clause.obligations)

    @cached_property
    def counting(self) -> tuple[ObligationStanding, ...]:
        """Those that can put the council in breach of the notice."""
        return tuple(standing for standing in self.obligations if standing.counts)

    @cached_property
    def position(self) -> Position | None:
        """The worst of what counts against the council; None before the notice was in force (reading 5)."""
        return worst(standing.position for standing in self.counting)

    @cached_property
    def tally(self) -> Counter[Position]:
        """How many obligations that count stand in each position."""
        return Counter(standing.position for standing in self.counting if standing.position is not None)

    @property
    def late(self) -> int:
        return _total(standing.late for standing in self.counting)

    @property
    def missed(self) -> int:
        return _total(standing.missed for standing in self.counting)

    @property
    def overdue(self) -> int:
        return _total(standing.overdue for standing in self.counting)

    @property
    def is_before_the_notice(self) -> bool:
        return self.as_at < self.notice.in_force_from

    @property
    def is_after_the_notice(self) -> bool:
        return self.notice.ended_on is not None and self.as_at >= self.notice.ended_on

    def standing_of(self, obligation: Obligation) -> ObligationStanding:
        """The standing of one of its obligations; raises KeyError for another notice's."""
        return self._by_key[obligation.pk]

    def clause_standing(self, clause: Clause) -> ClauseStanding:
        """The standing of one of its clauses; raises KeyError for another notice's."""
        return {found.clause.pk: found for found in self.clauses}[clause.pk]

    @cached_property
    def _by_key(self) -> dict[int, ObligationStanding]:
        return {standing.obligation.pk: standing for standing in self.obligations}


def _with_day_in_words(cadence: Cadence) -> Cadence:
    try:
        day = dt.date.fromisoformat(cadence.anchor or "")
    except ValueError:
        return cadence
    return replace(cadence, anchor=f"{day:%-d %B %Y}")


def _total(counts: Iterable[int]) -> int:
    return sum(counts)
