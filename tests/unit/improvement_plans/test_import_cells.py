"""One cell: dates as text in every style, money, numbers, names that come close."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importing.cells import CellTrouble, Reading, words_of
from core.importing.names import Named, Register
from improvement_plans.importing.columns import ACTIONS, MILESTONES

POSTS = Register(
    "post",
    [
        Named(1, "Head of Quality Assurance"),
        Named(2, "Assistant Director, Safeguarding"),
        Named(3, "Practice Lead"),
    ],
)
AREAS = Register("area", [Named(7, "a: Visits", ("a", "Visits")), Named(8, "d: Voice", ("d", "Voice"))])
READING = Reading({"posts": POSTS, "areas": AREAS})
DUE, COST, OWNER, IN_AREAS, TITLE = (
    ACTIONS.column(key) for key in ("due_on", "cost", "owner", "areas", "title")
)
DAY = dt.date(2026, 12, 16)


@pytest.mark.parametrize(
    "value",
    [
        DAY, dt.datetime(2026, 12, 16, 9, 30, tzinfo=dt.UTC),
        "16/12/2026", "16 December 2026", "2026-12-16", "16.12.26",
        "16.12.2026", "16-12-2026", "16-Dec-26", "16 Dec 26", "Wed 16 December 2026",
        "16th December 2026", "2026-12-16 00:00:00",
        46372, 46372.0, "46372", " 16/12/26 ",
    ],
    ids=str,
)  # fmt: skip
def test_every_way_to_write_the_sixteenth_of_december(value):
    assert READING.meaning_of(DUE, value) == DAY


@pytest.mark.parametrize(
    "words", ["soon", "31/02/2026", "12/16/2026", "December 2026", "16/12", "Q4", "1", "999999", "16/12/1026"]
)
def test_what_is_no_day_is_refused_with_an_example(words):
    with pytest.raises(CellTrouble, match="Due must be a real date, such as 16/12/2026") as refused:
        READING.meaning_of(DUE, words)
    assert words in str(refused.value)


@given(st.dates(min_value=dt.date(1955, 1, 1), max_value=dt.date(2150, 12, 31)))
def test_the_three_styles_and_the_count_of_days_say_the_same(day):
    counted = (day - dt.date(1899, 12, 30)).days
    for value in (f"{day:%d/%m/%Y}", f"{day:%-d %B %Y}", day.isoformat(), counted, str(counted), day):
        assert READING.meaning_of(DUE, value) == day


@pytest.mark.parametrize(
    ("value", "pounds"), [("£1,200.50", "1200.50"), (12000, "12000.00"), (0.1, "0.10"), ("0", "0.00")]
)
def test_money_with_and_without_signs(value, pounds):
    assert READING.meaning_of(COST, value) == Decimal(pounds)


@pytest.mark.parametrize("words", ["a lot", "-5", "10000000000", "1e400", "NaN"])
def test_what_is_no_money_is_refused(words):
    with pytest.raises(CellTrouble, match=r"^Cost must be"):
        READING.meaning_of(COST, words)


def test_a_number_is_a_whole_one():
    number = MILESTONES.column("number")
    assert READING.meaning_of(number, 3.0) == 3
    for words in ("0", "1.5", "one", "99999"):
        with pytest.raises(CellTrouble, match="must be a whole number"):
            READING.meaning_of(number, words)


def test_an_unknown_owner_comes_with_those_that_are_close():
    with pytest.raises(CellTrouble) as refused:
        READING.meaning_of(OWNER, "Head of Quality")
    assert str(refused.value) == (
        "There is no post called “Head of Quality”. Did you mean “Head of Quality Assurance”?"
    )


def test_an_unknown_owner_that_is_close_to_none_comes_with_the_list():
    with pytest.raises(CellTrouble, match="There are: Head of Quality Assurance; Assistant Director"):
        READING.meaning_of(OWNER, "Xyz")


def test_nothing_entered_yet_says_where_to_enter_it():
    empty = Reading({"posts": Register("post", [], "An administrator adds posts")})
    with pytest.raises(CellTrouble, match="An administrator adds posts"):
        empty.meaning_of(OWNER, "Head of Quality")


@pytest.mark.parametrize(
    "words", ["a; d", "a, d", "A;D", "Visits\nVoice", "a: Visits; d", "Area a; area d", "a, Voice"]
)
def test_several_areas_in_one_cell(words):
    register = Register(
        "area",
        [Named(7, "a: Visits", ("a", "Visits", "area a")), Named(8, "d: Voice", ("d", "Voice", "area d"))],
    )
    assert Reading({"areas": register}).meaning_of(IN_AREAS, words) == frozenset({7, 8})


def test_a_comma_in_a_title_does_not_part_it():
    posts = ACTIONS.column("contributing_posts")
    assert READING.meaning_of(posts, "Assistant Director, Safeguarding; practice lead") == frozenset({2, 3})


def test_an_unknown_area_is_named_with_those_there_are():
    with pytest.raises(CellTrouble, match="There is no area called “z”"):
        READING.meaning_of(IN_AREAS, "a; z")


def test_words_that_are_too_long_say_by_how_much():
    with pytest.raises(CellTrouble, match="Action has 301 characters and must be 300 or fewer"):
        READING.meaning_of(TITLE, "x" * 301)
    assert READING.meaning_of(TITLE, "x" * 300) == "x" * 300


@pytest.mark.parametrize(
    ("value", "words"),
    [(1.0, "1"), (1.1, "1.1"), (True, "Yes"), ("a\r\nb\x07 ", "a\nb"), (DAY, "16 December 2026")],
)
def test_any_cell_as_words(value, words):
    assert words_of(value) == words
