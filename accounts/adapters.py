"""How people come in: by invitation or the council's own sign-on, never by signing themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from accounts.models import User


class InvitedOnlyAccountAdapter(DefaultAccountAdapter):
    """Nobody opens an account for themselves: an administrator does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class KnownPeopleSocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in the people whom an administrator has entered, matched by verified e-mail address."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        known = User.objects.filter(email__in=verified, is_active=True).first()
        if known is None:
            messages.error(
                request, "We do not know this account. Ask your council's administrator to add your e-mail address."
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, known)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
