"""The forms about a risk: raised, worded anew, scored, closed and reopened."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.editing import ADDS
from improvement_plans import services
from improvement_plans.forms.risks import (
    WORDS,
    AddRiskForm,
    CloseForm,
    ReopenRiskForm,
    RiskForm,
    ScoreForm,
)
from improvement_plans.models import Risk, RiskClosing, RiskScore
from improvement_plans.models.risk import SCORED
from improvement_plans.views.writing import PlanWriting, Writing, plan_query


class AddRisk(PlanWriting):
    """Raise a risk, with its first score."""

    permission = "improvement_plans.keep_risks"
    template_name = "improvement_plans/risks/form.html"
    form_class = AddRiskForm
    heading = "Add a risk"
    done = "The risk is in the log."
    back_words = "Back to the risks"

    def carry_out(self, form: Any) -> Risk:
        return services.add_risk(
            plan=self.plan,
            words=form.words(),
            scoring=form.scoring(),
            raised_on=form.cleaned_data["raised_on"],
            by=self.person,
            today=self.today,
        )

    def get_back(self) -> str:
        return reverse("plan:risks", args=[self.council.slug]) + plan_query(self.plan)

    def get_success_url(self) -> str:
        return reverse("plan:risk", args=[self.council.slug, self.result.pk])


class RiskWriting(Writing):
    """A form about one risk."""

    permission = "improvement_plans.keep_risks"
    template_name = "improvement_plans/risks/form.html"
    back_words = "Back to the risk"
    risk: Risk

    def find(self) -> None:
        risks = Risk.objects.select_related("plan__notice__council", "owner_post")
        self.risk = get_object_or_404(risks, plan__notice__council=self.council, pk=self.kwargs["pk"])

    def refresh(self) -> None:
        self.risk.refresh_from_db()

    def about(self) -> str:
        return str(self.risk)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.risk.revision, **self.stored()}

    def kept(self) -> dict[str, Any]:
        return self.stored()

    def stored(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names."""
        return {}

    def get_success_url(self) -> str:
        return reverse("plan:risk", args=[self.council.slug, self.risk.pk])


class EditRisk(RiskWriting):
    """Word a risk anew, give it to another post or change what mitigates it."""

    form_class = RiskForm
    heading = "Edit this risk"
    done = "The risk is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.risk.plan}

    def stored(self) -> dict[str, Any]:
        single = {name: getattr(self.risk, name) for name in WORDS if name != "mitigations"}
        return {**single, "mitigations": list(self.risk.mitigations.select_related("objective"))}

    def carry_out(self, form: Any) -> Risk:
        return services.edit_risk(
            risk=self.risk, words=form.words(), revision=form.cleaned_data["revision"], by=self.person
        )


class ScoreRisk(RiskWriting):
    """Score a risk on a day; earlier scores stay."""

    form_class = ScoreForm
    heading = "Score this risk"
    done = "The score is kept. Earlier ones stay on record."
    outcome = ADDS

    def stored(self) -> dict[str, Any]:
        newest = self.risk.scores.order_by("scored_on", "pk").last()
        return {name: getattr(newest, name) for name in SCORED} if newest else {}

    def carry_out(self, form: Any) -> RiskScore:
        asked = form.cleaned_data
        return services.score_risk(
            risk=self.risk,
            scoring=form.scoring(),
            scored_on=asked["scored_on"],
            revision=asked["revision"],
            by=self.person,
            today=self.today,
        )


class CloseRisk(RiskWriting):
    """Close a risk with the reason."""

    form_class = CloseForm
    heading = "Close this risk"
    done = "The risk is closed. It stays on record."
    outcome = ADDS

    def carry_out(self, form: Any) -> RiskClosing:
        return services.close_risk(risk=self.risk, by=self.person, today=self.today, **form.cleaned_data)


class ReopenRisk(RiskWriting):
    """Open a closed risk again."""

    form_class = ReopenRiskForm
    heading = "Reopen this risk"
    done = "The risk is open again."
    outcome = ADDS

    def carry_out(self, form: Any) -> RiskClosing:
        return services.reopen_risk(risk=self.risk, by=self.person, today=self.today, **form.cleaned_data)
