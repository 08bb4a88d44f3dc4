"""The pages on which indicators are added, changed, defined anew, retired, and their definitions compared."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from digests.forms.indicators import (
    KEEPING,
    MEANING,
    BringBackForm,
    ChangeIndicatorForm,
    DefineAnewForm,
    IndicatorForm,
    RetireForm,
)
from digests.models import EarlierDefinition, Indicator
from digests.selectors.definitions import versions_of_definition
from digests.services.definitions import define_anew
from digests.services.indicators import (
    add_indicator,
    bring_back_indicator,
    change_indicator,
    rests_on_figures,
    retire_indicator,
)
from digests.views.base import indicator_of
from digests.views.writing import IndicatorWriting
from improvement_plans.views.writing import Writing


class AddIndicator(Writing):
    """Add an indicator written by hand."""

    permission = "digests.define_indicator"
    template_name = "digests/form.html"
    form_class = IndicatorForm
    heading = "Add an indicator"
    lead = "Or choose it from the library, and adapt it."
    done = "The indicator is added."
    back_words = "Back to the digest"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def get_initial(self) -> dict[str, Any]:
        return {"reported_from": self.today.replace(day=1)}

    def carry_out(self, form: Any) -> Indicator:
        return add_indicator(
            council=self.council,
            meaning=form.words(),
            keeping=form.keeping(),
            by=self.person,
            today=self.today,
        )

    def get_back(self) -> str:
        return reverse("digest:month", args=[self.council.slug])

    def get_success_url(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.result.pk])


class ChangeIndicator(IndicatorWriting):
    """Change how an indicator is kept, and word it better."""

    form_class = ChangeIndicatorForm
    heading = "Change this indicator"
    done = "The indicator is changed."

    @cached_property
    def is_fixed(self) -> bool:
        """Whether figures stand on what it means."""
        return rests_on_figures(self.indicator)

    def get_form_kwargs(self) -> dict[str, Any]:
        fixed = self.indicator if self.is_fixed else None
        return {**super().get_form_kwargs(), "council": self.council, "fixed": fixed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = "Its unit, period and direction change by defining it anew: figures stand on them."
        return super().get_context_data(lead=lead if self.is_fixed else "", **kwargs)

    def stored(self) -> dict[str, Any]:
        single = {name: getattr(self.indicator, name) for name in (*MEANING, *KEEPING) if name != "areas"}
        return {**single, "areas": list(self.indicator.areas.all())}

    def carry_out(self, form: Any) -> Indicator:
        return change_indicator(
            indicator=self.indicator,
            meaning=form.words(),
            keeping=form.keeping(),
            revision=form.cleaned_data["revision"],
            by=self.person,
            today=self.today,
            means_the_same=form.cleaned_data.get("means_the_same", False),
        )


class DefineAnew(IndicatorWriting):
    """Let an indicator mean something else from a month on."""

    form_class = DefineAnewForm
    heading = "Define this indicator anew"
    lead = "What it meant before stays on record, and holds for the months before."
    done = "The indicator is defined anew. What it meant before stays on record."

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.indicator, name) for name in MEANING}

    def carry_out(self, form: Any) -> EarlierDefinition:
        asked = form.cleaned_data
        return define_anew(
            indicator=self.indicator,
            meaning=form.words(),
            effective_from=asked["effective_from"],
            reason=asked["reason"],
            rebases=asked["rebases"],
            revision=asked["revision"],
            by=self.person,
            today=self.today,
        )


class RetireIndicator(IndicatorWriting):
    """Report an indicator no longer."""

    form_class = RetireForm
    heading = "Retire this indicator"
    lead = "It leaves the digest from this month on. Its figures stay on record, and it can be brought back."
    done = "The indicator is retired."

    def carry_out(self, form: Any) -> Indicator:
        return retire_indicator(
            indicator=self.indicator, by=self.person, today=self.today, **form.cleaned_data
        )


class BringBackIndicator(IndicatorWriting):
    """Report an indicator again."""

    form_class = BringBackForm
    heading = "Report this indicator again"
    lead = "The months in between are then owed as well."
    done = "The indicator is reported again."

    def carry_out(self, form: Any) -> Indicator:
        return bring_back_indicator(indicator=self.indicator, by=self.person, **form.cleaned_data)


class Definitions(CouncilPage, TemplateView):
    """What an indicator means and meant, each definition with what it changed."""

    permission = "digests.view_digest"
    template_name = "digests/definitions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator = indicator_of(self, self.kwargs["pk"])
        return super().get_context_data(
            indicator=indicator, versions=versions_of_definition(indicator), **kwargs
        )
