"""The forms by which the improvement team asks for updates: the council's schedule, and asking now."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.generic import FormView

from core.forms import RefusalsAsErrors
from improvement_plans.forms.cycle import AskNowForm, ScheduleForm
from improvement_plans.ladder import due_day, next_request
from improvement_plans.models import UpdateCycle, UpdateSchedule
from improvement_plans.selectors.cycle import schedule_of
from improvement_plans.services.cycle import days_of, earlier_of, open_cycle, set_schedule
from improvement_plans.views.base import PlanPage


class AskingPage(RefusalsAsErrors, PlanPage, FormView):
    """A form of the improvement team about asking for updates."""

    permission = "improvement_plans.keep_update_cycle"
    section = "updates"

    def get_success_url(self) -> str:
        return reverse("plan:cycle", args=[self.council.slug])


class Schedule(AskingPage):
    """On which day of the month the council asks, and how long it gives."""

    template_name = "improvement_plans/cycle/schedule.html"
    form_class = ScheduleForm

    def get_initial(self) -> dict[str, Any]:
        kept = schedule_of(self.council)
        return {name: getattr(kept, name) for name in ScheduleForm.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = schedule_of(self.council)
        upcoming = None
        if kept.is_on and self.chosen is not None:
            upcoming = next_request(days_of(kept), today=self.today, earlier=earlier_of(self.chosen))[1]
        return super().get_context_data(schedule=kept, next_asking=upcoming, **kwargs)

    def carry_out(self, form: Any) -> UpdateSchedule:
        return set_schedule(council=self.council, by=self.person, **form.cleaned_data)

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer = super().form_valid(form)
        if hasattr(self, "result"):
            messages.success(self.request, "The schedule is saved.")
        return answer


class AskNow(AskingPage):
    """Ask for this month's updates today, with a chosen day by which they are due."""

    template_name = "improvement_plans/cycle/ask_now.html"
    form_class = AskNowForm

    def get_initial(self) -> dict[str, Any]:
        return {"due_on": due_day(self.today, days_of(schedule_of(self.council)))}

    def carry_out(self, form: Any) -> UpdateCycle:
        if self.chosen is None:
            raise Http404("No plan yet")
        return open_cycle(plan=self.chosen, by=self.person, today=self.today, **form.cleaned_data)

    def form_valid(self, form: Any) -> HttpResponseBase:
        answer = super().form_valid(form)
        if hasattr(self, "result"):
            asked = self.result
            messages.success(
                self.request,
                f"Updates for {asked.month:%B %Y} are asked for, due on {asked.due_on:%-d %B %Y}.",
            )
        return answer
