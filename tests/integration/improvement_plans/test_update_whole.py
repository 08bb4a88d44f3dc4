"""An update in full: milestones or percent, evidence, help needed, and why a rating differs from the computed one."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.models import Action, ActionUpdate, Rating
from improvement_plans.selectors import action_as_at
from improvement_plans.services import give_update, reopen_action
from tests.conftest import TODAY
from tests.factories import EvidenceFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, CompletionFactory, PlanFactory
from tests.factories_text import AgencyFactory, MilestoneFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
SAID: dict[str, Any] = {
    "narrative": "Two of three teams.",
    "rating": Rating.GREEN,
    "rating_reason": "On the dates",
}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026 wherever the clock is read."""
    for place in ("accounts.access", "accounts.predicates", "improvement_plans.rules"):
        monkeypatch.setattr(f"{place}.today", lambda: TODAY)


@pytest.fixture
def action(council: Organisation, owner: User) -> Action:
    """Begun on 1 September, due on 31 December, of the post that `owner` holds."""
    action = ActionFactory(objective__plan=PlanFactory(notice__council=council))
    PostHoldingFactory(post=action.owner_post, person=owner)
    return action


def say(action: Action, by: User, **said: Any) -> ActionUpdate:
    return give_update(action=action, by=by, today=TODAY, **{**SAID, **said})


def refused(action: Action, by: User, **said: Any) -> Refusal:
    with pytest.raises(Refusal) as found:
        say(action, by, **said)
    return found.value


def where(action: Action) -> str:
    return f"/councils/fernshire/plan/actions/{action.pk}/update/"


def form(**said: Any) -> dict[str, Any]:
    return {
        "narrative": "Two of three teams.",
        "rating": "green",
        "rating_reason": "On the dates",
        "revision": 1,
        **said,
    }


def test_a_milestone_is_reached_on_the_day_of_the_first_update_that_names_it(
    action: Action, owner: User
) -> None:
    first, second = MilestoneFactory.create_batch(2, action=action)
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 10)).milestones_reached.add(first)
    say(action, owner, milestones=[first, second])
    standing = action_as_at(action, TODAY)
    assert standing is not None
    assert [each.reached_on for each in standing.milestones] == [dt.date(2026, 10, 10), TODAY]
    assert standing.achieved_share == pytest.approx(2 / 3)


def test_a_corrected_update_no_longer_reaches_its_milestone_nor_counts_its_percent(
    action: Action, owner: User
) -> None:
    step = MilestoneFactory(action=action, original_due_on=dt.date(2026, 12, 1))
    wrong = say(action, owner, milestones=[step])
    say(action, owner, corrects=wrong)
    other = ActionFactory(objective=action.objective)
    high = say(other, owner, percent=90)
    say(other, owner, percent=40, corrects=high)
    one, two = action_as_at(action, TODAY), action_as_at(other, TODAY)
    assert one is not None
    assert two is not None
    assert (one.milestones[0].reached_on, two.percent) == (None, 40)


def test_the_newest_percentage_counts_and_never_a_later_one(action: Action, owner: User) -> None:
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 10, 1), percent=20)
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 1), percent=60)
    days = [dt.date(2026, 9, 30), dt.date(2026, 10, 1), TODAY]
    found = [action_as_at(action, day) for day in days]
    assert [each.percent for each in found if each] == [None, 20, 60]


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_outside_the_scale_is_refused(percent: int, action: Action, owner: User) -> None:
    assert refused(action, owner, percent=percent).field == "percent"
    assert ActionUpdate.objects.count() == 0


def test_an_action_with_milestones_takes_no_percentage(action: Action, owner: User) -> None:
    MilestoneFactory(action=action)
    found = refused(action, owner, percent=50)
    assert found.field == "percent"
    assert "measured by its milestones" in found.message


def test_another_actions_milestone_is_refused(action: Action, owner: User) -> None:
    assert refused(action, owner, milestones=[MilestoneFactory()]).field == "milestones"


def test_a_milestone_that_left_the_plan_is_refused(action: Action, owner: User) -> None:
    gone = MilestoneFactory(action=action, left_on=dt.date(2026, 11, 1))
    assert refused(action, owner, milestones=[gone]).field == "milestones"


def test_a_forecast_that_is_past_is_refused(action: Action, owner: User) -> None:
    assert refused(action, owner, forecast_on=dt.date(2026, 11, 21)).field == "forecast_on"


def test_a_rating_that_differs_needs_a_reason_that_names_both(action: Action, owner: User) -> None:
    found = refused(action, owner, rating=Rating.RED)
    assert found.field == "differs_because"
    assert "Red: off track" in found.message
    assert "Green: on track" in found.message
    assert ActionUpdate.objects.count() == 0
    update = say(action, owner, rating=Rating.RED, differs_because="The money is gone")
    standing = action_as_at(action, TODAY)
    assert standing is not None
    assert (update.differs_because, standing.differs, standing.differs_because) == (
        "The money is gone", True, "The money is gone",
    )  # fmt: skip


def test_the_computed_rating_is_that_after_the_update_and_not_before(action: Action, owner: User) -> None:
    """It was silent for 82 days, and its milestone was overdue: this very update mends both."""
    step = MilestoneFactory(action=action, original_due_on=dt.date(2026, 11, 1))
    before = action_as_at(action, TODAY)
    assert before is not None
    assert before.computed.rating == Rating.AMBER
    assert say(action, owner, milestones=[step]).differs_because == ""


def test_an_update_that_expects_it_late_is_amber_by_its_own_word(action: Action, owner: User) -> None:
    assert refused(action, owner, forecast_on=dt.date(2027, 1, 5)).field == "differs_because"
    say(action, owner, rating=Rating.AMBER, forecast_on=dt.date(2027, 1, 5))
    assert ActionUpdate.objects.get().differs_because == ""


