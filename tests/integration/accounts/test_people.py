"""Who works on a recovery, who holds which post, and who may see it."""

import datetime as dt

import pytest

from accounts.models import Role
from accounts.selectors import councils_of, people_of, people_with_role, posts_held_by, posts_of, roles_of
from tests.factories import MembershipFactory, PostFactory, PostHoldingFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
PEOPLE = "/councils/fernshire/people/"


@pytest.mark.parametrize(
    ("started_on", "ended_on", "holds"),
    [
        (YESTERDAY, None, True),
        (TODAY, None, True),
        (TOMORROW, None, False),
        (YESTERDAY, TODAY, True),
        (YESTERDAY, YESTERDAY, False),
    ],
)
def test_a_role_and_a_post_hold_from_the_first_day_to_the_last(council, started_on, ended_on, holds):
    person, post = UserFactory(), PostFactory(organisation=council)
    MembershipFactory(
        council=council, person=person, role=Role.ANALYST, started_on=started_on, ended_on=ended_on
    )
    PostHoldingFactory(post=post, person=person, started_on=started_on, ended_on=ended_on)
    assert (Role.ANALYST in roles_of(person, council, today=TODAY)) is holds
    assert (council in councils_of(person, today=TODAY)) is holds
    assert (post in posts_held_by(person, today=TODAY)) is holds
    assert (person in people_of(council, today=TODAY)) is holds


def test_a_role_in_one_council_is_none_in_another(improver, other_council):
    assert roles_of(improver, other_council, today=TODAY) == frozenset()


def test_a_closed_account_is_not_among_those_with_a_role(council, adviser):
    adviser.is_active = False
    adviser.save()
    assert list(people_with_role(council, Role.ADVISER, today=TODAY)) == []


def test_the_page_shows_people_posts_and_which_are_vacant(improver, owner, council, client_for):
    PostHoldingFactory(
        post=PostFactory(organisation=council, title="Head of Quality Assurance"), person=owner
    )
    PostFactory(organisation=council, title="Head of Fostering")
    page = client_for(improver).get(PEOPLE).content.decode()
    for words in ("Owen Ashdown", "Action owner", "Head of Quality Assurance", "Head of Fostering", "Vacant"):
        assert words in page


def test_who_has_left_is_not_shown_as_holder(council, improver):
    post = PostFactory(organisation=council)
    PostHoldingFactory(post=post, ended_on=YESTERDAY)
    assert posts_of(council, today=TODAY).get().holdings_today == []


def test_the_page_asks_the_same_number_of_questions_for_few_and_for_many(
    improver, council, client_for, queries_of
):
    def one_more() -> None:
        person = UserFactory(organisation=council)
        MembershipFactory(council=council, person=person)
        PostHoldingFactory(person=person, post=PostFactory(organisation=council))

    client = client_for(improver)
    one_more()
    few = queries_of(client, PEOPLE)
    for _ in range(15):
        one_more()
    assert queries_of(client, PEOPLE) == few


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("improver", 200),
        ("administrator", 200),
        ("owner", 403),
        ("adviser", 403),
        ("board_member", 403),
        ("outsider", 404),
    ],
)
def test_who_may_open_it(person, status, request, council, client_for):
    assert client_for(request.getfixturevalue(person)).get(PEOPLE).status_code == status
    assert client_for().get(PEOPLE).status_code == 302
