"""The pages of a month's updates: what was asked, what came of it, what a person is asked, and contributing."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from accounts.models import Organisation, Role
from config.home import home_of
from core.refusals import Refusal
from improvement_plans.models import Contribution, UpdateCycle, UpdateRequest, UpdateSchedule
from improvement_plans.reminding import sweep
from improvement_plans.selectors.cycle import asked_of, contributions_of
from improvement_plans.services.contributions import contribute
from improvement_plans.services.cycle import note_opened
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    NoticeFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_cycle import (
    ASKED_ON,
    DUE_ON,
    ContributionFactory,
    UpdateCycleFactory,
    UpdateRequestFactory,
    UpdateScheduleFactory,
)
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    CompletionFactory,
    ObjectiveFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db

PLAN = "/councils/fernshire/plan/"
# The suite's day: ten days after the updates were due.
TODAY = dt.date(2026, 11, 22)
ROLES = ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    """Pages are opened on the day that the rows are about."""
    for module in ("accounts.access", "accounts.predicates", "improvement_plans.rules"):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


@pytest.fixture
def cycle(council):
    return UpdateCycleFactory(plan=PlanFactory(notice=NoticeFactory(council=council)))


@pytest.fixture
def objective(cycle):
    return ObjectiveFactory(plan=cycle.plan)


@pytest.fixture
def own(cycle, objective, owner):
    """An update asked of the owner's post, late by ten days."""
    post = PostFactory(title="Head of Service", organisation=cycle.plan.notice.council)
    PostHoldingFactory(post=post, person=owner)
    action = ActionFactory(objective=objective, title="Agree a standard", owner_post=post)
    return UpdateRequestFactory(cycle=cycle, action=action)


@pytest.fixture
def agency():
    return CouncilFactory(kind=Organisation.Kind.PARTNER_AGENCY, name="Fernshire Health", slug="health")


@pytest.fixture
def partner(council, agency):
    person = UserFactory(name="Petra Lowe", organisation=agency)
    MembershipFactory(council=council, person=person, role=Role.PARTNER)
    return person


@pytest.fixture
def shared(cycle, own, agency):
    """A contribution asked of the agency, to the owner's action."""
    own.action.partner_agencies.add(agency)
    return UpdateRequestFactory(cycle=cycle, action=own.action, kind="contribution", post=None, agency=agency)


@pytest.fixture
def month(cycle, objective, own, shared, owner):
    """Six requests: given in time, given late, opened, late and not opened, and two that reach nobody."""
    post = own.post
    in_time, late, opened, nobody = (
        ActionFactory(objective=objective, title=title, owner_post=post)
        for title in ("Given in time", "Given late", "Opened only", "Reaches nobody")
    )
    for action in (in_time, late):
        UpdateRequestFactory(cycle=cycle, action=action)
    ActionUpdateFactory(action=in_time, given_on=DUE_ON)
    ActionUpdateFactory(action=late, given_on=dt.date(2026, 11, 15))
    UpdateRequestFactory(
        cycle=cycle, action=opened, opened_at=dt.datetime(2026, 11, 3, 9, tzinfo=dt.UTC), opened_by=owner
    )
    empty = PostFactory(title="Head of Nothing", organisation=cycle.plan.notice.council)
    UpdateRequestFactory(cycle=cycle, action=nobody, kind="contribution", post=empty)
    return cycle


