"""Answers what falls due when, over one notice or all the notices of a council."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation
from notices.cadence import Cadence, Occurrence, Outcome
from notices.models import Clause, Notice, Obligation
from notices.selectors.listing import notices_of
from notices.selectors.register import registers_as_at
from notices.selectors.standing import ObligationStanding, Register


@dataclass(frozen=True)
class Deadline:
    """One occurrence with what it belongs to. `is_local`: only the council itself expects it."""

    notice: Notice
    standing: ObligationStanding
    occurrence: Occurrence
    is_local: bool = False

    @property
    def obligation(self) -> Obligation:
        return self.standing.obligation

    @property
    def clause(self) -> Clause:
        return self.standing.obligation.clause

    @property
    def due_on(self) -> dt.date:
        return self.occurrence.due_on

    @property
    def outcome(self) -> Outcome:
        return self.occurrence.outcome

    @property
    def is_open(self) -> bool:
        """Whether it has still to be done, late or not."""
        return self.outcome in (Outcome.UPCOMING, Outcome.DUE_SOON, Outcome.OVERDUE)

    @property
    def is_theirs(self) -> bool:
        """Whether another party owes it, or nothing but the council's own wish: it never counts against the council."""
        return self.is_local or not self.standing.counts

    @property
    def cadence(self) -> Cadence | None:
        """The cadence by which it falls due, as it governs on the day asked about."""
        lines = [line for line in self.standing.cadences if line.is_local == self.is_local]
        place = 0 if self.is_local else self.occurrence.part
        return lines[place].cadence if place < len(lines) else None


def deadlines(
    of: Organisation | Notice,
    *,
    as_at: dt.date,
    known_on: dt.date | None = None,
    horizon: dt.date | None = None,
) -> list[Deadline]:
    """Return every occurrence due by `as_at` and the next of each obligation (by `horizon`: all up to it), by due date.

    Always the same number of queries, for a council with one notice as for one with several.
    """
    notices = [of] if isinstance(of, Notice) else list(notices_of(of))
    registers = registers_as_at(notices, as_at=as_at, known_on=known_on, horizon=horizon)
    return deadlines_in(registers)


def deadlines_in(registers: Iterable[Register]) -> list[Deadline]:
    """Return the deadlines of registers that have been read already, by due date and then as printed."""
    found = [
        Deadline(notice=register.notice, standing=standing, occurrence=occurrence, is_local=is_local)
        for register in registers
        for standing in register.obligations
        for rows, is_local in ((standing.occurrences, False), (standing.local_occurrences, True))
        for occurrence in rows
    ]
    return sorted(
        found, key=lambda each: (each.due_on, each.notice.pk, each.clause.order, each.obligation.order)
    )
