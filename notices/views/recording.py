"""Recording what was done: a discharge, evidence for it, a judgement, a record taken back."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from notices import services
from notices.forms import AddEvidenceForm, AssessmentForm, DischargeForm, WithdrawForm
from notices.models import Assessment, Discharge, Obligation, PlannedEvent, Request, Variation
from notices.selectors.diary import events_open_to, rungs_of
from notices.services.withdrawals import Fact
from notices.views.base import ObligationForm, ProvenForm

FACTS: dict[str, type[Fact]] = {
    "discharge": Discharge,
    "event": PlannedEvent,
    "request": Request,
    "variation": Variation,
    "assessment": Assessment,
}


def refuse_unless_own(person: User, obligation: Obligation) -> None:
    """Raise PermissionDenied for an obligation that is somebody else's to record."""
    if not person.has_perm("notices.discharge_obligation", obligation):
        raise PermissionDenied


class RecordDischarge(ProvenForm):
    """That something was done: by the improvement team, or by whoever holds the post that owns it."""

    permission = "notices.record_discharge"
    form_class = DischargeForm

    def check_obligation(self, obligation: Obligation) -> None:
        refuse_unless_own(self.person, obligation)

    def get_heading(self) -> str:
        return f"Record what was done: {self.obligation.summary}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "obligation": self.obligation,
            "events": self.events(),
            "rungs": rungs_of(self.obligation, today=self.today),
        }

    def events(self) -> QuerySet[PlannedEvent]:
        return events_open_to(self.obligation)

    def get_initial(self) -> dict[str, Any]:
        return {"for_event": self.request.GET.get("for"), "rung": self.request.GET.get("rung")}

    def record(self, form: Any) -> Discharge:
        asked = form.cleaned_data
        return services.record_discharge(
            obligation=self.obligation,
            effective_on=asked["effective_on"],
            what=asked["what"],
            for_event=asked.get("for_event"),
            rung=asked.get("rung"),
            by=self.person,
            today=self.today,
        )


class FactPage(ObligationForm):
    """A form about a fact that was recorded before; its obligation follows from it."""

    kind = ""

    @cached_property
    def fact(self) -> Any:
        """The fact in the address; raises Http404 for a kind that there is not, and for another notice's."""
        model = FACTS.get(self.kind or self.kwargs["kind"])
        if model is None:
            raise Http404("No such record")
        facts: Any = model._default_manager.select_related("obligation__clause__notice__council")
        return get_object_or_404(facts, obligation__clause__notice=self.notice, pk=self.kwargs["fact"])

    @cached_property
    def obligation(self) -> Obligation:
        found: Obligation = self.fact.obligation
        self.check_obligation(found)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"fact": self.fact, **kwargs})


class AddEvidence(FactPage):
    """Evidence that comes after the record it belongs to."""

    kind = "discharge"
    permission = "notices.record_discharge"
    form_class = AddEvidenceForm
    done = "The evidence is added."

    def get_heading(self) -> str:
        return f"Add evidence: {self.fact}"

    def check_obligation(self, obligation: Obligation) -> None:
        refuse_unless_own(self.person, obligation)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    @transaction.atomic
    def carry_out(self, form: Any) -> Evidence | None:
        asked = form.cleaned_data
        if asked["evidence"]:
            services.add_evidence(discharge=self.fact, evidence=asked["evidence"], by=self.person)
            return None
        if self.fact.withdrawn_at is not None:
            raise Refusal("This record was withdrawn, so it takes no evidence")
        title = asked["title"] or str(self.fact)[:200]
        return services.prove(
            fact=self.fact, title=title, by=self.person, upload=asked["file"], url=asked["url"]
        )


class Assess(ProvenForm):
    """A dated judgement of a standing duty, in the name of the person who records it."""

    permission = "notices.assess_duty"
    form_class = AssessmentForm

    def get_heading(self) -> str:
        return f"Assess: {self.obligation.summary}"

    def get_lead(self) -> str:
        return f"The judgement is recorded in your name, {self.person}."

    def get_initial(self) -> dict[str, Any]:
        """A page that shows what is not met (a seat that stands empty) leads here with its words."""
        asked = self.request.GET
        return {"judgement": asked.get("judgement"), "reason": asked.get("reason", "")[:1000]}

    def record(self, form: Any) -> Assessment:
        asked = form.cleaned_data
        return services.assess(
            obligation=self.obligation,
            judgement=asked["judgement"],
            assessed_on=asked["assessed_on"],
            reason=asked["reason"],
            by=self.person,
            today=self.today,
        )


class WithdrawFact(FactPage):
    """A record that was keyed in error: it stays to be seen, and counts for nothing from now on."""

    permission = "notices.withdraw_fact"
    form_class = WithdrawForm
    done = "The record is withdrawn."
    lead = "It stays in the history with your reason. An earlier day can still be shown as it was known then."

    def get_heading(self) -> str:
        return f"Withdraw a record: {self.fact}"

    def carry_out(self, form: Any) -> None:
        services.withdraw_fact(fact=self.fact, reason=form.cleaned_data["reason"], by=self.person)