def rows_of(client, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"{PLAN}updates.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def titles(client, query: str = "") -> set[str]:
    return {row["Action"] for row in rows_of(client, query)}


# Who may open what


@pytest.mark.parametrize("role", ROLES)
def test_everybody_in_the_recovery_sees_how_the_month_stands(role, month, client_for, request):
    client = client_for(request.getfixturevalue(role))
    for place in ("updates/", "updates.csv", "updates.xlsx", "asked/", "updates/?by=owner"):
        assert client.get(PLAN + place).status_code == 200


@pytest.mark.parametrize("role", ROLES[1:])
def test_only_the_improvement_team_asks_and_sets_the_schedule(role, month, client_for, request):
    client = client_for(request.getfixturevalue(role))
    for place in ("updates/schedule/", "updates/ask/"):
        assert client.get(PLAN + place).status_code == 403
        assert client.post(PLAN + place).status_code == 403


def test_a_partner_sees_what_it_is_asked_and_nothing_of_the_others(month, shared, partner, client_for):
    client = client_for(partner)
    for place in ("updates/", "updates.csv", "updates/schedule/", "updates/ask/"):
        assert client.get(PLAN + place).status_code == 403
    page = client.get(f"{PLAN}asked/").content.decode()
    assert "Agree a standard" in page
    assert "Opened only" not in page
    assert client.get(f"{PLAN}actions/{shared.action.pk}/contribute/").status_code == 200
    other = UpdateRequest.objects.get(action__title="Opened only").action
    assert client.get(f"{PLAN}actions/{other.pk}/contribute/").status_code == 404


def test_for_an_outsider_nothing_is_there(month, own, outsider, client_for):
    client = client_for(outsider)
    for place in (
        "updates/",
        "updates.csv",
        "updates/schedule/",
        "updates/ask/",
        "asked/",
        f"actions/{own.action.pk}/contribute/",
    ):
        assert client.get(PLAN + place).status_code == 404


@pytest.mark.parametrize("role", ["analyst", "adviser", "chair", "department_official", "board_member"])
def test_who_reports_on_nothing_contributes_to_nothing(role, shared, client_for, request):
    client = client_for(request.getfixturevalue(role))
    assert client.get(f"{PLAN}actions/{shared.action.pk}/contribute/").status_code == 403


def test_an_owner_contributes_only_for_posts_that_contribute(own, owner, council, objective, client_for):
    client = client_for(owner)
    address = f"{PLAN}actions/{own.action.pk}/contribute/"
    # The owner's own update is no contribution.
    assert client.get(address).status_code == 403
    assert client.post(address, {"narrative": "x", "speaker": f"post-{own.post_id}"}).status_code == 403
    other = ActionFactory(objective=objective)
    other.contributing_posts.add(own.post)
    assert client.get(f"{PLAN}actions/{other.pk}/contribute/").status_code == 200


# How the month stands


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Agree a standard", "Given in time", "Given late", "Opened only", "Reaches nobody"}),
        ("?state=given", {"Given in time", "Given late"}),
        ("?state=opened", {"Opened only"}),
        ("?state=unopened", {"Agree a standard", "Reaches nobody"}),
        ("?state=late", {"Agree a standard", "Given late", "Opened only", "Reaches nobody"}),
        ("?state=nobody", {"Agree a standard", "Reaches nobody"}),
        ("?kind=contribution", {"Agree a standard", "Reaches nobody"}),
        ("?words=given", {"Given in time", "Given late"}),
        ("?state=late&words=given", {"Given late"}),
    ],
)
def test_the_filters_let_through_what_they_say(month, improver, client_for, query, shown):
    assert titles(client_for(improver), query) == shown


def test_by_who_was_asked(month, own, shared, improver, client_for):
    client = client_for(improver)
    assert titles(client, f"?owner=agency-{shared.agency_id}") == {"Agree a standard"}
    assert len(rows_of(client, f"?owner=post-{own.post_id}")) == 4
    by_owner = client.get(f"{PLAN}updates/?by=owner").context["rows"]
    lines = {line.name: (line.asked, line.given, line.opened, line.late) for line, _ in by_owner}
    assert lines == {
        "Head of Service": (4, 2, 1, 3),
        "Fernshire Health": (1, 0, 0, 1),
        "Head of Nothing": (1, 0, 0, 1),
    }


def test_each_count_opens_the_requests_that_it_counts(month, improver, client_for):
    client = client_for(improver)
    counts = client.get(f"{PLAN}updates/").context["counts"]
    assert {count.words: count.number for count in counts} == {
        "Asked": 6, "Given": 2, "Opened, not given": 1, "Not opened": 3, "Late": 5, "Nobody to ask": 2,
    }  # fmt: skip
    for count in counts:
        shown = client.get(f"{PLAN}updates/?state={count.slug}").context["page"].paginator.count
        assert shown == count.number


def test_on_its_day_nothing_is_late_and_what_was_not_given_then_is_not_given(month, improver, client_for):
    client = client_for(improver)
    day = f"?as_at={DUE_ON.isoformat()}"
    assert titles(client, f"{day}&state=late") == set()
    assert titles(client, f"{day}&state=given") == {"Given in time"}
    before = f"?as_at={(ASKED_ON - dt.timedelta(days=1)).isoformat()}"
    assert "By that day nobody had been asked" in client.get(f"{PLAN}updates/{before}").content.decode()
    assert client.get(f"{PLAN}updates.csv{before}").status_code == 404
    on_the_second = f"?as_at={ASKED_ON.isoformat()}&state=opened"
    assert titles(client, on_the_second) == set()


