"""What a moved or cancelled meeting would breach: worked cases in the words that people read, and two laws."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.what_if import breaches_if, window_in_words
from notices.cadence import Cadence, Event, Question

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
    # A month named for the meeting, which a late one still meets.
    ("moved out of its month", {"type": "in_month", "month": "2027-01"}, (JAN,), (D(2027, 2, 3),), [
        "Due by 31 January 2027: the meeting on 3 February 2027 would be 3 days late"]),
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
