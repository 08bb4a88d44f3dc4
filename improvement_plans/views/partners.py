"""What a person from a partner agency sees of the plan: the actions to which they contribute, and nothing beside."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.views.generic import TemplateView

from improvement_plans.selectors import action_as_at, action_standings, updates_of
from improvement_plans.selectors.partners import contributed_to_by, own_contributions, shared_evidence_of
from improvement_plans.views.base import PlanPage, action_of
from improvement_plans.views.detail import ActionPage

ROWS_ON_A_PAGE = 50


class Contributions(PlanPage, TemplateView):
    """The actions to which the person's organisation, or a post that they hold, contributes."""

    permission = "improvement_plans.view_contributions"
    section = "contributions"
    template_name = "improvement_plans/partners/contributions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = contributed_to_by(self.person, self.council, today=self.today)
        standings = action_standings(own, as_at=self.as_at, known_on=self.known_on)
        page = Paginator(standings, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, agency=self.person.organisation, **kwargs)


class OneAction(ActionPage):
    """The page of an action: whole for whoever reads all, and for a partner what is theirs to see.

    An action to which a partner does not contribute does not exist for them: not even its title is theirs to know.
    """

    permission = "improvement_plans.open_action"

    @cached_property
    def reads_all(self) -> bool:
        return self.person.has_perm("improvement_plans.view_plan", self.council)

    def get_template_names(self) -> list[str]:
        return super().get_template_names() if self.reads_all else ["improvement_plans/partners/action.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.reads_all:
            return super().get_context_data(**kwargs)
        action = action_of(self, self.kwargs["pk"])
        standing = action_as_at(action, self.as_at, known_on=self.known_on)
        if standing is None or not self.person.has_perm("improvement_plans.view_action", action):
            raise Http404("Nothing that the person contributes to")
        shown = {
            "action": action,
            "standing": standing,
            "updates": updates_of(action, self.as_at, known_on=self.known_on).filter(is_corrected=False),
            "evidence": shared_evidence_of(action, self.as_at),
            "contributions": own_contributions(
                action, self.person, self.as_at, known_on=self.known_on, today=self.today
            ),
        }
        return PlanPage.get_context_data(self, **shown, **kwargs)
