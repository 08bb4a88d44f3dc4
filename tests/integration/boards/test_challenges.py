"""Challenges: who asked what, what was answered, whether it satisfied, and the action that it led to."""

import datetime as dt

import pytest

from boards.models import Challenge
from tests.factories_board_work import (
    HOME,
    ChallengeFactory,
    a_board,
    action_of,
    held_meeting,
    item_of,
    meeting_on,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def item(board):
    return item_of(held_meeting(board))


def said(**changes):
    return {
        "asked_by": "The chair", "question": "Why is it late?", "answered_by": "The director",
        "answer": "Two posts were empty.", "satisfied": "partly", "action": "", "revision": 1, **changes,
    }  # fmt: skip


def place(item):
    return f"{HOME}items/{item.pk}/challenges/add/"


def test_a_challenge_is_recorded_with_its_answer_and_what_it_led_to(improver, item, client_for):
    given = action_of(item)
    page = client_for(improver).post(place(item), said(action=given.pk), follow=True).content.decode()
    found = Challenge.objects.get()
    assert (found.asked_by, found.satisfied, found.action) == ("The chair", "partly", given)
    assert "by The chair: it satisfied in part" in page
    assert f"It led to {given.reference}" in page


def test_an_answer_may_follow(improver, item, client_for):
    client = client_for(improver)
    client.post(place(item), said(satisfied="to_follow", answer="", answered_by=""))
    found = Challenge.objects.get()
    client.post(f"{HOME}challenges/{found.pk}/edit/", said(satisfied="yes"))
    found.refresh_from_db()
    assert (found.satisfied, found.answer, found.revision) == ("yes", "Two posts were empty.", 2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"asked_by": ""}, "Enter who asked"),
        ({"question": " "}, "Enter the question"),
        ({"satisfied": ""}, "Choose whether the answer satisfied"),
        ({"satisfied": "maybe"}, "Choose whether the answer satisfied from the list"),
        ({"answer": ""}, "Enter the answer, or say that it is to follow"),
        ({"answered_by": ""}, "Enter who answered, or say that the answer is to follow"),
        ({"action": "9" * 30}, "Choose the action that it led to from the list"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(improver, item, client_for, changes, message):
    page = client_for(improver).post(place(item), said(**changes)).content.decode()
    assert page.count(message) == 2
    assert not Challenge.objects.exists()


def test_an_answer_and_who_gave_it_are_both_missed_at_once(improver, item, client_for):
    """Nobody sends the page twice to learn of two things."""
    page = client_for(improver).post(place(item), said(answer="", answered_by=" ")).content.decode()
    assert page.count("Enter the answer, or say that it is to follow") == 2
    assert page.count("Enter who answered, or say that the answer is to follow") == 2


def test_it_leads_only_to_an_action_of_its_own_meeting(improver, board, item, client_for):
    elsewhere = action_of(item_of(held_meeting(board, dt.date(2026, 10, 14))))
    client_for(improver).post(place(item), said(action=elsewhere.pk))
    assert not Challenge.objects.exists()


def test_the_second_of_two_editors_is_shown_both_versions(improver, item, client_for):
    found, client = ChallengeFactory(item=item), client_for(improver)
    address = f"{HOME}challenges/{found.pk}/edit/"
    client.post(address, said(question="Theirs first?"))
    page = client.post(address, said(question="Mine second?")).content.decode()
    assert "changed this while you were editing" in page
    assert "Theirs first?" in page


def test_it_is_taken_out_while_the_minutes_are_open_and_not_after(improver, item, client_for):
    client, first, second = client_for(improver), ChallengeFactory(item=item), ChallengeFactory(item=item)
    client.post(f"{HOME}challenges/{first.pk}/remove/")
    assert list(Challenge.objects.all()) == [second]
    type(item.meeting).objects.update(status="minutes_agreed")
    said_so = client.post(f"{HOME}challenges/{second.pk}/remove/", follow=True).content.decode()
    assert "are agreed, so nothing in them changes" in said_so
    assert Challenge.objects.count() == 1


def test_nobody_is_challenged_before_the_meeting(improver, board, client_for):
    item = item_of(meeting_on(board, dt.date(2026, 12, 16)))
    assert "has not begun" in client_for(improver).post(place(item), said()).content.decode()


def test_for_others_it_is_refused_and_for_outsiders_not_there(chair, outsider, item, client_for):
    found = ChallengeFactory(item=item)
    for place_of in ("edit", "remove"):
        assert client_for(chair).post(f"{HOME}challenges/{found.pk}/{place_of}/", said()).status_code == 403
        assert (
            client_for(outsider).post(f"{HOME}challenges/{found.pk}/{place_of}/", said()).status_code == 404
        )
