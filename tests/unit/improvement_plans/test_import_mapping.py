"""Headings: found, guessed by what councils call them, doubled, missing, and the same for an export of the plan."""

import pytest

from core.importing.columns import plain
from core.importing.mapping import best_sheet, companion, guessed, headings_of
from core.importing.sheet import Sheet
from core.refusals import Refusal
from improvement_plans.importing.columns import ACTIONS, MILESTONES, SOURCES
from improvement_plans.listing import COLUMNS

TABLES = {table.key: table for table in (ACTIONS, MILESTONES, SOURCES)}


def sheet(*rows, name="Plan"):
    return Sheet(name, tuple(tuple(row) for row in rows))


@pytest.mark.parametrize("table", list(TABLES.values()), ids=list(TABLES))
def test_the_headings_of_a_template_map_by_themselves(table):
    headings = headings_of(sheet([column.heading for column in table.columns]), table)
    assert guessed(headings, table) == {column.key: place for place, column in enumerate(table.columns)}


@pytest.mark.parametrize("table", list(TABLES.values()), ids=list(TABLES))
def test_no_two_columns_are_called_the_same(table):
    own = [plain(column.heading) for column in table.columns]
    assert len(own) == len(set(own))
    for column in table.columns:
        assert not {plain(each) for each in column.also} & (set(own) - {plain(column.heading), *own})


def test_headings_are_known_by_what_councils_call_them():
    row = ["Obj. Ref", "Objective", "No.", "What we will do", "Lead officer", "Start date", "By when?", "RAG"]
    headings = headings_of(sheet(["Fernshire improvement plan"], [], row, ["1"]), ACTIONS)
    assert headings.row == 2
    assert guessed(headings, ACTIONS) == {
        "objective_reference": 0, "objective": 1, "reference": 2, "title": 3, "owner": 4, "starts_on": 5, "due_on": 6,
    }  # fmt: skip


def test_an_export_of_the_plan_maps_by_itself():
    found = guessed(headings_of(sheet(COLUMNS), ACTIONS), ACTIONS)
    by_heading = {key: COLUMNS[place] for key, place in found.items()}
    for key, heading in {
        "reference": "Reference", "title": "Action", "objective": "Objective", "areas": "Areas",
        "work_streams": "Work streams", "owner": "Owner", "partner_agencies": "Partner agencies",
        "starts_on": "Starts on", "first_due_on": "First due on", "due_on": "Due on",
    }.items():  # fmt: skip
        assert by_heading[key] == heading
    assert ACTIONS.lacking(found) == []


def test_a_heading_that_stands_twice_is_left_to_the_person():
    headings = headings_of(sheet(["Ref", "Action", "Owner", "Due", "owner"]), ACTIONS)
    assert headings.doubled == ["“Owner” in C and E"]
    assert "owner" not in guessed(headings, ACTIONS)


def test_what_a_mapping_lacks_is_named():
    headings = headings_of(sheet(["Action", "Lead", "Deadline"]), ACTIONS)
    assert ACTIONS.lacking(guessed(headings, ACTIONS)) == [
        "Action reference", "Starts", "Objective reference or Objective",
    ]  # fmt: skip


def test_headings_that_nobody_knows_are_still_headings():
    headings = headings_of(sheet(["Wat", "Wie"], ["Visiting standard", "Head of Service"]), ACTIONS)
    assert (headings.row, dict(headings.words)) == (0, {0: "Wat", 1: "Wie"})


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "1.1", "Agree a standard", "16/12/2026"], ["1", "1.2", "Train", "17/12/2026"]],
        [[1.1, "Agree", 46372.0]],
        [["Only one cell"], ["And another"]],
    ],
    ids=["dates as text", "numbers", "one column"],
)
def test_a_sheet_without_headings_says_so(rows):
    with pytest.raises(Refusal, match="has no row of headings"):
        headings_of(sheet(*rows), ACTIONS)


def test_the_sheet_that_names_most_columns_is_taken_and_the_milestones_beside_it():
    notes = sheet(["Column", "What it says"], name="Notes")
    steps = sheet([column.heading for column in MILESTONES.columns], name="Steps")
    plan = sheet([column.heading for column in ACTIONS.columns], name="Plan")
    assert best_sheet([notes, steps, plan], ACTIONS) is plan
    assert companion([notes, steps, plan], MILESTONES, beside=plan) is steps
    assert companion([notes, plan], MILESTONES, beside=plan) is None


def test_a_mapping_is_remembered_for_the_same_headings_in_the_same_places():
    one = headings_of(sheet(["Ref", "Words", "Origin"]), SOURCES)
    same = headings_of(sheet(["ref ", "WORDS", "Origin"]), SOURCES)
    moved = headings_of(sheet(["Words", "Ref", "Origin"]), SOURCES)
    assert one.digest(SOURCES) == same.digest(SOURCES)
    assert one.digest(SOURCES) != moved.digest(SOURCES)
    assert one.digest(SOURCES) != one.digest(MILESTONES)
