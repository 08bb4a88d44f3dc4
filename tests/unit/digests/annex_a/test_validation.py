"""The report: each kind of trouble by list, row and column, and nothing of what stood in the cells."""

import datetime as dt
from typing import Any

import pytest

from digests.annex_a.cells import Trouble
from digests.annex_a.findings import MOST_ROWS
from digests.annex_a.validation import validated
from tests.factories_annex_a import EXTRACT, FIRST_ROW, day, findings_of, sheet_of

BORN = day("2016-05-01")
REFERRALS, CEASED = "Number of Referrals in Last 12 Months", "Date Ceased to be Looked After"
L1 = {"contact": day("2026-06-01")}
L4 = {"start": day("2026-06-01")}
L7 = {"start": day("2026-01-05")}
L8 = {"start": day("2020-01-06"), "placements": 1}

TROUBLES: list[tuple[int, dict[str, Any], Trouble, str]] = [
    (1, L1 | {"child": None, "team": "x"}, Trouble.BLANK, "Child Unique ID"),
    (1, L1 | {"child": "#N/A"}, Trouble.ERROR, "Child Unique ID"),
    (1, L1 | {"born": None}, Trouble.BLANK, "Date of Birth"),
    (1, {}, Trouble.BLANK, "Date of Contact"),
    (1, L1 | {"gender": "q"}, Trouble.NOT_A_CODE, "Gender"),
    (1, L1 | {"age": "ten"}, Trouble.NOT_AN_AGE, "Age of Child (Years)"),
    (1, L1 | {"age": -3}, Trouble.NEGATIVE, "Age of Child (Years)"),
    (1, {"contact": "last week"}, Trouble.NOT_A_DAY, "Date of Contact"),
    (1, {"contact": day("2026-10-01")}, Trouble.IN_FUTURE, "Date of Contact"),
    (1, {"contact": BORN - dt.timedelta(days=281)}, Trouble.LONG_BEFORE_BIRTH, "Date of Contact"),
    (1, L1 | {"born": day("2026-10-01")}, Trouble.IN_FUTURE, "Date of Birth"),
    (3, {"referral": day("2026-06-01"), "referrals": -1}, Trouble.NEGATIVE, REFERRALS),
    (3, {"referral": day("2026-06-01"), "referrals": 1.5}, Trouble.NOT_A_COUNT, REFERRALS),
    (4, L4 | {"authorised": day("2026-05-31")}, Trouble.ENDS_FIRST, "Continuous Assessment Date of Authorisation"),
    (4, L4 | {"authorised": "#N/A"}, Trouble.ERROR, "Continuous Assessment Date of Authorisation"),
    (7, L7 | {"end": day("2026-01-04")}, Trouble.ENDS_FIRST, "Child Protection Plan End Date"),
    (7, L7 | {"review": day("2026-01-04")}, Trouble.ENDS_FIRST, "Date of latest review conference"),
    # Before both the days that it must follow: told once.
    (8, L8 | {"placed": day("2026-01-05"), "end": day("2020-01-05")}, Trouble.ENDS_FIRST, CEASED),
    (8, L8 | {"placements": 0}, Trouble.TOO_FEW, "Number of Placements in the Last 12 months"),
    (8, L8 | {"health": BORN - dt.timedelta(days=1)}, Trouble.BEFORE_BIRTH, "Date of Last Health Assessment"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "row", "trouble", "column"), TROUBLES)
def test_a_row_in_trouble_is_named_by_list_row_and_column(
    number: int, row: dict[str, Any], trouble: Trouble, column: str
) -> None:
    sound = {1: L1, 3: {"referral": day("2026-06-01")}, 4: L4, 7: L7, 8: L8}[number]
    found = findings_of(number, [sound, row, sound])
    assert [(each.trouble, each.column, each.rows, each.count) for each in found] == [
        (trouble, column, (FIRST_ROW + 1,), 1)
    ]


SOUND: list[tuple[int, dict[str, Any]]] = [
    (1, L1 | {"born": None, "age": -1}),
    (1, L1 | {"born": day("2026-12-24"), "age": -1}),
    (1, {"contact": BORN - dt.timedelta(days=280)}),
    (1, {"contact": EXTRACT}),
    (1, L1 | {"age": 4.75}),
    (4, L4 | {"authorised": day("2026-06-01")}),
    (4, L4),
    (8, L8 | {"health": BORN}),
    (8, L8 | {"postcode": "#N/A", "worker": 12.5, "urn": dt.date(2026, 1, 1)}),
]


@pytest.mark.parametrize(("number", "row"), SOUND)
def test_what_is_as_it_may_be_is_not_reported(number: int, row: dict[str, Any]) -> None:
    assert findings_of(number, [row]) == []


@pytest.mark.parametrize(("number", "row", "key"), [(7, L7, "child"), (8, L8, "child"), (11, {}, "adopter")])
def test_a_second_row_of_one_person_is_found_where_each_has_one(
    number: int, row: dict[str, Any], key: str
) -> None:
    rows = [row | {key: name} for name in ("A1", " A1 ", "A2", "a1", "A1", 7.0, "7")]
    (found,) = findings_of(number, rows)
    assert (found.trouble, found.rows) == (Trouble.TWICE, (FIRST_ROW + 1, FIRST_ROW + 4, FIRST_ROW + 6))
    assert findings_of(1, [L1 | {"child": "A1"}] * 3) == []


def test_the_first_fifty_rows_are_named_and_all_are_counted() -> None:
    (found,) = findings_of(1, [L1, *[L1 | {"gender": "q"}] * 70])
    assert (found.count, len(found.rows)) == (70, MOST_ROWS)
    assert found.rows == tuple(range(FIRST_ROW + 1, FIRST_ROW + 51))


def test_blank_rows_are_passed_over_and_notes_are_no_rows() -> None:
    sheet = sheet_of(1, [L1, L1, L1])
    sheet[3] = [""] * 7
    sheet.append(["Drawn on 30 September", *[""] * 6])
    lists, findings = validated({"List_1": sheet}, extract_on=EXTRACT)
    assert list(lists[1].numbers) == [3, 5]
    assert [(each.trouble, each.rows) for each in findings if each.list_number == 1] == [
        (Trouble.NOT_A_ROW, (6,))
    ]


def test_lists_and_columns_that_are_missing_doubled_or_unknown() -> None:
    sheet = [[*row[:4], *row[5:], "", ""] for row in sheet_of(1, [L1])]
    sheet[1][-2:] = ["GENDER", "Secret of the family"]
    _, findings = validated(
        {"List_1": sheet, "List 1 again": sheet, "List_2": sheet_of(2, [])}, extract_on=EXTRACT
    )
    kept = findings.as_json()
    assert [(each["trouble"], each["column"]) for each in kept if each["list"] == 1] == [
        ("LIST_TWICE", ""),
        ("MISSING_COLUMN", "Age of Child (Years)"),
        ("DOUBLED_COLUMN", "Gender"),
        ("UNKNOWN_COLUMN", "column H"),
    ]
    assert [each["trouble"] for each in kept if each["list"] == 2] == ["NO_ROWS"]
    assert [each["list"] for each in kept if each["trouble"] == "MISSING_LIST"] == list(range(3, 12))
    assert "Secret" not in str(kept)
