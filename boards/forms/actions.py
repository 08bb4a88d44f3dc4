"""The forms about a board action: where it stands, and what came of it."""

from typing import ClassVar

from django import forms

from boards.forms.parts import reason_of, words_of
from boards.models import BoardAction
from core.editing import RevisionForm
from core.forms import DayField, GovForm


class UpdateActionForm(GovForm, forms.Form):
    """Where an action stands on a day."""

    submit_label = "Give this update"
    words = words_of("Where it stands")
    given_on = DayField(label="Day of the update", help_text="For example, 16/12/2026")
    asks: ClassVar[dict[str, str]] = {"words": "where it stands", "given_on": "the day of the update"}


class CloseActionForm(GovForm, RevisionForm):
    """That an action is done or dropped, and what came of it."""

    submit_label = "Close this action"
    state = forms.ChoiceField(
        label="What became of it",
        choices=[(BoardAction.State.DONE, "It is done"), (BoardAction.State.DROPPED, "It is dropped")],
        widget=forms.RadioSelect,
    )
    words = words_of(
        "What came of it", help_text="Of an action that is dropped: why. The next agenda shows it"
    )
    closed_on = DayField(label="Day it was done or dropped", help_text="For example, 16/12/2026")
    asks: ClassVar[dict[str, str]] = {
        "state": "whether it is done or dropped", "words": "what came of it",
        "closed_on": "the day it was done or dropped",
    }  # fmt: skip


class ReopenActionForm(GovForm, RevisionForm):
    """Why a closed action is open again."""

    submit_label = "Open it again"
    because = reason_of("Why it is open again")
    asks: ClassVar[dict[str, str]] = {"because": "why it is open again"}
