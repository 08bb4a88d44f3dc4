"""The check of a published file: every cell that is wrong is named, and nothing is read that was not meant."""

import datetime as dt
from decimal import Decimal

import pytest

from core.importing.sheet import Sheet
from core.refusals import Refusal
from digests.benchmarking.release_file import PASSED_OVER, check_file
from tests.factories_benchmarks import HEADINGS, SEEN

TODAY = dt.date(2026, 11, 22)
GOOD = (*SEEN, "England", "2025", "88.0")


def sheet_of(*rows, headings=HEADINGS, **places):
    return Sheet("CSV", (tuple(headings), *(tuple(row) for row in rows)), **places)


def checked(*rows, **given):
    return check_file([sheet_of(*rows, **given)], today=TODAY)


def row(**changed):
    """The good row with some cells changed, by their short names."""
    names = ("code", "key", "measure", "polarity", "area", "year", "value")
    kept = dict(zip(names, GOOD, strict=True)) | changed
    return [kept[name] for name in names]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("88", "88"), ("1,204.5", "1204.5"), ("12.3%", "12.3"), ("0", "0"), ("-3.2", "-3.2"),
        (88.25, "88.25"), (7, "7"), ("2.00005", "2.0001"),
        ("-", None), ("c", None), ("C", None), ("", None), ("  ", None), ("n/a", None), ("..", None), ("–", None),
    ],
)  # fmt: skip
def test_values(value, kept):
    [figure] = checked(row(value=value)).figures
    assert figure.value == (None if kept is None else Decimal(kept))


def test_a_share_that_is_shown_as_a_percentage_is_read_as_people_read_it():
    found = checked(row(value=0.81), row(value=0.5, year=2024), percents=frozenset({(1, 6)}))
    assert [figure.value for figure in found.figures] == [Decimal(81), Decimal("0.5")]


@pytest.mark.parametrize(
    ("year", "kept"),
    [("2025", 2025), (2025.0, 2025), ("2024/25", 2025), ("2024-2025", 2025), ("1999/00", 2000)],
)
def test_years(year, kept):
    assert checked(row(year=year)).figures[0].year == kept


@pytest.mark.parametrize(
    ("changed", "cell", "words"),
    [
        (
            {"value": "about 40"},
            "G2",
            "Value must be a number, or - where it is suppressed, and not “about 40”",
        ),
        ({"value": "NaN"}, "G2", "Value must be a number, or - where it is suppressed, and not “NaN”"),
        ({"value": "1e99"}, "G2", "Value must be a number, or - where it is suppressed, and not “1e99”"),
        ({"year": "2027"}, "F2", "Year must be from 1990 to 2026, and not 2027"),
        ({"year": "25"}, "F2", "Year must be a year such as 2025 or 2024/25, and not “25”"),
        ({"year": "2024/26"}, "F2", "Year must name two years that follow each other, and not “2024/26”"),
        ({"year": ""}, "F2", "Enter the year: the cell is empty"),
        ({"area": ""}, "E2", "Enter the area: the cell is empty"),
        ({"area": "x" * 81}, "E2", "Area must be 80 characters or fewer: shorten it"),
        ({"measure": " "}, "C2", "Enter the measure: the cell is empty"),
        ({"code": "", "key": ""}, "A2", "Enter the code or the short name of the measure"),
        ({"code": "1" * 21}, "A2", "Code must be 20 characters or fewer: shorten it"),
    ],
)
def test_a_cell_that_is_wrong(changed, cell, words):
    found = checked(row(**changed), row(year=2024))
    assert [(each.cell, each.row, each.words) for each in found.errors] == [(cell, 2, words)]
    assert len(found.figures) == 1


def test_a_row_says_everything_that_is_wrong_with_it():
    assert [each.cell for each in checked(row(measure="", year="x", value="y")).errors] == ["C2", "F2", "G2"]


def test_the_same_figure_twice_names_both_rows():
    found = checked(row(), row(year=2024), row(area="ENGLAND ", value="90"))
    assert [(each.cell, each.words) for each in found.errors] == [
        ("G4", "ENGLAND in 2025 stands in rows 2 and 4 for this measure: leave it in one of them")
    ]


def test_headings_drift_and_columns_that_nobody_reads_are_told():
    headings = (
        " LAIT Code",
        "Lait_Short ",
        "MEASURE",
        "polarity",
        "Area",
        "YEAR",
        "value",
        "Notes",
        "source",
    )
    found = checked([*GOOD, "seen", "DfE"], headings=headings)
    assert (len(found.figures), found.ignored) == (1, ("Notes", "source"))
    assert found.measures[0].polarity == "higher"


def test_a_short_name_alone_is_enough_and_tells_measures_apart():
    found = checked(row(code="", key="A"), row(code="", key="B"), row(code="", key="a", year=2024))
    assert [(each.code, each.key) for each in found.measures] == [("", "A"), ("", "B")]
    assert [figure.measure for figure in found.figures] == [0, 1, 0]


def test_notes_under_the_table_are_passed_over_and_told():
    found = checked(row(), ["", ""], ["Source: made up"])
    assert [(each.row, each.words, each.stops) for each in found.troubles] == [(4, PASSED_OVER, False)]
    assert len(found.figures) == 1


def test_a_formula_without_a_value_is_named():
    found = checked(row(), row(value="", year=2024), formulas=frozenset({(2, 6)}))
    assert [each.cell for each in found.errors] == ["G3"]
    assert len(found.figures) == 1


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((("Minutes of the board", "1"), ("Apologies", "2")), "has no column for"),
        (
            (("measure", "area", "year", "value"), ("x", "England", "2025", "1")),
            "has no column for Code or Short name",
        ),
        ((("code", "measure", "area", "year"), ("1", "x", "England", "2025")), "has no column for Value"),
        ((HEADINGS,), "The file has no rows below its headings"),
    ],
)
def test_what_is_no_table_of_published_figures_is_refused(rows, words):
    with pytest.raises(Refusal) as refused:
        check_file([Sheet("CSV", rows)], today=TODAY)
    assert words in refused.value.message
    assert refused.value.field == "file"


def test_the_sheet_that_looks_like_published_figures_is_read_and_the_others_are_told():
    cover = Sheet("Cover", (("About this file", "", ""), ("Made up", "", "")))
    found = check_file([cover, sheet_of(row())], today=TODAY)
    assert (len(found.figures), found.ignored) == (1, ("the sheet Cover",))
