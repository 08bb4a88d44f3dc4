"""What plainly identifies a person is found, and what merely looks like it is left alone."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.identifiers import NHS_WEIGHTS, identifiers_in, is_nhs_number

SAID_ON = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Write to sam.p+home@mail.example please", "an e-mail address"),
        ("Ring 07700 900123", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("+44 (0)1632 960001", "a telephone number"),
        ("(01632) 960 001", "a telephone number"),
        ("01632-960-001.", "a telephone number"),
        ("Her number is 943 476 5919", "an NHS number"),
        ("9434765919", "an NHS number"),
        ("943-476-5919", "an NHS number"),
        ("He was born on 3 March 2012", "a date of birth"),
        ("I was born in 2012", "a date of birth"),
        ("DOB 03/03/12", "a date of birth"),
        ("d.o.b.: 3.3.2012", "a date of birth"),
        ("date of birth 3rd of March, 2012", "a date of birth"),
        ("since 03/03/2012 nobody came", "a date of birth"),
        ("since 2012-03-03 nobody came", "a date of birth"),
        ("since 3rd March 2012 nobody came", "a date of birth"),
        ("Mrs Harding never rings back", "a name"),
        ("Dr. O’Shea was kind", "a name"),
    ],
)
def test_what_identifies_somebody_is_found(words, kind):
    assert [each.kind for each in identifiers_in(words, said_on=SAID_ON)] == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "You talk to my mum and then you go.",
        "We rang Childline on 0800 1111",
        "943 476 5918 is no NHS number",
        "They waited 12 weeks, from 2 March 2026 to 25 May 2026",
        "It got better between 2012 and 2015",
        "My newborn 12 weeks ago",
        "I was born here",
        "I miss Sundays with the dr",
        "Standard 3: 10 of 12 agreed",
        "Write to us @ the youth centre",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words):
    assert identifiers_in(words, said_on=SAID_ON) == ()


def test_the_message_names_the_words_and_the_way_out():
    found = identifiers_in("Ask Mrs Harding", said_on=SAID_ON)[0]
    assert found.message == (
        "“Mrs Harding” looks like a name. Take it out: nobody may be recognised from what is kept here"
    )


def test_an_old_date_is_one_two_calendar_years_before_the_words_or_more():
    assert identifiers_in("on 31/12/2024", said_on=SAID_ON)
    assert not identifiers_in("on 1/1/2025", said_on=SAID_ON)


@given(st.text(alphabet="0123456789", min_size=9, max_size=9).filter(lambda nine: len(set(nine)) > 1))
def test_of_the_ten_numbers_that_begin_alike_at_most_one_is_an_nhs_number(nine):
    valid = [digit for digit in "0123456789" if is_nhs_number(nine + digit)]
    remainder = 11 - sum(int(d) * w for d, w in zip(nine, NHS_WEIGHTS, strict=True)) % 11
    # 10 is no digit: no number begins so; 11 counts as 0.
    assert len(valid) == (0 if remainder == 10 else 1)


@given(st.text(), st.text())
def test_an_address_is_found_wherever_it_stands(before, after):
    found = identifiers_in(f"{before} sam@mail.example {after}", said_on=SAID_ON)
    assert ("an e-mail address", "sam@mail.example") in {(each.kind, each.words) for each in found}
