"""An export gives what is shown, and no spreadsheet runs it."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.exports import csv_response, xlsx_response

COLUMNS = ["Clause", "Due", "Late"]
ROWS = [("5.b", dt.date(2026, 12, 16), 3), ("7", None, 0)]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_csv_gives_the_rows_with_days_that_sort():
    response = csv_response("deadlines", COLUMNS, ROWS)
    assert read_csv(response.content) == [COLUMNS, ["5.b", "2026-12-16", "3"], ["7", "", "0"]]
    assert response.headers["Content-Disposition"] == 'attachment; filename="deadlines.csv"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_xlsx_gives_the_rows_with_days_as_days():
    rows = read_xlsx(xlsx_response("deadlines", COLUMNS, ROWS).content)
    assert rows == [tuple(COLUMNS), ("5.b", dt.datetime(2026, 12, 16), 3), ("7", None, 0)]  # noqa: DTZ001


@pytest.mark.parametrize("words", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_words_become_a_formula(words):
    assert read_csv(csv_response("x", ["a"], [[words]]).content)[1][0].startswith("'")
    sheet = load_workbook(io.BytesIO(xlsx_response("x", ["a"], [[words]]).content)).active
    assert sheet["A2"].data_type == "s"


def test_a_negative_number_stays_a_number():
    assert read_csv(csv_response("x", ["a"], [[-5]]).content)[1] == ["-5"]
    assert read_xlsx(xlsx_response("x", ["a"], [[-5]]).content)[1] == (-5,)


@given(st.text(max_size=60))
def test_any_words_survive_in_csv(words):
    kept = read_csv(csv_response("x", ["a", "b"], [["first", words]]).content)[1][1]
    assert kept.removeprefix("'") == words or kept == words


@given(st.text(max_size=60))
def test_no_words_break_xlsx(words):
    assert (
        len(
            read_xlsx(
                xlsx_response("a name that is much longer than thirty-one", ["a"], [["x", words]]).content
            )
        )
        == 2
    )
