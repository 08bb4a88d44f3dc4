"""Evidence put to an action at any time, by the improvement team and whoever holds the post that owns it."""

from typing import Any

from evidence.models import Evidence
from improvement_plans import services
from improvement_plans.forms.proofs import ActionEvidenceForm
from improvement_plans.views.changes import OwnersChange


class AddEvidence(OwnersChange):
    """Add evidence to an action."""

    form_class = ActionEvidenceForm
    heading = "Add evidence to this action"
    done = "The evidence is with the action."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def carry_out(self, form: Any) -> Evidence:
        return services.add_evidence(
            action=self.action, by=self.person, existing=form.cleaned_data["evidence"], new=form.new()
        )
