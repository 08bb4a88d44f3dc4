"""The component gallery: each part of the pages once, with made-up words."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict

from core.as_at import AsAtForm
from core.editing import REPLACES, Conflict, Difference
from core.forms import DayField, GovForm
from core.models import Job

SHOWN_ON = dt.date(2026, 11, 22)
COLOURS = ("grey", "green", "turquoise", "blue", "purple", "pink", "red", "orange", "yellow")


class SampleForm(GovForm, forms.Form):
    """Every kind of field that the pages use."""

    title = forms.CharField(label="Title", max_length=40, help_text="As somebody would look for it")
    held_on = DayField(label="Date the meeting was held")
    kind = forms.ChoiceField(
        label="Kind of meeting", choices=[("", "Choose one"), ("board", "Board"), ("review", "Review")]
    )
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("met", "Met"), ("late", "Met late")], widget=forms.RadioSelect
    )
    areas = forms.MultipleChoiceField(
        label="Areas", choices=[("a", "Leadership"), ("b", "Practice")], widget=forms.CheckboxSelectMultiple
    )
    count = forms.IntegerField(label="Number of papers", min_value=1)
    minutes = forms.FileField(label="Minutes", required=False)
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))


class SampleFilters(GovForm, forms.Form):
    """A bar of filters."""

    draws_tag = False
    words = forms.CharField(label="Title has", required=False)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "Any"), ("board", "Board")])
    since = DayField(label="Since", required=False, help_text="")


def sample_form() -> SampleForm:
    """Return the form as somebody sees it who filled in next to nothing, after somebody else had saved."""
    form = SampleForm(QueryDict("held_on=31/2/2026&count=0&kind=dance"), auto_id="id_%s")
    changed_at = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
    form.conflict = Conflict(  # type: ignore[attr-defined]
        "Imogen Prowse",
        changed_at,
        (Difference("Reason", "The chair was ill", "The room was double-booked"),),
        REPLACES,
    )
    return form


def samples() -> dict[str, Any]:
    """Return what the gallery shows, by the names that the parts expect."""
    return {
        "form": sample_form(),
        "filters": SampleFilters(QueryDict("words=minutes"), auto_id="filter_%s"),
        "colours": COLOURS,
        "as_at_form": AsAtForm({"as_at": "30/6/2026"}, today=SHOWN_ON, auto_id="%s"),
        "as_at": dt.date(2026, 6, 30),
        "page": Paginator(range(200), 10).page(7),
        "running": Job(state=Job.State.RUNNING, percent=40, message="Drawing the charts"),
        "done": Job(state=Job.State.DONE, percent=100),
        "failed": Job(
            state=Job.State.FAILED, error="The figures of October are missing. Enter them and start again."
        ),
        "rows": [("Issued", "16 December 2025"), ("Issuer", "Department for Education"), ("Received", None)],
        "crumbs": [("Notice", "#notice"), ("Clause 5", "#clause")],
    }
