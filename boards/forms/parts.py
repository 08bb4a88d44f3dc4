"""What several forms about boards have in common: their fields, and what was typed as a service takes it."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, ClassVar

from django import forms

from boards.models import Capacity, RequiredSeat
from notices.models import Obligation

LONGEST = 20_000


class Says:
    """Put among a form's bases: `said()` is what was typed, as the dataclass `said_as` that a service takes."""

    said_as: ClassVar[type[Any]]
    cleaned_data: dict[str, Any]

    def said(self) -> Any:
        return self.said_as(**{each.name: self.cleaned_data[each.name] for each in fields(self.said_as)})


class Warned(forms.Form):
    """Put among a form's bases: `warned` holds, a line each, what the page warned of when it was sent."""

    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    def warned_of(self) -> list[str]:
        # A browser ends the lines of what it sends with CR and LF, whatever the page had.
        return [line for line in self.cleaned_data["warned"].replace("\r\n", "\n").split("\n") if line]


class UnderADuty(forms.Form):
    """Put among a form's bases: the duty to meet under which something is done, chosen where there is only one."""

    duty = forms.ModelChoiceField(
        label="Duty to meet", queryset=Obligation.objects.none(), empty_label="Choose"
    )

    def __init__(self, *args: Any, duties: Sequence[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [each.pk for each in duties]
        self.fields["duty"].queryset = Obligation.objects.filter(pk__in=keys).select_related("clause")
        if len(keys) == 1:
            self.initial["duty"] = self.initial.get("duty") or keys[0]


def words_of(label: str, *, rows: int = 3, **options: Any) -> forms.CharField:
    """Return a field for several sentences."""
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def reason_of(label: str, **options: Any) -> forms.CharField:
    """Return a field for one sentence that says why."""
    return forms.CharField(label=label, max_length=300, **options)


def capacity_field() -> forms.ChoiceField:
    """Return the field for the capacity in which somebody sits on a board."""
    return forms.ChoiceField(label="Capacity", choices=[("", "Choose"), *Capacity.choices])


def fills_field() -> forms.ModelChoiceField:
    """Return the field for the required seat that somebody fills, which the form narrows to those of its board."""
    return forms.ModelChoiceField(
        label="Seat required by the notice that it fills", queryset=RequiredSeat.objects.none(), required=False,
        empty_label="None",
    )  # fmt: skip
