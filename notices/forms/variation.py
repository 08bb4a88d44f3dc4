"""Records an agreed change of cadence: first the kind of cadence, then its fields and who agreed it when."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation
from core.forms import DayField, GovForm
from notices.drafts.cadence_forms import FIELDS, OWN_DAYS, TYPES, CadenceFieldsForm
from notices.forms.proof import PROOF_FIELDS, ProofForm
from notices.models import Obligation, Party

PARTS = "part"
EVENT_NAMES: dict[str, str] = {
    Obligation.Kind.MEETING: "board meeting",
    Obligation.Kind.REVIEW: "review",
    Obligation.Kind.SUBMISSION: "submission of the plan",
    Obligation.Kind.REPORT: "report",
}
COUNTED_FROM_A_DAY = "day"


class VariationTypeForm(GovForm, forms.Form):
    """Which of its cadences changes (where it has several), and into which kind."""

    submit_label = "Continue"
    part = forms.TypedChoiceField(label="Which of its cadences changes", coerce=int, widget=forms.RadioSelect)
    type = forms.ChoiceField(
        label="When will it fall due?",
        widget=forms.RadioSelect,
        choices=[(name, f"{words}. {hint}") for name, words, hint in TYPES if name != "standing"],
    )
    asks: ClassVar[dict[str, str]] = {
        "part": "which of its cadences changes",
        "type": "when it will fall due",
    }

    def __init__(self, *args: Any, parts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["part"]
        field.choices = parts
        if len(parts) == 1:
            del self.fields["part"]
            self.helper = self.form_helper()


class VariationForm(CadenceFieldsForm, ProofForm):
    """The fields of the new cadence (made by `variation_form`), and who agreed it, when and in which letter.

    `origins`: the obligations whose events a cadence can count from.
    """

    submit_label = "Record the change"
    revision = None
    from_day = DayField(
        label="That day", required=False, help_text="Only when it is counted from a day that you enter"
    )
    agreed_by = forms.ChoiceField(label="Who agreed the change", choices=[("", "Choose"), *Party.choices])
    agreed_on = DayField(label="Date it was agreed")
    effective_from = DayField(label="Date it takes effect")
    reference = forms.CharField(label="Letter or minute in which it was agreed", max_length=200)
    field_order = (
        "n",
        "rungs",
        "date",
        "month",
        "unit",
        "counted_from",
        "from_day",
        "lead",
        "lead_unit",
        "until",
        "agreed_by",
        "agreed_on",
        "effective_from",
        "reference",
        *PROOF_FIELDS,
    )
    asks: ClassVar[dict[str, str]] = {
        **CadenceFieldsForm.asks,
        "agreed_by": "who agreed the change",
        "agreed_on": "the date it was agreed",
        "effective_from": "the date it takes effect",
        "reference": "the letter or minute in which it was agreed",
    }

    def __init__(self, *args: Any, origins: list[Obligation], council: Organisation, **kwargs: Any) -> None:
        self.origins = {obligation.pk: obligation for obligation in origins}
        super().__init__(*args, content={}, besides=0, council=council, **kwargs)
        if self.kind == "every":
            counted_from: Any = self.fields["counted_from"]
            counted_from.choices = [("", "Choose"), *counted_from.choices[1:]]
        if COUNTED_FROM_A_DAY not in dict(getattr(self.fields.get("counted_from"), "choices", ())):
            del self.fields["from_day"]
        self.helper = self.form_helper()

    def _origins(self, besides: int) -> list[tuple[str, str]]:
        events = [(f"of {key}", str(obligation)) for key, obligation in self.origins.items()]
        if self.kind in ("before_each", "at_each"):
            return [each for each in events if self.origins[int(each[0].removeprefix("of "))].is_an_occasion]
        return [(COUNTED_FROM_A_DAY, "A day that I enter"), *OWN_DAYS, *events]

    def _origin(self, chosen: str) -> dict[str, Any]:
        if chosen == COUNTED_FROM_A_DAY:
            day = self.cleaned_data.get("from_day")
            return {"anchor": day.isoformat()} if day else {}
        if not chosen.startswith("of "):
            return {"anchor": chosen} if chosen else {}
        followed = self.origins[int(chosen.removeprefix("of "))]
        name = EVENT_NAMES.get(followed.kind, followed.summary)
        return {"follows": followed.pk, "of" if self.kind in ("before_each", "at_each") else "anchor": name}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("counted_from") == COUNTED_FROM_A_DAY and not values.get("from_day"):
            self.add_error("from_day", "Enter the day it is counted from")
        if self.kind == "every" and not values.get("counted_from"):
            self.add_error(
                "counted_from", "Choose what it is counted from: fixed days need a day to start from"
            )
        return values

    def terms(self) -> dict[str, Any]:
        """Return the new cadence as JSON."""
        return {name: value for name, value in self.entry().items() if name != "follows"}

    def followed(self) -> Obligation | None:
        """Return the obligation whose events it counts from, if any."""
        return self.origins.get(self.entry().get("follows") or 0)


def variation_form(kind: str) -> type[VariationForm]:
    """Return the form for a change to one kind of cadence."""
    fields = {name: make() for name, make in FIELDS.get(kind, {}).items()}
    metaclass: Any = type(VariationForm)
    made: type[VariationForm] = metaclass(
        f"VariationTo{kind.title()}Form", (VariationForm,), {**fields, "kind": kind}
    )
    return made
