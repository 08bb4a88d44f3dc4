"""Finding the lists: by the name of the sheet or by its headings, whatever has become of either."""

import pytest

from digests.annex_a.headings import essence, find_lists
from digests.annex_a.lists import ASSESSMENTS, CARE_LEAVERS, IN_CARE, LISTS, PROTECTION

DRIFT = [
    (1, "age", ["Age of Child (Years)", "Age", "AGE OF CHILD(YEARS)", "Age of Child (Years))", " age of child "]),
    (1, "child", ["Child Unique ID", "child unique id", "Child\nUnique ID", "ChildUniqueID"]),
    (3, "referral", ["Date of referral", "Date of Referral", "DATE OF REFERRAL "]),
    (3, "no_action", ["Referral NFA?", "Referral NFA", "referral nfa ?"]),
    (4, "support", [
        "Was the child assessed as requiring LA children’s social care support",
        "Was the child assessed as requiring LA children's social care support",
        "Was the child assessed as requiring LA children`s social care support?",
    ]),
    (8, "need", ["Child's Category of Need", "Child’s Category of Need", "Childs Category of Need"]),
    (8, "missing", [
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "number of episodes the child has been \"missing\" from their placement in the last 12 months",
    ]),
    (8, "asylum", [
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Unaccompanied Asylum Seeking Child (UASC)) within the Last 12 Months",
    ]),
    (9, "in_touch", ["LA In Touch", "LA In Touch ", "la in touch"]),
    (10, "adopted", ["Date of Adoption Order", "Date of Adoption Order "]),
    (11, "children", ["No. of children placed", "Number of children placed"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "key", "heading"), [(n, key, each) for n, key, drifted in DRIFT for each in drifted]
)
def test_a_heading_is_known_however_it_has_drifted(number: int, key: str, heading: str) -> None:
    of = LISTS[number - 1]
    headings = [heading if column.key == key else column.heading for column in of.columns]
    layout = find_lists({f"List_{number}": [["title"], headings]}).layouts[number]
    assert layout.missing == layout.unknown == layout.doubled == ()
    assert layout.places[key] == [column.key for column in of.columns].index(key)


def test_no_two_headings_of_a_list_are_the_same_in_essence() -> None:
    for of in LISTS:
        named = [essence(heading) for column in of.columns for heading in {column.heading, *column.also}]
        assert len(set(named)) == len(named), of.name
    assert [of.number for of in LISTS] == list(range(1, 12))
    assert [len(of.columns) for of in LISTS] == [7, 8, 11, 12, 14, 14, 17, 34, 13, 16, 19]


HEADINGS = {of.number: [column.heading for column in of.columns] for of in LISTS}


@pytest.mark.parametrize(
    "name", ["List_4", "List 4", "list4 Assessments", "LIST-04", "Annex A List 4", "4. Assessments", "Sheet7"]
)
@pytest.mark.parametrize("row", range(5))
def test_a_list_is_found_by_name_or_headings_in_any_of_five_rows(name: str, row: int) -> None:
    found = find_lists({name: [*[["", "x"]] * row, HEADINGS[4], ["C1"]]})
    assert [(each.of, each.sheet, each.row) for each in found.layouts.values()] == [(ASSESSMENTS, name, row)]


def test_headings_in_the_sixth_row_are_out_of_reach() -> None:
    assert find_lists({"List_4": [*[[""]] * 5, HEADINGS[4]]}).layouts == {}


@pytest.mark.parametrize("of", LISTS, ids=lambda of: of.name)
def test_each_list_is_told_from_the_others_by_its_headings_alone(of: object) -> None:
    (layout,) = find_lists({"Sheet1": [HEADINGS[of.number]]}).layouts.values()
    assert (layout.of, layout.missing) == (of, ())


def test_list_1_is_not_list_10_or_11() -> None:
    sheets = {f"List {number}": [[], HEADINGS[number]] for number in (11, 10, 1)}
    assert {number: each.sheet for number, each in find_lists(sheets).layouts.items()} == {
        1: "List 1", 10: "List 10", 11: "List 11"
    }  # fmt: skip


def test_the_headings_decide_where_the_sheet_has_the_name_of_another_list() -> None:
    (layout,) = find_lists({"List_2": [[], HEADINGS[8]]}).layouts.values()
    assert layout.of is IN_CARE


def test_what_is_missing_doubled_or_unknown() -> None:
    headings = [*HEADINGS[7][:5], *HEADINGS[7][6:], "gender ", "Local notes", ""]
    layout = find_lists({"List_7": [[], headings]}).layouts[7]
    assert layout.of is PROTECTION
    assert layout.missing == ("Does the Child have a Disability",)
    assert (layout.doubled, layout.unknown) == (("Gender",), (17,))


def test_a_sheet_named_for_a_list_is_read_with_the_few_columns_that_it_has() -> None:
    few = ["Child Unique ID", "Gender", "Date of contact made", "Source of the contact", "Team"]
    assert find_lists({"List_1": [few]}).layouts == {}
    layout = find_lists({"List_1": [[*few, "DOB"]]}).layouts[1]
    assert set(layout.places) == {"child", "gender", "born"}
    assert find_lists({"Contacts": [[*few, "DOB"]]}).layouts == {}


def test_front_sheets_and_other_tables_are_no_lists() -> None:
    sheets = {
        "Front_Sheet": [["Annex A"], ["Gender", "Ethnicity"]],
        "Guidance for List 3": [["How to fill in list 3"]],
        "Codes_used": [["Gender", "a) Male"], ["Ethnicity", "a) WBRI"]],
        "Empty": [],
    }
    assert find_lists(sheets).layouts == {}


def test_of_two_sheets_for_a_list_the_first_is_read() -> None:
    found = find_lists({"Care leavers": [HEADINGS[9]], "List_9": [HEADINGS[9]]})
    assert (found.layouts[9].sheet, found.layouts[9].of, found.twice) == ("Care leavers", CARE_LEAVERS, (9,))
