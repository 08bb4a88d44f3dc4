"""Single sign-on lets in whom an administrator has entered, by verified address, and nobody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from accounts.adapters import KnownPeopleSocialAdapter
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_on(settings):
    """The sign-on of Fernshire, set up as the environment sets it up."""
    app = {
        "provider_id": "council",
        "name": "Fernshire account",
        "client_id": "id",
        "secret": "secret",
        "settings": {"server_url": "https://sign-on.fernshire.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.fixture
def request_with_messages(sign_on, db):
    """A request as the sign-on gets it."""
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def arriving(email: str, *, verified: bool) -> SocialLogin:
    """What the council's sign-on says of somebody."""
    return SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="council", uid="1"),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
    )


def test_somebody_who_was_entered_gets_in(request_with_messages):
    person = UserFactory(email="imogen@fernshire.example")
    login = arriving("Imogen@fernshire.example", verified=True)
    KnownPeopleSocialAdapter().pre_social_login(request_with_messages, login)
    assert login.user == person
    assert SocialAccount.objects.get().user == person


@pytest.mark.parametrize(
    ("email", "verified", "is_active"),
    [
        ("stranger@fernshire.example", True, True),
        ("imogen@fernshire.example", False, True),
        ("imogen@fernshire.example", True, False),
    ],
)
def test_nobody_else_does(request_with_messages, email, verified, is_active):
    UserFactory(email="imogen@fernshire.example", is_active=is_active)
    with pytest.raises(ImmediateHttpResponse) as refused:
        KnownPeopleSocialAdapter().pre_social_login(request_with_messages, arriving(email, verified=verified))
    assert refused.value.response.headers["Location"] == "/accounts/login/"
    assert "We do not know this account" in str(next(iter(request_with_messages._messages)))
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_the_sign_in_page_offers_it_where_it_is_set_up(sign_on, client_for):
    page = client_for().get("/accounts/login/").content.decode()
    assert "Sign in with Fernshire account" in page


def test_the_sign_in_page_does_not_speak_of_it_elsewhere(client_for):
    assert "own sign-on" not in client_for().get("/accounts/login/").content.decode()
