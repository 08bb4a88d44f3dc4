"""What people do to an action through its pages: update, correct, move, complete, reopen, each with its refusals."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, User
from core.clock import today
from core.models import AuditEntry
from evidence.models import Evidence
from improvement_plans.models import Action, ActionUpdate, Completion, DueDateChange, Rating
from tests.factories import EvidenceFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, CompletionFactory, PlanFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
UPDATE = {
    "narrative": "Ten of twelve trained.",
    "rating": "amber",
    "rating_reason": "Two on leave",
    "differs_because": "The dates do not know of the leave",
    "revision": 1,
}


@pytest.fixture
def action(council: Organisation, owner: User) -> Action:
    """An action of the post that `owner` holds."""
    action = ActionFactory(objective__plan=PlanFactory(notice__council=council))
    PostHoldingFactory(post=action.owner_post, person=owner)
    return action


def address(action: Action, deed: str) -> str:
    return f"/councils/fernshire/plan/actions/{action.pk}/{deed}/"


def facts() -> tuple[int, ...]:
    """How many rows any of these deeds could have left behind."""
    models = (ActionUpdate, Completion, DueDateChange, AuditEntry, Evidence)
    return tuple(model.objects.count() for model in models)


def change_of(deed: str) -> dict[str, Any]:
    day = f"{today():%d/%m/%Y}"
    return {
        "update": UPDATE,
        "done": {
            "done_on": day,
            "achieved": "All trained.",
            "url": "https://intranet.example/minutes",
            "revision": 1,
        },
        "due-date": {"to_day": "31 January 2027", "reason": "The contract was let again", "revision": 1},
        "reopen": {"reason": "Two were missed", "rating": "red", "revision": 1},
    }[deed]


WHO_MAY = {
    "update": {"improver", "owner"},
    "done": {"improver", "owner"},
    "due-date": {"improver"},
    "reopen": {"improver"},
}
EVERYBODY = [
    "improver",
    "owner",
    "analyst",
    "chair",
    "adviser",
    "department_official",
    "board_member",
    "administrator",
]


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("deed", WHO_MAY)
def test_who_may_change_an_action(
    deed: str, role: str, action: Action, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    if deed == "reopen":
        CompletionFactory(action=action, done_on=today())
    before = facts()
    client = client_for(request.getfixturevalue(role))
    shown, sent = client.get(address(action, deed)), client.post(address(action, deed), change_of(deed))
    if role in WHO_MAY[deed]:
        assert (shown.status_code, sent.status_code) == (200, 302)
        assert facts() != before
    else:
        assert (shown.status_code, sent.status_code) == (403, 403)
        assert facts() == before


@pytest.mark.parametrize("deed", WHO_MAY)
def test_an_outsider_finds_nothing_and_nobody_without_signing_in(
    deed: str, action: Action, outsider: User, client_for: ClientFor
) -> None:
    assert client_for(outsider).post(address(action, deed), change_of(deed)).status_code == 404
    assert client_for(None).post(address(action, deed), change_of(deed)).status_code == 302
    assert facts() == (0, 0, 0, 0, 0)


@pytest.mark.parametrize("deed", ["update", "done"])
def test_an_owner_changes_only_the_actions_of_the_posts_held_today(
    deed: str, action: Action, owner: User, client_for: ClientFor
) -> None:
    colleagues = ActionFactory(
        objective=action.objective, owner_post__organisation=action.owner_post.organisation
    )
    former = ActionFactory(
        objective=action.objective, owner_post__organisation=action.owner_post.organisation
    )
    colleagues.owner_post = PostHoldingFactory().post
    colleagues.save()
    former.owner_post = PostHoldingFactory(person=owner, ended_on=today() - dt.timedelta(days=1)).post
    former.save()
    for other in (colleagues, former):
        answer = client_for(owner).post(address(other, deed), change_of(deed))
        assert answer.status_code == 403
    assert facts() == (0, 0, 0, 0, 0)


def test_another_councils_action_is_not_there(improver: User, client_for: ClientFor) -> None:
    assert client_for(improver).get(address(ActionFactory(), "update")).status_code == 404


def test_an_update_is_recorded_for_the_post_with_its_audit(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    answer = client_for(owner).post(
        address(action, "update"), {**UPDATE, "forecast_on": "15.1.2027"}, follow=True
    )
    update = ActionUpdate.objects.get()
    assert (update.given_by, update.for_post, update.given_on) == (owner, action.owner_post, today())
    assert (update.rating, update.forecast_on) == (Rating.AMBER, dt.date(2027, 1, 15))
    assert "The update is recorded." in answer.content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.action, entry.scope) == ("Owen Ashdown", "gave an update", "fernshire")


REFUSED_UPDATES = [
    ({"narrative": ""}, "Enter the progress since the last update"),
    ({"narrative": "   "}, "Enter the progress since the last update"),
    ({"rating": ""}, "Choose how the action stands"),
    ({"rating": "blue"}, "Choose how the action stands from the list"),
    ({"rating": "mauve"}, "Choose how the action stands from the list"),
    ({"rating_reason": ""}, "Enter the reason for the rating"),
    ({"rating_reason": "x" * 301}, "Reason for the rating must be 300 characters or fewer"),
    ({"forecast_on": "31/02/2027"}, "Day it is now expected to be done must be a real date"),
    ({"revision": ""}, "There is a problem"),
    ({"revision": "x"}, "There is a problem"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED_UPDATES)
def test_a_refused_update_says_why_and_leaves_nothing(
    wrong: dict[str, str], message: str, action: Action, owner: User, client_for: ClientFor
) -> None:
    answer = client_for(owner).post(address(action, "update"), {**UPDATE, **wrong})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert facts() == (0, 0, 0, 0, 0)


def test_the_second_of_two_people_is_told_and_keeps_what_was_typed(
    action: Action, owner: User, improver: User, client_for: ClientFor
) -> None:
    client_for(improver).post(
        address(action, "update"), {**UPDATE, "narrative": "From the team", "rating": "green"}
    )
    late = client_for(owner).post(address(action, "update"), UPDATE)
    page = late.content.decode()
    assert ActionUpdate.objects.count() == 1
    assert "Imogen Prowse" in page
    assert "From the team" in page
    assert "Ten of twelve trained." in page
    # An update never replaces another, and a rating is named by its word.
    assert "Saving it adds yours after theirs, which stays on record." in page
    assert 'data-label="Theirs">Green: on track<' in page
    assert 'data-label="Yours">Amber: at risk<' in page
    again = client_for(owner).post(address(action, "update"), {**UPDATE, "revision": 2})
    assert again.status_code == 302
    assert ActionUpdate.objects.count() == 2


def test_a_correction_stands_in_for_the_update_that_it_corrects(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    earlier = ActionUpdateFactory(
        action=action, given_on=dt.date(2026, 10, 3), rating=Rating.RED, narrative="None trained"
    )
    where = address(action, f"updates/{earlier.pk}/correct")
    assert "None trained" in client_for(owner).get(where).content.decode()
    client_for(owner).post(where, UPDATE)
    correction = ActionUpdate.objects.get(corrects=earlier)
    assert (correction.given_on, correction.rating) == (dt.date(2026, 10, 3), Rating.AMBER)
    assert "It no longer counts" in client_for(owner).get(address(action, "update")[:-7]).content.decode()
    twice = client_for(owner).post(where, {**UPDATE, "revision": 2})
    assert "has been corrected already" in twice.content.decode()
    assert ActionUpdate.objects.count() == 2


def test_an_update_of_another_action_cannot_be_corrected_here(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    stranger = ActionUpdateFactory()
    assert client_for(owner).get(address(action, f"updates/{stranger.pk}/correct")).status_code == 404


def test_a_moved_due_date_keeps_the_first_one_and_the_reason(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    page = (
        client_for(improver)
        .post(address(action, "due-date"), change_of("due-date"), follow=True)
        .content.decode()
    )
    change, moved = DueDateChange.objects.get(), Action.objects.get()
    assert (moved.due_on, moved.original_due_on) == (dt.date(2027, 1, 31), dt.date(2026, 12, 31))
    assert (change.from_day, change.changed_on, change.changed_by) == (
        dt.date(2026, 12, 31),
        today(),
        improver,
    )
    assert "first due 31 Dec 2026" in page
    assert "The contract was let again" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"to_day": ""}, "Enter the new due date"),
        ({"to_day": "soon"}, "New due date must be a real date"),
        ({"to_day": "31/12/2026"}, "already due on 31 December 2026"),
        ({"to_day": "31/08/2026"}, "on or after the day the action starts, 1 September 2026"),
        ({"reason": " "}, "Enter the reason for moving the due date"),
    ],
)
def test_a_refused_move_says_why_and_moves_nothing(
    wrong: dict[str, str], message: str, action: Action, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(address(action, "due-date"), {**change_of("due-date"), **wrong})
    assert message in answer.content.decode()
    assert (facts(), Action.objects.get().due_on) == ((0, 0, 0, 0, 0), dt.date(2026, 12, 31))


def test_done_with_a_file_keeps_the_file_as_evidence_of_that_day(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    upload = SimpleUploadedFile("register.txt", b"twelve names, all trained\n")
    sent = {**change_of("done"), "url": "", "file": upload, "done_on": "20/11/2026"}
    page = client_for(owner).post(address(action, "done"), sent, follow=True).content.decode()
    completion, evidence = Completion.objects.get(), Evidence.objects.get()
    assert (completion.done_on, completion.recorded_by) == (dt.date(2026, 11, 20), owner)
    assert (list(action.evidence.all()), evidence.effective_on) == ([evidence], dt.date(2026, 11, 20))
    assert "Blue: done and evidenced" in page


def test_done_with_evidence_that_is_kept_already(action: Action, owner: User, client_for: ClientFor) -> None:
    kept = EvidenceFactory(council=action.objective.plan.notice.council)
    sent = {**change_of("done"), "url": "", "evidence": kept.pk}
    assert client_for(owner).post(address(action, "done"), sent).status_code == 302
    assert list(action.evidence.all()) == [kept]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"done_on": ""}, "Enter the date it was done"),
        ({"done_on": "01/01/2100"}, "must be today or earlier"),
        ({"done_on": "01/02/2026"}, "on or after 2 February 2026"),
        ({"achieved": ""}, "Enter what was achieved"),
        ({"url": ""}, "at least one piece of evidence"),
        ({"url": "intranet"}, "must be a web address"),
        ({"evidence": "999"}, "from the list"),
    ],
)
def test_a_refused_completion_says_why_and_leaves_nothing(
    wrong: dict[str, str], message: str, action: Action, owner: User, client_for: ClientFor
) -> None:
    answer = client_for(owner).post(address(action, "done"), {**change_of("done"), **wrong})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert facts() == (0, 0, 0, 0, 0)


def test_another_councils_evidence_proves_nothing_here(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    foreign = EvidenceFactory()
    answer = client_for(owner).post(
        address(action, "done"), {**change_of("done"), "url": "", "evidence": foreign.pk}
    )
    assert "from the list" in answer.content.decode()
    assert Completion.objects.count() == 0


@pytest.mark.parametrize("deed", ["update", "done", "due-date"])
def test_a_done_action_takes_no_change_until_it_is_reopened(
    deed: str, action: Action, improver: User, client_for: ClientFor
) -> None:
    CompletionFactory(action=action)
    before = facts()
    answer = client_for(improver).post(address(action, deed), change_of(deed))
    assert "Reopen it first" in answer.content.decode()
    assert facts() == before


def test_a_reopened_action_has_its_rating_and_both_stay_on_record(
    action: Action, improver: User, client_for: ClientFor
) -> None:
    CompletionFactory(action=action, done_on=today())
    page = (
        client_for(improver)
        .post(address(action, "reopen"), change_of("reopen"), follow=True)
        .content.decode()
    )
    completion = Completion.objects.get()
    assert (completion.reopened_on, completion.reopened_by, completion.reopened_reason) == (
        today(), improver, "Two were missed",
    )  # fmt: skip
    assert "Red: off track" in page
    assert "Called done on" in page
    assert "Before: Blue: done and evidenced" in page


def test_what_is_not_done_cannot_be_reopened(action: Action, improver: User, client_for: ClientFor) -> None:
    answer = client_for(improver).post(address(action, "reopen"), change_of("reopen"))
    assert "there is nothing to reopen" in answer.content.decode()
    assert facts() == (0, 0, 0, 0, 0)


def test_a_reader_sees_no_button_and_an_owner_does(
    action: Action, owner: User, board_member: User, client_for: ClientFor
) -> None:
    where = f"/councils/fernshire/plan/actions/{action.pk}/"
    assert "Give an update" in client_for(owner).get(where).content.decode()
    assert "Move the due date" not in client_for(owner).get(where).content.decode()
    assert "Give an update" not in client_for(board_member).get(where).content.decode()
