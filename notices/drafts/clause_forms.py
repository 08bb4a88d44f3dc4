"""What a person types in order to correct a drafted clause or one of its duties."""

from typing import Any, ClassVar, cast

from django import forms

from core.editing import RevisionForm
from core.forms import GovForm
from notices.drafts.content import Content, Entry, names_in, obligations_in
from notices.drafts.editing import CLAUSE_NUMBER
from notices.extraction.draft import MODALITIES
from notices.models import Obligation, Party


class ClauseForm(GovForm, RevisionForm):
    """One clause: its number, the heading that it stands under and its words."""

    number = forms.CharField(
        label="Clause number", max_length=40, help_text="As printed, with its parent: 5, 5.b, 3.1.2"
    )
    section = forms.CharField(label="Section heading", max_length=300, required=False)
    text = forms.CharField(
        label="Words of the clause",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Exactly as in the notice",
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"].strip().strip(".")
        if not CLAUSE_NUMBER.fullmatch(number):
            raise forms.ValidationError(
                "Enter a clause number such as 5 or 5.b: letters and figures with full stops between"
            )
        return number


class ObligationForm(GovForm, RevisionForm):
    """One duty: who owes what to whom. When it falls due has pages of its own."""

    summary = forms.CharField(label="What is owed, in a few words", max_length=300)
    duty_holder = forms.ChoiceField(label="Who owes it", choices=Party.choices)
    recipient = forms.ChoiceField(
        label="To whom", required=False, choices=[("", "Nobody named"), *Party.choices]
    )
    owed_by_council = forms.TypedChoiceField(
        label="Does a failure count against the council?",
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No, it is another party's")],
    )
    modality = forms.ChoiceField(
        label="How the notice puts it", choices=[(word, word) for word in MODALITIES]
    )
    kind = forms.ChoiceField(label="Kind of duty", choices=Obligation.Kind.choices)
    part_of = forms.TypedChoiceField(
        label="Content of which plan or report",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Only for what a plan or report must contain",
    )
    words = forms.CharField(
        label="Words that it rests on", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    variation_agreed_by = forms.ChoiceField(
        label="Who must agree a change of frequency",
        required=False,
        choices=[("", "Nobody named"), *Party.choices],
    )
    evidence_expected = forms.CharField(label="What counts as evidence", max_length=300, required=False)
    lead_days = forms.IntegerField(
        label="Days ahead that it counts as due soon",
        min_value=0,
        max_value=180,
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-4"}),
    )
    max_age_days = forms.IntegerField(
        label="Oldest that it may be, in days",
        required=False,
        min_value=1,
        max_value=1000,
        help_text="Only for what is kept up to date: the council's own limit, shown as local.",
        widget=forms.NumberInput(attrs={"class": "govuk-input govuk-input--width-4"}),
    )
    asks: ClassVar[dict[str, str]] = {
        "summary": "what is owed",
        "duty_holder": "who owes it",
        "recipient": "to whom it is owed",
        "owed_by_council": "whether a failure counts against the council",
        "modality": "how the notice puts it",
        "part_of": "the plan or report",
        "variation_agreed_by": "who must agree",
        "lead_days": "the number of days ahead",
        "max_age_days": "the number of days",
    }

    def __init__(self, *args: Any, content: Content, besides: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wholes = obligation_choices(content, besides=besides, kinds=("submission", "report"))
        parts = cast(forms.ChoiceField, self.fields["part_of"])
        parts.choices = [("", "It is no such content"), *wholes]
        for name in ("duty_holder", "recipient", "variation_agreed_by", "modality"):
            self._offer_as_drafted(name)

    def _offer_as_drafted(self, name: str) -> None:
        """Keep what was drafted among the choices: several parties joined, a party or a verb that no list has.

        A duty holder that the register does not know must be chosen anew: nothing is chosen for the person.
        """
        drafted, field = self.initial.get(name), cast(forms.ChoiceField, self.fields[name])
        choices = list(cast(list[tuple[str, str]], field.choices))
        if drafted in dict(choices):
            return
        is_known = all(part in Party.values for part in names_in(drafted))
        if drafted and (name != "duty_holder" or is_known):
            field.choices = [*choices, (drafted, drafted)]
        elif name == "duty_holder":
            field.choices, self.initial[name] = [("", "Choose who it is"), *choices], ""

    def entry(self) -> Entry:
        """The obligation's fields as the draft keeps them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        for name in ("recipient", "variation_agreed_by"):
            values[name] = values[name] or None
        return values


def obligation_choices(
    content: Content, *, besides: int | None, kinds: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """Return the draft's obligations to choose from, by key: of some kinds only, where `kinds` names any."""
    return [
        (str(obligation["key"]), f"{clause['number']}: {obligation['summary'] or obligation['words']}"[:120])
        for clause, obligation in obligations_in(content)
        if obligation["key"] != besides and (not kinds or obligation["kind"] in kinds)
    ]
