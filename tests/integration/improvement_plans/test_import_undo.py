"""Undo: everything back as it was within a day, and what stands in the way of it."""

import datetime as dt

import pytest

from core.audit import entries_about
from core.refusals import Refusal
from improvement_plans.models import (
    Action,
    Answering,
    DueDateChange,
    Milestone,
    MilestoneMove,
    Objective,
    PlanImport,
    Source,
)
from improvement_plans.selectors.import_undoing import in_the_way
from improvement_plans.services.import_undoing import undo
from tests.factories import AreaFactory, EvidenceFactory, NoticeFactory, PostFactory
from tests.factories_import import a_source, actions_file, an_action, loaded, rows_of, upload_of, workbook
from tests.factories_plan import ActionFactory, ActionUpdateFactory, PlanFactory

pytestmark = pytest.mark.django_db
STEP = {"Action reference": "1.1", "Milestone number": 1, "Milestone": "Drafted", "Due": "01/10/2026"}


@pytest.fixture
def plan(council):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Visits")
    AreaFactory(notice=plan.notice, letter="d", title="Voice")
    PostFactory(organisation=council, title="Head of Quality Assurance")
    PostFactory(organisation=council, title="Practice Lead")
    return plan


def state_of_the_plan() -> list:
    """Return everything that an import writes, without revisions and keys of links."""
    fields = ("pk", "reference", "title", "output", "cost", "due_on", "original_due_on", "owner_post")
    lists = [
        (
            row.pk,
            {each.pk for each in row.contributing_posts.all()},
            {each.pk for each in row.depends_on.all()},
        )
        for row in Action.objects.all()
    ]
    areas = [
        (row.pk, row.title, {each.letter for each in row.areas.all()}) for row in Objective.objects.all()
    ]
    return [
        list(Action.objects.values_list(*fields)), lists, areas,
        list(Milestone.objects.values_list("pk", "title", "due_on")),
        list(Source.objects.values_list("pk", "words")),
        DueDateChange.objects.count(), MilestoneMove.objects.count(), Answering.objects.count(),
    ]  # fmt: skip


def undone(plan_import, by, *, after=dt.timedelta(hours=1)) -> PlanImport:
    return undo(plan_import=plan_import, by=by, now=plan_import.loaded_at + after)


def test_what_came_new_goes_again_and_the_trail_keeps_both(plan, improver):
    before = state_of_the_plan()
    second = an_action(Action_reference="1.2", Depends_on="1.1", First_due="01/12/2026")
    plan_import = loaded(plan, improver, actions_file(an_action(), second, milestones=[STEP]))
    assert Action.objects.count() == 2
    result = undone(plan_import, improver)
    assert result.state == PlanImport.State.UNDONE
    assert state_of_the_plan() == before
    assert [each.action for each in entries_about(plan_import)][:2] == ["undid an import", "loaded an import"]
    assert Action.history.filter(history_type="-").count() == 2


def test_what_was_changed_is_as_it_was(plan, improver):
    Source.objects.create(
        plan=plan,
        reference="R3",
        words="Visit.",
        received_on=dt.date(2026, 5, 12),
        origin="inspection",
        kind="finding",
    )
    loaded(
        plan,
        improver,
        actions_file(an_action(Output="One"), an_action(Action_reference="1.2"), milestones=[STEP]),
    )
    before = state_of_the_plan()
    changed = an_action(
        Output="Two", Due="31/01/2027", Areas="a; d", Contributing_posts="Practice Lead", Depends_on="1.2",
        Sources_answered="R3", Objective_title="Another",
    )  # fmt: skip
    step = {**STEP, "Due": "15/10/2026", "Milestone": "Drafted and agreed"}
    plan_import = loaded(plan, improver, actions_file(changed, milestones=[step]), on_existing="update")
    assert plan_import.outcome["changed"] == {
        "improvement_plans.objective": 1, "improvement_plans.action": 1, "improvement_plans.milestone": 1,
    }  # fmt: skip
    assert state_of_the_plan() != before
    undone(plan_import, improver)
    assert state_of_the_plan() == before
    assert Action.objects.get(reference="1.1").revision == 3


def test_sources_go_again(plan, improver):
    plan_import = loaded(plan, improver, upload_of(workbook(Sources=rows_of([a_source()]))), "sources")
    undone(plan_import, improver)
    assert Source.objects.count() == 0


def test_after_a_day_it_is_too_late(plan, improver):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    undone_in_time = dt.timedelta(hours=24, seconds=1)
    with pytest.raises(Refusal, match="within 24 hours"):
        undone(plan_import, improver, after=undone_in_time)
    assert Action.objects.count() == 1


def test_twice_is_refused(plan, improver):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    undone(plan_import, improver)
    with pytest.raises(Refusal, match="This import is undone: there is nothing to undo"):
        undone(plan_import, improver)


@pytest.mark.parametrize("touch", ["update", "evidence", "dependency", "edit", "milestone", "source"])
def test_what_was_touched_since_stands_in_the_way_and_is_named(plan, improver, touch):
    plan_import = loaded(plan, improver, actions_file(an_action()))
    action = Action.objects.get()
    touches = {
        "update": lambda: ActionUpdateFactory(action=action),
        "evidence": lambda: action.evidence.add(EvidenceFactory(council=plan.notice.council)),
        "dependency": lambda: ActionFactory(objective__plan=plan).depends_on.add(action),
        "edit": lambda: Action.objects.update(revision=2),
        "milestone": lambda: Milestone.objects.create(
            action=action, number=1, title="Step", added_on=action.added_on, original_due_on=action.due_on,
            due_on=action.due_on,
        ),
        "source": lambda: Answering.objects.create(
            action=action, linked_on=action.added_on, source=Source.objects.create(
                plan=plan, reference="R1", words="W", received_on=action.added_on, origin="audit", kind="finding"
            ),
        ),
    }  # fmt: skip
    assert in_the_way(plan_import) == []
    touches[touch]()
    (words,) = in_the_way(plan_import)
    expected = {
        "update": "has action updates since", "evidence": "has evidence since", "dependency": "has actions since",
        "edit": "was changed since", "milestone": "has milestones since", "source": "has answerings since",
    }  # fmt: skip
    assert words == f"1.1 Agree a visiting standard with every team {expected[touch]}"
    with pytest.raises(Refusal, match=r"It can no longer be undone: 1\.1 Agree"):
        undone(plan_import, improver)
    assert Action.objects.filter(pk=action.pk).exists()


def test_a_later_import_that_changed_the_same_stands_in_the_way(plan, improver):
    first = loaded(plan, improver, actions_file(an_action()))
    second = loaded(plan, improver, actions_file(an_action(Output="More")), on_existing="update")
    assert in_the_way(first) == ["1.1 Agree a visiting standard with every team was changed since"]
    undone(second, improver)
    assert Action.objects.get().output == ""
