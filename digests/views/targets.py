"""The pages on which targets and bands are set, replaced, ended and withdrawn."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from digests.forms.targets import (
    TARGET,
    EndTargetForm,
    ReplaceTargetForm,
    TargetForm,
    WithdrawTargetForm,
)
from digests.library import entry_of
from digests.models import Target
from digests.selectors.definitions import definition_on
from digests.services.targets import end_target, replace_target, set_target, withdraw_target
from digests.views.base import indicator_of
from digests.views.writing import IndicatorWriting


class TargetWriting(IndicatorWriting):
    """One form about the targets of an indicator."""

    permission = "digests.set_target"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = entry_of(self.indicator.library_key)
        usual = f"Usual: {entry.usual_target[:1].lower()}{entry.usual_target[1:]}." if entry else ""
        return super().get_context_data(**{"lead": usual or self.lead, **kwargs})


class SetTarget(TargetWriting):
    """Set a target or a band from a day on."""

    form_class = TargetForm
    heading = "Set a target"
    done = "The target is set."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "definition": self.indicator}

    def carry_out(self, form: Any) -> Target:
        return set_target(indicator=self.indicator, words=form.words(), by=self.person)


class EndTarget(TargetWriting):
    """Say that from a day on there is no target any more."""

    form_class = EndTargetForm
    heading = "End the target"
    done = "The target ends with that day."

    def carry_out(self, form: Any) -> Target:
        return end_target(indicator=self.indicator, by=self.person, **form.cleaned_data)


class OneTarget(TargetWriting):
    """A form about one target of the indicator."""

    target: Target

    def find(self) -> None:
        super().find()
        self.target = get_object_or_404(self.indicator.targets, pk=self.kwargs["target"])

    def about(self) -> str:
        return f"{self.indicator}, from {self.target.effective_from:%-d %B %Y}"


class ReplaceTarget(OneTarget):
    """Put another target in the place of one that was wrong."""

    form_class = ReplaceTargetForm
    heading = "Replace this target"
    done = "The target is replaced. What it was stays on record."

    def get_form_kwargs(self) -> dict[str, Any]:
        definition = definition_on(self.indicator, self.target.effective_from)
        return {**super().get_form_kwargs(), "definition": definition}

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.target, name) for name in TARGET}

    def carry_out(self, form: Any) -> Target:
        return replace_target(
            target=self.target, words=form.words(), reason=form.cleaned_data["reason"], by=self.person
        )


class WithdrawTarget(OneTarget):
    """Take a target back, as if it had not been set."""

    form_class = WithdrawTargetForm
    heading = "Withdraw this target"
    done = "The target is withdrawn. That it was set stays on record."

    def carry_out(self, form: Any) -> Target:
        return withdraw_target(target=self.target, by=self.person, **form.cleaned_data)


class WithdrawnTargets(CouncilPage, TemplateView):
    """The targets that were withdrawn or replaced: by whom, when and why."""

    permission = "digests.view_digest"
    template_name = "digests/withdrawn_targets.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator = indicator_of(self, self.kwargs["pk"])
        gone = Target.on_record.filter(indicator=indicator, withdrawn_at__isnull=False)
        return super().get_context_data(
            indicator=indicator,
            targets=gone.select_related("set_by", "withdrawn_by").order_by("-withdrawn_at"),
            **kwargs,
        )
