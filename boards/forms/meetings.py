"""The forms about one meeting: put into the diary, changed, held, moved and cancelled."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from boards.forms.parts import Says, UnderADuty, Warned, reason_of
from boards.forms.series import link_field, time_field
from boards.services.planning import Place
from boards.services.rows import FURTHEST
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from core.working_days import add_months


class PlaceForm(Says, GovForm, forms.Form):
    """When on its day a meeting is held, and where."""

    said_as = Place
    starts_at = time_field("Start", required=False, help_text="For example, 14:00")
    ends_at = time_field("End", required=False, help_text="For example, 16:00")
    venue = forms.CharField(label="Venue", max_length=200, required=False)
    link = link_field()


class PlanMeetingForm(PlaceForm, UnderADuty):
    """One meeting more, beside those of a series."""

    submit_label = "Put it in the diary"
    planned_on = DayField(
        label="Day of the meeting",
        help_text="For example, 16/12/2026. A day that is over, for a meeting that was held without being called.",
    )
    field_order = ("planned_on", "duty", *Place.__dataclass_fields__)
    asks: ClassVar[dict[str, str]] = {"duty": "the duty to meet"}


class EditMeetingForm(PlaceForm, RevisionForm):
    """Changes the time or the place."""

    submit_label = "Save this meeting"


class CallForm(GovForm, forms.Form):
    """Nothing is asked: the page shows who will be invited to what."""

    submit_label = "Call this meeting"


class StartForm(GovForm, forms.Form):
    """That a meeting is held: when, by whom chaired, and whether a quorum was there.

    `needs` is how many must be there, None without a quorum.
    """

    submit_label = "Record that it is held"
    held_on = DayField(label="Day on which it is held")
    chaired_by = forms.CharField(label="Who chairs it", max_length=200, required=False)
    present = forms.IntegerField(
        label="How many who count towards the quorum are there", min_value=0, max_value=99
    )
    not_quorate_because = reason_of(
        "Why it goes ahead without a quorum", required=False,
        help_text="Only where fewer are there than must be.",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        "held_on": "the day on which the meeting is held",
        "present": "how many who count towards the quorum are there",
    }

    def __init__(self, *args: Any, needs: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs is None:
            del self.fields["not_quorate_because"], self.fields["present"]
            self.helper = self.form_helper()
        else:
            words = f"{needs} must be there: the chair, members and partner agencies count."
            self.fields["present"].help_text = words


class MoveDayForm(GovForm, forms.Form):
    """To which day a meeting is to be moved: asked by the address, so that what follows can be shown first."""

    submit_label = "See what that would mean"
    to = DayField(label="New day of the meeting")
    asks: ClassVar[dict[str, str]] = {"to": "the new day of the meeting"}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def clean_to(self) -> dt.date:
        to: dt.date = self.cleaned_data["to"]
        if to < self.today:
            raise forms.ValidationError("The new day must be today or later")
        if to > add_months(self.today, FURTHEST):
            raise forms.ValidationError("The new day must be within the next two years")
        return to


class ReasonForm(GovForm, Warned, RevisionForm):
    """The reason for moving a meeting or cancelling it."""

    reason = forms.CharField(
        label="Reason", max_length=200, help_text="It is kept in the record of the meeting."
    )


class MoveForm(ReasonForm):
    """Moves a meeting to the day in the address."""

    submit_label = "Move this meeting"


class CancelForm(ReasonForm):
    """Cancels a meeting."""

    submit_label = "Cancel this meeting"
