"""What changed in the register: positions of duties, and what became of dates."""

from collections.abc import Iterator
from typing import Any

from reports.changes.change import WENT, Change, Cut, Row, day_in_words, keyed, pairs, turn_of

_POSITIONS = ("discharged", "on_track", "not_assessed", "at_risk", "in_breach")
_OUTCOMES = ("met", "", "met_late", "overdue", "missed")
"""The best first. What is still to come, or is not required any more, is "": there is nothing to tell of it."""
_BECAME = {"met": "met in time", "met_late": "met late", "overdue": "newly overdue", "missed": "newly missed"}


def positions(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the duties of the council whose position is another."""
    for key, was, is_now in pairs(_duties(before), _duties(now)):
        if was and is_now and was["key"] != is_now["key"]:
            turn = turn_of(_POSITIONS, was["key"], is_now["key"])
            yield Change(key[0], is_now["summary"], was["word"], is_now["word"], WENT[turn], turn)


def _duties(cut: Cut) -> dict[tuple[Any, ...], Row]:
    """Return the duties that count against the council, by clause and summary."""
    duties = [(clause["number"], duty) for clause in cut["clauses"] for duty in clause["obligations"]]
    return keyed(((number, duty["summary"]), duty) for number, duty in duties if duty["counts"])


def dates(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the dates of the notice that came, were met or were missed since, or are no longer so."""
    for key, was, is_now in pairs(_rows(before), _rows(now)):
        then, since = _outcome(was), _outcome(is_now)
        if then != since:
            clause, summary, due_on = key[0], key[1], (is_now or was or {})["due_on"]
            yield Change(
                clause, f"{summary}, due {day_in_words(due_on)}", _outcome_words(was), _outcome_words(is_now),
                _BECAME.get(since, "no longer so"), turn_of(_OUTCOMES, then, since),
            )  # fmt: skip


def _rows(cut: Cut) -> dict[tuple[Any, ...], Row]:
    duties = _duties(cut).items()
    return keyed(((*key, row["due_on"]), row) for key, duty in duties for row in duty["rows"])


def _outcome(row: Row | None) -> str:
    outcome = str(row["outcome"]) if row else ""
    return outcome if outcome in _OUTCOMES else ""


def _outcome_words(row: Row | None) -> str:
    is_ahead = row is None or row["outcome"] in ("upcoming", "due_soon")
    return "Not yet due" if is_ahead or row is None else str(row["words"])
