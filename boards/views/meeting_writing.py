"""What is done with a meeting: put into the diary, changed, called, held, moved, cancelled."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property

from accounts.access import CouncilPage
from boards.forms.meetings import (
    CallForm,
    CancelForm,
    EditMeetingForm,
    MoveDayForm,
    MoveForm,
    PlanMeetingForm,
    StartForm,
)
from boards.models import Meeting
from boards.seated import people_seated
from boards.selectors.consequences import Consequences, consequences_of
from boards.selectors.duties import Duties
from boards.selectors.meetings import meetings_of, papers_day
from boards.selectors.membership import chair_on
from boards.services import calling, holding, moving, planning
from boards.views.base import OfBoard, OfMeeting
from core.days import day_from_words
from core.refusals import Refusal
from core.working_days import is_working_day


class PlanMeeting(OfBoard):
    """Put one meeting into the diary."""

    permission = "boards.keep_meeting"
    form_class = PlanMeetingForm
    heading = "Plan a meeting"
    lead = "One meeting more, beside those of the series."
    done = "The meeting is in the diary, as a draft."
    section = "meetings"
    back_words = "Back to the meetings"

    def get_form_kwargs(self) -> dict[str, Any]:
        duties = Duties(self.board.notice, self.today).meetings
        return {**super().get_form_kwargs(), "duties": duties}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        duty = asked.get("duty", "")
        return {
            "planned_on": day_from_words(asked.get("day", "")),
            "duty": duty if duty.isdecimal() else None,
        }

    def carry_out(self, form: Any) -> Meeting:
        asked = form.cleaned_data
        return planning.plan_meeting(
            board=self.board, duty=asked["duty"], planned_on=asked["planned_on"], place=form.said(),
            by=self.person, today=self.today,
        )  # fmt: skip

    def get_back(self) -> str:
        return self.url("meetings")

    def get_success_url(self) -> str:
        return self.url("meeting", self.result.pk)


class EditMeeting(OfMeeting):
    """Change the time or the place of a meeting that is ahead."""

    form_class = EditMeetingForm
    heading = "Time and place"
    done = "The meeting is changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_called = self.meeting.status == Meeting.Status.CALLED
        lead = "Everybody who is invited is sent the change." if is_called else ""
        return super().get_context_data(**{"lead": lead, **kwargs})

    def get_initial(self) -> dict[str, Any]:
        kept = self.meeting
        times = {name: getattr(kept, name) for name in ("starts_at", "ends_at")}
        words = {name: f"{value:%H:%M}" if value else "" for name, value in times.items()}
        return {**words, "venue": kept.venue, "link": kept.link, "revision": kept.revision}

    def carry_out(self, form: Any) -> Meeting:
        revision = form.cleaned_data["revision"]
        return calling.edit_meeting(
            meeting=self.meeting, place=form.said(), revision=revision, by=self.person, today=self.today
        )


class CallMeeting(OfMeeting):
    """Call a meeting: everybody seated is invited."""

    template_name = "boards/call.html"
    form_class = CallForm
    heading = "Call this meeting"
    done = "The meeting is called. The invitations are on their way."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = self.meeting.planned_event.planned_on
        facts = {
            "meeting": self.meeting,
            "papers_due_on": papers_day(self.meeting),
            "people": people_seated(self.meeting.board, today=day),
            "today": self.today,
        }
        return super().get_context_data(**{**facts, **kwargs})

    def carry_out(self, form: Any) -> Meeting:
        return calling.call(meeting=self.meeting, by=self.person, today=self.today)


class InviteSince(CouncilPage):
    """A button: invite whoever took a seat since the meeting was called."""

    permission = "boards.keep_meeting"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = get_object_or_404(meetings_of(self.council), pk=pk)
        try:
            calling.invite_since(meeting=meeting, by=self.person, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "They are being told.")
        return redirect("board:meeting", self.council.slug, meeting.pk)


class StartMeeting(OfMeeting):
    """Record that a meeting is held."""

    form_class = StartForm
    heading = "Record that it is held"
    lead = "The register counts the duty to meet as done on that day."
    done = "The meeting is recorded as held, and the register counts it."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "needs": self.meeting.board.quorum}

    def get_initial(self) -> dict[str, Any]:
        day = self.meeting.planned_event.planned_on
        held_on = day if day <= self.today else self.today
        return {"held_on": held_on, "chaired_by": chair_on(self.meeting.board, held_on)}

    def carry_out(self, form: Any) -> Meeting:
        return holding.start(meeting=self.meeting, by=self.person, today=self.today, **form.cleaned_data)


class Changing(OfMeeting):
    """A page that shows what a change would breach before it is confirmed with a reason."""

    template_name = "boards/change.html"

    @cached_property
    def consequences(self) -> Consequences:
        return consequences_of(self.meeting, today=self.today, to=self.day())

    def day(self) -> Any:
        """Return the day to which the meeting is to be moved, None for cancelling it."""
        return None

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.meeting.revision, "warned": "\n".join(self.consequences.warnings)}

    def kept(self) -> dict[str, Any]:
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to = self.day()
        facts = {
            "meeting": self.meeting,
            "consequences": self.consequences,
            "to": to,
            "is_working_day": to is None or is_working_day(to),
        }
        return super().get_context_data(**{**facts, **kwargs})

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer = super().form_valid(form)
        if form.errors:
            # What is shown again is what is warned of again, as the register stands now.
            form.data = form.data.copy()
            form.data["warned"] = "\n".join(self.consequences.warnings)
        return answer


class CancelMeeting(Changing):
    """Cancel a meeting, warned of the breach."""

    form_class = CancelForm
    heading = "Cancel this meeting"
    done = "The meeting is cancelled."

    def carry_out(self, form: Any) -> Meeting:
        asked = form.cleaned_data
        return moving.cancel(
            meeting=self.meeting,
            reason=asked["reason"],
            revision=asked["revision"],
            warned=form.warned_of(),
            by=self.person,
            today=self.today,
        )


class MoveMeeting(Changing):
    """Move a meeting: first the day, by the address; then what that would breach, and the reason."""

    heading = "Move this meeting"
    done = "The meeting is moved."

    @cached_property
    def asked_day(self) -> MoveDayForm | None:
        """The form of the day as the address fills it; None before a day is asked for."""
        return MoveDayForm(self.request.GET, today=self.today) if "to" in self.request.GET else None

    def day(self) -> Any:
        asked = self.asked_day
        return asked.cleaned_data["to"] if asked is not None and asked.is_valid() else None

    def get_form(self, form_class: Any = None) -> Any:
        if self.day() is not None:
            return MoveForm(**self.get_form_kwargs())
        return self.asked_day or MoveDayForm(today=self.today)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() if self.day() is not None else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.day() is None:
            return OfMeeting.get_context_data(self, **{"meeting": self.meeting, **kwargs})
        return super().get_context_data(**kwargs)

    def carry_out(self, form: Any) -> Meeting:
        asked = form.cleaned_data
        return moving.move(
            meeting=self.meeting, to=self.day(), reason=asked["reason"], revision=asked["revision"],
            warned=form.warned_of(), by=self.person, today=self.today,
        )  # fmt: skip
