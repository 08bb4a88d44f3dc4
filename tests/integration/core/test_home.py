"""The way in and the home page of a council: who gets where."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_somebody_with_one_council_goes_straight_to_it(improver, client_for):
    assert client_for(improver).get("/").headers["Location"] == "/councils/fernshire/"


def test_somebody_with_two_councils_chooses(improver, other_council, client_for):
    MembershipFactory(council=other_council, person=improver)
    page = client_for(improver).get("/").content.decode()
    assert "Fernshire Council" in page
    assert "Marlow Vale Council" in page


def test_somebody_without_a_role_is_told_whom_to_ask(client_for):
    page = client_for(UserFactory()).get("/").content.decode()
    assert "You have no role in a council’s recovery yet" in page
    assert "administrator" in page


def test_nobody_gets_in_without_signing_in(council, client_for):
    for address in ("/", reverse("council_home", args=["fernshire"]), reverse("your_account")):
        assert client_for().get(address).headers["Location"] == f"/accounts/login/?next={address}"


def test_another_councils_home_does_not_exist(outsider, council, client_for):
    assert client_for(outsider).get("/councils/fernshire/").status_code == 404
    assert client_for(outsider).get("/councils/no-such-council/").status_code == 404


def test_the_sections_mark_the_one_that_is_open(improver, client_for):
    page = client_for(improver).get("/councils/fernshire/").content.decode()
    assert 'href="/councils/fernshire/" aria-current="page"' in page
    assert page.count("aria-current") == 1
    for words in ("Home", "Notice", "Plan", "Digest", "Board", "Reviews", "Reports", "Sign out"):
        assert words in page


def test_somebody_with_two_councils_can_change_between_them(improver, other_council, client_for):
    assert "Change council" not in client_for(improver).get("/councils/fernshire/").content.decode()
    MembershipFactory(council=other_council, person=improver)
    assert "Change council" in client_for(improver).get("/councils/fernshire/").content.decode()


def test_anybody_may_read_the_accessibility_statement(client_for):
    assert client_for().get(reverse("accessibility")).status_code == 200


def test_the_gallery_shows_each_component_and_takes_no_council(client_for):
    page = client_for().get("/gallery/").content.decode()
    for words in ("There is a problem", "Drawing the charts", "Position as at", "Apply filters", "Page 7"):
        assert words in page
    assert client_for().post("/gallery/").status_code == 200