def test_an_earlier_month_stays_and_its_updates_are_not_the_next_ones(month, own, improver, client_for):
    """An update of December answers December: November's stays not given."""
    december = UpdateCycleFactory(
        plan=month.plan,
        asked_on=dt.date(2026, 11, 20),
        due_on=dt.date(2026, 12, 1),
        month=dt.date(2026, 12, 1),
    )
    UpdateRequestFactory(cycle=december, action=own.action)
    ActionUpdateFactory(action=own.action, given_on=dt.date(2026, 11, 21))
    client = client_for(improver)
    assert titles(client) == {"Agree a standard"}
    assert titles(client, "?state=given") == {"Agree a standard"}
    earlier = rows_of(client, "?month=2026-11&state=unopened&kind=update")
    assert [row["Action"] for row in earlier] == ["Agree a standard"]


def test_the_export_says_which_reminders_went_to_whom(month, own, owner, improver, client_for):
    sweep(dt.date(2026, 11, 10))
    sweep(dt.date(2026, 11, 12))
    client = client_for(improver)
    (row,) = [each for each in rows_of(client) if each["Action"] == "Opened only"]
    assert row["Reminders"] == (
        "Before the day: 10 November 2026 to Owen Ashdown; On the day: 12 November 2026 to Owen Ashdown"
    )
    page = client.get(f"{PLAN}updates/").content.decode()
    assert "On the day: 12 Nov to Owen Ashdown" in page
    book = load_workbook(io.BytesIO(client.get(f"{PLAN}updates.xlsx?state=opened").content))
    assert [[row[0], row[2]] for row in book.active.iter_rows(min_row=2, values_only=True)] == [
        ["November 2026", "Opened only"]
    ]


@pytest.mark.parametrize(
    "query", ["?state=x", "?owner=post-x", "?month=2020-01", "?month=x", "?page=99", "?words=%00", "?by=x"]
)
def test_a_query_that_cannot_be_read_is_never_an_error_of_ours(month, improver, client_for, query):
    client = client_for(improver)
    assert client.get(f"{PLAN}updates/{query}").status_code == 200
    assert client.get(f"{PLAN}updates.csv{query}").status_code == 200


def test_without_a_plan_or_a_request_the_page_says_so(council, improver, client_for):
    client = client_for(improver)
    assert "There is no improvement plan yet" in client.get(f"{PLAN}updates/").content.decode()
    PlanFactory(notice=NoticeFactory(council=council))
    assert "Nobody has been asked for an update yet" in client.get(f"{PLAN}updates/").content.decode()


def test_another_councils_requests_are_not_there(month, improver, client_for):
    UpdateRequestFactory(action__title="Of another council")
    assert "Of another council" not in titles(client_for(improver))


@pytest.mark.parametrize("place", ["updates/", "updates/?by=owner", "updates.csv", "asked/"])
def test_the_same_number_of_queries_for_3_requests_and_for_40(
    place, cycle, objective, own, owner, improver, client_for, queries_of
):
    client = client_for(owner)

    def add(number: int) -> None:
        for _ in range(number):
            post = PostFactory(organisation=cycle.plan.notice.council)
            PostHoldingFactory(post=post, person=owner)
            UpdateRequestFactory(cycle=cycle, action=ActionFactory(objective=objective, owner_post=post))

    add(2)
    sweep(dt.date(2026, 11, 10))
    few = queries_of(client, PLAN + place)
    add(37)
    sweep(dt.date(2026, 11, 12))
    assert queries_of(client, PLAN + place) == few


# Asking and the schedule


def test_the_team_asks_now(objective, improver, client_for):
    UpdateCycle.objects.all().delete()
    ActionFactory(objective=objective, title="Agree a standard")
    client = client_for(improver)
    assert "Ask for updates now" in client.get(f"{PLAN}updates/").content.decode()
    answer = client.post(f"{PLAN}updates/ask/", {"due_on": "3/12/2026"}, follow=True)
    assert "Updates for November 2026 are asked for, due on 3 December 2026." in answer.content.decode()
    assert UpdateCycle.objects.get().opened_by == improver


