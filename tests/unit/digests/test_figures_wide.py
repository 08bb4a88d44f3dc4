"""The wide form of figures in ten real-life shapes, and what of each is not read."""

import datetime as dt
from pathlib import Path

import pytest

from core.importing.names import Named, Register
from core.importing.sheets import read_sheets
from digests.importing.columns import LIMITS
from digests.importing.figures import KnownDigest, KnownIndicator, SaidFigure
from digests.importing.wide_form import read_wide
from digests.importing.wide_said import SheetSaid, found_in, said_of, sheet_said
from tests.factories_figures import (
    INDICATORS,
    SHAPES,
    a_sheet_for_each_area,
    actual_target_rating,
    book_of,
    bytes_of,
    parts_below_titles,
    quarterly_report,
    years_above,
)

KEYS = {code: key for key, code in enumerate(INDICATORS, start=1)}
KNOWN = KnownDigest(
    {KEYS[code]: KnownIndicator(KEYS[code], code, title, unit) for code, (title, unit) in INDICATORS.items()},
    Register(
        "indicator",
        [Named(KEYS[code], f"{code} {title}", (code, title)) for code, (title, _) in INDICATORS.items()],
    ),
)


def sheets_of(book, folder: Path) -> list[SheetSaid]:
    """Return the sheets of a workbook in which months were found, as they are read by rule."""
    path = folder / "figures.xlsx"
    path.write_bytes(bytes_of(book))
    found = [(sheet, found_in(sheet, KNOWN.register)) for sheet in read_sheets(path, LIMITS)]
    return [sheet_said(sheet, said, KNOWN.register) for sheet, said in found if said is not None]


def words_of(figure: SaidFigure) -> str:
    """Return a figure as the shapes write it: 41/52=78.8, 84.6, suppressed, no value."""
    quality = f" {figure.quality.flag}" if figure.quality else ""
    if figure.is_suppressed or figure.has_no_value:
        return ("suppressed" if figure.is_suppressed else "no value") + quality
    ratio = "" if figure.numerator is None else f"{figure.numerator}/{figure.denominator}"
    value = "" if figure.value is None else str(figure.value)
    return "=".join(filter(None, (ratio, value))) + quality


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_every_figure_of_a_shape_is_found_and_nothing_else(shape, tmp_path):
    book, expected = shape()
    codes = {key: code for code, key in KEYS.items()}
    found, troubles = {}, []
    for said in sheets_of(book, tmp_path):
        read = read_wide(said.sheet, said.layout, said.rows, KNOWN)
        troubles += [each for each in read.troubles if each.stops]
        for figure in read.figures:
            place = (codes[figure.spot.indicator], f"{figure.spot.month:%Y-%m}")
            assert place not in found
            found[place] = words_of(figure)
    assert found == expected
    assert troubles == []


def layout_of(shape, folder: Path) -> SheetSaid:
    return sheets_of(shape()[0], folder)[0]


def test_what_is_not_read_of_a_report_is_told_with_why(tmp_path):
    said = layout_of(quarterly_report, tmp_path)
    assert {each.name: each.why for each in said.layout.unread} == {
        "C": "not a month", "D": "a target", "H": "a quarter", "I": "a sum or an average over months",
        "J": "a rating", "K": "how it moved", "L": "a benchmark", "M": "a benchmark", "N": "words",
    }  # fmt: skip
    assert said.layout.columns == {"code": 0, "title": 1}
    assert said.rows.unread == ()


def test_headings_of_sections_and_notes_under_the_table_are_told(tmp_path):
    """The heading in row 6 is the title of an indicator, too: it names the row below it."""
    said = layout_of(years_above, tmp_path)
    assert [(each.number, each.why) for each in said.rows.unread] == [
        (4, "a heading between the rows"), (9, "a note under the table"), (10, "a note under the table"),
    ]  # fmt: skip
    assert [each.heading for each in said.layout.unread] == ["Q4", "Q1"]


def test_targets_below_an_indicator_and_headings_that_come_again_are_told(tmp_path):
    said = layout_of(parts_below_titles, tmp_path)
    assert [(each.number, each.why) for each in said.rows.unread] == [(6, "a target or a comparison")]
    area = sheets_of(a_sheet_for_each_area()[0], tmp_path)[1]
    assert [(each.number, each.why) for each in area.rows.unread] == [(3, "the headings again")]


def test_columns_below_a_month_that_are_no_figures_are_told(tmp_path):
    said = layout_of(actual_target_rating, tmp_path)
    assert [(each.name, each.heading, each.why) for each in said.layout.unread] == [
        ("C", "Aug 2026: Target", "a target"), ("D", "Aug 2026: RAG", "a rating"),
        ("F", "Sep 2026: Target", "a target"), ("G", "Sep 2026: RAG", "a rating"),
    ]  # fmt: skip


def test_a_month_without_a_year_is_no_month_yet(tmp_path):
    (said,) = sheets_of(book_of(["Code", "Apr", "May 2025"], ["SG14", 80, 81]), tmp_path)
    assert said.layout.yearless == (1,)
    assert [each.month for each in said.layout.months] == [dt.date(2025, 5, 1)]


def test_a_sheet_without_any_month_is_left_alone(tmp_path):
    assert sheets_of(book_of(["Code", "Target"], ["SG14", 90]), tmp_path) == []


def test_figures_that_name_no_indicator_are_refused_by_their_row(tmp_path):
    book = book_of(["Code", "May 2025"], ["SG99", 80], [None, 81], ["Numerator", 5])
    (said,) = sheets_of(book, tmp_path)
    read = read_wide(said.sheet, said.layout, said.rows, KNOWN)
    assert [(each.row, each.words.split(":")[0].split(".")[0]) for each in read.troubles] == [
        (2, "There is no indicator called “SG99”"), (3, "The row has figures and names no indicator"),
    ]  # fmt: skip


def test_what_a_person_says_of_a_sheet_comes_before_any_rule(tmp_path):
    (said,) = sheets_of(book_of(["Code", "Apr", "May 2025"], ["S.O.", 80, 81], ["SG09", 1, 2]), tmp_path)
    kept = said_of(said.sheet, said.layout)
    kept |= {"months": {"1": "2025-04"}, "called": {"s o": KEYS["SG14"]}, "left_out": [3], "unread": ["2"]}
    changed = sheet_said(said.sheet, kept, KNOWN.register)
    read = read_wide(changed.sheet, changed.layout, changed.rows, KNOWN)
    assert [(figure.spot.indicator, figure.spot.month, figure.value) for figure in read.figures] == [
        (KEYS["SG14"], dt.date(2025, 4, 1), 80)
    ]
    assert read.troubles == []
    assert [(each.number, each.why) for each in changed.rows.unread] == [(3, "left out by you")]
    assert [(each.name, each.why) for each in changed.layout.unread] == [("C", "you chose not to read it")]
