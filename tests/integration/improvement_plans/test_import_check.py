"""The dry run: each thing that a spreadsheet can say wrongly meets its message, at its sheet, row and cell."""

import datetime as dt

import pytest

from accounts.models import Organisation
from core.importing import services
from improvement_plans.import_wizard import PLAN_IMPORTS
from improvement_plans.models import Action, Objective
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_import import (
    a_source,
    actions_file,
    an_action,
    checked,
    counts_of,
    rows_of,
    troubles_of,
    upload_of,
    uploaded,
    workbook,
)
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db
STEP = {"Action reference": "1.1", "Milestone number": 1, "Milestone": "Drafted", "Due": "01/10/2026"}


@pytest.fixture
def plan(council):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    PostFactory(organisation=council, title="Head of Quality Assurance")
    return plan


@pytest.fixture
def found(plan, improver):
    """Return the troubles of rows of actions, as pairs of cell and words."""

    def troubles(*rows, milestones=()):
        return troubles_of(checked(plan, improver, actions_file(*rows, milestones=milestones)))

    return troubles


def test_a_plan_without_trouble_is_counted_by_sheet(plan, improver):
    second = an_action(Action_reference="1.2", Objective_title=None, Outcome_for_children=None, Areas=None)
    plan_import = checked(plan, improver, actions_file(an_action(), second, milestones=[STEP]))
    assert plan_import.findings["counts"] == [
        {"sheet": "Actions", "what": "Objectives", "new": 1, "same": 0, "different": 0, "errors": None},
        {"sheet": "Actions", "what": "Actions", "new": 2, "same": 0, "different": 0, "errors": 0},
        {"sheet": "Milestones", "what": "Milestones", "new": 1, "same": 0, "different": 0, "errors": 0},
    ]  # fmt: skip
    assert (plan_import.state, Action.objects.count(), Objective.objects.count()) == ("checked", 0, 0)


