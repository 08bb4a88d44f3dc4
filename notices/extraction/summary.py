"""Prints a draft register for a person at a terminal: one line a duty, questions below."""

from __future__ import annotations

from notices.extraction.draft import DraftCadence, DraftNotice, DraftObligation

_UNITS = {
    "working_days": "working days",
    "clear_days": "clear days",
    "clear_working_days": "clear working days",
}


def text_summary(draft: DraftNotice) -> str:
    """The header, each clause's duties and every open question, as plain lines."""
    lines = [
        f"Council: {draft.header.council or 'not found'}",
        f"Issued: {draft.header.issued_on or 'not found'}",
        f"Inspection report published: {draft.header.inspection_published_on or 'not found'}",
        "",
    ]
    for clause in draft.clauses:
        for obligation in clause.obligations:
            lines.append(f"{clause.number:<8}{_duty(obligation)}")
            lines += [f"        needs a decision: {question}" for question in obligation.needs_decision]
    open_points = [item.question for item in draft.needs_decision]
    lines += ["", "Needs a decision:", *(f"- {question}" for question in open_points)] if open_points else []
    return "\n".join(lines)


def _duty(obligation: DraftObligation) -> str:
    parties = obligation.duty_holder or "nobody named"
    if obligation.recipient:
        parties += f" → {obligation.recipient}"
    timing = ", and ".join(cadence_in_words(cadence) for cadence in obligation.cadences)
    return f"{parties} | {obligation.kind} | {obligation.summary} | {timing}"


def cadence_in_words(cadence: DraftCadence) -> str:
    """The cadence as a phrase: `at least every 4 weeks`, `by 2026-03-31`."""
    n = ", ".join(map(str, cadence.n)) if isinstance(cadence.n, tuple) else cadence.n
    unit = _UNITS.get(cadence.unit or "", cadence.unit)
    phrases = {
        "by_date": f"by {cadence.date or 'a date not named'}",
        "within": f"within {n} {unit} of {cadence.anchor}"
        if n
        else f"after {cadence.anchor}, no period named",
        "in_month": f"in {cadence.month}",
        "each_calendar": f"each calendar {unit}",
        "at_least_every": f"at least every {n} {unit}",
        "every": f"every {n} {unit}",
        "before_each": f"before each {cadence.of}",
        "at_each": f"at each {cadence.of}",
        "ladder": f"at {n} {unit} from {cadence.anchor}",
    }
    words = phrases.get(cadence.type, cadence.type.replace("_", " "))
    return f"{words} until {cadence.until}" if cadence.until else words
