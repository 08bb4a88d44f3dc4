"""The minutes of a meeting: read, who was there, what was said under each item, and what is carried forward."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import Organisation
from boards.forms.attendance import AttendanceForm
from boards.forms.minutes import CarryForm, MinuteForm
from boards.models import AgendaItem, Attendance, ItemMinute, Meeting
from boards.selectors.meetings import next_meeting
from boards.selectors.minutes import AttendanceOnTheDay, attendance_of, minutes_for
from boards.services import attendance, carrying, minutes
from boards.views.base import BusinessPage, FindsMeeting, OfItem, OfMeeting


class MinutesPage(FindsMeeting, BusinessPage):
    """The minutes as they stand, or as they were frozen when the board agreed them."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.meeting.was_held:
            raise Http404("It was not held yet")
        shown = {
            "meeting": self.meeting,
            "minutes": minutes_for(self.person, self.meeting),
            "may_write": not self.meeting.is_frozen
            and self.person.has_perm("boards.take_minutes", self.council),
            "next_meeting": next_meeting(self.meeting),
            "section": "meetings",
        }
        return render(request, "boards/minutes/minutes.html", shown)


class AttendanceList(FindsMeeting, BusinessPage):
    """Who was there, and whether it was a quorum."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = {"meeting": self.meeting, "found": attendance_of(self.meeting), "section": "meetings"}
        return render(request, "boards/minutes/attendance.html", shown)


class RecordAttendance(OfMeeting):
    """Every seat and whoever else was there, on one page."""

    permission = "boards.take_minutes"
    form_class = AttendanceForm
    template_name = "boards/minutes/record_attendance.html"
    heading = "Who was there"
    done = "It is recorded who was there."
    back_words = "Back to who was there"
    leads_to = "attendance"

    @cached_property
    def found(self) -> AttendanceOnTheDay:
        return attendance_of(self.meeting)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.meeting, "found": self.found}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.meeting.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.meeting, quorum=self.found.quorum, **kwargs)

    def kept(self) -> dict[str, Any]:
        """Return what is stored now of each seat, to be held against what was typed."""
        rows = Attendance.objects.filter(meeting=self.meeting, membership__isnull=False)
        return {
            f"seat_{each.membership_id}_{part}": getattr(each, part)
            for each in rows
            for part in ("state", "name", "substitute")
        }

    def carry_out(self, form: Any) -> Meeting:
        asked = form.cleaned_data
        return attendance.record_attendance(
            meeting=self.meeting, seats=form.seats(), also=form.also(), revision=asked["revision"],
            by=self.person, not_quorate_because=asked.get("not_quorate_because", ""),
        )  # fmt: skip


def place_in_minutes(council: Organisation, item: AgendaItem) -> str:
    """Return the address of an item within the minutes."""
    return f"{reverse('board:minutes', args=[council.slug, item.meeting_id])}#item-{item.pk}"


class MinuteWriting(OfItem):
    """A form about one item in the minutes."""

    permission = "boards.take_minutes"
    back_words = "Back to the minutes"

    def get_success_url(self) -> str:
        return place_in_minutes(self.council, self.item)


class WriteMinute(MinuteWriting):
    """What was said under an item."""

    form_class = MinuteForm
    heading = "What was said"
    done = "What was said is kept."

    @property
    def minute(self) -> ItemMinute | None:
        return ItemMinute.objects.filter(item=self.item).first()

    def get_initial(self) -> dict[str, Any]:
        minute = self.minute
        is_done = self.item.state == AgendaItem.State.DONE
        if minute is None:
            return {"revision": 0, "is_done": is_done}
        return {"revision": minute.revision, "words": minute.words, "is_done": is_done}

    def refresh(self) -> None:
        self.item.refresh_from_db()

    def carry_out(self, form: Any) -> ItemMinute:
        return minutes.write_minute(item=self.item, by=self.person, **form.cleaned_data)


class CarryForward(MinuteWriting):
    """To the next meeting, with the reason."""

    form_class = CarryForm
    heading = "Carry this item forward"

    @property
    def lead(self) -> str:
        following = next_meeting(self.meeting)
        if following is None:
            return (
                "There is no next meeting yet: the item waits, and comes onto the next agenda that is built."
            )
        return f"It goes onto the agenda of {following.planned_event.planned_on:%-d %B %Y}, with its history."

    def carry_out(self, form: Any) -> AgendaItem | None:
        return carrying.carry_forward(item=self.item, because=form.cleaned_data["because"], by=self.person)

    def done_in_words(self) -> str:
        if self.result is None:
            return "The item is carried forward. There is no next meeting yet: it waits for one."
        return f"The item is on the agenda of {self.result.meeting.planned_event.planned_on:%-d %B %Y}."
