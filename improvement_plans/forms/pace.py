"""The forms by which the team explains what is slow and changes the rule that finds it."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from improvement_plans.pace import LAXEST, PaceRule

WHOLE = 100


class PaceNoteForm(GovForm, forms.Form):
    """Why an objective is slow, and the step that corrects it."""

    submit_label = "Save this explanation"
    explanation = forms.CharField(
        label="Why is it slow?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5_000,
        help_text="It goes into the monthly report, beside the figures",
    )
    corrective_step = forms.CharField(
        label="Corrective step", widget=forms.Textarea(attrs={"rows": 3}), max_length=5_000,
        help_text="What is done about it, and who does it",
    )  # fmt: skip
    step_due_on = DayField(label="Day the step is due", required=False)
    asks: ClassVar[dict[str, str]] = {"explanation": "why it is slow"}


def bound(label: str, name: str) -> forms.IntegerField:
    """Return the field of one bound of the rule, up to the laxest that is allowed."""
    laxest = getattr(LAXEST, name)
    most = round(laxest * WHOLE) if name == "share_behind_allowed" else laxest
    return forms.IntegerField(label=label, min_value=0, max_value=most, help_text=f"At most {most}")


class PaceRuleForm(GovForm, forms.Form):
    """The bounds of the rule, from when they hold, and why they change."""

    submit_label = "Change the rule"
    overdue_allowed = bound("Actions that may be overdue", "overdue_allowed")
    silent_after_days = bound("Days without an update", "silent_after_days")
    moves_allowed = bound("Times an action may be put back", "moves_allowed")
    days_moved_allowed = bound("Days by which an action may be put back in all", "days_moved_allowed")
    share_behind_allowed = bound("Percent of the whole that may be behind", "share_behind_allowed")
    days_projected_late_allowed = bound(
        "Days by which it may be projected late", "days_projected_late_allowed"
    )
    missed_updates_allowed = bound("Updates of an action that may be missed", "missed_updates_allowed")
    missed_contributions_allowed = bound(
        "Contributions to an action that may be missed", "missed_contributions_allowed"
    )
    from_day = DayField(
        label="From which day",
        help_text="Today or later. What was found before that day stands as it was found",
    )
    reason = forms.CharField(label="Reason for changing the rule", max_length=300)
    asks: ClassVar[dict[str, str]] = {"from_day": "the day from which the rule holds"}

    @staticmethod
    def initial_of(rule: PaceRule) -> dict[str, Any]:
        """Return what the form shows of a rule."""
        return {**vars(rule), "share_behind_allowed": round(rule.share_behind_allowed * WHOLE)}

    @property
    def rule(self) -> PaceRule:
        """The rule that was asked for; to be read once the form is valid."""
        asked = {name: self.cleaned_data[name] for name in PaceRule.__dataclass_fields__}
        return PaceRule(**{**asked, "share_behind_allowed": asked["share_behind_allowed"] / WHOLE})
