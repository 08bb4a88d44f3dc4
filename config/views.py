"""The pages above every section: the way in, one's own account, and the home page of a council."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import TemplateView

from accounts.access import CouncilPage, SignedInPage
from accounts.selectors import councils_of, posts_held_by
from config.home import home_of
from core.clock import today


class Home(SignedInPage):
    """The way in: straight to the only council, or a choice of several."""

    def get(self, request: HttpRequest) -> HttpResponse:
        councils = list(councils_of(self.person, today=today()))
        if len(councils) == 1:
            return redirect("council_home", councils[0].slug)
        return render(request, "home/choose.html", {"councils": councils})


class YourAccount(SignedInPage, TemplateView):
    """What the application knows of the person, and where they change how they sign in."""

    template_name = "accounts/your_account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        posts = posts_held_by(self.person, today=today())
        return super().get_context_data(posts=posts, **kwargs)


class CouncilHome(CouncilPage, TemplateView):
    """What I owe and what waits for me."""

    permission = "accounts.enter_council"
    template_name = "home/council.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = home_of(self.person, self.council, today=self.today, show=self.request.GET.get("show", ""))
        return super().get_context_data(page=page, today=self.today, **kwargs)
