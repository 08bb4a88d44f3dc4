"""Loading a checked file: what it writes, twice over, half way, over what is there already, and how fast."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.audit import entries_about
from core.clock import today
from core.importing import services
from core.models import AuditEntry, Job
from core.refusals import Refusal
from improvement_plans.models import (
    Action,
    Answering,
    BudgetLine,
    DueDateChange,
    ImportedRow,
    Milestone,
    MilestoneMove,
    Objective,
    PlanImport,
    Source,
)
from improvement_plans.selectors import plan_as_at
from improvement_plans.services import import_loading
from tests.factories import AreaFactory, ClauseFactory, NoticeFactory, PostFactory, UserFactory
from tests.factories_import import (
    TODAY,
    a_source,
    abandon,
    actions_file,
    an_action,
    checked,
    counts_of,
    loaded,
    rows_of,
    run_import,
    started,
    troubles_of,
    upload_of,
    workbook,
)
from tests.factories_plan import (
    ActionFactory,
    CompletionFactory,
    ObjectiveFactory,
    PlanFactory,
    WorkStreamFactory,
)

pytestmark = pytest.mark.django_db
OWNER = "Head of Quality Assurance"


@pytest.fixture
def plan(council):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    AreaFactory(notice=plan.notice, letter="d", title="Voice")
    PostFactory(organisation=council, title=OWNER)
    PostFactory(organisation=council, title="Practice Lead")
    return plan


def test_one_row_with_everything_becomes_an_objective_and_an_action(plan, improver):
    WorkStreamFactory(plan=plan, number=2, title="Practice")
    BudgetLine.objects.create(plan=plan, code="BL1", title="Training", amount=40_000)
    agency = Organisation.objects.create(name="Fernshire Health Trust", slug="health", kind="partner_agency")
    source = Source.objects.create(
        plan=plan, reference="R3", words="Visit.", received_on=TODAY, origin="inspection", kind="finding"
    )
    clause = ClauseFactory(notice=plan.notice, number="4.a")
    row = an_action(
        Areas="a; d", Work_streams="2. Practice", Output="A standard", Contributing_posts="practice lead",
        Partner_agencies=agency.name, Budget_line="BL1", Cost="£1,200.50", Sources_answered="R3; Clause 4.a",
        First_due="30 November 2026",
    )  # fmt: skip
    before = an_action(Action_reference="1.2", Action="Train the teams", Depends_on="1.1")
    plan_import = loaded(plan, improver, actions_file(before, row))
    assert (plan_import.state, plan_import.job.state) == ("loaded", "done")
    objective = Objective.objects.get()
    assert (objective.reference, objective.title) == ("1", "Children are seen often enough")
    assert [area.letter for area in objective.areas.all()] == ["a", "d"]
    assert [stream.number for stream in objective.work_streams.all()] == [2]
    assert (str(objective.owner_post), objective.added_on) == (OWNER, today())
    action = Action.objects.get(reference="1.1")
    assert (action.title, action.output, action.cost) == (
        "Agree a visiting standard with every team", "A standard", Decimal("1200.50"),
    )  # fmt: skip
    assert (action.starts_on, action.due_on) == (dt.date(2026, 9, 1), dt.date(2026, 12, 16))
    assert action.original_due_on == dt.date(2026, 11, 30)
    assert [str(post) for post in action.contributing_posts.all()] == ["Practice Lead"]
    assert list(action.partner_agencies.all()) == [agency]
    assert [each.reference for each in action.needed_by.all()] == ["1.2"]
    answered = {(each.source_id, each.clause_id) for each in Answering.objects.filter(action=action)}
    assert answered == {(source.pk, None), (None, clause.pk)}
    assert plan_as_at(plan.notice, today()).shown[0].due_on == dt.date(2026, 12, 16)


def test_each_row_has_its_history_and_its_line_in_the_audit_trail(plan, improver):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    action = Action.objects.get()
    first = action.history.get()
    assert (first.history_type, first.history_user) == ("+", improver)
    assert first.history_change_reason == "Import of plan.xlsx"
    entry = entries_about(action).get()
    assert (entry.action, entry.actor_name) == ("added an action", str(improver))
    assert entry.detail["import"] == "plan.xlsx"
    assert [each.action for each in entries_about(plan_import)] == [
        "loaded an import", "started an import", "uploaded a spreadsheet",
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(plan, improver):
    milestones = [
        {"Action reference": "1.1", "Milestone number": 1, "Milestone": "Drafted", "Due": "01/10/2026"}
    ]
    file = lambda: actions_file(an_action(), milestones=milestones)  # noqa: E731
    loaded(plan, improver, file())
    written = (Action.history.count(), Milestone.history.count(), AuditEntry.objects.count())
    again = checked(plan, improver, file())
    assert counts_of(again) == {"Objectives": (0, 1, 0), "Actions": (0, 1, 0), "Milestones": (0, 1, 0)}
    with pytest.raises(Refusal, match="Nothing would change"):
        started(again, improver, on_existing="update")
    # The upload is the one thing that is written down.
    after = (Action.history.count(), Milestone.history.count(), AuditEntry.objects.count())
    assert after == (*written[:2], written[2] + 1)


def test_update_changes_only_what_differs_and_a_due_date_is_moved(plan, improver):
    loaded(plan, improver, actions_file(an_action(Output="A standard")))
    newer = an_action(Action="Agree one standard", Due="31 January 2027", Output=None)
    plan_import = loaded(plan, improver, actions_file(newer), on_existing="update")
    assert plan_import.outcome["changed"] == {"improvement_plans.action": 1}
    action = Action.objects.get()
    assert (action.title, action.output, action.revision) == ("Agree one standard", "A standard", 2)
    assert (action.original_due_on, action.due_on) == (dt.date(2026, 12, 16), dt.date(2027, 1, 31))
    move = DueDateChange.objects.get()
    assert (move.from_day, move.to_day) == (dt.date(2026, 12, 16), dt.date(2027, 1, 31))
    assert (move.reason, move.changed_by) == ("Import of plan.xlsx", improver)
    entry = entries_about(action).first()
    assert entry.action == "edited an action"
    assert entry.detail["title"] == ["Agree a visiting standard with every team", "Agree one standard"]
    assert set(entry.detail) == {"import", "title", "due_on"}


def test_skip_loads_what_is_new_and_leaves_the_rest(plan, improver):
    loaded(plan, improver, actions_file(an_action()))
    second = an_action(Action_reference="1.2", Action="Train the teams")
    loaded(plan, improver, actions_file(an_action(Action="Another title"), second), on_existing="skip")
    titles = dict(Action.objects.values_list("reference", "title"))
    assert titles == {"1.1": "Agree a visiting standard with every team", "1.2": "Train the teams"}


def test_stop_refuses_what_differs(plan, improver):
    loaded(plan, improver, actions_file(an_action()))
    differs = checked(plan, improver, actions_file(an_action(Action="Another title")))
    with pytest.raises(Refusal, match="1 of what the file holds is in the plan already and differs"):
        started(differs, improver, on_existing="stop")


def test_rows_with_errors_stop_the_load_unless_they_are_left_out(plan, improver):
    bad = an_action(Action_reference="1.2", Owner="Nobody in particular")
    found = checked(plan, improver, actions_file(an_action(), bad))
    with pytest.raises(Refusal, match="Some rows have errors"):
        started(found, improver)
    started(found, improver, leaves_out_errors=True)
    found.refresh_from_db()
    run_import(found.job_id)
    found.refresh_from_db()
    assert (found.state, found.outcome["left_out"]) == ("loaded", 1)
    assert [each.reference for each in Action.objects.all()] == ["1.1"]


def test_milestones_come_with_their_actions_and_move_with_a_reason(plan, improver):
    step = {"Action reference": "1.1", "Milestone number": 1, "Milestone": "Drafted", "Due": "01/10/2026"}
    loaded(plan, improver, actions_file(an_action(), milestones=[step]))
    assert Milestone.objects.get().original_due_on == dt.date(2026, 10, 1)
    moved = actions_file(an_action(), milestones=[{**step, "Due": "15/10/2026"}])
    loaded(plan, improver, moved, on_existing="update")
    move = MilestoneMove.objects.get()
    assert (move.from_day, move.to_day) == (dt.date(2026, 10, 1), dt.date(2026, 10, 15))
    assert (move.reason, Action.objects.get().revision) == ("Import of plan.xlsx", 2)


def test_sources_are_loaded_and_updated(plan, improver):
    first = upload_of(workbook(Sources=rows_of([a_source(Areas="a")])))
    loaded(plan, improver, first, "sources")
    source = Source.objects.get()
    assert (source.origin, source.kind, source.addressee) == (
        "inspection", "recommendation", "childrens_services",
    )  # fmt: skip
    assert (source.received_on, source.recorded_by) == (dt.date(2026, 5, 12), improver)
    second = upload_of(workbook(Sources=rows_of([a_source(Words="Visit every child.", Areas="a; d")])))
    loaded(plan, improver, second, "sources", on_existing="update")
    source.refresh_from_db()
    assert (source.words, source.revision, source.areas.count()) == ("Visit every child.", 2, 2)
    assert [each.action for each in entries_about(source)] == ["edited a source", "added a source"]


def test_what_the_adviser_wrote_is_not_changed(plan, improver, adviser):
    Source.objects.create(
        plan=plan, reference="R3", words="Be bold.", received_on=dt.date(2026, 5, 12), origin="diagnostic",
        kind="recommendation", recorded_by=adviser,
    )  # fmt: skip
    found = checked(plan, improver, upload_of(workbook(Sources=rows_of([a_source()]))), "sources")
    assert troubles_of(found) == [
        ("A2", "The adviser wrote this one, and only the adviser changes it: leave the row out")
    ]


def test_a_done_action_keeps_its_due_date(plan, improver):
    loaded(plan, improver, actions_file(an_action()))
    CompletionFactory(action=Action.objects.get(), done_on=dt.date(2026, 11, 10))
    found = checked(plan, improver, actions_file(an_action(Due="01/02/2027")))
    assert troubles_of(found) == [
        (
            "I2",
            "The action was called done on 10 November 2026, so this day stands. Reopen it, or leave the cell empty",
        )
    ]


def test_a_plan_that_changed_since_the_check_stops_the_load_and_leaves_nothing(plan, improver):
    plan_import = started(checked(plan, improver, actions_file(an_action())), improver)
    objective = ObjectiveFactory(plan=plan, reference="1")
    run_import(plan_import.job_id)
    plan_import.refresh_from_db()
    assert (plan_import.state, plan_import.job.state) == ("failed", "failed")
    assert "The plan has changed since the file was checked" in plan_import.job.error
    assert (Action.objects.count(), list(Objective.objects.all())) == (0, [objective])


def test_a_load_killed_half_way_leaves_nothing_and_can_be_started_again(plan, improver, monkeypatch):
    plan_import = started(checked(plan, improver, actions_file(an_action())), improver)

    class Killed(BaseException):
        """What a killed worker is to the transaction: it never comes back."""

    def killed(*given):
        assert Action.objects.count() == 1
        raise Killed

    with monkeypatch.context() as half_way:
        half_way.setattr(import_loading, "load_milestones", killed)
        with pytest.raises(Killed):
            run_import(plan_import.job_id)
    plan_import.refresh_from_db()
    assert (plan_import.state, Job.objects.get().state) == ("loading", "running")
    assert (Objective.objects.count(), Action.objects.count(), ImportedRow.objects.count()) == (0, 0, 0)
    # The task comes again: the job is taken, so it does nothing; the schedule calls it failed, and a person starts it.
    run_import(plan_import.job_id)
    assert Action.objects.count() == 0
    abandon(plan_import)
    again = started(plan_import, improver)
    run_import(again.job_id)
    again.refresh_from_db()
    assert (again.state, Action.objects.count()) == ("loaded", 1)


def test_a_task_delivered_twice_loads_once(plan, improver):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    run_import(plan_import.job_id)
    assert (Action.objects.count(), Action.history.count()) == (1, 1)


def test_an_unexpected_error_is_told_and_leaves_nothing(plan, improver, monkeypatch):
    plan_import = started(checked(plan, improver, actions_file(an_action())), improver)
    monkeypatch.setattr(import_loading, "load_sources", lambda *given: 1 / 0)
    run_import(plan_import.job_id)
    plan_import.refresh_from_db()
    assert (plan_import.state, Action.objects.count()) == ("failed", 0)
    assert "Nothing was loaded" in plan_import.job.error


@pytest.fixture
def many():
    def rows(number, **changed):
        return [
            an_action(
                Objective_reference=str(place // 20), Objective_title=f"Objective {place // 20}",
                Action_reference=f"{place // 20}.{place % 20}", Action=f"Action {place}", **changed,
            )
            for place in range(number)
        ]  # fmt: skip

    return rows


@pytest.mark.parametrize("deed", ["new", "update"])
def test_a_load_asks_as_often_for_forty_rows_as_for_four_hundred(plan, improver, many, deed):
    asked = []
    for number in (40, 400):
        Action.objects.filter(objective__plan=plan).delete()
        Objective.objects.filter(plan=plan).delete()
        if deed == "update":
            loaded(plan, improver, actions_file(*many(number)))
        change = {"Due": dt.date(2027, 1, 31)} if deed == "update" else {}
        plan_import = started(
            checked(plan, improver, actions_file(*many(number, **change))), improver, on_existing="update"
        )
        with CaptureQueriesContext(connection) as queries:
            run_import(plan_import.job_id)
        plan_import.refresh_from_db()
        assert plan_import.state == PlanImport.State.LOADED
        asked.append(len(queries))
    # Rows are written in parts as large as the database takes parameters: a few more statements, never one a row.
    assert asked[1] <= asked[0] + 25


def test_an_action_that_left_the_plan_is_not_brought_back(plan, improver):
    objective = ObjectiveFactory(plan=plan, reference="1", areas=[plan.notice.areas.first()])
    ActionFactory(
        objective=objective, reference="1.1", title="Old", left_on=dt.date(2026, 10, 1), left_because="Merged"
    )
    found = checked(plan, improver, actions_file(an_action()))
    assert [words for _, words in troubles_of(found)] == [
        "Action 1.1 Old left the plan on 1 October 2026: give the new one another reference"
    ]


def test_a_finished_import_cannot_be_mapped_or_dropped(plan, improver):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    with pytest.raises(Refusal, match="This import is loaded"):
        services.drop(imported=plan_import, by=UserFactory())
