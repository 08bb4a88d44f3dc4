"""What an item came to: decisions, actions with an owner and a day, information; written, changed, taken out."""

import datetime as dt

import pytest

from boards.models import BoardAction, Outcome
from core.models import AuditEntry
from tests.factories import PostFactory
from tests.factories_board_work import (
    HOME,
    ChallengeFactory,
    a_board,
    action_of,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
)
from tests.factories_boards import AgencySeatFactory, OutcomeFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def item(board):
    return item_of(held_meeting(board, dt.date(2026, 10, 14)), title="Recruitment")


@pytest.fixture
def post(board):
    return post_of(board, title="Head of Workforce")


def place(item, kind):
    return f"{HOME}items/{item.pk}/{kind}/add/"


def decision(**changes):
    return {"words": "Pay an award.", "decided_by": "The board", "dissent": "", "revision": 1, **changes}


def action(post, **changes):
    return {
        "words": "Bring a plan", "owner_post": post.pk, "due_on": "30/11/2026", "plan_action": "", "revision": 1,
        **changes,
    }  # fmt: skip


def test_a_decision_is_recorded_with_who_decided_and_who_dissented(improver, item, client_for):
    client = client_for(improver)
    page = client.post(place(item, "decisions"), decision(dissent="The union: too little."), follow=True)
    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.decided_by, outcome.dissent) == (
        "decision",
        "The board",
        "The union: too little.",
    )
    assert "Dissent: The union: too little." in page.content.decode()
    assert AuditEntry.objects.filter(action="recorded a decision").count() == 1


def test_an_action_gets_the_next_reference_of_its_month(improver, board, item, post, client_for):
    client = client_for(improver)
    page = client.post(place(item, "actions"), action(post), follow=True).content.decode()
    assert "B-2026-10/1 is given to Head of Workforce" in page
    second_of_the_month = item_of(held_meeting(board, dt.date(2026, 10, 28)))
    client.post(place(second_of_the_month, "actions"), action(post))
    client.post(place(item_of(held_meeting(board)), "actions"), action(post))
    found = list(BoardAction.objects.order_by("pk").values_list("reference", flat=True))
    assert found == ["B-2026-10/1", "B-2026-10/2", "B-2026-11/1"]
    first = BoardAction.objects.order_by("pk").first()
    assert (first.owner_post, first.due_on, first.state) == (post, dt.date(2026, 11, 30), "open")
    assert (first.outcome.kind, first.outcome.words) == ("action", "Bring a plan")


def test_an_action_belongs_to_one_of_the_plan_and_to_a_post_of_an_agency_on_the_board(
    improver, board, item, client_for
):
    of_plan = ActionFactory(objective=ObjectiveFactory(plan=PlanFactory(notice=board.notice)))
    agency = AgencySeatFactory(board=board).organisation
    theirs = PostFactory(organisation=agency, title="Superintendent")
    client_for(improver).post(place(item, "actions"), action(theirs, plan_action=of_plan.pk))
    found = BoardAction.objects.get()
    assert (found.owner_post, found.plan_action) == (theirs, of_plan)


