"""The forms of signing in, worded as the rest of the application is, and those of a person's saved views."""

from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.urls import reverse
from django.utils.html import format_html

from accounts.services import LONGEST_NAME
from core.forms import GovForm

EMAIL = "your e-mail address"
PASSWORD = "your password"  # noqa: S105  words of a message, not a password


class AccountForm(GovForm):
    """Put before a form of allauth's: our labels, no placeholders, messages that name what is wanted."""

    draws_tag: ClassVar[bool] = False
    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            # What stands in the box is gone as soon as somebody types.
            field.widget.attrs.pop("placeholder", None)


class SignInForm(AccountForm, account_forms.LoginForm):
    """E-mail address and password."""

    labels: ClassVar[dict[str, str]] = {"login": "E-mail address"}
    asks: ClassVar[dict[str, str]] = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = format_html(
            '<a class="govuk-link" href="{}">I have forgotten my password</a>',
            reverse("account_reset_password"),
        )


class AskForResetForm(AccountForm, account_forms.ResetPasswordForm):
    """The e-mail address to which a link is sent."""

    labels: ClassVar[dict[str, str]] = {"email": "E-mail address"}
    asks: ClassVar[dict[str, str]] = {"email": EMAIL}


class ChooseNewPasswordForm(AccountForm, account_forms.ResetPasswordKeyForm):
    """A new password, after the link was followed."""

    labels: ClassVar[dict[str, str]] = {"password1": "New password", "password2": "New password again"}
    asks: ClassVar[dict[str, str]] = {
        "password1": "your new password",
        "password2": "your new password again",
    }


class ChangePasswordForm(AccountForm, account_forms.ChangePasswordForm):
    """The password that holds, and a new one."""

    labels: ClassVar[dict[str, str]] = {
        "oldpassword": "Password now",
        "password1": "New password",
        "password2": "New password again",
    }
    asks: ClassVar[dict[str, str]] = {
        "oldpassword": "the password that you use now",
        "password1": "your new password",
        "password2": "your new password again",
    }


class SetPasswordForm(AccountForm, account_forms.SetPasswordForm):
    """A first password, for somebody who has signed in by the council's account alone."""

    labels: ClassVar[dict[str, str]] = {"password1": "Password", "password2": "Password again"}
    asks: ClassVar[dict[str, str]] = {"password1": PASSWORD, "password2": "your password again"}


class ConfirmPasswordForm(AccountForm, account_forms.ReauthenticateForm):
    """The password once more, before something that guards the account."""

    asks: ClassVar[dict[str, str]] = {"password": PASSWORD}


class CodeForm(AccountForm, mfa_forms.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""

    labels: ClassVar[dict[str, str]] = {"code": "Code from your authenticator app, or a recovery code"}
    asks: ClassVar[dict[str, str]] = {"code": "the code from your authenticator app, or a recovery code"}


class ConfirmCodeForm(AccountForm, mfa_forms.ReauthenticateForm):
    """The same, before something that guards the account."""

    labels: ClassVar[dict[str, str]] = CodeForm.labels
    asks: ClassVar[dict[str, str]] = CodeForm.asks


class StartAuthenticatorForm(AccountForm, totp_forms.ActivateTOTPForm):
    """The first code that the app shows."""

    labels: ClassVar[dict[str, str]] = {"code": "Code that the app shows"}
    asks: ClassVar[dict[str, str]] = {"code": "the code that the app shows"}


class AddPasskeyForm(AccountForm, webauthn_forms.AddWebAuthnForm):
    """A name by which a passkey is known again."""

    labels: ClassVar[dict[str, str]] = {
        "name": "Name of the passkey",
        "passwordless": "Use it in place of the password as well",
    }
    asks: ClassVar[dict[str, str]] = {"name": "the name of the passkey"}


class ViewNameForm(GovForm, forms.Form):
    """The name under which the filters of a list page are kept."""

    submit_label = "Save"
    asks: ClassVar[dict[str, str]] = {"name": "a name for this view"}
    name = forms.CharField(
        label="Name of this view",
        max_length=LONGEST_NAME,
        help_text="Only you see it, under the filters of the page.",
    )


class DeleteViewForm(GovForm, forms.Form):
    """Nothing to fill in: a button that says what it does."""

    submit_label = "Delete this view"
