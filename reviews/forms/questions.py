"""The forms by which numbered questions are asked, answered, signed off and opened again."""

import hashlib
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.models import Source
from reviews.forms.resting import RESTING_FIELDS, RestingForm
from reviews.letters import LARGEST_NUMBER, Letter, read_letter
from reviews.models import Kind, Review
from reviews.question_state import STATE_WORDS
from reviews.services.becoming import ORIGINS
from reviews.services.questions import Asked

ASKED = ("asked_by", "received_on", "due_on", "answered_by")


class AskedForm(GovForm, forms.Form):
    """What one question, or several of one letter, say of who asked, by when and who answers."""

    asked_by = forms.CharField(
        label="Who asked",
        required=False,
        max_length=200,
        help_text="For example, the Department, in its letter of 3 November 2026",
    )
    received_on = DayField(label="The day it was received", required=False)
    due_on = DayField(label="The day the answer is due", required=False)
    answered_by = forms.ModelChoiceField(
        queryset=Post.objects.none(), required=False, label="Post that answers", empty_label="Not yet decided"
    )
    asks: ClassVar[dict[str, str]] = {"asked_by": "who asked"}

    def __init__(self, *args: Any, council: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["answered_by"]
        field.queryset = Post.objects.filter(organisation=council)
        field.widget.attrs["class"] = "app-wide-select"

    def asked(self) -> Asked:
        """Return the shared facts as the services take them."""
        return Asked(**{name: self.cleaned_data[name] for name in ASKED})


class QuestionForm(AskedForm):
    """One question with its number."""

    submit_label = "Add this question"
    number = forms.IntegerField(
        label="Number",
        min_value=1,
        max_value=LARGEST_NUMBER,
        required=False,
        help_text="Leave empty for the next one",
    )
    words = forms.CharField(
        label="Question, in its exact words", widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )
    field_order = ("number", "words", *ASKED)


class EditQuestionForm(QuestionForm, RevisionForm):
    """A question that is corrected."""

    submit_label = "Save"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = True
        self.fields["number"].help_text = ""


class LetterForm(AskedForm):
    """A pasted letter: looked at first, and taken in only as it was looked at."""

    letter = forms.CharField(
        label="The numbered questions",
        widget=forms.Textarea(attrs={"rows": 16}),
        max_length=200_000,
        help_text="Paste them as they stand, over as many lines as they take. Each begins with its number: 1. or (1) "
        "or Q1",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    field_order = ("letter", *ASKED, "seen")

    @cached_property
    def read(self) -> Letter:
        """The letter as it was read."""
        return read_letter(self.cleaned_data["letter"])

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        """The button says what it does: look first, and then add what was seen."""
        return getattr(self, "_button", "Look at what is read")

    @property
    def was_seen(self) -> bool:
        """Whether the person saw this very letter as it was read."""
        return bool(self.cleaned_data["seen"] == _mark_of(self.cleaned_data["letter"]))

    def clean_letter(self) -> str:
        words: str = self.cleaned_data["letter"]
        troubles = read_letter(words).troubles
        if troubles:
            raise forms.ValidationError(list(troubles))
        return words

    def show_preview(self) -> None:
        """Let the next press of the button add what is read now."""
        number = len(self.read.questions)
        self._button = f"Add {'this question' if number == 1 else f'these {number} questions'}"
        typed: Any = self.data
        typed = typed.copy()
        typed[self.add_prefix("seen")] = _mark_of(self.cleaned_data["letter"])
        self.data = typed
        self.helper = self.form_helper()


def _mark_of(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


class AnswerForm(RestingForm, RevisionForm):
    """The answer to a question and what it rests on."""

    submit_label = "Save this answer"
    answer = forms.CharField(
        label="Answer",
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=50_000,
        help_text="As it will be sent",
    )
    sources = forms.CharField(
        label="What the answer rests on",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
        help_text="The minutes, figures or papers and where they are. Needed unless you give evidence below",
    )
    field_order = ("answer", "sources", *RESTING_FIELDS, "revision")
    asks: ClassVar[dict[str, str]] = {"sources": "what the answer rests on"}


class SignOffForm(GovForm, RevisionForm):
    """A button: the revision that was read is the one that is signed off."""

    submit_label = "Sign off this answer"


class ReopenForm(GovForm, RevisionForm):
    """Why an answer that was signed off is changed after all."""

    submit_label = "Reopen this answer"
    reason = forms.CharField(
        label="Why must the answer be changed?", max_length=300, help_text="It stays on record with your name"
    )
    asks: ClassVar[dict[str, str]] = {"reason": "why the answer must be changed"}


class QuestionSourceForm(GovForm, forms.Form):
    """What the plan is told of a question that becomes one of its sources."""

    submit_label = "Make it a source of the plan"
    origin = forms.ChoiceField(label="Where does the question come from?", widget=forms.RadioSelect)
    document = forms.CharField(label="Document that it stands in", max_length=300, required=False)
    received_on = DayField(label="The day it was received")
    asks: ClassVar[dict[str, str]] = {"origin": "where the question comes from"}

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_review = ORIGINS[Kind(review.kind)]
        self.fields["origin"].choices = [
            (Source.Origin.DEPARTMENT_LETTER, "A letter of the Department"),
            (of_review, f"The review: {of_review.label.lower()}"),
        ]


class QuestionFilterForm(GovForm, forms.Form):
    """The bar of filters over the questions, kept in the address."""

    draws_tag = False
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Any"),
            *((state.value, words) for state, words in STATE_WORDS.items()),
            ("overdue", "Overdue"),
        ],
    )
    post = forms.ModelChoiceField(
        queryset=Post.objects.none(), required=False, label="Post that answers", empty_label="Any"
    )
    words = forms.CharField(label="Words in it", required=False, max_length=200)
    asks: ClassVar[dict[str, str]] = {"state": "a state", "post": "a post"}

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answering = review.questions.exclude(answered_by=None).order_by().values("answered_by")
        self.fields["post"].queryset = Post.objects.filter(pk__in=answering)
