"""Days are understood as people write them, and nothing else is taken for a day."""

import datetime as dt

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from core.days import EARLIEST, LATEST, DayField, day_from_words

THE_DAY = dt.date(2026, 12, 16)


@pytest.mark.parametrize(
    "words",
    [
        "16/12/2026",
        "16 December 2026",
        "16 Dec 2026",
        "16th december 2026",
        "2026-12-16",
        "16.12.2026",
        "16-12-2026",
        "16 12 2026",
        "  16   December,  2026 ",
        "16/12/26",
    ],
)
def test_a_day_as_people_write_it(words):
    assert day_from_words(words) == THE_DAY


@pytest.mark.parametrize(
    "words",
    [
        "31/2/2026",
        "12/16/2026",
        "soon",
        "",
        "0/0/0",
        "16/12",
        "1/1/1899",
        "1/1/2200",
        "16/12/20260",
        "１６/12/2026",
        "\x00",
    ],
)
def test_what_is_no_day(words):
    assert day_from_words(words) is None


def test_days_come_first():
    assert day_from_words("03/04/2026") == dt.date(2026, 4, 3)


@given(st.dates(min_value=EARLIEST, max_value=LATEST))
def test_every_day_is_read_back_as_it_was_written(day):
    for written in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", day.isoformat()):
        assert day_from_words(written) == day


@given(st.text(max_size=30))
def test_no_words_break_it(words):
    found = day_from_words(words)
    assert found is None or EARLIEST <= found <= LATEST


def test_what_was_typed_is_shown_again():
    class Form(forms.Form):
        day = DayField()

    assert 'value="31/2/2026"' in Form({"day": "31/2/2026"}).as_p()
    assert 'value="16/12/2026"' in Form(initial={"day": THE_DAY}).as_p()


def test_an_unchanged_day_has_not_changed():
    field = DayField()
    assert not field.has_changed(THE_DAY, "16 December 2026")
    assert field.has_changed(THE_DAY, "17/12/2026")
    assert field.has_changed(THE_DAY, "nonsense")
