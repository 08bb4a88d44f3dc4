"""The form for a month's figure: given first, revised later with a reason."""

from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from core.editing import ADDS, ChangedMeanwhile, show_conflict
from core.forms import add_refusal
from core.refusals import Refusal
from digests import services
from digests.forms import FigureForm
from digests.models import Reading
from digests.selectors import current_reading
from digests.services.readings import given_in
from digests.views.base import IndicatorInMonth


class GiveFigure(IndicatorInMonth, FormView):
    """Give the figure of one month, or revise it with a reason."""

    permission = "digests.give_figure"
    form_class = FigureForm
    template_name = "digests/figure.html"

    @cached_property
    def reading(self) -> Reading | None:
        return current_reading(self.indicator, self.month)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definition": self.definition, "reading": self.reading}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.reading.version if self.reading else 0, **self.kept()}

    def kept(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        if self.reading is None:
            return {}
        given = asdict(given_in(self.reading))
        return given | ({"numerator": "n/a"} if given["has_no_value"] else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            indicator=self.indicator,
            definition=self.definition,
            month=self.month,
            month_words=f"{self.month:%B %Y}",
            reading=self.reading,
            back_url=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.carry_out(form)
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=self.kept(), outcome=ADDS)
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"The figure for {self.month:%B %Y} is recorded.")
        return redirect(self.get_success_url())

    def carry_out(self, form: Any) -> Reading:
        return services.give_figure(
            indicator=self.indicator,
            month=self.month,
            given=form.given(),
            by=self.person,
            today=self.today,
            revision_reason=form.cleaned_data.get("revision_reason", ""),
            seen_version=form.cleaned_data["revision"],
        )

    def get_success_url(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])
