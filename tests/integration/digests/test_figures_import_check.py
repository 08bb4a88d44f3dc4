"""The dry run of a file of figures: every bad input by its cell, what is only worth a look, and how many queries."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.importing import services
from core.refusals import Refusal
from digests.figure_wizard import FIGURE_IMPORTS
from digests.models import Indicator, Reading
from digests.months import months_on
from tests.factories_figures import (
    INDICATORS,
    LONG_HEADINGS,
    TODAY,
    book_of,
    checked,
    counts_of,
    errors_of,
    formatted,
    loaded,
    long_file,
    upload_of,
    uploaded,
    warnings_of,
)
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
APRIL = dt.date(2025, 4, 1)


@pytest.fixture
def indicators(council) -> dict[str, Indicator]:
    return {
        code: IndicatorFactory(council=council, code=code, title=title, unit=unit, decimals=1)
        for code, (title, unit) in INDICATORS.items()
    }


# Rows of the long form, from row 2 on, and where and how each is refused.
BAD_ROWS = [
    (["SG99", APRIL, 41, 52, None], "A2", "There is no indicator called “SG99”"),
    ([None, APRIL, 41, 52, None], "A2", "Enter the indicator: the cell is empty"),
    (["SG14", None, 41, 52, None], "B2", "Enter the month: the cell is empty"),
    (["SG14", "April", 41, 52, None], "B2", "“April” names no year"),
    (["SG14", "soon", 41, 52, None], "B2", "“soon” is not a month"),
    (["SG14", dt.date(2026, 12, 1), 41, 52, None], "C2", "December 2026 has not begun"),
    (["SG14", APRIL, 53, 52, None], "C2", "The numerator 53 is larger than the denominator 52"),
    (["SG14", APRIL, -1, 52, None], "C2", "The numerator -1 must be 0 or more"),
    (["SG14", APRIL, 41, -52, None], "C2", "The denominator -52 must be 0 or more"),
    (["SG14", APRIL, 41, None, None], "C2", "The numerator stands alone: enter the denominator"),
    (["SG14", APRIL, None, 52, None], "C2", "The denominator stands alone: enter the numerator"),
    (["SG14", APRIL, 41, 52, 80.8], "E2", "The value 80.8 disagrees with its own numbers: 41 of 52 come to 78.8462"),
    (["SG14", APRIL, 41, 52, 0.788], "E2", "It looks like a part of 1"),
    (["SG14", APRIL, 0, 0, 10], "E2", "Over a denominator of 0 there is no value"),
    (["SG14", APRIL, None, None, 100.1], "E2", "100.1 is over 100"),
    (["SG14", APRIL, None, None, -3], "E2", "-3 is below 0"),
    (["SG14", APRIL, None, None, "lots"], "E2", "“lots” is not a figure"),
    (["SG14", APRIL, "41%", 52, None], "C2", "The numerator must be one plain number"),
    (["SG14", APRIL, None, None, dt.date(2026, 5, 4)], "E2", "The cell holds a date, 4 May 2026"),
    (["SG14", APRIL, None, None, True], "E2", "Yes or no is not a figure"),
    (["SG14", APRIL, None, None, 10**11], "E2", "The number is too large"),
    (["CL01", APRIL, -4, None, None], "C2", "The numerator -4 must be 0 or more"),
    (["CL01", APRIL, 377, None, 380], "E2", "The value 380 disagrees with its own numbers: the numerator says 377"),
    (["CL01", APRIL, None, None, "85%"], "E2", "The cell shows a percentage, and the indicator is a count"),
    (["FD05", APRIL, 210, 60000, 36], "E2", "210 of 60000 come to 35"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "cell", "words"), BAD_ROWS)
def test_what_cannot_be_a_figure_is_refused_by_its_cell(council, analyst, indicators, row, cell, words):
    imported = checked(council, analyst, long_file(row, ["SG09", APRIL, 9, 12, 75]))
    ((place, said),) = errors_of(imported)
    assert place == cell
    assert words in said
    assert counts_of(imported) == (1, 0, 0)


GOOD_ROWS = [
    (["SG14", APRIL, 41, 52, 78.8], (41, 52, "78.8462", "")),
    (["sg14 conferences that end in a plan", "Apr-25", 41, 52, 79], (41, 52, "78.8462", "")),
    (["Conferences that end in a plan", "30/04/2025", None, None, "78.8%"], (None, None, "78.8", "")),
    (["SG14", "2025-04", 0, 0, None], (0, 0, None, "")),
    (["SG14", "April 2025", "c", "c", "c"], (None, None, None, "suppressed")),
    (["SG14", APRIL, None, None, "n/a"], (None, None, None, "")),
    (["SG14", APRIL, None, None, "41/52"], (41, 52, "78.8462", "")),
    (["CL01", APRIL, None, None, "1,204"], (1204, None, "1204", "")),
    (["CL01", APRIL, 377, None, 377], (377, None, "377", "")),
    (["FD05", APRIL, 210, 60000, 35], (210, 60000, "35", "")),
    (["WF03", APRIL, 328, 20, 16.4], (328, 20, "16.4", "")),
]  # fmt: skip


@pytest.mark.parametrize(("row", "kept"), GOOD_ROWS)
def test_what_can_be_a_figure_is_kept_as_if_it_were_typed(council, analyst, indicators, row, kept):
    imported = loaded(council, analyst, long_file(row))
    reading = Reading.objects.get(load=imported)
    numerator, denominator, value, suppressed = kept
    assert (reading.numerator, reading.denominator) == (numerator, denominator)
    assert reading.value == (None if value is None else Decimal(value))
    assert reading.is_suppressed == bool(suppressed)
    assert (reading.month, reading.version, reading.recorded_by) == (APRIL, 1, analyst)


def test_a_figure_that_stands_twice_in_the_file_counts_only_where_both_say_the_same(
    council, analyst, indicators
):
    imported = checked(
        council, analyst,
        long_file(
            ["SG14", APRIL, 41, 52, None], ["SG14", "Apr 2025", 42, 52, None],
            ["SG09", APRIL, 9, 12, None], ["SG09", APRIL, 9, 12, None],
        ),
    )  # fmt: skip
    assert errors_of(imported) == [
        ("C2", "SG14 for April 2025 stands in C2 and C3, with different figures: leave it in one of them"),
        ("C3", "SG14 for April 2025 stands in C2 and C3, with different figures: leave it in one of them"),
    ]
    assert warnings_of(imported) == [
        ("C5", "SG09 for April 2025 stands in C4 and C5, with the same figure: it is read once")
    ]
    assert counts_of(imported) == (1, 0, 0)


def test_parts_of_the_council_and_the_quality_of_figures(council, analyst, indicators):
    headings = [*LONG_HEADINGS, "Broken down by", "Group", "Data quality", "Note", "Suppressed"]
    imported = checked(
        council, analyst,
        long_file(
            ["SG14", APRIL, 41, 52, None, "Team", "North", "Doubtful", "One team recorded late", None],
            ["SG14", APRIL, 9, 12, None, "Age band", "Under 5", "Provisional", None, "No"],
            ["SG14", APRIL, 41, 52, None, "Team", None, None, None, None],
            ["SG14", APRIL, 41, 52, None, None, "South", None, None, None],
            ["SG14", APRIL, 41, 52, None, "Planet", "Mars", None, None, None],
            ["SG09", APRIL, 41, 52, None, None, None, "Doubtful", None, None],
            ["SG09", APRIL, 41, 52, None, None, None, "Fishy", None, None],
            ["WF03", APRIL, None, None, None, None, None, None, None, "Yes"],
            headings=headings,
        ),
    )  # fmt: skip
    assert [(cell, words.split(".")[0]) for cell, words in errors_of(imported)] == [
        ("G4", "Enter the group that the figure is of"),
        ("F5", "Enter what the figure of “South” is broken down by"),
        ("F6", "There is no breakdown called “Planet”"),
        ("H7", "Enter what is wrong with the figure, as a note"),
        ("H8", "There is no flag of data quality called “Fishy”"),
    ]
    assert counts_of(imported) == (3, 0, 0)


def test_a_row_without_any_number_is_not_given_and_not_zero(council, analyst, indicators):
    imported = checked(
        council, analyst, long_file(["SG14", APRIL], ["SG14", "May 2025", 0, 40], ["SG09", APRIL])
    )
    assert errors_of(imported) == []
    assert warnings_of(imported) == [
        ("", "2 rows name an indicator and a month without any figure: not given, which is not zero")
    ]
    assert counts_of(imported) == (1, 0, 0)


def test_worth_a_look_stops_nothing(council, analyst, indicators):
    """An outlier, a part of 1, a revision, and an indicator that is no longer reported."""
    for back in range(12):
        # Limits worked out by hand: mean 50, mean move 2, so 50 ± 2.66 x 2 = 44.7 and 55.3.
        ReadingFactory(
            indicator=indicators["WF03"], month=months_on(dt.date(2026, 3, 1), -back), numerator=49 + back % 2 * 2,
            denominator=None, value=49 + back % 2 * 2,
        )  # fmt: skip
    retired = indicators["CL01"]
    retired.retired_on, retired.retired_because = dt.date(2025, 4, 1), "Counted elsewhere"
    retired.save()
    imported = checked(
        council, analyst,
        long_file(
            ["WF03", dt.date(2026, 4, 1), 60, None, None],
            ["WF03", dt.date(2026, 5, 1), 55, None, None],
            ["SG14", APRIL, None, None, 0.846],
            ["CL01", APRIL, 377, None, None],
            ["CL01", dt.date(2025, 3, 1), 377, None, None],
            ["WF03", dt.date(2026, 3, 1), 52, None, None],
        ),
    )  # fmt: skip
    assert errors_of(imported) == []
    assert warnings_of(imported) == [
        ("C2", "WF03, April 2026: 60 lies outside the control limits, 44.7 to 55.3. Is it right?"),
        ("E4", "0.846 is read as 0.846%. If 84.6% is meant, show the cell as a percentage"),
        ("C5", "CL01 is not reported after March 2025: it was retired"),
    ]
    assert counts_of(imported) == (5, 0, 1)
    assert imported.findings["changes"] == [["Sheet1", 7, "WF03, March 2026", "Figure", "49", "52"]]


def test_a_number_that_excel_shows_as_a_percentage_is_one(council, analyst, indicators):
    book = book_of(LONG_HEADINGS, ["SG14", APRIL, 41, 52, 0.788], ["SG09", APRIL, None, None, 0.846])
    imported = checked(council, analyst, upload_of(formatted(book, "E2:E3", "0.0%")))
    assert errors_of(imported) == warnings_of(imported) == []
    assert counts_of(imported) == (2, 0, 0)


def wide(*rows, **options):
    return upload_of(book_of(["Code", "Indicator", "Apr 2025", "May 2025", "Jun 2025"], *rows, **options))


def test_the_wide_form_refuses_by_cell_and_keeps_the_other_cells_of_the_row(council, analyst, indicators):
    imported = checked(
        council, analyst,
        wide(
            ["SG14", "Conferences", "101%", "53/52", "80%"],
            ["SG99", "Something else", "50%", "51%", None],
            [None, None, 5, 6, None],
            ["CL01", "Children looked after", -4, "about 380", 380],
        ),
        kind="wide",
    )  # fmt: skip
    assert [(cell, words.split(":")[0].split(".")[0]) for cell, words in errors_of(imported)] == [
        ("C2", "SG14, April 2025"),
        ("D2", "SG14, May 2025"),
        ("", "There is no indicator called “SG99 Something else”"),
        ("", "The row has figures and names no indicator"),
        ("C5", "CL01, April 2025"),
        ("D5", "“about 380” is not a figure"),
    ]
    assert counts_of(imported) == (2, 0, 0)


def test_a_month_that_two_columns_name_counts_only_where_both_say_the_same(council, analyst, indicators):
    book = book_of(["Code", "Apr 2025", "Apr 25"], ["SG14", "80%", "81%"], ["SG09", "75%", "75%"])
    imported = checked(council, analyst, upload_of(book), kind="wide")
    assert [cell for cell, _ in errors_of(imported)] == ["B2", "C2"]
    assert [cell for cell, _ in warnings_of(imported)] == ["C3"]
    assert counts_of(imported) == (1, 0, 0)


def test_months_without_a_year_and_months_to_come(council, analyst, indicators):
    book = book_of(["Code", "Apr", "May 2025", "Dec 2026"], ["SG14", "80%", "81%", "82%"])
    imported = checked(council, analyst, upload_of(book), kind="wide")
    assert [(cell, words.split(":")[0]) for cell, words in errors_of(imported)] == [
        ("B1", "“Apr” names no year"), ("D2", "December 2026 has not begun"),
    ]  # fmt: skip
    assert counts_of(imported) == (1, 0, 0)


def test_formulas_without_a_value_are_told_and_never_taken_for_empty(council, analyst, indicators):
    imported = checked(council, analyst, wide(["SG14", "Conferences", "=41/52", "80%", None]), kind="wide")
    ((cell, words),) = errors_of(imported)
    assert cell == "C2"
    assert "formula in this cell has no saved value" in words
    imported = checked(council, analyst, long_file(["SG14", APRIL, "=40+1", 52, None]))
    assert [cell for cell, _ in errors_of(imported)] == ["C2"]


def test_marks_of_footnotes_are_told(council, analyst, indicators):
    imported = checked(
        council, analyst, wide(["SG14", "Conferences", "84.6*", "85.0*", "86 [p]"]), kind="wide"
    )
    assert warnings_of(imported) == [
        ("C2", "The mark * stands behind the number in 2 cells, the first of them C2. It is not kept"),
        ("E2", "The mark [p] stands behind the number in E2. The figure is taken as provisional"),
    ]


@pytest.mark.parametrize(
    ("rows", "kind", "words"),
    [
        ([["Code", "Target"], ["SG14", 90]], "wide", "No sheet of the file has a row of months"),
        ([[1, 2], [3, 4]], "long", "has no row of headings"),
    ],
)
def test_a_file_without_months_or_headings_is_refused_whole(council, analyst, indicators, rows, kind, words):
    with pytest.raises(Refusal, match=words) as refusal:
        uploaded(council, analyst, upload_of(book_of(*rows)), kind)
    assert refusal.value.field == "file"


def test_the_wide_form_as_csv(council, analyst, indicators):
    text = "Code;Indicator;Apr 25;01/05/2025\nSG14;Conferences;41/52;80 %\nCL01;Looked after;1,204;n/a\n"
    imported = checked(council, analyst, upload_of(text.encode(), "figures.csv"), kind="wide")
    assert errors_of(imported) == []
    assert counts_of(imported) == (4, 0, 0)


def test_a_dry_run_asks_as_much_of_ten_times_as_many_figures(council, analyst, indicators):
    """Some months of each indicator are there, so that statistics are worked out, too; the headings are remembered."""
    for indicator in indicators.values():
        ReadingFactory(indicator=indicator, month=dt.date(2020, 1, 1))
    checked(council, analyst, long_file(["SG14", APRIL, 41, 52, None]))
    counts = []
    for months in (4, 40):
        rows = [
            [code, months_on(dt.date(2026, 10, 1), -back), 7, 10, None]
            for code in indicators for back in range(months)
        ]  # fmt: skip
        imported = uploaded(council, analyst, long_file(*rows))
        with CaptureQueriesContext(connection) as asked:
            services.map_columns(
                wizard=FIGURE_IMPORTS, imported=imported, mapping=imported.mapping, by=analyst, today=TODAY
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]
