"""The wizard through its pages: who may open them, each step, and what is refused at it."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Job
from improvement_plans.models import Action, Objective, Plan, PlanImport
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_import import (
    actions_file,
    an_action,
    checked,
    loaded,
    run_import,
    started,
    upload_of,
    uploaded,
    workbook,
)
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory, WorkStreamFactory

pytestmark = pytest.mark.django_db
HOME = "/councils/fernshire/plan/imports/"


@pytest.fixture
def plan(council):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    PostFactory(organisation=council, title="Head of Quality Assurance")
    return plan


@pytest.fixture
def client(client_for, improver):
    return client_for(improver)


def steps(pk: int) -> list[str]:
    return [
        HOME, f"{HOME}new/", f"{HOME}{pk}/", f"{HOME}{pk}/columns/", f"{HOME}{pk}/check/", f"{HOME}{pk}/progress/",
        f"{HOME}{pk}/errors.csv", f"{HOME}{pk}/errors.xlsx", f"{HOME}template-actions.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "role", ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]
)
def test_nobody_but_the_improvement_team_imports(plan, improver, client_for, request, role):
    plan_import = checked(plan, improver, actions_file(an_action()))
    stranger = client_for(request.getfixturevalue(role))
    for address in steps(plan_import.pk):
        assert stranger.get(address).status_code == 403, address
    for address in ("columns/", "check/", "check-again/", "drop/", "undo/"):
        assert stranger.post(f"{HOME}{plan_import.pk}/{address}").status_code == 403, address
    plan_import.refresh_from_db()
    assert plan_import.state == "checked"


def test_for_people_from_elsewhere_there_is_no_such_page(plan, improver, outsider, client_for):
    plan_import = checked(plan, improver, actions_file(an_action()))
    stranger = client_for(outsider)
    for address in steps(plan_import.pk):
        assert stranger.get(address).status_code == 404, address
    elsewhere = f"/councils/marlow-vale/plan/imports/{plan_import.pk}/"
    assert stranger.get(elsewhere).status_code == 404
    assert stranger.post(f"{elsewhere}drop/").status_code == 404


def test_the_whole_wizard(plan, client, django_capture_on_commit_callbacks, monkeypatch):
    sent = []
    monkeypatch.setattr("improvement_plans.tasks.load_import.delay", sent.append)
    answer = client.post(f"{HOME}new/", {"kind": "actions", "file": actions_file(an_action())})
    plan_import = PlanImport.objects.get()
    assert answer.headers["Location"] == f"{HOME}{plan_import.pk}/columns/"
    page = client.get(answer.headers["Location"])
    chosen = {name: field.initial for name, field in page.context["form"].fields.items()}
    answer = client.post(f"{HOME}{plan_import.pk}/columns/", chosen)
    assert answer.headers["Location"] == f"{HOME}{plan_import.pk}/check/"
    assert "What the file would change" in client.get(answer.headers["Location"]).text
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{HOME}{plan_import.pk}/check/", {"on_existing": "stop"})
    assert answer.headers["Location"] == f"{HOME}{plan_import.pk}/"
    assert sent == [Job.objects.get().pk]
    assert "Waiting for the worker" in client.get(f"{HOME}{plan_import.pk}/").text
    run_import(sent[0])
    page = client.get(f"{HOME}{plan_import.pk}/")
    action = Action.objects.get()
    assert reverse("plan:action", args=["fernshire", action.pk]) in page.text
    assert client.get(f"{HOME}{plan_import.pk}/progress/").headers["HX-Refresh"] == "true"
    assert client.get(f"{HOME}{plan_import.pk}/check/").headers["Location"] == f"{HOME}{plan_import.pk}/"
    assert "is taken out of the plan" in client.get(f"{HOME}{plan_import.pk}/undo/").text
    client.post(f"{HOME}{plan_import.pk}/undo/")
    assert (Action.objects.count(), PlanImport.objects.get().state) == (0, "undone")
    assert "The plan is as it was before" in client.get(f"{HOME}{plan_import.pk}/").text


def test_a_broker_that_does_not_answer_fails_the_load_and_not_the_page(
    plan, client, improver, django_capture_on_commit_callbacks, monkeypatch
):
    def unreachable(key):
        raise OSError("no broker")

    monkeypatch.setattr("improvement_plans.tasks.load_import.delay", unreachable)
    plan_import = checked(plan, improver, actions_file(an_action()))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{HOME}{plan_import.pk}/check/", {"on_existing": "stop"})
    plan_import.refresh_from_db()
    assert plan_import.state == "failed"
    page = client.get(f"{HOME}{plan_import.pk}/").text
    assert "The worker could not be reached" in page
    assert "Go on with it" in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"file": None}, "Choose the file"),
        ({"kind": ""}, "Choose what the file holds"),
        ({"file": b"%PDF-1.7"}, "The file must be one of these: Excel (.xlsx or .xlsm) or CSV"),
        ({"file": b""}, "The file that you chose is empty"),
        ({"file": b"1,1.1,Agree,16/12/2026\n"}, "has no row of headings"),
    ],
    ids=["no file", "no kind", "no spreadsheet", "empty", "no headings"],
)
def test_what_is_refused_at_the_upload_leaves_nothing(plan, client, settings, given, words):
    file = given.get("file", b"Ref,Action\n1,x\n")
    given = {"kind": "actions", **given, "file": upload_of(file, "plan.csv") if file is not None else ""}
    answer = client.post(f"{HOME}new/", given)
    assert answer.status_code == 200
    assert words in answer.text
    assert PlanImport.objects.count() == 0
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_a_file_above_the_limit_is_refused(plan, client, settings):
    settings.EVIDENCE_SIZE_LIMIT_MB = 0
    answer = client.post(f"{HOME}new/", {"kind": "actions", "file": actions_file(an_action())})
    assert "The file must be smaller than 0 MB" in answer.text


def test_the_first_file_opens_the_plan_of_a_council_that_has_none(council, client):
    notice = NoticeFactory(council=council)
    client.post(f"{HOME}new/", {"kind": "actions", "file": actions_file(an_action())})
    assert Plan.objects.get().notice == notice


def test_without_a_notice_there_is_nothing_to_import_into(council, client):
    assert "A plan stands under a notice" in client.get(f"{HOME}new/").text
    answer = client.post(f"{HOME}new/", {"kind": "actions", "file": actions_file(an_action())})
    assert answer.status_code == 200
    assert (Plan.objects.count(), PlanImport.objects.count()) == (0, 0)


def test_columns_that_are_needed_and_columns_chosen_twice_are_named(plan, client, improver):
    plan_import = uploaded(plan, improver, actions_file(an_action()))
    address = f"{HOME}{plan_import.pk}/columns/"
    chosen = {name: field.initial for name, field in client.get(address).context["form"].fields.items()}
    lacking = client.post(address, {**chosen, "actions-owner": "", "actions-due_on": ""}).text
    assert "Choose the column for each of these: Owner, Due" in lacking
    doubled = client.post(address, {**chosen, "actions-output": chosen["actions-title"]}).text
    assert "The column “Action” is chosen for Action too: a column says one thing" in doubled
    assert PlanImport.objects.get().state == "uploaded"


def test_another_sheet_of_the_file_can_be_read(plan, client, improver):
    rows = [["Objective reference", "Ref", "Task", "Lead", "Start", "Deadline"]]
    plan_import = uploaded(plan, improver, upload_of(workbook(Old=rows, New=rows)))
    page = client.get(f"{HOME}{plan_import.pk}/columns/", {"sheet": "New"})
    assert page.context["form"].chosen.__self__.mapping["actions"]["sheet"] == "New"
    chosen = {name: field.initial for name, field in page.context["form"].fields.items()}
    client.post(f"{HOME}{plan_import.pk}/columns/?sheet=New", chosen)
    assert PlanImport.objects.get().mapping["actions"]["sheet"] == "New"


def test_errors_can_be_taken_away_as_a_list_and_are_inert_there(plan, client, improver):
    plan_import = checked(plan, improver, actions_file(an_action(Owner="=cmd|'/c calc'!A0 x")))
    address = f"{HOME}{plan_import.pk}/errors"
    csv = client.get(f"{address}.csv").content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Sheet,Row,Cell,What is wrong and what to do,Stops the row"
    assert csv[1].startswith("Actions,2,G2,")
    book = load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
    assert [cell.value for cell in book.active[2]][:3] == ["Actions", 2, "G2"]


def test_a_given_up_import_is_gone_from_the_list(plan, client, improver):
    plan_import = checked(plan, improver, actions_file(an_action()))
    client.post(f"{HOME}{plan_import.pk}/drop/")
    assert "Nothing has been imported yet" in client.get(HOME).text
    assert client.get(f"{HOME}{plan_import.pk}/").status_code == 404


def test_a_file_can_be_checked_again_after_the_plan_changed(plan, client, improver):
    plan_import = checked(plan, improver, actions_file(an_action(Owner="Practice Lead")))
    assert plan_import.findings["error_rows"] == 1
    PostFactory(organisation=plan.notice.council, title="Practice Lead")
    client.post(f"{HOME}{plan_import.pk}/check-again/")
    plan_import.refresh_from_db()
    assert plan_import.findings["error_rows"] == 0


@pytest.mark.parametrize(
    ("kind", "sheets"), [("actions", ["Actions", "Milestones", "Notes"]), ("sources", ["Sources", "Notes"])]
)
def test_a_template_maps_by_itself_and_explains_each_column(plan, client, improver, kind, sheets):
    content = client.get(f"{HOME}template-{kind}.xlsx").content
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == sheets
    headings = [[cell.value for cell in book[name][1]] for name in sheets[:-1]]
    assert [row[1].value for row in book["Notes"].iter_rows(min_row=2)] == [
        each for row in headings for each in row
    ]
    mapping = uploaded(plan, improver, upload_of(content), kind).mapping
    assert [len(said["columns"]) for said in mapping.values()] == [len(row) for row in headings]
    csv = client.get(f"{HOME}template-{kind}.csv").content.decode("utf-8-sig").strip()
    assert csv.split(",") == headings[0]
    assert client.get(f"{HOME}template-nothing.xlsx").status_code == 404


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_of_the_plan_comes_back_and_changes_nothing(plan, client, improver, ending):
    objective = ObjectiveFactory(
        plan=plan, reference="1", title="Children are seen", areas=[plan.notice.areas.get()],
        work_streams=[WorkStreamFactory(plan=plan)],
    )  # fmt: skip
    ActionFactory(objective=objective, reference="1.1", title="=1+1 is two")
    ActionFactory(objective=objective, reference="1.2", title="-Agree")
    export = client.get(f"/councils/fernshire/plan/actions.{ending}").content
    if ending == "xlsx":
        cell = next(
            each
            for row in load_workbook(io.BytesIO(export)).active
            for each in row
            if each.value == "=1+1 is two"
        )
        assert cell.data_type == "s"
    plan_import = checked(plan, improver, upload_of(export, f"plan.{ending}"))
    assert plan_import.findings["errors"] == 0
    counts = {
        row["what"]: (row["new"], row["same"], row["different"]) for row in plan_import.findings["counts"]
    }
    assert counts == {"Objectives": (0, 1, 0), "Actions": (0, 2, 0)}
    moved = Objective.objects.get()
    assert moved.actions.get(reference="1.1").title == "=1+1 is two"


def test_the_list_asks_as_often_for_three_imports_as_for_twelve(plan, improver, client, queries_of):
    asked = []
    for number in (3, 9):
        for _ in range(number):
            started(checked(plan, improver, actions_file(an_action())), improver)
        asked.append(queries_of(client, HOME))
    assert asked[0] == asked[1]


def test_the_result_asks_as_often_for_three_rows_as_for_forty(plan, improver, client, queries_of):
    asked = []
    for number in (3, 40):
        rows = [
            an_action(Objective_reference=str(number), Action_reference=str(place)) for place in range(number)
        ]
        plan_import = loaded(plan, improver, actions_file(*rows))
        client.get(f"{HOME}{plan_import.pk}/")
        asked.append([queries_of(client, f"{HOME}{plan_import.pk}/{step}") for step in ("", "undo/")])
    assert asked[0] == asked[1]
