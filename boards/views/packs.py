"""The packs of a meeting: making them, their progress, sending them, and the copy that each person may take."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from boards.forms.packs import SendPackForm
from boards.models import Meeting, Pack
from boards.selectors.packs import Recipients, copy_for, pack_of, packs_of, recipients_of
from boards.services import packs as services
from core.forms import RefusalsAsErrors
from core.refusals import Refusal


class OfAMeeting(CouncilPage):
    """A page about the packs of one meeting of the council."""

    @cached_property
    def meeting(self) -> Meeting:
        meetings = Meeting.objects.select_related("board__notice__council", "planned_event")
        return get_object_or_404(meetings, board__notice__council=self.council, pk=self.kwargs["pk"])

    @cached_property
    def pack(self) -> Pack:
        """The pack in the address; raises Http404 for none, and for one that the person is not to know of yet."""
        pack = pack_of(self.council, self.meeting.pk, self.kwargs["number"], self.person)
        if pack is None:
            raise Http404("No such pack")
        return pack

    @property
    def page_address(self) -> str:
        return reverse("board:packs", args=[self.council.slug, self.meeting.pk])


class PacksPage(OfAMeeting):
    """Every pack of a meeting: where it stands, its copies, and to whom it was sent and when they first read it."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        shown = {"packs": packs_of(self.meeting, self.person, today=self.today), "meeting": self.meeting}
        return render(request, "boards/packs/packs.html", {**shown, "section": "meetings"})


class MakePack(OfAMeeting):
    """Have the next pack made, or the one that was not sent yet made anew."""

    permission = "boards.keep_meeting"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            services.ask_for_pack(meeting=self.meeting, by=self.person, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect(self.page_address)


class PackProgress(OfAMeeting):
    """The progress bar alone, for the page to fetch again; once the job is over it asks for the whole page."""

    permission = "boards.keep_meeting"

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        job = self.pack.job
        reload = reverse("board:pack_progress", args=[self.council.slug, pk, number])
        part = render(request, "govuk/_progress.html", {"job": job, "reload": reload})
        if job is None or job.is_over:
            part.headers["HX-Refresh"] = "true"
        return part


class SendPack(OfAMeeting, RefusalsAsErrors, FormView):
    """Ask before a pack is sent: to whom, and which copy each of them gets."""

    permission = "boards.send_pack"
    form_class = SendPackForm
    template_name = "boards/packs/send.html"

    @cached_property
    def recipients(self) -> Recipients:
        return recipients_of(self.pack, today=self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "pack": self.pack, "meeting": self.meeting, "recipients": self.recipients, "section": "meetings",
        }  # fmt: skip
        return super().get_context_data(**shown, back_url=self.page_address, **kwargs)

    def carry_out(self, form: Any) -> int:
        number = services.send_pack(pack=self.pack, by=self.person, today=self.today)
        people = "1 person" if number == 1 else f"{number} people"
        messages.success(self.request, f"The pack is on its way to {people}.")
        return number

    def get_success_url(self) -> str:
        return self.page_address


class DownloadPack(OfAMeeting):
    """The copy of a pack that the person may see; whoever may see everything can take the open one instead."""

    permission = "boards.view_board"
    wants_open = False

    def get(self, request: HttpRequest, pk: int, number: int) -> FileResponse:
        copy = copy_for(self.pack, self.person, wants_open=self.wants_open)
        if copy is None:
            raise Http404("This pack has no copy for you")
        try:
            file = copy.file.open("rb")
        except FileNotFoundError as error:
            raise Http404("The file is missing from the store") from error
        services.note_read(pack=self.pack, person=self.person)
        response = FileResponse(
            file, as_attachment=True, filename=self.filename(copy.is_confidential),
            content_type="application/pdf",
        )  # fmt: skip
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def filename(self, is_confidential: bool) -> str:
        supplement = f"-supplement-{self.pack.number}" if self.pack.number else ""
        kind = "-confidential" if is_confidential else ""
        return f"{self.council.slug}-board-{self.meeting.planned_event.planned_on}{supplement}{kind}.pdf"
