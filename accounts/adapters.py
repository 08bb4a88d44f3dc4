"""How people come in: by invitation or the council's own sign-on, never by signing themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.shortcuts import redirect

from accounts.models import User


class InvitedOnlyAccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account for themselves: an administrator does."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "Too many attempts to sign in went wrong. Wait five minutes, then try again.",
        "account_inactive": "This account is closed. Ask your council's administrator.",
        "enter_current_password": "The password that you use now is not right",
        "incorrect_password": "The password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class WordedMFAAdapter(DefaultMFAAdapter):
    """The second step of signing in, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. An app shows a new one every 30 seconds: enter the newest.",
    }


class KnownPeopleSocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in the people whom an administrator has entered, matched by verified e-mail address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        people = User.objects.filter(is_active=True).annotate(address=Lower("email"))
        known = people.filter(address__in=verified).first()
        if known is None:
            messages.error(
                request,
                "We do not know this account. Ask your council's administrator to add your e-mail address.",
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, known)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
