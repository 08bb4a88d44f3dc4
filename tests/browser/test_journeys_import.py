"""A team loads the plan that it keeps in a spreadsheet, with and without scripts, at a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from core.models import Job
from improvement_plans.models import Action
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_import import an_action, bytes_of, rows_of, run_import, workbook
from tests.factories_plan import PlanFactory

pytestmark = pytest.mark.django_db(transaction=True)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def plan(council):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    PostFactory(organisation=council, title="Head of Quality Assurance")
    return plan


@pytest.mark.parametrize(
    ("scripts", "width"), [(True, 1280), (False, 375)], ids=["scripts", "no scripts, phone"]
)
def test_a_spreadsheet_becomes_the_plan_and_is_taken_back(
    page_at, plan, improver, monkeypatch, scripts, width
):
    # What the broker would carry; the worker's part is played below, in this process.
    monkeypatch.setattr("improvement_plans.tasks.load_import.delay", lambda key: None)
    book = workbook(Plan=rows_of([an_action(), an_action(Action_reference="1.2", Owner="Head of Quality")]))
    with page_at(width, improver, scripts=scripts) as seen:
        window = seen.open("/councils/fernshire/plan/")
        window.get_by_role("link", name="Import a spreadsheet").first.click()
        window.get_by_role("button", name="Import a spreadsheet").click()
        window.get_by_label("Objectives, actions and milestones").check()
        window.get_by_label("File").set_input_files(
            {"name": "our plan.xlsx", "mimeType": XLSX, "buffer": bytes_of(book)}
        )
        window.get_by_role("button", name="Upload this file").click()
        expect(window.get_by_label("Owner (needed)", exact=True)).to_have_value("6")
        window.get_by_role("button", name="Check the file").click()
        expect(window.get_by_role("main")).to_contain_text("Did you mean “Head of Quality Assurance”?")
        window.get_by_role("button", name="Load into the plan").click()
        expect(window.locator(".govuk-error-summary")).to_contain_text("Some rows have errors")
        window.get_by_label("Leave out the 1 row that has errors").check()
        window.get_by_role("button", name="Load into the plan").click()
        expect(window.get_by_role("main")).to_contain_text("Waiting for the worker")
        run_import(Job.objects.get().pk)
        if not scripts:
            window.get_by_role("link", name="Look again").click()
        expect(window.get_by_role("main")).to_contain_text("1 action")
        window.get_by_role("link", name="1.1 Agree a visiting standard").click()
        expect(window.get_by_role("heading", level=1)).to_contain_text("Agree a visiting standard")
        window.go_back()
        window.get_by_role("button", name="Undo this import").click()
        window.get_by_role("button", name="Undo this import").click()
        expect(window.get_by_role("main")).to_contain_text("The plan is as it was before")
        assert (seen.complaints, seen.overflow()) == ([], 0)
    assert Action.objects.count() == 0
