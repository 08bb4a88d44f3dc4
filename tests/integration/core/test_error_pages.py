"""What goes wrong is said in plain English, with the way out."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_what_is_not_there(improver, client_for):
    for address in ("/no/such/page/", "/councils/fernshire/no-such-section/"):
        answer = client_for(improver).get(address)
        assert answer.status_code == 404
        assert "There is no such page" in answer.content.decode()
        assert "Go to the start" in answer.content.decode()


def test_what_a_role_does_not_include_says_whom_to_ask(board_member, client_for):
    answer = client_for(board_member).get(reverse("people:list", args=["fernshire"]))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "You may not do this" in page
    assert "administrator" in page
    assert "Fernshire Council" in page, "the header still leads back"


def test_a_form_without_its_token(improver):
    client = Client(enforce_csrf_checks=True)
    client.force_login(improver, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("evidence:add", args=["fernshire"]), {})
    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [("400", "We could not read"), ("500", "Nothing was half done"), ("429", "Too many attempts")],
)
def test_the_pages_that_need_nothing(name, words):
    assert words in render_to_string(f"{name}.html")
