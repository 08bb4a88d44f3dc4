"""What one person is asked, and the form on which a contribution is given or corrected."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from accounts.models import Organisation, Post
from core.forms import RefusalsAsErrors
from improvement_plans.forms.cycle import ContributionForm
from improvement_plans.models import Action, Contribution
from improvement_plans.requested import place_to_answer
from improvement_plans.selectors import action_as_at
from improvement_plans.selectors.contributing import may_speak_as
from improvement_plans.selectors.cycle import asked_of
from improvement_plans.services.contributions import contribute
from improvement_plans.services.cycle import note_opened
from improvement_plans.views.base import action_of

LONGEST_LIST = 100
"""What is late comes first, so that a longer list shows what matters; the rest moves up as it is answered."""


class AskedPage(CouncilPage, TemplateView):
    """Everything that the person is asked this month: what is late first, each with its form."""

    permission = "improvement_plans.see_what_is_asked"
    template_name = "improvement_plans/cycle/asked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = asked_of(self.person, self.council, self.today)
        asked = [each for each in found if each.is_open]
        shown = asked[:LONGEST_LIST]
        return super().get_context_data(
            number=len(asked),
            hidden=len(asked) - len(shown),
            asked=[(each, place_to_answer(each, self.person, self.council)) for each in shown],
            given=[each for each in found if not each.is_open][:LONGEST_LIST],
            **kwargs,
        )


class Contribute(RefusalsAsErrors, CouncilPage, FormView):
    """Say what a post or an agency contributed to an action. Opening it marks what was asked as opened."""

    permission = "improvement_plans.contribute"
    template_name = "improvement_plans/cycle/contribute.html"
    form_class = ContributionForm
    heading = "Give a contribution"
    done = "The contribution is recorded."
    action: Action

    def kept_council(self, slug: str) -> Organisation:
        """Find the council, and with it the action: another council's, or one kept from a partner, is not there."""
        council = self.council = super().kept_council(slug)
        self.action = action_of(self, self.kwargs["pk"])
        if not self.person.has_perm("improvement_plans.view_action", self.action):
            raise Http404("No such action")
        return council

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.refuse_others()
        note_opened(action=self.action, by=self.person, today=self.today)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.refuse_others()
        return super().post(request, *args, **kwargs)

    def refuse_others(self) -> None:
        """Raise PermissionDenied for whoever speaks for none of the action's contributors."""
        if not self.speakers:
            raise PermissionDenied

    @cached_property
    def speakers(self) -> list[Post | Organisation]:
        return self.may_speak_as()

    def may_speak_as(self) -> list[Post | Organisation]:
        return may_speak_as(self.person, self.action, today=self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "speakers": self.speakers}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            action=self.action,
            standing=action_as_at(self.action, self.today),
            speakers=self.speakers,
            heading=self.heading,
            back_url=self.get_success_url(),
            **kwargs,
        )

    def carry_out(self, form: Any) -> Contribution:
        return contribute(action=self.action, by=self.person, today=self.today, **form.cleaned_data)

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer = super().form_valid(form)
        if hasattr(self, "result"):
            messages.success(self.request, self.done)
        return answer

    def get_success_url(self) -> str:
        if self.person.has_perm("improvement_plans.keep_update_cycle", self.council):
            return reverse("plan:action", args=[self.council.slug, self.action.pk])
        return reverse("plan:asked", args=[self.council.slug])


class CorrectContribution(Contribute):
    """Say anew what was said wrongly: the earlier contribution stays, marked as corrected."""

    heading = "Correct a contribution"
    done = "The correction is recorded. The earlier contribution stays on record."

    @cached_property
    def corrected(self) -> Contribution:
        kept = Contribution.objects.select_related("for_post", "for_agency")
        return get_object_or_404(kept, action=self.action, pk=self.kwargs["contribution"])

    def may_speak_as(self) -> list[Post | Organisation]:
        """Return the one that it was given for, if the person speaks for it."""
        return [each for each in super().may_speak_as() if each == self.corrected.speaker]

    def get_initial(self) -> dict[str, Any]:
        return {"narrative": self.corrected.narrative}

    def carry_out(self, form: Any) -> Contribution:
        return contribute(
            action=self.action,
            by=self.person,
            today=self.today,
            corrects=self.corrected,
            **form.cleaned_data,
        )
