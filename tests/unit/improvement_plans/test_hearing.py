"""Who has not been heard for too long: three months from the day of the newest voice, that day included."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.hearing import gaps, hearings

AREAS = {"1": "in area a", "2": "in area d"}
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
HEARD = st.lists(st.tuples(st.sampled_from(["1", "2", "9"]), DAYS), max_size=8)


@pytest.mark.parametrize(
    ("heard_on", "as_at", "words"),
    [
        (None, dt.date(2026, 11, 22), "No voice ever heard in area d"),
        (dt.date(2026, 3, 3), dt.date(2026, 6, 3), "Last voice heard in area d on 3 March 2026"),
        (dt.date(2026, 3, 3), dt.date(2026, 6, 4), "No voice heard in area d since 3 March 2026"),
        (dt.date(2026, 11, 30), dt.date(2027, 2, 28), "Last voice heard in area d on 30 November 2026"),
        (dt.date(2026, 11, 30), dt.date(2027, 3, 1), "No voice heard in area d since 30 November 2026"),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 22), "No voice ever heard in area d"),
    ],
)
def test_the_words_of_a_gap(heard_on, as_at, words):
    heard = [] if heard_on is None else [("2", heard_on)]
    standing = hearings({"2": "in area d"}, heard, as_at=as_at)[0]
    assert standing.words == words
    assert standing.is_silent is words.startswith("No voice")


def test_gaps_name_those_never_heard_first_and_then_the_longest_ago():
    subjects = {"1": "in area a", "2": "in area b", "3": "in area c", "4": "in area d"}
    heard = [("1", dt.date(2026, 4, 1)), ("2", dt.date(2026, 1, 1)), ("4", dt.date(2026, 11, 1))]
    found = gaps(hearings(subjects, heard, as_at=dt.date(2026, 11, 22)))
    assert [each.key for each in found] == ["3", "2", "1"]


@given(HEARD, HEARD, DAYS)
def test_what_is_heard_after_the_day_changes_nothing(heard, later, as_at):
    after = [(key, day) for key, day in later if day > as_at]
    assert hearings(AREAS, heard + after, as_at=as_at) == hearings(AREAS, heard, as_at=as_at)


@given(HEARD, DAYS, st.sampled_from(["1", "2"]), DAYS)
def test_one_voice_more_never_makes_a_gap(heard, as_at, key, day):
    before = {each.key for each in gaps(hearings(AREAS, heard, as_at=as_at))}
    with_it = {each.key for each in gaps(hearings(AREAS, [*heard, (key, day)], as_at=as_at))}
    assert with_it <= before


@given(HEARD, DAYS)
def test_the_order_of_voices_does_not_matter(heard, as_at):
    assert hearings(AREAS, heard[::-1], as_at=as_at) == hearings(AREAS, heard, as_at=as_at)
