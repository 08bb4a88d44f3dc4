"""Cells of figures and headings of months, as councils write them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.importing.cells import CellTrouble
from digests.importing.amounts import Amount, amount_of
from digests.importing.figures import Numbers, is_same, rounds_to
from digests.importing.month_names import NAMES, Year, month_in, year_in
from digests.importing.wide_words import Part, part_at_the_end, part_in, why_not_read


def number(words: str, **rest) -> Amount:
    return Amount(Decimal(words), **rest)


def ratio(numerator: int, denominator: int, value: str | None = None, **rest) -> Amount:
    return Amount(None if value is None else Decimal(value), Decimal(numerator), Decimal(denominator), **rest)


SUPPRESSED, NO_VALUE = Amount(is_suppressed=True), Amount(has_no_value=True)
CELLS = [
    (41, number("41")), (84.6, number("84.6")), (85.0, number("85")), (0, number("0")),
    (84.61538461538461, number("84.6154")), (0.1 + 0.2, number("0.3")),
    ("41", number("41")), ("1,204", number("1204")), (" 84.60 ", number("84.60")), (".5", number("0.5")),
    ("84.6%", number("84.6", is_percent=True)), ("84.6 %", number("84.6", is_percent=True)),
    ("-3", number("-3")),
    ("84.6*", number("84.6", mark="*")), ("12 (1)", number("12", mark="(1)")), ("379†", number("379", mark="†")),
    ("84.6% [p]", number("84.6", is_percent=True, mark="[p]", quality="provisional")),
    ("84.6r", number("84.6", mark="r")), ("85 [note 2]", number("85", mark="[note 2]")),
    ("41/52", ratio(41, 52)), ("41 of 52", ratio(41, 52)), ("41 OUT OF 52", ratio(41, 52)),
    ("1,041 / 1,204", ratio(1041, 1204)), ("41/52*", ratio(41, 52, mark="*")),
    ("78.8% (41/52)", ratio(41, 52, "78.8", is_percent=True)),
    ("41/52 (78.8%)", ratio(41, 52, "78.8", is_percent=True)), ("41/52 = 79%", ratio(41, 52, "79", is_percent=True)),
    ("c", SUPPRESSED), ("C", SUPPRESSED), ("-", SUPPRESSED), ("–", SUPPRESSED), ("*", SUPPRESSED), ("[c]", SUPPRESSED),
    ("<5", SUPPRESSED), ("fewer than 10", SUPPRESSED),
    ("n/a", NO_VALUE), ("N/A", NO_VALUE), ("..", NO_VALUE), (":", NO_VALUE), ("[x]", NO_VALUE), ("z", NO_VALUE),
    ("tbc", None), ("Awaited", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "amount"), CELLS, ids=[str(cell) for cell, _ in CELLS])
def test_what_a_cell_says(cell, amount):
    assert amount_of(cell) == amount


@pytest.mark.parametrize(
    "cell",
    ["about 40", "41 (52)", "4 5", "84,6", "1,23", "41/", "£5", "84.6c", True, dt.date(2026, 5, 4), 1e12],
)
def test_what_is_no_figure_is_refused(cell):
    with pytest.raises(CellTrouble):
        amount_of(cell)


@pytest.mark.parametrize(
    ("cell", "percent"), [(0.846, "84.6"), (1, "100"), (0, "0"), (1.05, "105"), (0.8461538461, "84.6154")]
)
def test_a_number_that_is_shown_as_a_percentage(cell, percent):
    assert amount_of(cell, is_percent=True) == number(percent, is_percent=True)


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_number_reads_the_same_as_number_and_as_words(whole, places):
    exact = Decimal(whole).scaleb(-places)
    assert amount_of(f"{exact:,f}").value == amount_of(float(exact)).value == exact


APRIL = dt.date(2025, 4, 1)
MONTHS = [
    (dt.datetime(2025, 4, 30), APRIL), (dt.date(2025, 4, 1), APRIL),  # noqa: DTZ001  a cell's date has no zone
    ("Apr-25", APRIL), ("Apr 25", APRIL), ("apr25", APRIL), ("April 2025", APRIL), ("APRIL  2025", APRIL),
    ("Apr '25", APRIL),
    ("2025-04", APRIL), ("2025/04", APRIL), ("04/2025", APRIL), ("01/04/2025", APRIL), ("30 April 2025", APRIL),
    ("2025-04-01 00:00:00", APRIL), ("Month ending 30 April 2025", APRIL), ("Apr 2025 (p)", APRIL),
    ("2025 April", APRIL),
    ("Actual Apr-25", APRIL), ("Sept 2025", dt.date(2025, 9, 1)), ("2011-12", dt.date(2011, 12, 1)),
    ("Apr", 4), ("March", 3), ("30 Apr", 4),
    ("Q1", None), ("2025/26", None), ("2011/12", None), ("Apr 25 target", None), ("Apr-Jun 2025", None), ("YTD", None),
    ("Mayor", None), ("April 25%", None), ("2025", None), ("", None), (45748, None), (True, None), ("Apr 1825", None),
    (dt.date(1925, 4, 1), None), ("2025-13", None), ("41/52", None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "month"), MONTHS, ids=[str(heading) for heading, _ in MONTHS])
def test_the_month_that_a_heading_names(heading, month):
    assert month_in(heading) == month


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%b-%y", "%B %Y", "%Y-%m", "%d/%m/%Y", "%m/%Y"]),
)
def test_every_month_is_read_however_it_is_written(day, written):
    assert month_in(day.strftime(written)) == day.replace(day=1)


YEARS = [
    ("2025/26", Year(2025, True)), ("2025-26", Year(2025, True)), ("2025/2026", Year(2025, True)),
    ("FY25/26", Year(2025, True)),
    ("25/26", Year(2025, True)), ("Financial year 2025/26", Year(2025, True)), ("1999/00", None),
    ("2099/00", Year(2099, True)),
    ("2025", Year(2025, False)), (2025, Year(2025, False)), (2025.0, Year(2025, False)),
    ("2025/27", None), ("41/52", None), ("Target", None), (380, None),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "year"), YEARS)
def test_the_year_that_a_heading_is(heading, year):
    assert year_in(heading) == year


def test_a_financial_year_runs_from_april_to_march():
    months = [Year(2025, is_financial=True).month(number) for number in range(1, len(NAMES) + 1)]
    assert [month.year for month in months] == [2026] * 3 + [2025] * 9
    assert Year(2025, is_financial=False).month(1) == dt.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Numerator", Part.NUMERATOR),
        ("Den.", Part.DENOMINATOR),
        ("%", Part.VALUE),
        ("out of", Part.DENOMINATOR),
        ("Seen alone", None),
    ],
)
def test_what_a_row_holds(words, part):
    assert part_in(words) == part


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Seen alone (numerator)", ("Seen alone", Part.NUMERATOR)), ("Seen alone - %", ("Seen alone", Part.VALUE)),
        ("Seen alone: den", ("Seen alone", Part.DENOMINATOR)), ("Seen alone (in time)", None), ("Re-referrals", None),
    ],
)  # fmt: skip
def test_a_title_that_ends_in_what_the_row_holds(words, found):
    assert part_at_the_end(words) == found


@pytest.mark.parametrize(
    ("heading", "why"),
    [("Target 2025/26", "a target"), ("Q3 outturn", "a quarter"), ("RAG rating", "a rating"),
     ("England 2024", "a benchmark"),
     ("DoT", "how it moved"), ("Management comment", "words"), ("Widgets", "")],
)  # fmt: skip
def test_why_a_column_is_not_read(heading, why):
    assert why_not_read(heading) == why


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_figure_agrees_with_itself_rounded(numerator, denominator, places):
    exact = (Decimal(100) * numerator / denominator).quantize(Decimal("0.0001"))
    assert rounds_to(exact, round(exact, places))
    assert not rounds_to(exact, round(exact, places) + 2 * Decimal(1).scaleb(-places))


def test_a_value_alone_says_the_same_as_the_numbers_that_it_rounds():
    kept = Numbers(Decimal(41), Decimal(52), Decimal("78.8462"))
    assert is_same(Numbers(value=Decimal("78.8")), kept)
    assert is_same(Numbers(value=Decimal(79)), kept)
    assert not is_same(Numbers(value=Decimal("78.9")), kept)
    # The other way round the file says more than stands.
    assert not is_same(kept, Numbers(value=Decimal("78.8")))
