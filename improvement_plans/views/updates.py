"""Reporting on an action: an update, and the correction of one."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from improvement_plans import services
from improvement_plans.forms.update import UpdateForm, update_of
from improvement_plans.models import ActionUpdate
from improvement_plans.selectors.update_form import agencies_to_ask, milestones_open_to, posts_to_ask
from improvement_plans.services.cycle import note_opened
from improvement_plans.views.changes import OwnersChange

KEPT = ("narrative", "rating", "rating_reason", "differs_because", "percent", "forecast_on", "help_needed")


class GiveUpdate(OwnersChange):
    """Report on an action."""

    form_class = UpdateForm
    heading = "Give an update"
    done = "The update is recorded."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form; that it was opened is noted on what was asked of the person."""
        answer = super().get(request, *args, **kwargs)
        note_opened(action=self.action, by=self.person, today=self.today)
        return answer

    def corrected(self) -> ActionUpdate | None:
        """Return the update that this one corrects, if it corrects one."""
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "council": self.council,
            "milestones": milestones_open_to(self.action, self.today, corrects=self.corrected()),
            "has_milestones": self.action.milestones.filter(left_on__isnull=True).exists(),
            "posts": posts_to_ask(self.council),
            "agencies": agencies_to_ask(self.council),
        }

    def carry_out(self, form: Any) -> ActionUpdate:
        return services.give_update(
            action=self.action,
            by=self.person,
            today=self.today,
            corrects=self.corrected(),
            **update_of(form),
        )

    def kept(self) -> dict[str, Any]:
        newest = self.action.updates.order_by("given_on", "pk").last()
        return {} if newest is None else {name: getattr(newest, name) for name in KEPT}


class CorrectUpdate(GiveUpdate):
    """Say anew what was said wrongly: the earlier update stays, marked as corrected."""

    heading = "Correct an update"
    done = "The correction is recorded. The earlier update stays on record."

    def corrected(self) -> ActionUpdate:
        return get_object_or_404(ActionUpdate, action=self.action, pk=self.kwargs["update"])

    def get_initial(self) -> dict[str, Any]:
        earlier = self.corrected()
        return {
            **super().get_initial(),
            **{name: getattr(earlier, name) for name in KEPT},
            "milestones": [each.pk for each in earlier.milestones_reached.all()],
            "help_from": _key_of(earlier),
        }


def _key_of(update: ActionUpdate) -> str:
    """Return whom an update asked for help, as the form names them."""
    if update.help_from_post_id:
        return f"post-{update.help_from_post_id}"
    return f"agency-{update.help_from_agency_id}" if update.help_from_agency_id else ""
