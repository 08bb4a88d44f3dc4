"""Writing objectives and actions, and taking them out of the plan."""

import datetime as dt
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from improvement_plans import services
from improvement_plans.forms.text import ActionForm, LeaveForm, ObjectiveForm, PutBackForm
from improvement_plans.models import Action, Objective
from improvement_plans.selectors.text import left_the_plan, waiting_for
from improvement_plans.views.base import PlanPage, action_of, objective_of
from improvement_plans.views.writing import PlanWriting, Writing, plan_query

ROWS_ON_A_PAGE = 50


class ObjectiveWriting(Writing):
    """A form about one objective."""

    back_words = "Back to the objective"
    objective: Objective

    def find(self) -> None:
        self.objective = objective_of(self, self.kwargs["pk"])

    def refresh(self) -> None:
        self.objective.refresh_from_db()

    def about(self) -> str:
        return str(self.objective)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.objective.revision}

    def get_success_url(self) -> str:
        return reverse("plan:objective", args=[self.council.slug, self.objective.pk])


class ActionWriting(Writing):
    """A form about one action."""

    back_words = "Back to the action"
    action: Action

    def find(self) -> None:
        self.action = action_of(self, self.kwargs["pk"])

    def refresh(self) -> None:
        self.action.refresh_from_db()

    def about(self) -> str:
        return str(self.action)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.action.revision}

    def get_success_url(self) -> str:
        return reverse("plan:action", args=[self.council.slug, self.action.pk])


class AddObjective(PlanWriting):
    """A new objective of the plan."""

    form_class = ObjectiveForm
    heading = "Add an objective"
    done = "The objective is in the plan. Add its actions next."
    back_words = "Back to the plan"

    def carry_out(self, form: Any) -> Objective:
        return services.add_objective(plan=self.plan, words=form.words(), by=self.person, today=self.today)

    def get_back(self) -> str:
        return reverse("plan:by_area", args=[self.council.slug]) + plan_query(self.plan)

    def get_success_url(self) -> str:
        return reverse("plan:objective", args=[self.council.slug, self.result.pk])


class EditObjective(ObjectiveWriting):
    """Other words for an objective."""

    form_class = ObjectiveForm
    heading = "Edit the objective"
    done = "The objective is changed. What it said before stays in its history."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.objective.plan}

    def get_initial(self) -> dict[str, Any]:
        names = ("reference", "title", "outcome_for_children", "owner_post", "revision")
        lists = ("areas", "work_streams")
        kept = {name: getattr(self.objective, name) for name in names}
        return kept | {name: list(getattr(self.objective, name).all()) for name in lists}

    def carry_out(self, form: Any) -> Objective:
        return services.edit_objective(
            objective=self.objective,
            words=form.words(),
            by=self.person,
            revision=form.cleaned_data["revision"],
        )


class AddAction(ObjectiveWriting):
    """A new action under an objective."""

    form_class = ActionForm
    heading = "Add an action"
    done = "The action is in the plan."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.objective.plan, "adding": True}

    def get_initial(self) -> dict[str, Any]:
        return {"owner_post": self.objective.owner_post}

    def carry_out(self, form: Any) -> Action:
        return services.add_action(
            objective=self.objective,
            words=form.words(),
            due_on=form.cleaned_data["due_on"],
            by=self.person,
            today=self.today,
        )

    def get_back(self) -> str:
        return super().get_success_url()

    def get_success_url(self) -> str:
        return reverse("plan:action", args=[self.council.slug, self.result.pk])


class EditAction(ActionWriting):
    """Other words for an action; its due date moves on a page of its own, where the reason is asked for."""

    form_class = ActionForm
    heading = "Edit the action"
    done = "The action is changed. What it said before stays in its history."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.action.objective.plan, "action": self.action}

    def get_initial(self) -> dict[str, Any]:
        names = (
            "reference", "title", "output", "outcome", "owner_post", "starts_on", "budget_line", "cost",
            "revision",
        )  # fmt: skip
        lists = ("contributing_posts", "partner_agencies")
        waited_for = self.action.depends_on.select_related("objective")
        kept = {name: getattr(self.action, name) for name in names}
        kept |= {name: list(getattr(self.action, name).all()) for name in lists}
        return kept | {"depends_on": list(waited_for.order_by("objective__reference", "reference"))}

    def carry_out(self, form: Any) -> Action:
        return services.edit_action(
            action=self.action, words=form.words(), by=self.person, revision=form.cleaned_data["revision"]
        )


