"""Changing when things fall due: meetings planned and cancelled, requests, variations, local expectations."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.models import Role
from accounts.selectors import roles_of
from notices import services
from notices.forms import (
    AgeForm,
    CancelEventForm,
    IntervalForm,
    PlanEventForm,
    RequestForm,
    VariationForm,
    VariationTypeForm,
    variation_form,
)
from notices.models import CadenceTerms, Obligation, Party, PlannedEvent, Request, Variation
from notices.selectors.cadences import cadences_on, local_terms
from notices.services.expectations import AGE, expectations_open_to
from notices.views.base import ObligationForm, ProvenForm, safe_next
from notices.views.recording import FactPage

ASKS_AS: dict[str, Party] = {Role.ADVISER: Party.ADVISER, Role.DEPARTMENT: Party.DEPARTMENT}
"""In whose name a person with a role asks; the improvement team records what anybody asked."""


class PlanEvent(ObligationForm):
    """A meeting or review for the diary."""

    permission = "notices.plan_event"
    form_class = PlanEventForm
    done = "It is in the diary."

    def get_heading(self) -> str:
        return f"Plan: {self.obligation.summary}"

    def carry_out(self, form: Any) -> PlannedEvent:
        planned_on = form.cleaned_data["planned_on"]
        return services.plan_event(obligation=self.obligation, planned_on=planned_on, by=self.person)


class CancelEvent(FactPage):
    """A meeting that will not be held: what was due before or at it is then not applicable."""

    kind = "event"
    permission = "notices.plan_event"
    form_class = CancelEventForm
    done = "The meeting is cancelled."

    def get_heading(self) -> str:
        return f"Cancel: {self.fact}"

    def carry_out(self, form: Any) -> None:
        services.cancel_event(event=self.fact, by=self.person, today=self.today, **form.cleaned_data)


class RecordRequest(ObligationForm):
    """That somebody entitled to ask has asked; an adviser and an official ask in their own names."""

    permission = "notices.record_request"
    form_class = RequestForm
    done = "The request is recorded."

    def get_heading(self) -> str:
        return f"Record a request: {self.obligation.summary}"

    def get_form_kwargs(self) -> dict[str, Any]:
        roles = roles_of(self.person, self.council, today=self.today)
        own = tuple(str(party) for role, party in ASKS_AS.items() if role in roles)
        parties = tuple(Party.values) if Role.IMPROVEMENT_TEAM in roles else own
        return {**super().get_form_kwargs(), "parties": parties}

    def carry_out(self, form: Any) -> Request:
        return services.record_request(
            obligation=self.obligation, by=self.person, today=self.today, **form.cleaned_data
        )


class SetExpectation(ObligationForm):
    """What the council expects of itself where the notice names neither an age nor a period."""

    permission = "notices.set_expectation"
    done = "The expectation is saved."
    lead = "This is the council’s own. It is shown as local, and missing it never breaches the notice."

    def get_heading(self) -> str:
        return f"What we expect of ourselves: {self.obligation.summary}"

    def get_form_class(self) -> Any:
        open_to = expectations_open_to(self.obligation, today=self.today)
        if not open_to:
            raise Http404("The notice itself says when this is due")
        return AgeForm if open_to <= AGE else IntervalForm

    def get_initial(self) -> dict[str, Any]:
        local = local_terms(self.obligation)
        return dict(local.terms) if local else {}

    def carry_out(self, form: Any) -> CadenceTerms | None:
        return services.set_local_expectation(
            obligation=self.obligation, cadence=form.cadence(), by=self.person, today=self.today
        )


class VaryCadence(ObligationForm):
    """First step of a variation: which cadence changes, and into which kind."""

    permission = "notices.vary_cadence"
    form_class = VariationTypeForm

    def get_heading(self) -> str:
        return f"Record a change agreed: {self.obligation.summary}"

    def get_lead(self) -> str:
        named = self.obligation.variation_agreed_by
        return f"{Party(named).label} must agree a change of this." if named else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "parts": self.parts}

    @cached_property
    def parts(self) -> list[tuple[int, str]]:
        """The cadences that the notice sets; raises Http404 for an obligation without one to change."""
        lines = cadences_on(self.obligation, as_at=self.today)
        parts = [
            (line.part, line.words) for line in lines if not line.is_local and line.cadence.type != "standing"
        ]
        if not parts:
            raise Http404("There is no cadence to change")
        return parts

    def form_valid(self, form: Any) -> HttpResponseBase:
        part = form.cleaned_data.get("part", self.parts[0][0])
        address = self.url("vary_terms", self.obligation.pk, part, form.cleaned_data["type"])
        way_back = safe_next(self.request)
        return redirect(f"{address}?{urlencode({'next': way_back})}" if way_back else address)


class VaryTerms(ProvenForm):
    """Second step: the terms of the new cadence, who agreed it and when."""

    permission = "notices.vary_cadence"
    done = "The change is recorded."

    def get_heading(self) -> str:
        return f"Record a change agreed: {self.obligation.summary}"

    get_lead = VaryCadence.get_lead

    def get_form_class(self) -> type[VariationForm]:
        kind = self.kwargs["type"]
        if kind not in dict(VariationTypeForm.base_fields["type"].choices):  # type: ignore[attr-defined]
            raise Http404("No such cadence")
        get_object_or_404(CadenceTerms, obligation=self.obligation, part=self.kwargs["part"], is_local=False)
        return variation_form(kind)

    def get_form_kwargs(self) -> dict[str, Any]:
        kinds = (
            Obligation.Kind.MEETING,
            Obligation.Kind.REVIEW,
            Obligation.Kind.SUBMISSION,
            Obligation.Kind.REPORT,
        )
        others = Obligation.objects.filter(clause__notice=self.notice, kind__in=kinds).exclude(
            pk=self.obligation.pk
        )
        return {**super().get_form_kwargs(), "origins": list(others.select_related("clause__notice"))}

    def get_initial(self) -> dict[str, Any]:
        return {"agreed_by": self.obligation.variation_agreed_by}

    def record(self, form: Any) -> Variation:
        asked = form.cleaned_data
        return services.vary(
            obligation=self.obligation,
            part=self.kwargs["part"],
            cadence=form.terms(),
            follows=form.followed(),
            agreed_by=asked["agreed_by"],
            agreed_on=asked["agreed_on"],
            effective_from=asked["effective_from"],
            reference=asked["reference"],
            by=self.person,
            today=self.today,
        )
