"""The milestones of an action on one page, and the forms that add, reword, move and drop them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.editing import ADDS
from improvement_plans import services
from improvement_plans.forms.text import AddMilestoneForm, DropMilestoneForm, MilestoneForm
from improvement_plans.models import Milestone
from improvement_plans.selectors.text import milestones_of
from improvement_plans.views.text import ActionWriting


class Milestones(ActionWriting):
    """The milestones that the action has, and a form for another."""

    template_name = "improvement_plans/text/milestones.html"
    form_class = AddMilestoneForm
    heading = "Milestones"
    done = "The milestone is added."
    outcome = ADDS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(action=self.action, milestones=milestones_of(self.action), **kwargs)

    def carry_out(self, form: Any) -> Milestone:
        return services.add_milestone(
            action=self.action, by=self.person, today=self.today, **form.cleaned_data
        )

    def get_back(self) -> str:
        return super().get_success_url()

    def get_success_url(self) -> str:
        return reverse("plan:milestones", args=[self.council.slug, self.action.pk])


class MilestoneWriting(ActionWriting):
    """A form about one milestone; whoever changed the action meanwhile is named."""

    back_words = "Back to the milestones"
    milestone: Milestone

    def find(self) -> None:
        super().find()
        self.milestone = get_object_or_404(Milestone, action=self.action, pk=self.kwargs["milestone"])
        self.milestone.action = self.action

    def refresh(self) -> None:
        super().refresh()
        self.milestone.refresh_from_db()

    def about(self) -> str:
        return f"{self.action}. Milestone {self.milestone.number}: {self.milestone.title}"

    def get_success_url(self) -> str:
        return reverse("plan:milestones", args=[self.council.slug, self.action.pk])


class ChangeMilestone(MilestoneWriting):
    """Other words or another day."""

    form_class = MilestoneForm
    heading = "Change a milestone"
    done = "The milestone is changed."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "title": self.milestone.title, "due_on": self.milestone.due_on}

    def carry_out(self, form: Any) -> Milestone:
        return services.change_milestone(
            milestone=self.milestone, by=self.person, today=self.today, **form.cleaned_data
        )


class DropMilestone(MilestoneWriting):
    """A milestone that is no longer wanted, and why."""

    form_class = DropMilestoneForm
    heading = "Drop this milestone"
    done = "The milestone is no longer in the plan."

    def carry_out(self, form: Any) -> Milestone:
        return services.drop_milestone(
            milestone=self.milestone, by=self.person, today=self.today, **form.cleaned_data
        )
