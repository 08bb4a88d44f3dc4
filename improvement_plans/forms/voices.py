"""The forms by which the team writes down what was said, what changed because of it, and that they were told."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.forms.references import ReferencesField
from improvement_plans.forms.text import PlanForm, some_of, words_field
from improvement_plans.models import Plan, Voice
from improvement_plans.services.voices import Said
from notices.forms.proof import PROOF_FIELDS, ProofForm

NEVER_A_NAME = "Never a name, nor anything else by which somebody could be recognised"


class VoiceForm(PlanForm):
    """What was said, when, where, by which group and on what. Never by whom."""

    submit_label = "Save this voice"
    heard_on = DayField(label="Day they were heard")
    setting = forms.CharField(
        label="Where and how they were heard",
        max_length=200,
        help_text="For example, group evening at the youth centre. No name of a small group or home",
    )
    group = forms.ChoiceField(label="Who spoke", choices=[("", "Choose one"), *Voice.Group.choices])
    theme = forms.CharField(
        label="Theme",
        max_length=100,
        help_text="In the words that were used before, where they fit: voices are shown by theme",
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
    )
    words = words_field("What they said", rows=5, help_text=NEVER_A_NAME)
    is_summary = forms.BooleanField(
        label="This is a summary by whoever listened, not their own words", required=False
    )
    areas = some_of("Areas that it speaks to", help_text="At least one")
    asks: ClassVar[dict[str, str]] = {
        "areas": "at least one area that it speaks to",
        "heard_on": "the day they were heard",
        "words": "what they said",
        "group": "who spoke",
        "setting": "where and how they were heard",
    }

    def offered(self, plan: Plan) -> dict[str, Any]:
        return {"areas": plan.notice.areas.all()}

    def said(self) -> Said:
        """Return what was typed as a service takes it."""
        asked = {name: self.cleaned_data[name] for name in SAID}
        return Said(**{**asked, "areas": tuple(asked["areas"])})


SAID = tuple(Said.__dataclass_fields__)


class ChangeForm(ProofForm, RevisionForm):
    """What changed because of a voice: a practice standard, actions of the plan, how and when."""

    submit_label = "Save what changed"
    what_changed = words_field(
        "What changed because of it",
        rows=4,
        help_text=f"In words that you could show to those who spoke. {NEVER_A_NAME}",
    )
    changed_on = DayField(label="Day it changed")
    practice_standard = forms.CharField(
        label="Practice standard that it changed",
        max_length=200,
        required=False,
        help_text="For example, Standard 3: time alone with the child",
    )
    actions = ReferencesField(label="Actions of the plan that came of it")
    field_order = ("what_changed", "changed_on", "practice_standard", "actions", *PROOF_FIELDS)
    asks: ClassVar[dict[str, str]] = {
        "what_changed": "what changed because of it",
        "changed_on": "the day it changed",
    }

    def __init__(self, *args: Any, council: Organisation, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, council=council, **kwargs)
        tied: Any = self.fields["actions"]
        tied.plan = plan


class ToldForm(GovForm, RevisionForm):
    """That those who spoke were told what came of it."""

    submit_label = "Save that they were told"
    told_back_on = DayField(label="Day they were told")
    told_back_how = forms.CharField(
        label="How they were told",
        max_length=300,
        help_text="For example, at the next group evening, with pictures",
    )
    asks: ClassVar[dict[str, str]] = {
        "told_back_on": "the day they were told",
        "told_back_how": "how they were told",
    }
