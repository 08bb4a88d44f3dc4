"""The forms of the monthly request: when it goes out, asking now, and a contribution."""

from typing import Any, ClassVar

from django import forms

from accounts.models import Organisation, Post
from core.forms import DayField, GovForm
from improvement_plans.ladder import LONGEST_TO_ANSWER, SHORTEST_TO_ANSWER
from improvement_plans.models.cycle import LAST_ASKING_DAY


class ScheduleForm(GovForm, forms.Form):
    """On which day of the month a council asks for updates, and how long it gives."""

    submit_label = "Save the schedule"
    is_on = forms.BooleanField(
        label="Ask every month by itself, and not only when somebody chooses “Ask for updates now”",
        required=False,
    )
    ask_on_day = forms.IntegerField(
        label="Day of the month on which updates are asked for",
        help_text=f"From 1 to {LAST_ASKING_DAY}. On a weekend or bank holiday, the next working day",
    )
    working_days_to_answer = forms.IntegerField(
        label="Working days to answer",
        help_text=f"From {SHORTEST_TO_ANSWER} to {LONGEST_TO_ANSWER}, counted from the day after",
    )
    remind_before = forms.IntegerField(
        label="Working days before the due day on which the first reminder goes out"
    )
    asks: ClassVar[dict[str, str]] = {
        "ask_on_day": "the day of the month on which updates are asked for",
        "remind_before": "how many working days before the due day the first reminder goes out",
    }


class AskNowForm(GovForm, forms.Form):
    """By when the updates that are asked for today are due."""

    submit_label = "Ask for updates"
    due_on = DayField(label="Day by which the updates are due")


class ContributionForm(GovForm, forms.Form):
    """What a post or an agency contributed: one box, made for a phone."""

    submit_label = "Give this contribution"
    narrative = forms.CharField(
        label="What you have contributed since the last time",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2_000,
        help_text="What was done and what is in the way. Never a child’s name",
    )
    speaker = forms.ChoiceField(label="For which post or agency?", widget=forms.RadioSelect)
    asks: ClassVar[dict[str, str]] = {
        "narrative": "what you have contributed",
        "speaker": "the post or agency you speak for",
    }

    def __init__(self, *args: Any, speakers: list[Post | Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {key_of(each): each for each in speakers}
        field: Any = self.fields["speaker"]
        field.choices = [(key, str(each)) for key, each in self.speakers.items()]
        if len(speakers) == 1:
            # Who speaks for one alone is not asked for whom.
            field.widget, field.initial = forms.HiddenInput(), key_of(speakers[0])

    def clean_speaker(self) -> Post | Organisation:
        return self.speakers[self.cleaned_data["speaker"]]


def key_of(speaker: Post | Organisation) -> str:
    """Return what names a post or an agency in a form or an address: "post-3", "agency-5"."""
    return f"{'post' if isinstance(speaker, Post) else 'agency'}-{speaker.pk}"