def test_a_reason_for_a_difference_that_there_is_not_is_not_kept(action: Action, owner: User) -> None:
    assert say(action, owner, differs_because="Because").differs_because == ""


def test_a_pause_needs_no_second_reason_unless_it_is_overdue(action: Action, owner: User) -> None:
    assert say(action, owner, rating=Rating.PAUSED).differs_because == ""
    late = ActionFactory(objective=action.objective, original_due_on=dt.date(2026, 11, 1))
    assert refused(late, owner, rating=Rating.PAUSED).field == "differs_because"


def test_a_reopened_action_keeps_its_reason_for_the_difference(action: Action, improver: User) -> None:
    CompletionFactory(action=action)
    reopen_action(action=action, reason="Two were missed", rating=Rating.RED, by=improver, today=TODAY)
    assert ActionUpdate.objects.get().differs_because == "Two were missed"


def test_help_is_asked_of_a_post_or_an_agency(action: Action, owner: User) -> None:
    post, agency = PostFactory(), AgencyFactory()
    of_post = say(action, owner, help_needed="A day a week", help_from=post)
    of_agency = say(action, owner, help_needed="Their figures", help_from=agency)
    assert (of_post.help_from_post, of_post.help_from_agency) == (post, None)
    assert (of_agency.help_from_post, of_agency.help_from_agency) == (None, agency)


def test_help_without_words_or_without_whom_is_refused(action: Action, owner: User) -> None:
    assert refused(action, owner, help_needed="A day a week").field == "help_from"
    assert refused(action, owner, help_from=PostFactory()).field == "help_needed"


def test_evidence_of_an_update_is_evidence_of_its_action(action: Action, owner: User) -> None:
    kept = EvidenceFactory(council=action.objective.plan.notice.council)
    update = say(action, owner, evidence=[kept], url="https://intranet.example/register")
    assert set(update.evidence.all()) == set(action.evidence.all()) == set(Evidence.objects.all())
    assert refused(action, owner, evidence=[EvidenceFactory()]).field == "evidence"


def test_expired_evidence_no_longer_counts_from_its_last_day_on(action: Action) -> None:
    action.evidence.add(
        EvidenceFactory(effective_on=dt.date(2026, 10, 1), expires_on=dt.date(2026, 11, 20)),
        EvidenceFactory(effective_on=dt.date(2026, 11, 21)),
    )
    CompletionFactory(action=action, done_on=dt.date(2026, 10, 5))
    days = [dt.date(2026, 10, 5), dt.date(2026, 11, 19), dt.date(2026, 11, 20), dt.date(2026, 11, 21)]
    found = [action_as_at(action, day) for day in days]
    assert [each.evidence_count for each in found if each] == [1, 1, 0, 1]
    assert [each.computed.rating for each in found if each] == ["blue", "blue", "amber", "blue"]


def test_everything_at_once_through_the_form(
    action: Action, owner: User, council: Organisation, client_for: ClientFor
) -> None:
    step, post = MilestoneFactory(action=action), PostFactory(organisation=council)
    upload = SimpleUploadedFile("register.txt", b"twelve names, all trained\n")
    sent = form(
        milestones=[step.pk], help_needed="A day a week", help_from=f"post-{post.pk}", file=upload,
        forecast_on="20/12/2026",
    )  # fmt: skip
    page = client_for(owner).post(where(action), sent, follow=True).content.decode()
    update = ActionUpdate.objects.get()
    assert (list(update.milestones_reached.all()), update.help_from_post) == ([step], post)
    assert update.evidence.get().effective_on == TODAY
    assert f"Reached: {step.number}. {step.title}" in page
    assert f"Help needed from {post}" in page


def test_the_form_is_short_and_opens_its_rest_where_something_is_wrong(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    client = client_for(owner)
    assert '<details class="govuk-details plan-more">' in client.get(where(action)).content.decode()
    wrong = client.post(where(action), form(percent="150")).content.decode()
    assert "Percent done must be 100 or less" in wrong
    assert '<details class="govuk-details plan-more" open>' in wrong
    assert ActionUpdate.objects.count() == 0


def test_a_reached_milestone_is_not_offered_again_but_to_its_correction(
    action: Action, owner: User, client_for: ClientFor
) -> None:
    step = MilestoneFactory(action=action, title="Standard signed off")
    update = say(action, owner, milestones=[step])
    client = client_for(owner)
    assert "Standard signed off" not in client.get(where(action)).content.decode()
    correct = client.get(f"/councils/fernshire/plan/actions/{action.pk}/updates/{update.pk}/correct/")
    inputs = re.findall(r"<input[^>]*>", correct.content.decode())
    ticked = [each for each in inputs if 'name="milestones"' in each and "checked" in each]
    assert [f'value="{step.pk}"' in each for each in ticked] == [True]


def test_posts_of_another_council_are_not_offered(action: Action, owner: User, client_for: ClientFor) -> None:
    foreign: Post = PostFactory(title="Head of Elsewhere")
    assert "Head of Elsewhere" not in client_for(owner).get(where(action)).content.decode()
    answer = client_for(owner).post(where(action), form(help_needed="All", help_from=f"post-{foreign.pk}"))
    assert "Choose whom you ask for help from the list" in answer.content.decode()


def test_both_ratings_stand_side_by_side(action: Action, owner: User, client_for: ClientFor) -> None:
    say(action, owner, rating=Rating.RED, differs_because="The money is gone")
    page = client_for(owner).get(f"/councils/fernshire/plan/actions/{action.pk}/").content.decode()
    for words in (
        "The owner’s rating",
        "Red: off track",
        "The computed rating",
        "Green: on track",
        "The money is gone",
    ):
        assert words in page
