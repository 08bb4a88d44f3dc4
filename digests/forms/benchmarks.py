"""The forms on benchmarks: a published file, why one is withdrawn, and the statistical neighbours."""

from dataclasses import asdict
from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from core.importing.sheets import NAMES
from digests.benchmarking.neighbour_file import MOST_NEIGHBOURS, NeighbourRow
from digests.models import Neighbour, NeighbourModel
from digests.services.neighbours import Terms

RANKS = range(1, MOST_NEIGHBOURS + 1)
AREAS = "published-areas"
"""The list of names, in the page, that a box for an area offers."""


class ReleaseForm(GovForm, forms.Form):
    """Which published file, what it is called and when it was published."""

    submit_label: ClassVar[str] = "Check this file"
    name = forms.CharField(
        max_length=120, label="Name of the release", help_text="For example, LAIT, October 2026"
    )
    published_on = DayField(label="Published on")
    file = forms.FileField(
        label="File",
        help_text=f"{NAMES}, with columns for code, short name, measure, area, year and value",
        max_length=500,
    )
    asks: ClassVar[dict[str, str]] = {"published_on": "the day it was published", "file": "the file"}


class WithdrawForm(GovForm, forms.Form):
    """Why a release is withdrawn."""

    submit_label: ClassVar[str] = "Withdraw this release"
    because = forms.CharField(max_length=300, label="Why it is withdrawn")


class TermsForm(GovForm, forms.Form):
    """What a version of the neighbour model is called, from when it holds, and the two names of the published file."""

    name = forms.CharField(
        max_length=80, label="Name of the model", help_text="For example, Children’s services model, May 2025"
    )
    effective_from = DayField(label="Holds from")
    own_area = forms.CharField(
        required=False,
        max_length=80,
        label="Name of this council in the published figures",
        help_text="Leave empty if the published figures do not have it",
        widget=forms.TextInput(attrs={"list": AREAS, "autocomplete": "off"}),
    )
    region = forms.CharField(
        required=False,
        max_length=80,
        label="Name of its region in the published figures",
        widget=forms.TextInput(attrs={"list": AREAS, "autocomplete": "off"}),
    )
    asks: ClassVar[dict[str, str]] = {"effective_from": "the day from which it holds"}

    def terms(self) -> Terms:
        """Return what the service takes."""
        asked = self.cleaned_data
        return Terms(
            asked["name"].strip(), asked["effective_from"], asked["own_area"].strip(), asked["region"].strip()
        )


class NeighboursForm(TermsForm):
    """The model with its ten councils, a row for each rank; the page draws the rows as a table."""

    submit_label: ClassVar[str] = "Save these neighbours"
    draws_tag: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.disable_csrf = True
        closeness = [("", "Closeness not said"), *Neighbour.Closeness.choices]
        for rank in RANKS:
            self.fields[f"area_{rank}"] = forms.CharField(
                required=False,
                max_length=80,
                label=f"Council ranked {rank}",
                widget=forms.TextInput(attrs={"list": AREAS, "autocomplete": "off", "class": "govuk-input"}),
                error_messages={"max_length": f"The council ranked {rank} must be 80 characters or fewer"},
            )
            self.fields[f"closeness_{rank}"] = forms.ChoiceField(
                required=False,
                choices=closeness,
                label=f"Closeness of the council ranked {rank}",
                widget=forms.Select(attrs={"class": "govuk-select"}),
                error_messages={"invalid_choice": "Choose the closeness from the list"},
            )
            self.fields[f"subset_{rank}"] = forms.BooleanField(
                required=False, label=f"Council ranked {rank} is in our subset"
            )

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The ten rows: rank, name, closeness, whether it is in the subset."""
        return [
            (rank, self[f"area_{rank}"], self[f"closeness_{rank}"], self[f"subset_{rank}"]) for rank in RANKS
        ]

    def neighbours(self) -> list[NeighbourRow]:
        """Return the rows that name a council."""
        asked = self.cleaned_data
        return [
            NeighbourRow(
                rank, asked[f"area_{rank}"].strip(), asked[f"closeness_{rank}"], asked[f"subset_{rank}"]
            )
            for rank in RANKS
            if asked[f"area_{rank}"].strip()
        ]

    @staticmethod
    def kept(model: NeighbourModel) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        kept: dict[str, Any] = asdict(Terms(model.name, model.effective_from, model.own_area, model.region))
        for each in model.neighbours.all():
            kept |= {
                f"area_{each.rank}": each.area,
                f"closeness_{each.rank}": each.closeness,
                f"subset_{each.rank}": each.is_in_subset,
            }
        return kept


class NeighbourFileForm(TermsForm):
    """The model with its councils in a file."""

    submit_label: ClassVar[str] = "Load these neighbours"
    file = forms.FileField(
        label="File", help_text=f"{NAMES}, with columns for rank, name, closeness and subset", max_length=500
    )
    asks: ClassVar[dict[str, str]] = {**TermsForm.asks, "file": "the file"}
