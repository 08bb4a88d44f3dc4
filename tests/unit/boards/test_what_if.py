"""What a moved or cancelled meeting would breach: worked cases in the words that people read, and two laws."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.what_if import breaches_if, row_for, window_in_words, with_meeting_moved
from notices.cadence import Cadence, Event, Outcome, Parent, Question

D = dt.date
MONTHLY = {"type": "each_calendar", "unit": "month"}
FOUR_WEEKS = {"type": "at_least_every", "n": 4, "unit": "weeks"}
GRID = {"type": "every", "n": 4, "unit": "weeks", "anchor": "2026-11-02"}
DEC, JAN, FEB, MAR = D(2026, 12, 16), D(2027, 1, 13), D(2027, 2, 10), D(2027, 3, 10)


def question(terms: dict[str, Any], *held: dt.date, **facts: Any) -> Question:
    asked: dict[str, Any] = {"in_force": D(2026, 1, 16), "as_at": D(2026, 11, 22), **facts}
    return Question(
        cadences=(Cadence.from_json(terms),), events=tuple(Event(on=day) for day in held), **asked
    )


CASES = [
    ("cancelled, calendar", MONTHLY, (DEC, JAN, FEB), (DEC, FEB), [
        "January 2027 would close empty: missed on 31 January 2027"]),
    ("the last cancelled, calendar", MONTHLY, (DEC, JAN, MAR), (DEC, JAN), [
        "March 2027 would close empty: missed on 31 March 2027"]),
    ("moved within its month", MONTHLY, (DEC, JAN), (DEC, D(2027, 1, 29)), []),
    ("moved into the next month", MONTHLY, (DEC, JAN), (DEC, D(2027, 2, 3)), [
        "January 2027 would close empty: missed on 31 January 2027"]),
    ("moved into a month that has one", MONTHLY, (DEC, JAN, FEB), (DEC, D(2027, 2, 3), FEB), [
        "January 2027 would close empty: missed on 31 January 2027"]),
    # Met on 18 November: due by 16 December, then by 13 January and 10 February.
    ("cancelled, rolling", FOUR_WEEKS, (DEC, JAN, FEB), (DEC, FEB), [
        "Due by 13 January 2027: the meeting on 10 February 2027 would be 28 days late"]),
    ("the last cancelled, rolling", FOUR_WEEKS, (DEC, JAN), (DEC,), [
        "Due by 13 January 2027: no meeting would be in the diary by then"]),
    ("moved later, rolling", FOUR_WEEKS, (DEC, JAN), (DEC, D(2027, 1, 19)), [
        "Due by 13 January 2027: the meeting on 19 January 2027 would be 6 days late"]),
    ("moved earlier, the next is then too late", FOUR_WEEKS, (DEC, JAN, FEB), (DEC, D(2027, 1, 12), FEB), [
        "Due by 9 February 2027: the meeting on 10 February 2027 would be 1 day late"]),
    ("the last moved earlier", FOUR_WEEKS, (DEC, JAN), (DEC, D(2027, 1, 6)), []),
    ("one added", FOUR_WEEKS, (DEC, JAN), (DEC, D(2026, 12, 30), JAN), []),
    # Windows of the grid end on 30 November, 28 December and 25 January.
    ("cancelled, fixed windows", GRID, (D(2026, 11, 25), DEC, JAN), (D(2026, 11, 25), JAN), [
        "1 December 2026 to 28 December 2026 would close empty: missed on 28 December 2026"]),
    ("nothing changed", MONTHLY, (DEC, MAR), (DEC, MAR), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "planned", "changed", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_it_would_breach(
    terms: dict[str, Any],
    planned: tuple[dt.date, ...],
    changed: tuple[dt.date, ...],
    words: list[str],
) -> None:
    found = breaches_if(question(terms, D(2026, 11, 18)), planned=planned, changed=changed)
    assert [each.words for each in found] == words


def test_what_is_breached_as_it_stands_is_no_consequence_of_the_change() -> None:
    """November and February have no meeting in the diary either way."""
    asked = question(MONTHLY, D(2026, 10, 14))
    found = breaches_if(asked, planned=(DEC, JAN, MAR), changed=(DEC, MAR))
    assert [each.due_on for each in found] == [D(2027, 1, 31)]


def test_windows_are_named_as_people_name_them() -> None:
    assert window_in_words(D(2027, 3, 1), D(2027, 3, 31)) == "March 2027"
    assert window_in_words(D(2027, 1, 1), D(2027, 3, 31)) == "January to March 2027"
    assert window_in_words(D(2027, 3, 2), D(2027, 3, 29)) == "2 March 2027 to 29 March 2027"


def test_a_report_due_before_the_meeting_moves_with_it() -> None:
    """Five clear working days before 16 December is 8 December; before 20 January, 12 January."""
    lead = {"type": "before_each", "of": "board meeting", "lead": 5, "lead_unit": "clear_working_days"}
    asked = question(lead, parents=(Parent(id="7", on=DEC),))
    moved = with_meeting_moved(asked, "7", cancelled_on=D(2026, 11, 22), to=D(2027, 1, 20), new="new")
    before = row_for(asked, "7", until=D(2027, 6, 1))
    then, after = (row_for(moved, each, until=D(2027, 6, 1)) for each in ("7", "new"))
    assert before is not None
    assert then is not None
    assert after is not None
    assert (before.due_on, after.due_on) == (D(2026, 12, 8), D(2027, 1, 12))
    assert then.outcome == Outcome.NOT_APPLICABLE
    cancelled = with_meeting_moved(asked, "7", cancelled_on=D(2026, 11, 22), to=None, new="new")
    assert row_for(cancelled, "new", until=D(2027, 6, 1)) is None


DAYS = st.sets(st.dates(D(2026, 11, 23), D(2027, 11, 23)), max_size=12)


@given(st.sampled_from([MONTHLY, FOUR_WEEKS, GRID]), DAYS)
def test_no_change_breaches_nothing(terms: dict[str, Any], planned: set[dt.date]) -> None:
    assert breaches_if(question(terms, D(2026, 11, 18)), planned=planned, changed=planned) == ()


@given(st.sampled_from([MONTHLY, GRID]), DAYS, DAYS)
def test_one_more_meeting_never_empties_a_window(
    terms: dict[str, Any], planned: set[dt.date], more: set[dt.date]
) -> None:
    """Law C3: an event more never raises the number of missed windows that are in sight."""
    last = max(planned, default=D(2026, 11, 23))
    within = {day for day in more if day <= last}
    assert breaches_if(question(terms, D(2026, 11, 18)), planned=planned, changed=planned | within) == ()