def test_a_refusal_is_shown_at_its_field(objective, improver, client_for):
    UpdateCycle.objects.all().delete()
    ActionFactory(objective=objective)
    page = client_for(improver).post(f"{PLAN}updates/ask/", {"due_on": "5/12/2026"})
    assert "Saturday 5 December 2026 is not a working day" in str(page.context["form"].errors["due_on"])


def test_the_schedule_is_saved_and_the_page_says_when_it_asks_next(cycle, improver, client_for):
    client = client_for(improver)
    asked = {"is_on": "on", "ask_on_day": 1, "working_days_to_answer": 8, "remind_before": 2}
    page = client.post(f"{PLAN}updates/schedule/", asked, follow=True).content.decode()
    assert "The schedule is saved." in page
    assert "The next request goes out on <strong>1 December 2026</strong>." in page
    assert UpdateSchedule.objects.get().is_on


def test_a_schedule_that_cannot_be_kept_is_shown_at_its_field(cycle, improver, client_for):
    asked = {"ask_on_day": 31, "working_days_to_answer": 8, "remind_before": 2}
    page = client_for(improver).post(f"{PLAN}updates/schedule/", asked)
    assert "from 1 to 28" in str(page.context["form"].errors["ask_on_day"])
    assert not UpdateSchedule.objects.exists()


def test_while_the_schedule_is_off_the_page_says_so(cycle, council, improver, client_for):
    UpdateScheduleFactory(council=council, is_on=False)
    assert "Nothing is asked by itself" in client_for(improver).get(f"{PLAN}updates/").content.decode()


# What a person is asked


def test_a_person_sees_what_is_late_first_and_what_was_given(cycle, objective, own, owner, client_for):
    given = ActionFactory(objective=objective, title="Given already", owner_post=own.post)
    UpdateRequestFactory(cycle=cycle, action=given)
    ActionUpdateFactory(action=given, given_on=DUE_ON)
    page = client_for(owner).get(f"{PLAN}asked/")
    assert [(each.request.action.title, place) for each, place in page.context["asked"]] == [
        ("Agree a standard", f"{PLAN}actions/{own.action.pk}/update/")
    ]
    assert [each.request.action.title for each in page.context["given"]] == ["Given already"]
    assert "update given 12 Nov 2026" in page.content.decode()


def test_whoever_manages_an_empty_post_is_led_to_the_action(own, owner, council, chair):
    above = PostFactory(title="Director", organisation=council)
    PostHoldingFactory(post=above, person=chair)
    own.post.line_manager = above
    own.post.save()
    assert asked_of(chair, council, TODAY) == []
    own.post.holdings.all().delete()
    (asked,) = asked_of(chair, council, TODAY)
    assert (asked.request, asked.route.instead) == (own, True)
    (owed,) = home_of(chair, council, today=TODAY).owed
    assert owed.address == f"{PLAN}actions/{own.action.pk}/"
    assert "Nobody holds the post: you manage it" in owed.hint


def test_on_the_home_page_an_action_that_is_owed_stands_once_with_what_is_asked(own, owner, council):
    (owed,) = home_of(owner, council, today=TODAY).owed
    assert (owed.title, owed.state.slug) == ("Agree a standard", "overdue")
    assert "Update asked for by 12 November 2026, 10 days late" in owed.hint
    assert owed.address == f"{PLAN}actions/{own.action.pk}/update/"


def test_on_a_partners_home_page_stands_what_it_is_asked_to_contribute(shared, partner, council):
    (owed,) = home_of(partner, council, today=TODAY).owed
    assert owed.kind == "Contribution to the plan asked of Fernshire Health"
    assert owed.address == f"{PLAN}actions/{shared.action.pk}/contribute/"


def test_opening_the_form_is_noted_the_first_time_and_for_who_was_asked(own, owner, improver, client_for):
    address = f"{PLAN}actions/{own.action.pk}/update/"
    client_for(improver).get(address)
    own.refresh_from_db()
    assert own.opened_at is None
    client_for(owner).get(address)
    own.refresh_from_db()
    first = own.opened_at
    assert own.opened_by == owner
    client_for(owner).get(address)
    own.refresh_from_db()
    assert own.opened_at == first


def test_opening_notes_nothing_where_nothing_is_asked(objective, owner):
    action = ActionFactory(objective=objective)
    assert note_opened(action=action, by=owner, today=TODAY) == 0


