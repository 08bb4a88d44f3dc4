"""What a change of the diary would breach, asked of the engine: what is late already, and what hangs on a meeting."""

import datetime as dt
from typing import Any

import pytest

from notices.cadence import Cadence, Event, Outcome, Parent, Question
from notices.diary_changes import breached_by, row_for, with_occasions

D = dt.date
DEC_16, JAN_20 = D(2026, 12, 16), D(2027, 1, 20)


def question(terms: dict[str, Any], *held: dt.date, **facts: Any) -> Question:
    asked: dict[str, Any] = {"in_force": D(2026, 1, 16), "as_at": D(2026, 11, 22), **facts}
    return Question(
        cadences=(Cadence.from_json(terms),), events=tuple(Event(on=day) for day in held), **asked
    )


@pytest.mark.parametrize(
    ("moved_to", "late"),
    [
        (D(2026, 12, 16), []),
        (D(2026, 12, 9), []),
        (D(2026, 12, 17), [(D(2026, 11, 18), 29)]),
        (None, [(D(2026, 11, 18), None)]),
    ],
)
def test_of_what_is_late_already_only_what_makes_it_later_is_a_breach(
    moved_to: dt.date | None, late: list[tuple[dt.date, int | None]]
) -> None:
    """Met last on 21 October: due by 18 November, planned for 16 December, 28 days late as things stand."""
    asked = question({"type": "at_least_every", "n": 4, "unit": "weeks"}, D(2026, 10, 21))
    found = breached_by(asked, planned={DEC_16}, changed={moved_to} if moved_to else set())
    assert [(row.due_on, row.days if row.outcome is Outcome.MET_LATE else None) for row in found] == late


def test_a_report_due_before_a_meeting_moves_with_it() -> None:
    """Five clear working days before 16 December is 8 December; before 20 January, 12 January."""
    lead = {"type": "before_each", "of": "board meeting", "lead": 5, "lead_unit": "clear_working_days"}
    asked, until = question(lead, parents=(Parent(id="7", on=DEC_16),)), D(2027, 6, 1)
    moved = with_occasions(asked, gone={"7"}, added={"new": JAN_20})
    before, then, after = (
        row_for(asked, "7", until=until),
        row_for(moved, "7"),
        row_for(moved, "new", until=until),
    )
    assert then is None
    assert before is not None
    assert after is not None
    assert (before.due_on, after.due_on) == (D(2026, 12, 8), D(2027, 1, 12))
    cancelled = with_occasions(asked, gone={"7"}, added={})
    assert row_for(cancelled, "new", until=until) is None
