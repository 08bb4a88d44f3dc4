"""The home page says what a person owes in their roles, and each count leads to the list behind it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from accounts.models import Organisation
from config.home import State, home_of
from digests.models import MonthlyDigest
from notices.models import Obligation, Party
from reports.models import DataCut, Report, SignOffReturn
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import (
    ActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
)
from tests.factories_reports import waiting_for

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
HOME = "/councils/fernshire/"


@pytest.fixture
def notice(council):
    """A notice that has been in force since January."""
    return NoticeFactory(council=council)


def duty(notice, summary: str, due: dt.date, **more: object) -> Obligation:
    """One duty that is due once, on a day."""
    obligation = ObligationFactory(
        clause=ClauseFactory(notice=notice), summary=summary, kind="submission", **more
    )
    CadenceTermsFactory(obligation=obligation, terms={"type": "by_date", "date": due.isoformat()})
    return obligation


@pytest.fixture
def three_duties(notice):
    """One overdue by a fortnight, one due in a week, one due in the spring."""
    duty(notice, "Submit the plan", TODAY - dt.timedelta(days=14))
    duty(notice, "Send the report", TODAY + dt.timedelta(days=7))
    duty(notice, "Hold the review", TODAY + dt.timedelta(days=120))
    return notice


def states(person, council: Organisation, **more: str) -> list[tuple[str, str]]:
    return [(each.title, each.state.slug) for each in home_of(person, council, today=TODAY, **more).shown]


def test_the_improvement_team_sees_what_is_overdue_and_due_soon(improver, council, three_duties):
    assert states(improver, council) == [("Submit the plan", "overdue"), ("Send the report", "due-soon")]
    page = home_of(improver, council, today=TODAY)
    assert [(count.number, count.words) for count in page.counts] == [
        (1, "Overdue"),
        (1, "Due soon"),
        (0, "Awaiting your sign-off"),
        (0, "Returned"),
    ]
    assert page.notices[0].position == "In breach"


def test_what_another_party_owes_is_not_the_councils(improver, council, notice):
    duty(
        notice,
        "Review the notice",
        TODAY - dt.timedelta(days=3),
        duty_holder=Party.DEPARTMENT,
        owed_by_council=False,
    )
    page = home_of(improver, council, today=TODAY)
    assert page.owed == ()
    assert [count.number for count in page.programme] == [0, 0]


def test_what_is_discharged_is_owed_no_longer(improver, council, three_duties):
    DischargeFactory(obligation=Obligation.objects.get(summary="Submit the plan"), effective_on=TODAY)
    assert states(improver, council) == [("Send the report", "due-soon")]


def test_an_owner_sees_the_duties_of_the_posts_held_today_and_no_others(owner, council, notice):
    held, left = PostFactory(organisation=council), PostFactory(organisation=council)
    PostHoldingFactory(post=held, person=owner)
    PostHoldingFactory(post=left, person=owner, ended_on=TODAY - dt.timedelta(days=1))
    duty(notice, "Mine", TODAY - dt.timedelta(days=1), owner_post=held)
    duty(notice, "No longer mine", TODAY - dt.timedelta(days=1), owner_post=left)
    duty(notice, "Nobody's", TODAY - dt.timedelta(days=1))
    assert states(owner, council) == [("Mine", "overdue")]


def test_a_count_opens_the_part_of_the_list_behind_it(improver, council, three_duties):
    for count in home_of(improver, council, today=TODAY).counts:
        slug = re.search(r"show=([a-z-]+)", count.address)[1]
        assert len(states(improver, council, show=slug)) == count.number


def test_the_counts_of_the_programme_open_lists_of_that_length(
    improver, three_duties, client_for, monkeypatch
):
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)
    client = client_for(improver)
    page = client.get(HOME).context["page"]
    for count in page.programme:
        answer = client.get(count.address)
        assert answer.status_code == 200
        assert len(answer.context["page"].object_list) == count.number, count.words


@pytest.mark.parametrize("person", ["adviser", "department_official", "board_member", "administrator"])
def test_who_owes_nothing_reads_where_the_recovery_stands(person, request, three_duties, client_for):
    page = client_for(request.getfixturevalue(person)).get(HOME).content.decode()
    assert "Where the recovery stands" in page
    assert "In breach" in page
    assert "What you owe" not in page


def test_before_there_is_a_notice_the_page_says_who_enters_it(improver, adviser, client_for):
    assert "Enter the notice" in client_for(improver).get(HOME).content.decode()
    assert "The improvement team enters it" in client_for(adviser).get(HOME).content.decode()


def test_a_state_that_does_not_exist_shows_all(improver, council, three_duties, client_for):
    assert client_for(improver).get(f"{HOME}?show=%00nonsense").status_code == 200
    assert len(states(improver, council, show="nonsense")) == 2


def test_the_page_asks_the_same_number_of_questions_for_one_duty_and_for_thirty(
    improver, notice, client_for, queries_of
):
    client = client_for(improver)
    duty(notice, "One", TODAY)
    few = queries_of(client, HOME)
    for number in range(30):
        duty(notice, f"Duty {number}", TODAY - dt.timedelta(days=number))
    assert queries_of(client, HOME) == few


def test_whoever_reads_all_finds_the_newest_report_and_the_newest_published_digest(
    board_member, analyst, council, notice, client_for, queries_of
):
    client = client_for(board_member)
    page = client.get(HOME).content.decode()
    assert "No report has been issued yet." in page
    assert "No digest has been published yet." in page
    none = queries_of(client, HOME)
    published = {}
    for month in (8, 10, 9):
        digest = MonthlyDigest.objects.create(
            council=council, month=dt.date(2026, month, 1), status="published", content={}, sha256="0" * 64,
            published_at=timezone.now(), commented_at=timezone.now(), commented_by=analyst,
        )  # fmt: skip
        published[month] = digest
    MonthlyDigest.objects.create(council=council, month=dt.date(2026, 11, 1))
    page = client.get(HOME).content.decode()
    assert (
        f'href="/councils/fernshire/digest/published/{published[10].pk}/">Performance digest, October 2026</a>'
        in page
    )
    assert page.count("/digest/published/") == 1
    assert queries_of(client, HOME) == none


def test_every_state_has_its_own_place_in_the_address():
    assert len({state.slug for state in State}) == len(State)
    assert Report.Status.RETURNED.value == State.RETURNED.slug


def report(notice, **more: object) -> Report:
    """The report of October, drafted from an empty cut."""
    month = dt.date(2026, 10, 1)
    cut = DataCut.objects.create(notice=notice, month=month, as_at=TODAY, content={}, sha256="0" * 64)
    return Report.objects.create(notice=notice, month=month, cut=cut, **more)


def test_an_owner_sees_the_actions_of_the_posts_held_today(owner, council, notice):
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    objective = ObjectiveFactory(plan=PlanFactory(notice=notice), owner_post=post)
    for title, days in (("Late", -1), ("Due today", 0), ("In a fortnight", 14), ("In fifteen days", 15)):
        due = TODAY + dt.timedelta(days=days)
        ActionFactory(objective=objective, owner_post=post, title=title, due_on=due, original_due_on=due)
    ActionFactory(objective=objective, owner_post=PostFactory(organisation=council), title="Somebody else's")
    assert states(owner, council) == [
        ("Late", "overdue"),
        ("Due today", "due-soon"),
        ("In a fortnight", "due-soon"),
        ("In fifteen days", "later"),
    ]


def test_a_chair_sees_the_report_to_sign_only_while_holding_the_post(chair, improver, council, notice):
    post = PostFactory(organisation=council, title="Chair of the board")
    PostHoldingFactory(post=post, person=chair)
    PostHoldingFactory(post=post, person=improver, ended_on=TODAY - dt.timedelta(days=1))
    waiting_for(report(notice), post)
    assert [slug for _, slug in states(chair, council)] == ["to-sign"]
    assert states(improver, council) == []


def test_the_improvement_team_sees_what_was_returned_and_why(improver, owner, council, notice):
    asked = waiting_for(report(notice), PostFactory(organisation=council))
    SignOffReturn.objects.create(sign_off=asked, comment="The voices of children are missing.")
    Report.objects.update(status=Report.Status.RETURNED)
    owed = home_of(improver, council, today=TODAY).owed
    assert [each.state for each in owed] == [State.RETURNED]
    assert "The voices of children are missing." in owed[0].hint
    assert states(owner, council) == []


def test_the_analyst_sees_how_many_figures_of_the_last_month_are_lacking(analyst, council):
    given, _ = IndicatorFactory(council=council), IndicatorFactory(council=council)
    ReadingFactory(indicator=given, month=dt.date(2026, 10, 1))
    owed = home_of(analyst, council, today=TODAY).owed
    assert [(each.title, each.note, each.due_on) for each in owed] == [
        ("Figures for October 2026", "1 not given yet, 1 late", dt.date(2026, 11, 15))
    ]
    (owed,) = home_of(analyst, council, today=dt.date(2026, 11, 15)).owed
    assert (owed.state, owed.note) == (State.DUE_SOON, "1 not given yet")


def test_whoever_holds_the_owners_post_sees_its_figures_once_they_are_late(owner, council):
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, person=owner)
    IndicatorFactory(council=council, owner_post=post)
    IndicatorFactory(council=council)
    assert home_of(owner, council, today=dt.date(2026, 11, 15)).owed == ()
    (owed,) = home_of(owner, council, today=dt.date(2026, 11, 16)).owed
    assert (owed.state, owed.note) == (State.OVERDUE, "1 not given yet, 1 late")
    assert owed.address == "/councils/fernshire/digest/owed/?month=2026-10"


def test_two_councils_do_not_mix(improver, council, other_council, three_duties):
    theirs = NoticeFactory(council=other_council)
    duty(theirs, "Theirs", TODAY - dt.timedelta(days=3))
    assert "Theirs" not in [title for title, _ in states(improver, council)]
