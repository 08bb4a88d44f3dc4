"""The pages on which it is kept, for a notice, which kinds of review discharge a duty to review."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from notices.models import Notice
from notices.selectors import current_notice, notices_of
from reviews.forms.planning import RuleForm
from reviews.models import CountingRule, Kind
from reviews.selectors.counting import counting_for, counting_of, review_duties_of
from reviews.services.counting import keep_rule


class UnderNotice(CouncilPage):
    """A page about the notice that is named in the address (`?notice=`), else the current one."""

    @cached_property
    def notice(self) -> Notice:
        """The notice; raises Http404 for another council's, and where there is none."""
        asked = self.request.GET.get("notice", "")
        notices = notices_of(self.council).select_related("council")
        found = (
            next((each for each in notices if str(each.pk) == asked), None)
            if asked
            else current_notice(self.council, self.today)
        )
        if found is None:
            raise Http404("No such notice")
        return found


class WhatCounts(UnderNotice, TemplateView):
    """Which kinds of review discharge a duty to review under the notice, and in whose words."""

    permission = "reviews.view_reviews"
    template_name = "reviews/what_counts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notice=self.notice,
            notices=list(notices_of(self.council)),
            kinds=list(counting_of(self.notice).values()),
            duties=list(review_duties_of(self.notice)),
            back_url=reverse("reviews:reviews", args=[self.council.slug]),
            **kwargs,
        )


class KeepRule(UnderNotice, RefusalsAsErrors, FormView):
    """Say whether one kind of review counts under the notice."""

    permission = "reviews.keep_reviews"
    form_class = RuleForm
    template_name = "reviews/keep_rule.html"

    @cached_property
    def kind(self) -> Kind:
        if self.kwargs["kind"] not in Kind.values:
            raise Http404("No such kind of review")
        return Kind(self.kwargs["kind"])

    @cached_property
    def notice(self) -> Notice:
        found: Notice = get_object_or_404(
            notices_of(self.council).select_related("council"), pk=self.kwargs["notice"]
        )
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notice": self.notice, "duties": review_duties_of(self.notice)}

    def get_initial(self) -> dict[str, Any]:
        now = counting_for(self.notice, self.kind)
        return {"obligation": now.obligation, "because": now.because if now.rule else ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = self.notice.reviews.filter(kind=self.kind, cancelled_on=None)
        return super().get_context_data(
            heading=f"{self.kind.label}: does it count?", notice=self.notice, standing=list(standing),
            back_url=self.get_back(), **kwargs,
        )  # fmt: skip

    def get_back(self) -> str:
        return f"{reverse('reviews:what_counts', args=[self.council.slug])}?notice={self.notice.pk}"

    def carry_out(self, form: Any) -> CountingRule:
        asked = form.cleaned_data
        return keep_rule(
            notice=self.notice, kind=self.kind, obligation=asked["obligation"], because=asked["because"],
            by=self.person, today=self.today,
        )  # fmt: skip

    def get_success_url(self) -> str:
        messages.success(self.request, "The rule is kept, and the register follows it.")
        return self.get_back()
