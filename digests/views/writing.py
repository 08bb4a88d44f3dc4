"""What the pages share on which an indicator is written: found with its council, changed with one service."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from digests.models import Indicator
from digests.views.base import indicator_of
from improvement_plans.views.writing import Writing


class IndicatorWriting(Writing):
    """One form about one indicator; another council's does not exist."""

    permission = "digests.define_indicator"
    template_name = "digests/form.html"
    back_words = "Back to the indicator"
    indicator: Indicator

    def find(self) -> None:
        self.indicator = indicator_of(self, self.kwargs["pk"])

    def about(self) -> str:
        return str(self.indicator)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.stored(), "revision": self.indicator.revision}

    def stored(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names."""
        return {}

    def refresh(self) -> None:
        self.indicator.refresh_from_db()

    def form_invalid(self, form: Any) -> HttpResponse:
        # What a refused service had begun to write into it is not what is stored.
        self.refresh()
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def get_success_url(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])
