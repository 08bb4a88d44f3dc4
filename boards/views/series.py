"""A series of meetings: how the board meets, the days it proposes, and the days that are taken."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from boards.forms.series import WEEKS, EditSeriesForm, MakeSeriesForm, ProposalsForm
from boards.models import Meeting, MeetingSeries
from boards.proposing import Proposal
from boards.selectors.duties import Duties
from boards.selectors.series import duties_without_series, meetings_of_series, proposals_for, series_of
from boards.services import series as services
from boards.services.planning import WouldBreach, accept_proposals
from boards.services.series import HABITS
from boards.views.base import OfBoard, OfSeries
from core.forms import add_refusal
from core.refusals import Refusal
from notices.selectors.cadences import cadences_on


class SeriesPage(CouncilPage, TemplateView):
    """How a board meets under one duty, its meetings ahead, and how many dates are still wanted."""

    permission = "boards.view_board"
    template_name = "boards/series.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        series = series_of(self.council, self.kwargs["pk"])
        if series is None:
            raise Http404("No such series")
        duties = Duties(series.board.notice, self.today)
        return super().get_context_data(
            section="meetings",
            series=series,
            cadences=cadences_on(duties.obligations[series.obligation_id], as_at=self.today),
            meetings=meetings_of_series(series),
            week_words=dict(WEEKS)[series.week].lower(),
            wanted=proposals_for(series, today=self.today, duties=duties),
            **kwargs,
        )


class MakeSeries(OfBoard):
    """Make the series of a board under a duty to meet."""

    form_class = MakeSeriesForm
    heading = "Make a series of meetings"
    lead = "The days are proposed from it: working days, in time for what the notice asks."
    done = "The series is made. Look at the days it proposes."

    @cached_property
    def duties(self) -> list[Any]:
        return duties_without_series(self.board)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "duties": self.duties}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = self.lead if self.duties else "Every duty of the notice to meet has its series already."
        return super().get_context_data(**{"lead": lead, **kwargs})

    def get_initial(self) -> dict[str, Any]:
        # A habit that few would change much: third Wednesdays, two hours after lunch.
        return {"weekday": 2, "week": 3, "starts_at": "14:00", "ends_at": "16:00", "papers_days": 5}

    def carry_out(self, form: Any) -> MeetingSeries:
        duty = form.cleaned_data["duty"]
        return services.make_series(board=self.board, duty=duty, habit=form.said(), by=self.person)

    def get_back(self) -> str:
        return self.url("seats", self.board.pk)

    def get_success_url(self) -> str:
        return self.url("propose", self.result.pk)


class EditSeries(OfSeries):
    """Change how a board meets."""

    form_class = EditSeriesForm
    heading = "Edit this series"
    lead = "Meetings that are in the diary stay as they are."
    done = "The series is changed."

    def refresh(self) -> None:
        self.series.refresh_from_db()

    def get_initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.series, name) for name in HABITS}
        times = {name: f"{kept[name]:%H:%M}" for name in ("starts_at", "ends_at")}
        return {**kept, **times, "revision": self.series.revision}

    def carry_out(self, form: Any) -> MeetingSeries:
        revision = form.cleaned_data["revision"]
        return services.edit_series(series=self.series, habit=form.said(), revision=revision, by=self.person)


class Propose(CouncilPage, FormView):
    """The days that a series proposes: chosen, adjusted and taken into the diary, all of them or none."""

    permission = "boards.keep_board"
    template_name = "boards/propose.html"
    form_class = ProposalsForm

    @cached_property
    def series(self) -> MeetingSeries:
        found = series_of(self.council, self.kwargs["pk"])
        if found is None:
            raise Http404("No such series")
        return found

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        return proposals_for(self.series, today=self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "proposals": self.proposals}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lost = [each for each in self.proposals if each.on is None]
        facts = {"section": "meetings", "series": self.series, "lost": lost}
        return super().get_context_data(**{**facts, **kwargs})

    def form_valid(self, form: Any) -> HttpResponseBase:
        taken = form.taken()
        try:
            made = self.accept([day for _, day in taken], form.warned_of())
        except WouldBreach as refusal:
            return self.ask_again(form, refusal)
        except Refusal as refusal:
            if refusal.field is not None and refusal.field.isdecimal():
                refusal.field = f"day_{taken[int(refusal.field)][0]}"
            add_refusal(form, refusal)
            return self.form_invalid(form)
        many = "1 meeting is" if len(made) == 1 else f"{len(made)} meetings are"
        messages.success(
            self.request, f"{many} in the diary, as a draft. Call each when its papers are asked for."
        )
        return redirect("board:series", self.council.slug, self.series.pk)

    def accept(self, days: list[Any], warned: list[str]) -> list[Meeting]:
        proposed = [each.on for each in self.proposals if each.on is not None]
        return accept_proposals(
            series=self.series, days=days, proposed=proposed, warned=warned, by=self.person, today=self.today
        )

    def ask_again(self, form: Any, refusal: WouldBreach) -> HttpResponseBase:
        """Show what the days would breach; sending the form again is then a choice made knowingly."""
        form.add_error(None, refusal.message)
        form.data = form.data.copy()
        form.data["warned"] = "\n".join(refusal.warnings)
        return self.render_to_response(self.get_context_data(form=form, warnings=refusal.warnings))