def test_information_is_recorded(improver, item, client_for):
    client_for(improver).post(place(item, "information"), {"words": "Inspectors come in May.", "revision": 1})
    assert Outcome.objects.get().kind == "information"


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("decisions", {"words": " "}, "Enter what was decided"),
        ("decisions", {"decided_by": ""}, "Enter who decided"),
        (
            "decisions",
            {"words": "a\x00"},
            "What was decided holds a character that cannot be kept: type it again",
        ),
        ("information", {"words": ""}, "Enter what the board is to know"),
        ("actions", {"words": ""}, "Enter what is to be done"),
        ("actions", {"owner_post": ""}, "Choose the post that owes it"),
        ("actions", {"owner_post": "9" * 30}, "Choose the post that owes it from the list"),
        ("actions", {"due_on": ""}, "Enter the day by which it is due"),
        ("actions", {"due_on": "31/2/2027"}, "must be a real date"),
        ("actions", {"due_on": "13/10/2026"}, "must be from 14 October 2026, when the board met"),
        ("actions", {"due_on": "1/1/2199"}, "must be from 14 October 2026, when the board met"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(improver, item, post, client_for, kind, changes, message):
    asked = (action(post) if kind == "actions" else decision()) | changes
    page = client_for(improver).post(place(item, kind), asked).content.decode()
    assert page.count(message) == 2
    assert (Outcome.objects.count(), BoardAction.objects.count()) == (0, 0)


def test_a_post_of_another_council_owes_nothing_here(improver, other_council, item, client_for):
    theirs = PostFactory(organisation=other_council)
    client_for(improver).post(place(item, "actions"), action(theirs))
    assert not BoardAction.objects.exists()


def test_outcomes_are_changed_while_the_minutes_are_open(improver, item, post, client_for):
    client, given = client_for(improver), action_of(item)
    client.post(f"{HOME}outcomes/{given.outcome_id}/edit/", action(post, words="Bring it sooner"))
    given.refresh_from_db()
    assert (given.words, given.outcome.words, given.owner_post) == (
        "Bring it sooner",
        "Bring it sooner",
        post,
    )
    made = OutcomeFactory(item=item, kind="decision", decided_by="The board")
    client.post(f"{HOME}outcomes/{made.pk}/edit/", decision(words="Pay two awards."))
    made.refresh_from_db()
    assert (made.words, made.revision) == ("Pay two awards.", 2)
    known = OutcomeFactory(item=item, kind="information")
    client.post(f"{HOME}outcomes/{known.pk}/edit/", {"words": "In June.", "revision": 1})
    known.refresh_from_db()
    assert known.words == "In June."


@pytest.mark.parametrize("kind", ["decision", "action", "information"])
def test_the_second_of_two_editors_is_shown_both_versions(improver, item, post, client_for, kind):
    made = action_of(item).outcome if kind == "action" else OutcomeFactory(
        item=item, kind=kind, decided_by="The board" if kind == "decision" else ""
    )  # fmt: skip
    client, address = client_for(improver), f"{HOME}outcomes/{made.pk}/edit/"
    fields = action(post) if kind == "action" else decision()
    client.post(address, fields | {"words": "Theirs first"})
    page = client.post(address, fields | {"words": "Mine second"}).content.decode()
    assert "changed this while you were editing" in page
    assert "Theirs first" in page
    made.refresh_from_db()
    assert made.words == "Theirs first"


def test_an_outcome_is_taken_out_with_its_action(improver, item, client_for):
    given = action_of(item)
    client_for(improver).post(f"{HOME}outcomes/{given.outcome_id}/remove/")
    assert (Outcome.objects.count(), BoardAction.objects.count()) == (0, 0)


def test_an_action_on_which_something_hangs_stays(improver, item, client_for):
    client = client_for(improver)
    answered, led_to = action_of(item), action_of(item)
    answered.updates.create(words="Half done", given_on=dt.date(2026, 11, 1))
    ChallengeFactory(item=item, action=led_to)
    for given, message in ((answered, "was answered already"), (led_to, "A challenge names")):
        page = client.post(f"{HOME}outcomes/{given.outcome_id}/remove/", follow=True).content.decode()
        assert message in page
    assert BoardAction.objects.count() == 2


def test_nothing_comes_of_a_meeting_that_has_not_begun(improver, board, post, client_for):
    item = item_of(meeting_on(board, dt.date(2026, 12, 16)))
    for kind, asked in (
        ("decisions", decision()),
        ("actions", action(post)),
        ("information", {"words": "x", "revision": 1}),
    ):
        assert "has not begun" in client_for(improver).post(place(item, kind), asked).content.decode()
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("person", ["owner", "chair", "adviser", "department_official", "board_member"])
def test_only_the_team_records_outcomes(person, request, item, post, client_for):
    made, client = OutcomeFactory(item=item), client_for(request.getfixturevalue(person))
    for kind in ("decisions", "actions", "information", "challenges"):
        assert client.get(place(item, kind)).status_code == 403
        assert client.post(place(item, kind), decision()).status_code == 403
    assert client.post(f"{HOME}outcomes/{made.pk}/remove/").status_code == 403
    assert client.get(f"{HOME}outcomes/{made.pk}/edit/").status_code == 403


def test_for_an_outsider_no_outcome_is_there(outsider, item, client_for):
    made, client = OutcomeFactory(item=item), client_for(outsider)
    for council in ("fernshire", "marlow-vale"):
        base = f"/councils/{council}/board/"
        assert client.post(f"{base}outcomes/{made.pk}/remove/").status_code == 404
        assert client.get(f"{base}items/{item.pk}/decisions/add/").status_code == 404
