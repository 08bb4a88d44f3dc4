"""The forms by which the team raises a risk, words it anew, scores it, closes it and reopens it."""

from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.forms.references import ReferencesField
from improvement_plans.forms.text import PlanForm, one_of, posts_for, words_field
from improvement_plans.models import Plan
from improvement_plans.risk_levels import IMPACTS, LIKELIHOODS, RULE, Score
from improvement_plans.services.risks import RiskWords, Scoring

OFFERED = {
    "likelihood": [(n, f"{n} {word}. {meaning}") for n, word, meaning in LIKELIHOODS],
    "impact": [(n, f"{n} {word}. {meaning}") for n, word, meaning in IMPACTS],
}


def scored(side: str, part: str, help_text: str = "") -> forms.TypedChoiceField:
    """Return a choice from 1 to 5, each with its word and what it means."""
    return forms.TypedChoiceField(
        label=f"{side.capitalize()} {part}",
        coerce=int,
        choices=[("", "Choose one"), *OFFERED[part]],
        widget=forms.Select(attrs={"class": "app-wide-select"}),
        help_text=help_text,
    )


class ScoringForm(GovForm, forms.Form):
    """A risk as it would be if nothing were done, and as it is with what is done; with the reason."""

    inherent_likelihood = scored("inherent", "likelihood", "If nothing were done about it")
    inherent_impact = scored("inherent", "impact", RULE)
    residual_likelihood = scored("residual", "likelihood", "With what is done about it now")
    residual_impact = scored("residual", "impact", "Never higher than the inherent one")
    reason = forms.CharField(
        label="Reason for the score", max_length=300, help_text="What has happened, and what has been done"
    )

    def scoring(self) -> Scoring:
        """Return what was chosen as a service takes it."""
        asked = self.cleaned_data
        return Scoring(
            inherent=Score(asked["inherent_likelihood"], asked["inherent_impact"]),
            residual=Score(asked["residual_likelihood"], asked["residual_impact"]),
            reason=asked["reason"],
        )


class RiskForm(PlanForm):
    """What a risk says, who owns it and which actions of the plan make it smaller."""

    submit_label = "Save this risk"
    reference = forms.CharField(label="Reference", max_length=20, help_text="For example, R07")
    title = forms.CharField(label="Title", max_length=200, help_text="In a few words")
    cause = words_field("Cause", rows=2, help_text="What is so now: because …")
    event = words_field("Event", rows=2, help_text="What may happen: there is a risk that …")
    effect = words_field("Effect", rows=2, help_text="What that would mean for children: so that …")
    owner_post = one_of(
        "Owner", empty_label="Choose", help_text="The post that answers for it, whoever holds it"
    )
    mitigations = ReferencesField(label="Actions that mitigate it")
    asks: ClassVar[dict[str, str]] = {
        "owner_post": "the post that owns it",
        "event": "what may happen",
        "title": "the title of the risk",
    }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        typed: Any = self.fields["mitigations"]
        typed.plan = plan

    def offered(self, plan: Plan) -> dict[str, Any]:
        return {"owner_post": posts_for(plan)}

    def words(self) -> RiskWords:
        """Return what was typed as a service takes it."""
        asked = {name: self.cleaned_data[name] for name in WORDS}
        return RiskWords(**{**asked, "mitigations": tuple(asked["mitigations"])})


WORDS = tuple(RiskWords.__dataclass_fields__)


class AddRiskForm(RiskForm, ScoringForm):
    """A new risk with its first score."""

    submit_label = "Add this risk"
    raised_on = DayField(label="Day it was raised")
    field_order = (*WORDS, "raised_on", *ScoringForm.base_fields)
    asks: ClassVar[dict[str, str]] = {**RiskForm.asks, "raised_on": "the day it was raised"}


class ScoreForm(ScoringForm, RevisionForm):
    """A further score of a risk."""

    submit_label = "Save this score"
    scored_on = DayField(label="Day of the score")
    field_order = ("scored_on", *ScoringForm.base_fields)


class CloseForm(GovForm, RevisionForm):
    """That a risk is closed, and why."""

    submit_label = "Close this risk"
    closed_on = DayField(label="Day it was closed")
    because = forms.CharField(label="Why it is closed", max_length=300)
    asks: ClassVar[dict[str, str]] = {"because": "why it is closed", "closed_on": "the day it was closed"}


class ReopenRiskForm(GovForm, RevisionForm):
    """Why a closed risk is open again."""

    submit_label = "Reopen this risk"
    reason = forms.CharField(label="Why it is open again", max_length=300)
    asks: ClassVar[dict[str, str]] = {"reason": "why it is open again"}