# Contributing


def test_a_partner_contributes_in_one_form_and_it_stands_with_the_action(
    shared, partner, improver, client_for
):
    client = client_for(partner)
    address = f"{PLAN}actions/{shared.action.pk}/contribute/"
    assert "You speak for Fernshire Health." in client.get(address).content.decode()
    shared.refresh_from_db()
    assert shared.opened_by == partner
    asked = {"narrative": "Two nurses are in post.", "speaker": f"agency-{shared.agency_id}"}
    answer = client.post(address, asked, follow=True)
    assert answer.redirect_chain == [(f"{PLAN}asked/", 302)]
    assert "contribution given 22 Nov 2026, 10 days late" in answer.content.decode()
    page = client_for(improver).get(f"{PLAN}actions/{shared.action.pk}/").content.decode()
    assert "Two nurses are in post." in page


def test_a_correction_refers_to_the_old_which_stays_and_no_longer_counts(shared, partner, client_for):
    first = ContributionFactory(
        action=shared.action, for_post=None, for_agency=shared.agency, given_on=dt.date(2026, 11, 5)
    )
    address = f"{PLAN}actions/{shared.action.pk}/contributions/{first.pk}/correct/"
    client = client_for(partner)
    assert "Four of our managers took part." in client.get(address).content.decode()
    asked = {"narrative": "Three managers took part.", "speaker": f"agency-{shared.agency_id}"}
    client.post(address, asked)
    second = Contribution.objects.get(corrects=first)
    # It speaks of the day of what it corrects.
    assert (second.given_on, second.given_by) == (dt.date(2026, 11, 5), partner)
    assert [each.is_corrected for each in contributions_of(shared.action, TODAY)] == [False, True]
    again = client.post(address, asked)
    assert "has been corrected already" in str(again.context["form"].errors)


def test_only_who_speaks_for_it_corrects_a_contribution(shared, owner, partner, client_for, council):
    post = PostFactory(organisation=council)
    shared.action.contributing_posts.add(post)
    of_post = ContributionFactory(action=shared.action, for_post=post)
    address = f"{PLAN}actions/{shared.action.pk}/contributions/{of_post.pk}/correct/"
    assert client_for(partner).get(address).status_code == 403
    assert client_for(partner).post(address, {"narrative": "x"}).status_code == 403


def test_the_team_writes_down_what_it_was_told_and_says_for_whom(shared, council, improver, client_for):
    post = PostFactory(title="Head of Duty", organisation=council)
    shared.action.contributing_posts.add(post)
    client = client_for(improver)
    address = f"{PLAN}actions/{shared.action.pk}/contribute/"
    page = client.post(address, {"narrative": "Told by telephone."})
    assert "Choose the post or agency you speak for" in str(page.context["form"].errors["speaker"])
    client.post(address, {"narrative": "Told by telephone.", "speaker": f"post-{post.pk}"})
    assert Contribution.objects.get().for_post == post


def test_nobody_speaks_for_whom_they_do_not_hold(shared, council, partner, client_for):
    post = PostFactory(organisation=council)
    shared.action.contributing_posts.add(post)
    address = f"{PLAN}actions/{shared.action.pk}/contribute/"
    page = client_for(partner).post(address, {"narrative": "x", "speaker": f"post-{post.pk}"})
    assert "Choose the post or agency" in str(page.context["form"].errors["speaker"])
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"narrative": "  "}, "Enter what was contributed"),
        ({"speaker": "stranger"}, "does not contribute to this action"),
        ({"action": "done"}, "called done on 10 November 2026"),
        ({"action": "left"}, "no longer in the plan since 9 November 2026"),
    ],
)
def test_a_contribution_that_cannot_be_is_refused(shared, agency, partner, change, words):
    action = shared.action
    if change.get("action") == "done":
        CompletionFactory(action=action, done_on=dt.date(2026, 11, 10))
    if change.get("action") == "left":
        action.left_on, action.left_because = dt.date(2026, 11, 9), "Merged"
        action.save()
    speaker = CouncilFactory(name="A stranger") if change.get("speaker") else agency
    narrative = change.get("narrative", "Two nurses are in post.")
    with pytest.raises(Refusal, match=words):
        contribute(action=action, speaker=speaker, narrative=narrative, by=partner, today=TODAY)
    assert not Contribution.objects.exists()
