"""Every page states who may open it; a page of a council does not exist for people from elsewhere."""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.mixins import AccessMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic.base import View

from accounts.models import Organisation, User
from accounts.selectors import roles_of
from core.clock import today


class SignedInPage(AccessMixin, View):
    """A page for anybody who is signed in: it shows nothing that belongs to one council."""

    permission: ClassVar[str] = "accounts.be_signed_in"
    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.person = request.user
        return super().dispatch(request, *args, **kwargs)


class CouncilPage(AccessMixin, View):
    """A page under `/councils/<slug:council>/`.

    Somebody without a role in that council gets a 404, as if it did not exist; somebody with a role but without
    the page's `permission` (the name of a rule) gets a 403 that says so. The page finds the council at
    `self.council`, the person at `self.person` and the day at `self.today`.
    """

    permission: ClassVar[str]
    council: Organisation
    person: User
    today: dt.date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.person, self.today = request.user, today()
        self.council = self.kept_council(kwargs.pop("council"))
        request.council = self.council  # type: ignore[attr-defined]  # the header names it
        if not self.person.has_perm(self.permission, self.council):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def kept_council(self, slug: str) -> Organisation:
        """Return the council named in the address; raises Http404 for none, or one in which the person has no role."""
        council = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL, slug=slug).first()
        if council is None or not roles_of(self.person, council, today=self.today):
            raise Http404("No such council")
        return council
