"""What every page of the plan shares: which plan it is, which day, and looking up within the council."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from improvement_plans.filters import ActionFilter
from improvement_plans.models import Action, Objective, Plan
from improvement_plans.navigation import sections_for
from improvement_plans.selectors import plan_as_at, plans_of
from improvement_plans.standing import PlanStanding


class PlanPage(AsAtMixin, CouncilPage):
    """A page that states how the plan stands; without `?plan=`, the plan of the newest notice."""

    permission = "improvement_plans.view_plan"
    section: ClassVar[str] = "plan"
    filter_class: ClassVar[type[ActionFilter]] = ActionFilter

    @cached_property
    def plans(self) -> list[Plan]:
        return list(plans_of(self.council))

    @cached_property
    def chosen(self) -> Plan | None:
        """The plan that the address names, else the first; raises Http404 for another council's."""
        asked = self.request.GET.get("plan")
        if not asked:
            return self.plans[0] if self.plans else None
        for plan in self.plans:
            if str(plan.pk) == asked:
                return plan
        raise Http404("No such plan")

    def standing(self) -> PlanStanding:
        """Return how the chosen plan stands; raises Http404 when there is none."""
        found = plan_as_at(self.chosen.notice, self.as_at, known_on=self.known_on) if self.chosen else None
        if found is None:
            raise Http404("No plan yet")
        return found

    def filters(self, plan: Plan) -> ActionFilter:
        return self.filter_class(self.request.GET, plan=plan, as_at=self.as_at, known_on=self.known_on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            plans=self.plans,
            chosen=self.chosen,
            section=self.section,
            plan_sections=sections_for(self.person, self.council),
            **kwargs,
        )


def objective_of(page: CouncilPage, pk: int) -> Objective:
    """Return an objective of the page's council; raises Http404 for any other."""
    objectives = Objective.objects.select_related("plan__notice__council", "owner_post")
    return get_object_or_404(
        objectives.prefetch_related("areas", "work_streams"), plan__notice__council=page.council, pk=pk
    )


def action_of(page: CouncilPage, pk: int) -> Action:
    """Return an action of the page's council; raises Http404 for any other."""
    actions = Action.objects.select_related("objective__plan__notice__council", "owner_post")
    return get_object_or_404(actions, objective__plan__notice__council=page.council, pk=pk)
