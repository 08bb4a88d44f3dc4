"""The page on which objectives and actions of the plan are said to move an indicator."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.urls import reverse

from accounts.access import CouncilPage
from core.choosing import Choosing, ChoosingForm, Offer
from digests import services
from digests.models import Indicator
from digests.movers import movers_offered
from digests.views.base import indicator_of


class MovedBy(CouncilPage, Choosing):
    """Say which objectives and actions of the plan should move an indicator."""

    permission = "digests.link_indicator"
    done = "What should move this indicator is saved."
    kwargs: dict[str, Any]

    @cached_property
    def indicator(self) -> Indicator:
        return indicator_of(self, self.kwargs["pk"])

    def offers(self) -> dict[str, Offer]:
        return movers_offered(self.indicator, today=self.today, words=self.words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="What should move this indicator?",
            named=str(self.indicator),
            described=self.indicator.meaning,
            back_url=self.page_of_it(),
            **kwargs,
        )

    def carry_out(self, form: ChoosingForm) -> None:
        services.change_movers(
            indicator=self.indicator,
            add=[*form.added("objectives"), *form.added("actions")],
            remove=[*form.removed("objectives"), *form.removed("actions")],
            by=self.person,
        )

    def page_of_it(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return self.page_of_it()
