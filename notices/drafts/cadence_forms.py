"""When a drafted obligation falls due: first the kind of cadence, then the fields that this kind has."""

import re
from collections.abc import Callable
from types import new_class
from typing import Any, ClassVar

from django import forms

from core.days import day_from_words
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from notices.cadence import Cadence, CadenceError
from notices.drafts.clause_forms import obligation_choices
from notices.drafts.content import Content, Entry, obligation_of_key
from notices.selectors.anchors import ANCHOR_FIELDS, plain_name

TYPES: tuple[tuple[str, str, str], ...] = (
    ("by_date", "By a date", "One day, named in the notice"),
    ("within", "Within a time", "So many days, weeks or months after something"),
    ("in_month", "In a named month", "Any day of that month"),
    ("each_calendar", "Each calendar month or quarter", "Once in every whole month or quarter"),
    ("at_least_every", "At least every so often", "Counted anew from the last time"),
    ("every", "Every so often, on fixed days", "Counted from one day; lateness moves nothing"),
    ("before_each", "Before each meeting or review", "By the day before it, or earlier"),
    ("at_each", "At each meeting or review", "On that day"),
    ("on_request", "On request", "When somebody entitled to ask has asked"),
    ("to_be_agreed", "To be agreed", "Nothing is due until it is agreed"),
    ("kept_up_to_date", "Kept up to date", "Never due; it goes stale"),
    ("regular", "Regularly, no period named", "Never overdue by the notice itself"),
    ("ladder", "In steps", "Targets at 3, 6, 12 months and so on"),
    ("standing", "Standing", "Always; judged from time to time"),
)
TYPE_WORDS = {name: words for name, words, _ in TYPES}
SPANS = [
    ("days", "days"),
    ("weeks", "weeks"),
    ("months", "months"),
    ("years", "years"),
    ("working_days", "working days"),
]
CLEAR_SPANS = [("clear_days", "clear days"), ("clear_working_days", "clear working days")]
LEADS = [("days", "days"), ("working_days", "working days"), ("clear_working_days", "clear working days")]
OWN_DAYS = [
    ("publication", "The day the notice was published"),
    ("issue", "The day the notice was issued"),
    ("inspection report", "The day the inspection report was published"),
    ("in force", "The first day in force"),
    ("receipt", "The day the notice was received"),
    ("decision", "The day it was decided"),
]
EVENT_OF_KIND = {
    "meeting": "board meeting",
    "review": "review",
    "submission": "submission of the plan",
    "report": "report",
}
_RUNGS = re.compile(r"\d{1,3}(\s*(,|and|\s)\s*\d{1,3})*")


class CadenceTypeForm(GovForm, forms.Form):
    """Which kind of cadence it is; its fields are on the next page."""

    submit_label = "Continue"
    type = forms.ChoiceField(
        label="When does it fall due?",
        widget=forms.RadioSelect,
        choices=[(name, f"{words}. {hint}") for name, words, hint in TYPES],
    )
    asks: ClassVar[dict[str, str]] = {"type": "when it falls due"}


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-4", "inputmode": "numeric"}),
    )


def _lead(label: str) -> forms.IntegerField:
    field = _number(label)
    field.required, field.help_text = False, "Leave empty for the day before"
    return field


def _rungs(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, help_text="For example, 3, 6, 12, 18")


def _month(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, help_text="For example, January 2027")


def _choice(label: str, choices: list[tuple[str, str]], *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "Choose"), *choices], required=required)


FIELDS: dict[str, dict[str, Callable[[], forms.Field]]] = {
    "by_date": {"date": lambda: DayField(label="Date by which it is due")},
    "within": {
        "n": lambda: _number("How many"),
        "unit": lambda: _choice("Of what", SPANS + CLEAR_SPANS),
        "counted_from": lambda: _choice("Counted from", []),
    },
    "in_month": {"month": lambda: _month("Month and year")},
    "each_calendar": {
        "unit": lambda: _choice(
            "Which", [("month", "Each calendar month"), ("quarter", "Each calendar quarter")]
        )
    },
    "at_least_every": {
        "n": lambda: _number("At least every"),
        "unit": lambda: _choice("Of what", SPANS),
        "counted_from": lambda: _choice("The first is counted from", [], required=False),
    },
    "every": {
        "n": lambda: _number("Every"),
        "unit": lambda: _choice("Of what", SPANS),
        "counted_from": lambda: _choice("Counted from", [], required=False),
    },
    "before_each": {
        "counted_from": lambda: _choice("Before each event of", []),
        "lead": lambda: _lead("How long before"),
        "lead_unit": lambda: _choice("In", LEADS, required=False),
    },
    "at_each": {"counted_from": lambda: _choice("At each event of", [])},
    "ladder": {
        "rungs": lambda: _rungs("Steps"),
        "unit": lambda: _choice("Of what", SPANS),
        "counted_from": lambda: _choice("Counted from", []),
    },
}


