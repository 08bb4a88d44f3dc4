"""Every page of signing in opens in the house look, and says what is wrong in its own words."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

FOR_ANYBODY = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]
FOR_WHO_IS_SIGNED_IN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "socialaccount_connections",
]


@pytest.fixture
def signed_in(client_for):
    """Signed in, and confirmed once more, as the pages that guard an account ask."""
    client = client_for(UserFactory(email="imogen@fernshire.example"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", FOR_ANYBODY)
def test_a_page_for_anybody_opens_in_the_house_look(client_for, name):
    response = client_for().get(reverse(name))
    assert response.status_code in (200, 401)
    assert "moj-header" in response.content.decode()
    assert "govuk-heading-l" in response.content.decode()


@pytest.mark.parametrize("name", FOR_WHO_IS_SIGNED_IN)
def test_a_page_for_who_is_signed_in_opens_in_the_house_look(signed_in, name):
    page = signed_in.get(reverse(name))
    assert page.status_code == 200
    assert "govuk-heading-l" in page.content.decode()


@pytest.mark.parametrize(
    ("login", "password", "message"),
    [
        ("", "", "Enter your e-mail address"),
        ("imogen@fernshire.example", "", "Enter your password"),
        ("not an address", "x", "Your e-mail address must be an e-mail address"),
        ("imogen@fernshire.example", "wrong", "The e-mail address or the password is not right"),
        ("nobody@fernshire.example", "wrong", "The e-mail address or the password is not right"),
    ],
)
def test_what_is_wrong_is_said_in_its_own_words(client_for, login, password, message):
    UserFactory(email="imogen@fernshire.example")
    page = (
        client_for().post(reverse("account_login"), {"login": login, "password": password}).content.decode()
    )
    assert message in page
    assert "This field is required" not in page
    assert "<title>Error: " in page


def test_somebody_signs_in_in_whatever_case_they_type_and_arrives(client_for):
    UserFactory(email="imogen@fernshire.example")
    client = client_for()
    answer = client.post(
        reverse("account_login"), {"login": "Imogen@Fernshire.example", "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_closed_account_does_not_get_in(client_for):
    UserFactory(email="gone@fernshire.example", is_active=False)
    client = client_for()
    client.post(reverse("account_login"), {"login": "gone@fernshire.example", "password": PASSWORD})
    assert client.get("/").status_code == 302


def test_nobody_signs_up_for_themselves(client_for):
    asked = {"email": "new@fernshire.example", "password1": PASSWORD, "password2": PASSWORD}
    page = client_for().post(reverse("account_signup"), asked).content.decode()
    assert "Nobody signs up here for themselves" in page
    assert not User.objects.exists()


def test_nobody_changes_the_address_by_which_they_are_known(signed_in):
    answer = signed_in.post(reverse("account_email"), {"email": "other@fernshire.example", "action_add": ""})
    assert answer.headers["Location"] == reverse("your_account")
    assert User.objects.get().email == "imogen@fernshire.example"


@pytest.mark.parametrize(
    ("address", "letters"), [("imogen@fernshire.example", 1), ("nobody@fernshire.example", 0)]
)
def test_a_link_for_a_new_password_goes_only_to_whom_we_know_and_the_page_does_not_tell(
    client_for, address, letters
):
    UserFactory(email="imogen@fernshire.example")
    client = client_for()
    page = client.post(reverse("account_reset_password"), {"email": address}, follow=True).content.decode()
    assert "If we know the address, a link is on its way to it" in page
    assert len(mail.outbox) == letters


def test_the_link_lets_somebody_choose_a_new_password_once(client_for):
    UserFactory(email="imogen@fernshire.example")
    client = client_for()
    client.post(reverse("account_reset_password"), {"email": "imogen@fernshire.example"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link, follow=True)
    new = "quite another passphrase"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert User.objects.get().check_password(new)
    assert "The link does not work any more" in client_for().get(link, follow=True).content.decode()


def test_a_new_password_is_refused_with_the_reason(signed_in):
    asked = {"oldpassword": "wrong", "password1": "short", "password2": ""}
    page = signed_in.post(reverse("account_change_password"), asked).content.decode()
    assert "The password that you use now is not right" in page
    assert "at least 12 characters" in page
    assert "Enter your new password again" in page


def test_after_five_wrong_passwords_there_is_a_pause(client_for):
    UserFactory(email="imogen@fernshire.example")
    client = client_for()
    for _ in range(6):
        page = client.post(
            reverse("account_login"), {"login": "imogen@fernshire.example", "password": "wrong"}
        )
    assert "Too many attempts to sign in went wrong" in page.content.decode()


def test_what_guards_an_account_asks_once_more(client_for):
    answer = client_for(UserFactory()).get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_a_code_that_is_not_right_is_refused(signed_in):
    page = signed_in.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "The code is not right" in page
    empty = signed_in.post(reverse("mfa_activate_totp"), {"code": ""}).content.decode()
    assert "Enter the code that the app shows" in empty


def code_of(secret: str) -> str:
    """What an app shows at this moment for `secret`."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_authenticator_app_is_started_asked_for_and_stopped(signed_in, client_for):
    activate = signed_in.get(reverse("mfa_activate_totp"))
    code = code_of(activate.context["form"].secret)
    signed_in.post(reverse("mfa_activate_totp"), {"code": code})
    codes = signed_in.get(reverse("mfa_view_recovery_codes"))
    assert codes.status_code == 200
    assert "Stop using the app" in signed_in.get(reverse("mfa_index")).content.decode()

    other = client_for()
    credentials = {"login": "imogen@fernshire.example", "password": PASSWORD}
    page = other.post(reverse("account_login"), credentials, follow=True)
    assert "Your second step" in page.content.decode()
    assert other.get("/").status_code == 302, "the password alone does not get in"
    other.post(reverse("mfa_authenticate"), {"code": codes.context["unused_codes"][0]})
    assert other.get("/").status_code == 200

    assert signed_in.get(reverse("mfa_deactivate_totp")).status_code == 200
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type="totp").exists()


def test_new_recovery_codes_replace_the_old(signed_in):
    activate = signed_in.get(reverse("mfa_activate_totp"))
    signed_in.post(reverse("mfa_activate_totp"), {"code": code_of(activate.context["form"].secret)})
    before = signed_in.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert signed_in.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    signed_in.post(reverse("mfa_generate_recovery_codes"))
    after = signed_in.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert set(before).isdisjoint(after)
    assert after[0] in signed_in.get(reverse("mfa_download_recovery_codes")).content.decode()
