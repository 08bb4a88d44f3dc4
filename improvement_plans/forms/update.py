"""The form by which an owner reports on an action: short first, made to be filled in on a phone in a minute."""

from typing import Any, ClassVar

from crispy_forms_gds.layout import HTML, Div, Layout
from django import forms
from django.db.models import QuerySet

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import DayField
from improvement_plans.models import Milestone, Rating
from notices.forms.proof import PROOF_FIELDS, ProofForm

# Blue is never chosen: it comes with calling the action done.
CHOSEN_RATINGS = [choice for choice in Rating.choices if choice[0] != Rating.BLUE]
SHORT = ("narrative", "rating", "rating_reason", "differs_because")
LONG = ("milestones", "percent", "forecast_on", *PROOF_FIELDS, "help_needed", "help_from")


class More(Div):
    """The part of a form that is folded away until somebody wants it, or until something in it is given or wrong."""

    template = "improvement_plans/update/_more.html"

    def __init__(self, *fields: str, words: str) -> None:
        super().__init__(*fields)
        self.words, self.is_open = words, False

    def render(self, form: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        self.is_open = any(form.errors.get(name) or form[name].value() for name in self.fields)
        return super().render(form, context, *args, **kwargs)


class UpdateForm(ProofForm, RevisionForm):
    """What is new, how the action stands and why; folded away: how far it is, evidence, and the help it needs.

    An action with milestones is measured by them: `milestones` are those still to be reached, and `has_milestones`
    says whether it has any at all.
    """

    submit_label = "Give this update"
    narrative = forms.CharField(
        label="Progress since the last update",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        help_text="What was done, what difference it makes, what is in the way",
    )
    rating = forms.ChoiceField(
        label="How does the action stand?", choices=CHOSEN_RATINGS, widget=forms.RadioSelect
    )
    rating_reason = forms.CharField(label="Reason for the rating", max_length=300)
    differs_because = forms.CharField(
        label="Why your rating differs from the computed one",
        required=False,
        max_length=300,
        help_text="Only if it does",
    )
    milestones = forms.ModelMultipleChoiceField(
        queryset=Milestone.objects.none(),
        required=False,
        label="Milestones reached since the last update",
        widget=forms.CheckboxSelectMultiple,
    )
    percent = forms.IntegerField(
        label="Percent done", required=False, min_value=0, max_value=100, help_text="From 0 to 100"
    )
    forecast_on = DayField(
        label="When it is now expected to be done",
        required=False,
        help_text="Leave empty if the due date stands. For example, 16/12/2026",
    )
    help_needed = forms.CharField(
        label="Help that you need",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
    )
    help_from = forms.ChoiceField(label="Who the help is needed from", required=False)
    asks: ClassVar[dict[str, str]] = {
        "rating": "how the action stands", "forecast_on": "the day it is now expected to be done",
        "help_from": "whom you ask for help",
    }  # fmt: skip

    def __init__(
        self,
        *args: Any,
        council: Organisation,
        milestones: QuerySet[Milestone],
        has_milestones: bool,
        posts: QuerySet[Post],
        agencies: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, council=council, **kwargs)
        self.whom = {f"post-{each.pk}": each for each in posts} | {
            f"agency-{each.pk}": each for each in agencies
        }
        self._offer_milestones(milestones, has_milestones)
        self._offer_help()
        self.helper.layout = self._layout()

    def _offer_milestones(self, milestones: QuerySet[Milestone], has_milestones: bool) -> None:
        if has_milestones:
            del self.fields["percent"]
        field: Any = self.fields["milestones"]
        field.queryset = milestones
        field.label_from_instance = lambda each: f"{each.number}. {each.title} (due {each.due_on:%-d %B %Y})"
        if not milestones:
            del self.fields["milestones"]

    def _offer_help(self) -> None:
        named = {"Posts": "post-", "Agencies": "agency-"}
        groups = [
            (words, [(key, str(each)) for key, each in self.whom.items() if key.startswith(start)])
            for words, start in named.items()
        ]
        field: Any = self.fields["help_from"]
        field.choices = [("", "Nobody"), *(group for group in groups if group[1])]
        field.widget.attrs["class"] = "app-wide-select"

    def _layout(self) -> Layout:
        long = [name for name in LONG if name in self.fields]
        measure = (
            "milestones" if "milestones" in self.fields else "percent" if "percent" in self.fields else ""
        )
        words = f"Add {measure + ', ' if measure else ''}a new date, evidence or ask for help"
        narrative, *rated = SHORT
        computed = HTML('{% include "improvement_plans/update/_computed.html" %}')
        return Layout("revision", narrative, computed, *rated, More(*long, words=words))

    def clean_help_from(self) -> Post | Organisation | None:
        return self.whom.get(self.cleaned_data["help_from"])


def update_of(form: UpdateForm) -> dict[str, Any]:
    """Return what an `UpdateForm` gave, as the arguments of the service."""
    asked = form.cleaned_data
    names = (
        "narrative",
        "rating",
        "rating_reason",
        "differs_because",
        "forecast_on",
        "help_needed",
        "revision",
    )
    kept = asked["evidence"]
    return {
        **{name: asked[name] for name in names},
        "percent": asked.get("percent"),
        "milestones": asked.get("milestones") or (),
        "help_from": asked["help_from"],
        "evidence": [kept] if kept else [],
        "upload": asked["file"] or None,
        "url": asked["url"],
    }
