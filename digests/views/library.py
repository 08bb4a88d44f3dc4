"""The page on which indicators are chosen from the starter library."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from core.refusals import Refusal
from digests.library import entries
from digests.selectors.library import library_for, number_offered
from digests.services.library import take_from_library

LONGEST_SEARCH = 100


class Library(CouncilPage, TemplateView):
    """The library by topic: searched, ticked, taken; what was taken before leads to its own page."""

    permission = "digests.define_indicator"
    template_name = "digests/library/library.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            made = take_from_library(
                council=self.council, keys=request.POST.getlist("keys"), by=self.person, today=self.today
            )
        except Refusal as refusal:
            return self.render_to_response(self.get_context_data(refusal=refusal, **kwargs))
        if not made:
            messages.info(request, "All of these were taken before, so nothing is new.")
        else:
            taken = "1 indicator is" if len(made) == 1 else f"{len(made)} indicators are"
            messages.success(request, f"{taken} taken. Now adapt each: its owner, areas and target.")
        return redirect(f"{reverse('digest:library', args=[self.council.slug])}#taken")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("words", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        topics = library_for(self.council, words=words)
        every = [each for topic in library_for(self.council) for each in topic.offered]
        return super().get_context_data(
            topics=topics,
            words=words,
            found=number_offered(topics),
            number=len(entries()),
            taken=[each for each in every if each.taken],
            ticked=set(self.request.POST.getlist("keys")),
            **kwargs,
        )