class CadenceFieldsForm(GovForm, RevisionForm):
    """The fields of one kind of cadence (made by `fields_form`); `entry` is the cadence as the draft keeps
    it.
    """

    kind: ClassVar[str]
    field_order = (
        "revision",
        "n",
        "rungs",
        "date",
        "month",
        "unit",
        "counted_from",
        "lead",
        "lead_unit",
        "until",
    )
    until = DayField(
        label="Owed until", required=False, help_text="Only where it ends on a date. For example, 16/12/2027"
    )
    asks: ClassVar[dict[str, str]] = {
        "date": "the date by which it is due",
        "n": "how many",
        "unit": "days, weeks or months",
        "counted_from": "what it is counted from",
        "month": "the month and year",
        "rungs": "the steps",
        "lead": "how long before",
        "lead_unit": "days or working days",
        "until": "the date until which it is owed",
    }

    def __init__(self, *args: Any, content: Content, besides: int, **kwargs: Any) -> None:
        self.content = content
        super().__init__(*args, **kwargs)
        if "counted_from" in self.fields:
            field: Any = self.fields["counted_from"]
            field.choices = [("", "Choose" if field.required else "The first day in force")]
            field.choices += self._origins(besides)

    def _origins(self, besides: int) -> list[tuple[str, str]]:
        """What a cadence can be counted from: the notice's own days, and the events of the draft's other
        obligations.
        """
        kinds = ("meeting", "review", "submission", "report")
        events = [
            (f"of {key}", words)
            for key, words in obligation_choices(self.content, besides=besides, kinds=kinds)
        ]
        return events if self.kind in ("before_each", "at_each") else OWN_DAYS + events

    def clean_month(self) -> str:
        words = self.cleaned_data["month"].strip()
        day = day_from_words(f"1 {words}") or day_from_words(f"1/{words}") or day_from_words(f"{words}-01")
        if day is None:
            raise forms.ValidationError("The month and year must be a real month, such as January 2027")
        return f"{day:%Y-%m}"

    def clean_rungs(self) -> list[int]:
        words = self.cleaned_data["rungs"].strip()
        if not _RUNGS.fullmatch(words):
            raise forms.ValidationError("The steps must be whole numbers, such as 3, 6, 12, 18")
        return sorted({int(number) for number in re.findall(r"\d+", words)})

    def clean(self) -> dict[str, Any]:
        """Hold the whole against the engine's own reading, so that nothing is kept which it would refuse
        later.
        """
        values: dict[str, Any] = super().clean() or {}
        if values.get("lead") and not values.get("lead_unit"):
            self.add_error("lead_unit", "Choose days or working days")
        if not self.errors:
            terms = {
                name: value for name, value in self.entry().items() if name != "follows" and value is not None
            }
            try:
                Cadence.from_json(terms)
            except CadenceError as trouble:
                self.add_error(None, f"This cannot be worked out: {trouble}")
        return values

    def entry(self) -> Entry:
        """The cadence as the draft keeps it: its type's fields, and what it is counted from."""
        values = self.cleaned_data
        cadence: Entry = {"type": self.kind}
        for name in ("n", "unit", "month", "lead", "lead_unit"):
            if values.get(name):
                cadence[name] = values[name]
        for name in ("date", "until"):
            if values.get(name):
                cadence[name] = values[name].isoformat()
        if values.get("rungs"):
            cadence["n"] = values["rungs"]
        return cadence | self._origin(values.get("counted_from") or "")

    def _origin(self, chosen: str) -> Entry:
        if not chosen.startswith("of "):
            return {"anchor": chosen} if chosen else {}
        key = int(chosen.removeprefix("of "))
        name = EVENT_OF_KIND[obligation_of_key(self.content, key)[1]["kind"]]
        return {"follows": key, "of" if self.kind in ("before_each", "at_each") else "anchor": name}


def fields_form(kind: str) -> type[CadenceFieldsForm]:
    """Return the form for one kind of cadence."""
    fields = {name: make() for name, make in FIELDS.get(kind, {}).items()}
    return new_class(
        f"Cadence{kind.title()}Form",
        (CadenceFieldsForm,),
        exec_body=lambda body: body.update({**fields, "kind": kind}),
    )


def initial_of(cadence: Entry) -> dict[str, Any]:
    """Return a drafted cadence as the values that its form begins with."""
    anchor = cadence.get("anchor")
    known = plain_name(anchor) if anchor else ""
    own = next(
        (name for name, _ in OWN_DAYS if known and ANCHOR_FIELDS.get(known) == ANCHOR_FIELDS[name]), ""
    )
    n = cadence.get("n")
    return {
        **{name: cadence.get(name) for name in ("unit", "date", "lead", "lead_unit", "until")},
        "n": n if isinstance(n, int) else None,
        "rungs": ", ".join(map(str, n)) if isinstance(n, list | tuple) else "",
        "month": cadence.get("month") or "",
        "counted_from": f"of {cadence['follows']}" if cadence.get("follows") else own,
    }


def in_words(cadence: Entry) -> str:
    """Return a drafted cadence in plain English; one that lacks something says what kind it is and that it is
    unfinished.
    """
    terms = {name: value for name, value in cadence.items() if value is not None and name != "follows"}
    until = terms.pop("until", None)
    if until and day_from_words(until):
        terms["until"], until = until, None
    try:
        words = Cadence.from_json(terms).in_words()
    except CadenceError:
        return f"{TYPE_WORDS.get(cadence['type'], cadence['type'])}: not complete"
    return f"{words}, until {until.removeprefix('until ')}" if until else words
