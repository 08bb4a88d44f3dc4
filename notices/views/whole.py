"""Changing a notice as a whole: its status, its areas, who holds which role in it."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from notices import services
from notices.forms import (
    AppointmentForm,
    AreaForm,
    EndAppointmentForm,
    RemoveAreaForm,
    RenameAreaForm,
    StatusForm,
)
from notices.models import Appointment, Area, Notice
from notices.selectors import notices_of
from notices.transitions import open_from
from notices.views.base import NoticeForm


class ChangeStatus(NoticeForm):
    """What the table of transitions permits next."""

    permission = "notices.change_status"
    form_class = StatusForm
    template_name = "notices/status.html"
    heading = "Change the status of the notice"
    done = "The status is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        others = notices_of(self.council).exclude(pk=self.notice.pk)
        return {**super().get_form_kwargs(), "notice": self.notice, "others": others}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"changes": open_from(self.notice.status), **kwargs})

    def carry_out(self, form: Any) -> Notice:
        return services.change_status(
            notice=self.notice, by=self.person, today=self.today, **form.cleaned_data
        )


class Areas(NoticeForm):
    """The areas that the plan must cover, and a form for another."""

    permission = "notices.edit_areas"
    form_class = AreaForm
    template_name = "notices/areas.html"
    heading = "Areas of improvement"
    done = "The area is added."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"areas": self.notice.areas.select_related("clause"), **kwargs})

    def carry_out(self, form: Any) -> Area:
        return services.add_area(notice=self.notice, by=self.person, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.url("areas")


class AreaPage(NoticeForm):
    """A page about one area of the notice."""

    permission = "notices.edit_areas"

    @cached_property
    def area(self) -> Area:
        """The area in the address; raises Http404 for another notice's."""
        found: Area = get_object_or_404(
            Area.objects.select_related("notice__council"), notice=self.notice, pk=self.kwargs["area"]
        )
        return found

    def get_back(self) -> str:
        return self.url("areas")


class RenameArea(AreaPage):
    """Another title."""

    form_class = RenameAreaForm
    done = "The title is saved."

    def get_heading(self) -> str:
        return f"Area {self.area.letter}"

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.area.title}

    def carry_out(self, form: Any) -> Area:
        return services.rename_area(area=self.area, title=form.cleaned_data["title"], by=self.person)


class RemoveArea(AreaPage):
    """An area that the team entered and nothing uses."""

    form_class = RemoveAreaForm
    done = "The area is removed."

    def get_heading(self) -> str:
        return f"Remove area {self.area.letter}: {self.area.title}"

    def carry_out(self, form: Any) -> None:
        services.remove_area(area=self.area, by=self.person)


class Appoint(NoticeForm):
    """Who holds a role that the notice names."""

    permission = "notices.appoint"
    form_class = AppointmentForm
    heading = "Record an appointment"
    done = "The appointment is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def carry_out(self, form: Any) -> Appointment:
        return services.appoint(notice=self.notice, by=self.person, **form.cleaned_data)


class EndAppointment(NoticeForm):
    """The last day of an appointment."""

    permission = "notices.appoint"
    form_class = EndAppointmentForm
    done = "The appointment is ended."

    @cached_property
    def appointment(self) -> Appointment:
        """The appointment in the address; raises Http404 for another notice's."""
        found: Appointment = get_object_or_404(
            Appointment.objects.select_related("post", "organisation"),
            notice=self.notice,
            pk=self.kwargs["appointment"],
        )
        return found

    def get_heading(self) -> str:
        return f"End an appointment: {self.appointment}"

    def carry_out(self, form: Any) -> Appointment:
        return services.end_appointment(
            appointment=self.appointment, ended_on=form.cleaned_data["ended_on"], by=self.person
        )
