"""The part of a cut that the register gives: the position, clause by clause with its dates, and what falls due next."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from notices.cadence import Occurrence
from notices.position import Position
from notices.selectors import ClauseStanding, ObligationStanding, Register
from notices.selectors.deadlines import deadlines_in
from notices.wording import POSITIONS, outcome_in_words
from reports.cut.days import iso
from reports.cut.evidence import Proofs

AHEAD = dt.timedelta(days=42)
NOTHING_DUE = "Nothing falls due"


def position_in_cut(register: Register) -> dict[str, Any]:
    """Return the position of the whole notice."""
    return {
        "key": register.position,
        "word": _word(register.position),
        "late": register.late,
        "missed": register.missed,
        "overdue": register.overdue,
        "tally": {str(position): count for position, count in sorted(register.tally.items())},
    }


def clauses_in_cut(register: Register, proofs: Proofs) -> list[dict[str, Any]]:
    """Return every clause with its duties, each with every date on which it fell due."""
    return [_clause(each, proofs) for each in register.clauses]


def ahead_in_cut(register: Register) -> list[dict[str, Any]]:
    """Return what falls due after the day of the cut, by the council or anybody else, in the six weeks that follow."""
    return [
        {
            "due_on": iso(each.due_on),
            "clause": each.clause.number,
            "summary": each.obligation.summary,
            "duty_holder": each.obligation.get_duty_holder_display(),
        }
        for each in deadlines_in([register])
        if each.is_open and register.as_at < each.due_on <= register.as_at + AHEAD
    ]


def _word(position: Position | None) -> str:
    return NOTHING_DUE if position is None else POSITIONS[position].label


def _clause(standing: ClauseStanding, proofs: Proofs) -> dict[str, Any]:
    return {
        "number": standing.clause.number,
        "depth": standing.clause.depth,
        "section": standing.clause.section,
        "words": standing.clause.words,
        "key": standing.position,
        "word": _word(standing.position),
        "obligations": [_obligation(each, proofs) for each in standing.obligations],
    }


def _obligation(standing: ObligationStanding, proofs: Proofs) -> dict[str, Any]:
    obligation = standing.obligation
    mine = proofs.get(obligation.pk, {})
    return {
        "summary": obligation.summary,
        "kind": obligation.kind,
        "duty_holder": obligation.get_duty_holder_display(),
        "recipient": obligation.get_recipient_display() if obligation.recipient else "",
        "cadence": [line.words for line in standing.cadences],
        "counts": standing.counts,
        "key": standing.position,
        "word": _word(standing.position),
        "late": standing.late,
        "missed": standing.missed,
        "overdue": standing.overdue,
        "next_due_on": iso(standing.next_due_on),
        "waits_for": standing.waits_for,
        "rows": [_row(row, mine) for row in standing.occurrences],
    }


def _row(row: Occurrence, proofs: Mapping[dt.date, dict[str, Any]]) -> dict[str, Any]:
    return {
        "due_on": iso(row.due_on),
        "outcome": str(row.outcome),
        "words": outcome_in_words(row),
        "discharged_on": iso(row.discharged_on),
        "evidence": proofs.get(row.discharged_on) if row.discharged_on else None,
    }
