"""The budget with what is committed of it, the work streams, and the forms that write both."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from improvement_plans import services
from improvement_plans.forms.text import BudgetLineForm, WorkStreamForm
from improvement_plans.models import Action, BudgetLine, Plan, WorkStream
from improvement_plans.selectors.text import Budget, budget_as_at, work_streams_of
from improvement_plans.views.base import PlanPage
from improvement_plans.views.writing import PlanWriting, Writing, plan_query

ROWS_ON_A_PAGE = 50
WITHOUT_A_COST = "none"


class BudgetPage(PlanPage, TemplateView):
    """Each budget line with what the actions commit of it; `?line=` opens the actions behind a figure."""

    template_name = "improvement_plans/text/budget.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            raise Http404("No plan yet")
        budget = budget_as_at(self.chosen, self.as_at, known_on=self.known_on)
        return super().get_context_data(budget=budget, **self.opened(budget), **kwargs)

    def opened(self, budget: Budget) -> dict[str, Any]:
        """Return the actions behind the figure that was asked for, a page of them."""
        asked = self.request.GET.get("line", "")
        if not asked:
            return {}
        line = next((each for each in budget.lines if str(each.line.pk) == asked), None)
        if line is None and asked != WITHOUT_A_COST:
            raise Http404("No such budget line")
        actions: tuple[Action, ...] = budget.uncosted if line is None else line.actions
        page = Paginator(actions, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {"opened": line, "page": page}


class LineWriting(Writing):
    """A form about a budget line."""

    form_class = BudgetLineForm
    back_words = "Back to the budget"
    plan: Plan

    def get_success_url(self) -> str:
        return reverse("plan:budget", args=[self.council.slug]) + plan_query(self.plan)


class AddBudgetLine(LineWriting, PlanWriting):
    """Money for improvement work that was agreed."""

    heading = "Add a budget line"
    done = "The budget line is added."

    def carry_out(self, form: Any) -> BudgetLine:
        return services.add_budget_line(plan=self.plan, by=self.person, **form.cleaned_data)


class EditBudgetLine(LineWriting):
    """Another amount, or other words."""

    heading = "Edit the budget line"
    done = "The budget line is changed."
    line: BudgetLine

    def find(self) -> None:
        lines = BudgetLine.objects.select_related("plan__notice__council")
        self.line = get_object_or_404(lines, plan__notice__council=self.council, pk=self.kwargs["pk"])
        self.plan = self.line.plan

    def refresh(self) -> None:
        self.line.refresh_from_db()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.line, name) for name in ("code", "title", "amount", "revision")}

    def carry_out(self, form: Any) -> BudgetLine:
        return services.edit_budget_line(line=self.line, by=self.person, **form.cleaned_data)


class WorkStreams(PlanPage, TemplateView):
    """The council's own strands of work, each with its lead and the areas that it serves."""

    template_name = "improvement_plans/text/work_streams.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            raise Http404("No plan yet")
        return super().get_context_data(streams=work_streams_of(self.chosen), **kwargs)


class StreamWriting(Writing):
    """A form about a work stream."""

    form_class = WorkStreamForm
    back_words = "Back to the work streams"
    plan: Plan

    def get_success_url(self) -> str:
        return reverse("plan:work_streams", args=[self.council.slug]) + plan_query(self.plan)


class AddWorkStream(StreamWriting, PlanWriting):
    """A new strand of work."""

    heading = "Add a work stream"
    done = "The work stream is added."

    def get_initial(self) -> dict[str, Any]:
        last = self.plan.work_streams.order_by("-number").first()
        return {"number": last.number + 1 if last else 1}

    def carry_out(self, form: Any) -> WorkStream:
        return services.add_work_stream(plan=self.plan, by=self.person, **form.cleaned_data)


class EditWorkStream(StreamWriting):
    """Other words, another lead or other areas."""

    heading = "Edit the work stream"
    done = "The work stream is changed."
    stream: WorkStream

    def find(self) -> None:
        streams = WorkStream.objects.select_related("plan__notice__council")
        self.stream = get_object_or_404(streams, plan__notice__council=self.council, pk=self.kwargs["pk"])
        self.plan = self.stream.plan

    def refresh(self) -> None:
        self.stream.refresh_from_db()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan}

    def get_initial(self) -> dict[str, Any]:
        kept = {name: getattr(self.stream, name) for name in ("number", "title", "lead_post", "revision")}
        return {**kept, "areas": list(self.stream.areas.all())}

    def carry_out(self, form: Any) -> WorkStream:
        return services.edit_work_stream(stream=self.stream, by=self.person, **form.cleaned_data)
