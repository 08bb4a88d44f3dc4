"""Pages about people, their posts and their roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.generic.base import View

from accounts.access import CouncilPage
from accounts.selectors import people_of, posts_of


class People(CouncilPage, View):
    """Who works on the council's recovery, in which role, and who holds each post today."""

    permission = "accounts.view_people"

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {
            "people": people_of(self.council, today=self.today),
            "posts": posts_of(self.council, today=self.today),
        }
        return render(request, "accounts/people.html", shown)
