"""The figures of a month by team, area, age band, sex or ethnicity: read by everybody, given by the analyst."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from core.editing import ADDS, ChangedMeanwhile, show_conflict
from core.forms import add_refusal
from core.refusals import Refusal
from digests.forms.parts import PartsForm
from digests.models import Reading
from digests.selectors import current_reading
from digests.selectors.parts import breakdowns_of, current_parts, groups_before
from digests.services.parts import fingerprint, give_parts
from digests.views.base import IndicatorInMonth

MORE_ROWS = {"20": 20, "60": 60}


class PartsPage(IndicatorInMonth):
    """A page about the parts of one indicator's figure for one month."""

    permission = "digests.view_digest"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "indicator": self.indicator,
            "definition": self.definition,
            "month": self.month,
            "whole": current_reading(self.indicator, self.month),
        }
        return super().get_context_data(**{**facts, **kwargs})


class Parts(PartsPage, TemplateView):
    """The groups of each dimension, their figures, and whether they add up to the whole."""

    template_name = "digests/parts/parts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = breakdowns_of(self.indicator, self.month)
        return super().get_context_data(breakdowns=found, dimensions=Reading.Dimension, **kwargs)


class GiveParts(PartsPage, FormView):
    """Give the figures of the groups of one dimension, revise them or take them back."""

    permission = "digests.give_figure"
    form_class = PartsForm
    template_name = "digests/parts/give.html"

    @cached_property
    def dimension(self) -> Reading.Dimension:
        asked = self.kwargs["dimension"]
        if asked not in Reading.Dimension.values:
            raise Http404("No such dimension")
        return Reading.Dimension(asked)

    @cached_property
    def readings(self) -> list[Reading]:
        return current_parts(self.indicator, self.month, self.dimension)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "definition": self.definition,
            "readings": self.readings,
            "groups": groups_before(self.indicator, self.month, self.dimension),
            **({"more": MORE_ROWS[rows]} if (rows := self.request.GET.get("rows", "")) in MORE_ROWS else {}),
        }

    def get_initial(self) -> dict[str, Any]:
        return {"seen": fingerprint(self.readings)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(dimension=self.dimension, readings=self.readings, **kwargs)

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.carry_out(form)
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=form.kept(), outcome=ADDS)
            form.data["seen"] = fingerprint(self.readings)
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"The figures by {self.dimension.label.lower()} are recorded.")
        return redirect(self.get_success_url())

    def carry_out(self, form: Any) -> None:
        give_parts(
            indicator=self.indicator,
            month=self.month,
            dimension=self.dimension,
            parts=form.parts(),
            by=self.person,
            today=self.today,
            revision_reason=form.cleaned_data["revision_reason"],
            seen=form.cleaned_data["seen"],
        )

    def get_success_url(self) -> str:
        address = [self.council.slug, self.indicator.pk, self.month.year, self.month.month]
        return reverse("digest:parts", args=address)