@pytest.mark.parametrize(
    ("changed", "cell", "words"),
    [
        ({"Owner": "Head of Quality"}, "G2",
         "There is no post called “Head of Quality”. Did you mean “Head of Quality Assurance”?"),
        ({"Areas": "a; z"}, "D2", "There is no area called “z”. There are: a: Visits"),
        ({"Work_streams": "9"}, "J2",
         "There is no work stream called “9”. The plan has no work streams yet: enter them first"),
        ({"Due": "when ready"}, "I2", "Due must be a real date, such as 16/12/2026, and not “when ready”"),
        ({"Due": "01/08/2026"}, "I2", "Due must be on or after the day it starts, 1 September 2026"),
        ({"First_due": "01/08/2026"}, "J2", "First due must be on or after the day it starts, 1 September 2026"),
        ({"In_the_plan_since": "01/01/2027"}, "J2", "In the plan since must be today or earlier"),
        ({"Action": "x" * 301}, "F2", "Action has 301 characters and must be 300 or fewer: shorten it"),
        ({"Owner": None}, "G2", "Enter owner: the cell is empty"),
        ({"Starts": ""}, "H2", "Enter starts: the cell is empty"),
        ({"Action_reference": None}, "E2", "Enter action reference: the cell is empty"),
        ({"Objective_reference": None}, "A2", "Enter objective reference: the cell is empty"),
        ({"Areas": None}, "D2", "Enter areas: the cell is empty"),
        ({"Cost": "1200"}, "J2", "A cost needs a budget line: enter which one pays for it, or leave the cost empty"),
        ({"Depends_on": "9.9"}, "J2", "There is no action 9.9 in the plan, nor in a row of this file without errors"),
        ({"Depends_on": "1.1"}, "J2", "An action cannot depend on itself: take 1.1 out"),
        ({"Sources_answered": "R9"}, "J2",
         "There is no source or clause called “R9”. Enter it as it stands in the register, or add it there first"),
        ({"Owner": "=A1"}, "G2",
         "The formula in this cell has no saved value, or gives an error. Type the value in its place, or open the "
         "file in Excel and save it there"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_each_bad_cell_meets_its_message(found, changed, cell, words):
    assert found(an_action(**changed)) == [(cell, words)]


def test_two_rows_with_one_reference_are_both_named(found):
    words = "Action reference 1.1 stands in rows 2 and 4: leave it in one of them"
    rows = (an_action(), an_action(Action_reference="1.2"), an_action(Action="Again"))
    assert found(*rows) == [("E2", words), ("E4", words)]


def test_merged_cells_are_reported_and_fill_nothing_down(plan, improver):
    book = workbook(
        Actions=rows_of([an_action(), an_action(Action_reference="1.2", Objective_reference=None)])
    )
    book["Actions"].merge_cells("A2:A3")
    findings = checked(plan, improver, upload_of(book)).findings
    assert findings["troubles"] == [
        [
            "Actions", 3, "A3",
            "Enter objective reference: the cell is empty. It is part of the merged cells A2:A3: unmerge them and "
            "fill the value down",
            True,
        ],
        ["Actions", 2, "A2", "The cells A2:A3 are merged: their value is read for A2 alone", False],
    ]  # fmt: skip


def test_rows_that_disagree_about_their_objective(found):
    assert found(an_action(), an_action(Action_reference="1.2", Objective_title="Another")) == [
        (
            "B3",
            "Objective title differs from row 2, which is about the same objective. Enter it once, or the same in "
            "each row",
        )
    ]


def test_a_row_that_rests_on_a_row_with_errors_has_one_too(found):
    bad = an_action(Action_reference="1.2", Owner="Nobody")
    resting = an_action(Action_reference="1.3", Depends_on="1.2")
    assert [cell for cell, _ in found(bad, resting)] == ["G2", "J3"]


def test_actions_that_wait_for_each_other_in_a_circle(found):
    rows = (an_action(Depends_on="1.2"), an_action(Action_reference="1.2", Depends_on="1.1"))
    troubles = found(*rows)
    assert [cell for cell, _ in troubles] == ["J2", "J3"]
    assert "in a circle: 1.1 → 1.2 → 1.1" in troubles[0][1]


@pytest.mark.parametrize(
    ("changed", "cell", "words"),
    [
        ({"Action reference": "7"}, "A2", "There is no action 7 in the plan, nor in a row of this file without errors"),
        ({"Due": "01/01/2027"}, "D2", "Due must be between 1 September 2026 and 16 December 2026, the start and the "
         "due date of the action"),
        ({"Milestone number": "first"}, "B2", "Milestone number must be a whole number such as 1, and not “first”"),
        ({"Milestone": None}, "C2", "Enter milestone: the cell is empty"),
    ],
    ids=["no such action", "outside the action", "no number", "no title"],
)  # fmt: skip
def test_each_bad_milestone_meets_its_message(found, changed, cell, words):
    assert found(an_action(), milestones=[{**STEP, **changed}]) == [(cell, words)]


def test_a_milestone_of_two_actions_asks_for_the_objective(found):
    other = an_action(Objective_reference="2", Objective_title="Another")
    assert found(an_action(), other, milestones=[STEP]) == [
        ("A2", "Several objectives have an action 1.1: enter the objective reference too")
    ]


def test_an_empty_cell_takes_nothing_away(plan, improver):
    objective = ObjectiveFactory(plan=plan, reference="1", areas=[plan.notice.areas.get()])
    ActionFactory(objective=objective, reference="1.1", output="A standard", title="Agree")
    row = {"Objective reference": "1", "Action reference": "1.1", "Action": None, "Output": None, "Owner": None,
           "Starts": None, "Due": None, "Cost": " "}  # fmt: skip
    assert counts_of(checked(plan, improver, actions_file(row)))["Actions"] == (0, 1, 0)


def test_what_differs_is_shown_field_by_field_in_words(plan, improver):
    objective = ObjectiveFactory(plan=plan, reference="1", areas=[plan.notice.areas.get()])
    action = ActionFactory(objective=objective, reference="1.1", title="Agree", due_on=dt.date(2026, 12, 31))
    agency = Organisation.objects.create(name="Fernshire Health Trust", slug="health", kind="partner_agency")
    row = {"Objective reference": "1", "Action reference": "1.1", "Action": "Agree",
           "Owner": "Head of Quality Assurance", "Starts": action.starts_on, "Due": "31/01/2027",
           "Partner agencies": agency.name}  # fmt: skip
    changes = checked(plan, improver, actions_file(row)).findings["changes"]
    assert [change[3:] for change in changes] == [
        ["Owner", str(action.owner_post), "Head of Quality Assurance"],
        ["Partner agencies", "", "Fernshire Health Trust"],
        ["Due", "31 December 2026", "31 January 2027"],
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"Origin": "Ofsted"}, "There is no origin called “Ofsted”. There are: Inspection; Monitoring visit; Adviser's "
         "diagnostic; Progress review; Department letter; Peer review; Audit; The council's own"),
        ({"Received": "01/01/2027"}, "Received must be today or earlier"),
        ({"Words": None}, "Enter words: the cell is empty"),
        ({"Kind": "Areas recommendation"}, "There is no kind of source called “Areas recommendation”. Did you mean "
         "“Area recommendation”"),
    ],
    ids=["origin", "to come", "no words", "close"],
)  # fmt: skip
def test_each_bad_source_meets_its_message(plan, improver, changed, words):
    upload = upload_of(workbook(Sources=rows_of([a_source(**changed)])))
    ((_, said),) = troubles_of(checked(plan, improver, upload, "sources"))
    assert said.startswith(words)


def test_a_sheet_with_headings_alone_finds_nothing(plan, improver):
    plan_import = checked(plan, improver, upload_of(workbook(Actions=[list(an_action())])))
    assert (plan_import.findings["counts"], plan_import.findings["troubles"]) == ([], [])


def test_columns_are_remembered_for_the_next_file_with_these_headings(plan, improver):
    rows = [
        ["Ziel", "Nr", "Was", "Wer", "Von", "Bis"],
        ["1", "1.1", "Agree", "Head of Quality Assurance", "1/9/26", "16/12/26"],
    ]
    first = uploaded(plan, improver, upload_of(workbook(Plan=rows)))
    columns = {"objective_reference": 0, "reference": 1, "title": 2, "owner": 3, "starts_on": 4, "due_on": 5}
    services.map_columns(
        wizard=PLAN_IMPORTS, imported=first, mapping={"actions": {"sheet": "Plan", "columns": columns}}, by=improver,
        today=dt.date(2026, 11, 22),
    )  # fmt: skip
    second = uploaded(plan, improver, upload_of(workbook(Plan=rows)))
    assert second.mapping == {"actions": {"sheet": "Plan", "columns": columns, "remembered": True}}
