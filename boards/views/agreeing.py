"""Minutes put up as a draft, agreed and frozen, taken away as PDF; the meeting closed."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from boards.forms.minutes import AgreeForm, CloseForm, DraftForm
from boards.models import AgreedMinutes, Meeting
from boards.services import agreeing
from boards.views.base import BusinessPage, FindsMeeting, OfMeeting
from evidence.views import as_attachment


class MovesOn(OfMeeting):
    """A page on which the meeting goes on to its next status: one decision."""

    permission = "boards.take_minutes"
    form_class: type[Any]
    back_words = "Back to the minutes"
    leads_to = "minutes"


class DraftMinutes(MovesOn):
    """Put the minutes up as a draft."""

    form_class = DraftForm
    heading = "Put the minutes up as a draft"
    lead = "The agenda and its papers no longer change then. What was said can still be written until it is agreed."
    done = "The minutes are up as a draft."

    def carry_out(self, form: Any) -> Meeting:
        return agreeing.draft_minutes(meeting=self.meeting, by=self.person)


class AgreeMinutes(MovesOn):
    """Freeze the minutes as they were agreed."""

    permission = "boards.agree_minutes"
    form_class = AgreeForm
    heading = "Agree these minutes"
    lead = (
        "Agreed minutes are frozen: nobody changes a word of them, and they are kept as PDF. A correction is "
        "recorded as an outcome at the next meeting."
    )
    done = "The minutes are agreed and frozen."

    def get_form_kwargs(self) -> dict[str, Any]:
        later = Meeting.objects.filter(
            board=self.meeting.board, status__in=Meeting.HELD, held_on__gt=self.meeting.day
        )
        return {**super().get_form_kwargs(), "later": later.order_by("held_on")}

    def carry_out(self, form: Any) -> AgreedMinutes:
        return agreeing.agree_minutes(
            meeting=self.meeting, by=self.person, today=self.today, **form.cleaned_data
        )


class CloseMeeting(MovesOn):
    """Close a meeting whose minutes are agreed."""

    permission = "boards.keep_meeting"
    form_class = CloseForm
    heading = "Close this meeting"
    lead = "Every item is done, carried forward or withdrawn, and the minutes are agreed."
    done = "The meeting is closed."

    def carry_out(self, form: Any) -> Meeting:
        return agreeing.close_meeting(meeting=self.meeting, by=self.person)


class DownloadMinutes(FindsMeeting, BusinessPage):
    """The PDF of agreed minutes: with everything for those who may see it, else without what is confidential."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> FileResponse | HttpResponseRedirect:
        agreed = get_object_or_404(AgreedMinutes.objects.select_related("whole"), meeting=self.meeting)
        sees = self.person.has_perm("boards.view_confidential", self.council)
        evidence = agreed.whole if sees and agreed.whole is not None else self.meeting.minutes
        version = evidence.versions.order_by("number").first() if evidence is not None else None
        if version is None:
            raise Http404("There is no PDF of these minutes")
        if version.is_link:
            # A link is no file to be taken away: its page shows where it leads.
            return HttpResponseRedirect(
                reverse("evidence:detail", args=[self.council.slug, version.evidence_id])
            )
        return as_attachment(version)
