"""One cell at a time: days, counts, ages and codes in every way that councils write them, and what is none."""

import datetime as dt

import pytest

from digests.annex_a import codes
from digests.annex_a.cells import Trouble, read_cell
from digests.annex_a.lists import AGE, IN_CARE, IN_NEED, REFERRALS
from tests.factories_annex_a import EXTRACT

LAST = EXTRACT.toordinal()
DAY = IN_CARE.column("visit")
COUNT = REFERRALS.column("referrals")
PLACEMENTS = IN_CARE.column("placements")
SIXTEENTH = dt.date(2026, 6, 16).toordinal()


@pytest.mark.parametrize(
    "cell",
    [
        dt.date(2026, 6, 16), dt.datetime(2026, 6, 16, 9, 30, tzinfo=dt.UTC), "16/06/2026",
        "16/6/26", "16-06-2026", "16.06.2026",
        "2026-06-16", "2026-06-16 00:00:00", "2026-06-16T00:00:00Z", "16/06/2026 00:00", "16 Jun 2026", "16-Jun-26",
        "16 June 2026", " 16/06/2026 ", 46189, 46189.0, "46189",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert read_cell(DAY, cell, last=LAST) == SIXTEENTH


@pytest.mark.parametrize(
    "cell",
    ["31/02/2026", "06/16/2026", "soon", "2026", 12, 7.5, True, "16/06", "01/01/1066", "16 Foo 2026", "1/1/20266",
     dt.date(1816, 1, 1), dt.time(9, 30), "tbc 16/06/2026", "16/06/2026 and 17/06/2026"],
)  # fmt: skip
def test_what_is_no_day_is_told(cell: object) -> None:
    assert read_cell(DAY, cell, last=LAST) is Trouble.NOT_A_DAY


def test_a_day_may_be_that_of_the_extract_and_not_the_next() -> None:
    assert read_cell(DAY, EXTRACT, last=LAST) == LAST
    assert read_cell(DAY, EXTRACT + dt.timedelta(days=1), last=LAST) is Trouble.IN_FUTURE
    born = IN_CARE.column("born")
    assert read_cell(born, EXTRACT + dt.timedelta(days=40), last=LAST) == LAST + 40


@pytest.mark.parametrize("cell", ["", " ", "\xa0", "\t"])
@pytest.mark.parametrize("column", [DAY, COUNT, AGE, IN_NEED.column("need")])
def test_a_blank_cell_says_nothing(column: object, cell: str) -> None:
    assert read_cell(column, cell, last=LAST) is None


@pytest.mark.parametrize("cell", ["#N/A", "#n/a", " #REF! ", "#VALUE!"])
@pytest.mark.parametrize("column", [DAY, COUNT, AGE, IN_NEED.column("need")])
def test_an_error_of_excel_is_not_taken_for_a_blank(column: object, cell: str) -> None:
    assert read_cell(column, cell, last=LAST) is Trouble.ERROR


@pytest.mark.parametrize(
    ("column", "cell", "meaning"),
    [
        (COUNT, 2, 2), (COUNT, 2.0, 2), (COUNT, "2.0", 2), (COUNT, " 2 ", 2), (COUNT, 0, 0), (PLACEMENTS, 1, 1),
        (COUNT, -1, Trouble.NEGATIVE), (COUNT, "-1", Trouble.NEGATIVE), (PLACEMENTS, 0, Trouble.TOO_FEW),
        (PLACEMENTS, -1, Trouble.NEGATIVE), (COUNT, 1.5, Trouble.NOT_A_COUNT), (COUNT, "two", Trouble.NOT_A_COUNT),
        (COUNT, "1e3", Trouble.NOT_A_COUNT), (COUNT, "٣", Trouble.NOT_A_COUNT), (COUNT, True, Trouble.NOT_A_COUNT),
        (COUNT, dt.date(2026, 1, 1), Trouble.NOT_A_COUNT), (COUNT, 1e9, Trouble.NOT_A_COUNT),
        (AGE, 4, 4), (AGE, 4.75, 4), (AGE, "4.75", 4), (AGE, "12.0", 12), (AGE, 0, 0), (AGE, 0.4, 0), (AGE, -1, -1),
        (AGE, "-1", -1), (AGE, -2, Trouble.NEGATIVE), (AGE, -0.5, Trouble.NEGATIVE), (AGE, 121, Trouble.NOT_AN_AGE),
        (AGE, "12 years", Trouble.NOT_AN_AGE), (AGE, float("nan"), Trouble.NOT_AN_AGE),
        (AGE, float("inf"), Trouble.NOT_AN_AGE),
    ],
)  # fmt: skip
def test_numbers(column: object, cell: object, meaning: object) -> None:
    assert read_cell(column, cell, last=LAST) == meaning


@pytest.mark.parametrize(
    ("of", "cell", "key"),
    [
        *[(codes.YES_NO, cell, "yes") for cell in ("a) Yes", "A)yes", "Yes", "Y", "a", "A)", "a)  YES ", True)],
        *[(codes.YES_NO, cell, "no") for cell in ("b) No", "no", "N", "B", "b. no", False)],
        (codes.YES_NO, "c) Unknown", "unknown"),
        (codes.GENDER, "M", "male"), (codes.GENDER, "b) female", "female"), (codes.GENDER, "d", "neither"),
        (codes.ETHNICITY, "a) WBRI", "wbri"), (codes.ETHNICITY, "WBRI", "wbri"),
        (codes.ETHNICITY, "White British", "wbri"),
        # The template gives s) to both of these.
        (codes.ETHNICITY, "s) REFU", "refu"), (codes.ETHNICITY, "s) NOBT", "nobt"),
        (codes.ETHNICITY, "t) NOBT", "nobt"),
        (codes.SOURCE, "a) 1A: Individual", "1a"), (codes.SOURCE, "1A", "1a"), (codes.SOURCE, "m) 4: Housing", "4"),
        (codes.SOURCE, "Police", "6"),
        (codes.NEED, "N1 - Abuse or neglect", "n1"), (codes.NEED, "N1", "n1"),
        (codes.NEED, "N2 – Child’s disability", "n2"),
        (codes.ABUSE, "NEG", "neglect"), (codes.ABUSE, "Emotional  abuse", "emotional abuse"),
        (codes.PLACEMENT_TYPE, "zz) T4: Temporary placement - seven days or less", "t4"),
        (codes.PLACEMENT_TYPE, "U4", "u4"),
        (codes.ACTIVITY, "F1: Full time in higher education", "f1"), (codes.ACTIVITY, "g5", "g5"),
        (codes.IN_TOUCH, "d) Refu", "refu"), (codes.SUITABILITY, "b) unsuitable", "unsuitable"),
        (codes.ACCOMMODATION, "Z: With former foster carers", "z"),
    ],
)  # fmt: skip
def test_a_code_goes_by_its_letter_its_words_or_the_national_code_within(
    of: object, cell: object, key: str
) -> None:
    assert of.key_of(str(cell)) == key


@pytest.mark.parametrize(
    ("of", "cell"),
    [
        (codes.YES_NO, "perhaps"), (codes.YES_NO, "b) Yes"), (codes.YES_NO, "d"), (codes.YES_NO, "2"),
        (codes.YES_NO, "-"),
        (codes.ETHNICITY, "s"), (codes.SOURCE, "Individual"), (codes.LOCATION, "inside"), (codes.NEED, "N11"),
        (codes.GENDER, "a) Female"), (codes.ACTIVITY, "F9"),
    ],
)  # fmt: skip
def test_what_is_no_code_or_two_at_once_has_no_key(of: object, cell: str) -> None:
    assert of.key_of(cell) is None


def test_every_code_of_the_template_is_read_as_itself() -> None:
    every = [value for value in vars(codes).values() if isinstance(value, codes.CodeSet)]
    assert len(every) > 15
    for of in every:
        keys = [of.key_of(written) for written in of.written]
        assert None not in keys
        assert len(set(keys)) == len(keys)
