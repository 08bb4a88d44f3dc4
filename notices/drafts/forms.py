"""What a person types in order to add a notice, correct its draft and answer its questions."""

import re
from typing import Any, ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import DayField, GovForm
from notices.drafts import questions
from notices.drafts.content import DECIDED, LEFT, Entry
from notices.models import Notice

HEADER_DAYS = (
    "inspection_published_on",
    "decided_on",
    "issued_on",
    "published_on",
    "received_on",
    "in_force_from",
)
_AREA_LINE = re.compile(r"^\(?([A-Za-z]|[ivxIVX]{1,4}|\d{1,2})[.):]+\s*(.+)$|^([a-z])\s+(.+)$")


class AddNoticeForm(GovForm, forms.Form):
    """A notice as a file or as pasted text: one of the two."""

    submit_label = "Read the notice"
    file = forms.FileField(
        label="File of the notice",
        required=False,
        help_text="A PDF, a Word document (DOCX) or a text file",
    )
    text = forms.CharField(
        label="Or paste its text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="The whole notice, from the address to the signature",
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        pasted = (values.get("text") or "").strip()
        if not self.errors and bool(values.get("file")) == bool(pasted):
            self.add_error(
                "file" if pasted else "text",
                (
                    "Give the file or the pasted text, not both"
                    if pasted
                    else "Choose the file of the notice, or paste its text"
                ),
            )
        return values


class HeaderForm(GovForm, RevisionForm):
    """The head of the notice: what it is called, what led to it and its days."""

    title = forms.CharField(max_length=200, help_text="How the register names it")
    service_area = forms.CharField(max_length=200, help_text="For example, Children's social care")
    issuer = forms.CharField(label="Issued by", max_length=200, required=False)
    trigger = forms.ChoiceField(label="What led to it", choices=Notice.Trigger.choices)
    inspection_published_on = DayField(label="Date the inspection report was published", required=False)
    decided_on = DayField(label="Date it was decided", required=False)
    issued_on = DayField(label="Date it was issued")
    published_on = DayField(label="Date it was published", required=False)
    received_on = DayField(label="Date it was received", required=False)
    in_force_from = DayField(
        label="Date it is in force from",
        required=False,
        help_text="Leave empty if it is in force from the day of issue",
    )
    asks: ClassVar[dict[str, str]] = {
        "issued_on": "the date the notice was issued",
        "title": "the title of the notice",
        "trigger": "what led to the notice",
        "in_force_from": "the date the notice is in force from",
        "decided_on": "the date the notice was decided",
        "published_on": "the date the notice was published",
        "received_on": "the date the notice was received",
    }

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        issued, decided, in_force = (
            values.get(name) for name in ("issued_on", "decided_on", "in_force_from")
        )
        if issued and decided and decided > issued:
            self.add_error(
                "decided_on", "The date it was decided must be on or before the date it was issued"
            )
        if issued and in_force and in_force < issued:
            self.add_error(
                "in_force_from", "The date it is in force from must be on or after the date it was issued"
            )
        return values

    def entry(self) -> Entry:
        """The header's fields as the draft keeps them."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {
            name: value.isoformat() if name in HEADER_DAYS and value else value or None
            for name, value in values.items()
        }


class AreasForm(GovForm, RevisionForm):
    """The areas that the plan must cover, one on each line."""

    areas = forms.CharField(
        label="Improvement areas",
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One area on each line, its letter first: “a. Leadership”. Letters can be left out.",
    )

    def clean_areas(self) -> list[tuple[str, str]]:
        """Return (letter, title) of each line; raises ValidationError for a letter given twice or a title too
        long.
        """
        areas: list[tuple[str, str]] = []
        for place, line in enumerate(filter(None, map(str.strip, self.cleaned_data["areas"].splitlines()))):
            letter, title = _letter_and_title(line, place)
            if len(title) > 300:
                raise forms.ValidationError(f"Area {letter} must be 300 characters or fewer")
            if letter in (known for known, _ in areas):
                raise forms.ValidationError(
                    f"The letter {letter} is given twice. Give each area its own letter"
                )
            areas.append((letter, title))
        return areas


def _letter_and_title(line: str, place: int) -> tuple[str, str]:
    found = _AREA_LINE.match(line)
    if found:
        return (found[1] or found[3]).lower(), (found[2] or found[4]).strip()
    return (chr(ord("a") + place) if place < 26 else str(place + 1)), line


class QuestionForm(GovForm, RevisionForm):
    """How a question is answered: what was decided, or that it is left undecided knowingly."""

    submit_label = "Save the answer"
    state = forms.ChoiceField(label="Your answer", widget=forms.RadioSelect)
    answer = forms.CharField(
        label="What was decided",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kept with your name and the date. If the answer changes the draft, correct that first.",
    )
    asks: ClassVar[dict[str, str]] = {"state": "how you answer"}
    words: ClassVar[dict[str, str]] = {
        DECIDED: "It is decided",
        LEFT: "Leave it undecided: what then has no date awaits agreement in the register",
    }

    def __init__(self, *args: Any, question: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [
            (state, self.words[state]) for state in questions.ways_to_answer(question)
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("state") == DECIDED and not values.get("answer"):
            self.add_error("answer", "Enter what was decided")
        return values


class PlainRevisionForm(GovForm, RevisionForm):
    """A button alone: the page asks before it removes or discards."""


class ConfirmForm(GovForm, RevisionForm):
    """The last page before the register: what becomes of an earlier notice for the same service, if there is
    one.
    """

    submit_label = "Confirm the register"
    relation = forms.ChoiceField(
        label="What becomes of the earlier notice?",
        widget=forms.RadioSelect,
        choices=[
            ("alongside", "Both go on side by side, each with its own register"),
            (
                "supersedes",
                "The new one supersedes it: what is not yet due lapses, what is overdue stays on its record",
            ),
        ],
    )
    superseded_on = DayField(label="Date it is superseded from", required=False)
    reason = forms.CharField(
        label="Why, and where that is said",
        required=False,
        max_length=300,
        help_text="For example, the paragraph of the covering letter",
    )
    asks: ClassVar[dict[str, str]] = {"relation": "what becomes of the earlier notice"}

    def __init__(self, *args: Any, earlier: Notice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if earlier is None:
            for name in ("relation", "superseded_on", "reason"):
                del self.fields[name]
            self.helper = self.form_helper()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("relation") == "supersedes":
            if not values.get("superseded_on") and "superseded_on" not in self.errors:
                self.add_error("superseded_on", "Enter the date the earlier notice is superseded from")
            if not values.get("reason"):
                self.add_error("reason", "Enter why the new notice supersedes the earlier one")
        return values
