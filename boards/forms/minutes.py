"""The forms of the minutes: what was said and challenged, what came of it, and that it is agreed."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from accounts.models import Post
from boards.forms.parts import Says, reason_of, words_of
from boards.models import Challenge, Meeting
from boards.selectors.posts import owning_posts
from boards.services.challenges import ChallengeWords
from boards.services.outcomes import ActionWords, DecisionWords, InformationWords
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from improvement_plans.models import Action


class MinuteForm(GovForm, forms.Form):
    """What was said under an item. The revision is 0 where nothing was written yet."""

    submit_label = "Save"
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    words = words_of("What was said", rows=10, required=False)
    is_done = forms.BooleanField(label="The board is done with this item", required=False)


class DecisionForm(Says, GovForm, RevisionForm):
    """A decision: what, by whom, and who dissented."""

    submit_label = "Save this decision"
    said_as = DecisionWords
    words = words_of("What was decided")
    decided_by = forms.CharField(
        label="Who decided",
        max_length=200,
        initial="The board",
        help_text="For example, The board, or The chair",
    )
    dissent = words_of("Who dissented, and why", rows=2, required=False)
    asks: ClassVar[dict[str, str]] = {"words": "what was decided", "decided_by": "who decided"}


class InformationForm(Says, GovForm, RevisionForm):
    """Something that the board is to know."""

    submit_label = "Save"
    said_as = InformationWords
    words = words_of("What the board is to know")
    asks: ClassVar[dict[str, str]] = {"words": "what the board is to know"}


class ActionForm(Says, GovForm, RevisionForm):
    """An action that the board gives to a post."""

    submit_label = "Save this action"
    said_as = ActionWords
    words = words_of("What is to be done", rows=2)
    owner_post = forms.ModelChoiceField(
        queryset=Post.objects.none(), label="Post that owes it", empty_label="Choose",
        help_text="Whoever holds it. Those of agencies on the board stand after the council’s",
    )  # fmt: skip
    due_on = DayField(label="Day by which it is due")
    plan_action = forms.ModelChoiceField(
        queryset=Action.objects.none(), label="Action of the plan that it belongs to", required=False,
        empty_label="None", widget=forms.Select(attrs={"class": "app-wide-select"}),
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        "words": "what is to be done", "owner_post": "the post that owes it",
        "due_on": "the day by which it is due",
    }  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners: Any = self.fields["owner_post"]
        owners.queryset = owning_posts(meeting.board)
        council = meeting.board.notice.council_id
        owners.label_from_instance = lambda post: (
            str(post) if post.organisation_id == council else f"{post} ({post.organisation})"
        )
        actions: Any = self.fields["plan_action"]
        actions.queryset = Action.objects.filter(objective__plan__notice=meeting.board.notice_id).order_by(
            "objective__reference", "reference", "pk"
        )


class ChallengeForm(Says, GovForm, RevisionForm):
    """Who asked what, what was answered, and whether it satisfied."""

    submit_label = "Save this challenge"
    said_as = ChallengeWords
    asked_by = forms.CharField(label="Who asked", max_length=200)
    question = words_of("The question", rows=2)
    answered_by = forms.CharField(label="Who answered", max_length=200, required=False)
    answer = words_of("The answer", required=False)
    satisfied = forms.ChoiceField(
        label="Did the answer satisfy?", choices=Challenge.Satisfied.choices, widget=forms.RadioSelect
    )
    action = forms.ModelChoiceField(
        queryset=None, label="Action that it led to", required=False, empty_label="None"
    )
    asks: ClassVar[dict[str, str]] = {
        "asked_by": "who asked", "question": "the question", "satisfied": "whether the answer satisfied",
    }  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions: Any = self.fields["action"]
        actions.queryset = meeting.board.actions.filter(outcome__item__meeting=meeting).order_by("pk")
        actions.label_from_instance = lambda action: action.in_words

    def clean(self) -> dict[str, Any]:
        """Say at once all that an answer lacks; the service refuses one thing after the other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("satisfied") in (None, Challenge.Satisfied.TO_FOLLOW):
            return cleaned
        if cleaned.get("answer") == "":
            self.add_error("answer", "Enter the answer, or say that it is to follow")
        if cleaned.get("answered_by") == "":
            self.add_error("answered_by", "Enter who answered, or say that the answer is to follow")
        return cleaned


class CarryForm(GovForm, forms.Form):
    """Why an item is carried forward."""

    submit_label = "Carry it forward"
    because = reason_of(
        "Why it is carried forward",
        help_text="The next agenda shows it. For example, the paper came too late to be read",
    )
    asks: ClassVar[dict[str, str]] = {"because": "why it is carried forward"}


class AgreeForm(GovForm, forms.Form):
    """Where the minutes were agreed: at a later meeting, or by the chair on a day."""

    submit_label = "Agree and freeze these minutes"
    agreed_at = forms.ModelChoiceField(
        queryset=Meeting.objects.none(), label="Meeting that agreed them", required=False,
        empty_label="None: the chair agreed them",
    )  # fmt: skip
    agreed_on = DayField(
        label="Day on which the chair agreed them", required=False,
        help_text="Leave empty where a meeting agreed them. For example, 16/12/2026",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        "agreed_at": "the meeting that agreed them", "agreed_on": "the day on which the chair agreed them",
    }  # fmt: skip

    def __init__(self, *args: Any, later: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings: Any = self.fields["agreed_at"]
        meetings.queryset = later
        meetings.label_from_instance = lambda each: f"{each.held_on:%-d %B %Y}"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day: dt.date | None = cleaned.get("agreed_on")
        if cleaned.get("agreed_at") and day:
            self.add_error("agreed_on", "Choose the meeting or enter the chair’s day, and not both")
        return cleaned


class DraftForm(GovForm, forms.Form):
    """One button, and nothing to fill in."""

    submit_label = "Put the minutes up as a draft"


class CloseForm(GovForm, forms.Form):
    """One button, and nothing to fill in."""

    submit_label = "Close this meeting"