class DropAction(ActionWriting):
    """An action that is no longer wanted, and why. What waits for it is named before and after."""

    template_name = "improvement_plans/text/leave.html"
    form_class = LeaveForm
    heading = "Take this action out of the plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(waiting=waiting_for([self.action]), **kwargs)

    def carry_out(self, form: Any) -> Action:
        return services.drop_action(action=self.action, by=self.person, today=self.today, **form.cleaned_data)

    def done_in_words(self) -> str:
        return left_in_words(self.action.reference, waiting_for([self.action]))

    def get_back(self) -> str:
        return super().get_success_url()

    def get_success_url(self) -> str:
        return reverse("plan:left", args=[self.council.slug]) + plan_query(self.action.objective.plan)


class DropObjective(ObjectiveWriting):
    """An objective that is no longer wanted, with every action under it, and why."""

    template_name = "improvement_plans/text/leave.html"
    form_class = LeaveForm
    heading = "Take this objective out of the plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = list(self.objective.actions.filter(left_on__isnull=True))
        return super().get_context_data(actions=actions, waiting=waiting_for(actions), **kwargs)

    def carry_out(self, form: Any) -> Objective:
        self.waiting = waiting_for(list(self.objective.actions.filter(left_on__isnull=True)))
        return services.drop_objective(
            objective=self.objective, by=self.person, today=self.today, **form.cleaned_data
        )

    def done_in_words(self) -> str:
        return left_in_words(self.objective.reference, self.waiting)

    def get_back(self) -> str:
        return super().get_success_url()

    def get_success_url(self) -> str:
        return reverse("plan:left", args=[self.council.slug]) + plan_query(self.objective.plan)


class PutBackAction(ActionWriting):
    """An action that left by mistake, on the same day."""

    form_class = PutBackForm
    heading = "Put this action back into the plan"
    lead = "It stands in the plan again as if it had never left. The history says that it had."
    done = "The action is in the plan again."

    def carry_out(self, form: Any) -> Action:
        return services.put_back_action(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )

    def get_back(self) -> str:
        return reverse("plan:left", args=[self.council.slug]) + plan_query(self.action.objective.plan)


class PutBackObjective(ObjectiveWriting):
    """An objective that left by mistake, on the same day."""

    form_class = PutBackForm
    heading = "Put this objective back into the plan"
    lead = "Its actions stay out of the plan until you put back those that are wanted."
    done = "The objective is in the plan again."

    def carry_out(self, form: Any) -> Objective:
        return services.put_back_objective(
            objective=self.objective, by=self.person, today=self.today, **form.cleaned_data
        )


class LeftThePlan(PlanPage, TemplateView):
    """What is no longer in the plan, since when and why."""

    template_name = "improvement_plans/text/left.html"
    section: ClassVar[str] = "plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            raise Http404("No plan yet")
        objectives, actions = left_the_plan(self.chosen)
        page = Paginator(actions, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        for action in page:
            action.last_day = last_day_of(action)  # type: ignore[attr-defined]
        return super().get_context_data(objectives=objectives, page=page, today=self.today, **kwargs)


def last_day_of(action: Action) -> dt.date | None:
    """Return the last day on which an action that left stood in the plan; None when it left on its first."""
    if action.left_on is None or action.left_on <= action.added_on:
        return None
    return action.left_on - dt.timedelta(days=1)


def left_in_words(reference: str, waiting: list[Action]) -> str:
    """Return that something left the plan, and what still says that it waits for it."""
    if not waiting:
        return f"{reference} is no longer in the plan."
    names = ", ".join(action.reference for action in waiting)
    return (
        f"{reference} is no longer in the plan. Still said to wait for it: {names}. Edit what they wait for."
    )
