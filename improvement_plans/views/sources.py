"""What the plan must answer: the list, its export, one source, and the forms by which sources are typed."""

from collections import Counter
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.models import Role
from accounts.selectors import roles_of
from core.audit import entries_about
from core.editing import ChangedMeanwhile, show_conflict
from core.exports import csv_response, xlsx_response
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from improvement_plans import services
from improvement_plans.answering import RULE, WORDS
from improvement_plans.forms.sources import EditSourceForm, SeveralSourcesForm, SourceForm
from improvement_plans.models import Action, Plan, Source
from improvement_plans.selectors import action_standings
from improvement_plans.selectors.differences import changes_of
from improvement_plans.selectors.sources import AnswerStanding, source_standings, sources_on
from improvement_plans.source_filters import SourceFilter
from improvement_plans.source_listing import SOURCE_COLUMNS, source_rows
from improvement_plans.views.base import PlanPage

ROWS_ON_A_PAGE = 50


class SourcesPage(PlanPage):
    """A page that lists sources as they were answered on a day, with its filters in the address."""

    section = "sources"

    @cached_property
    def filters(self) -> SourceFilter:
        """The filters over what had been received; raises Http404 without a plan."""
        if self.chosen is None:
            raise Http404("No plan yet")
        received = sources_on(self.chosen, self.as_at, known_on=self.known_on)
        return SourceFilter(self.request.GET, queryset=received, plan=self.chosen)

    @cached_property
    def standings(self) -> list[AnswerStanding]:
        """Every source that the filters let through but for the state, which is counted for each."""
        return source_standings(self.filters.qs, self.as_at, known_on=self.known_on)


class SourceList(SourcesPage, TemplateView):
    """Every source with how it is answered and by which actions."""

    template_name = "improvement_plans/sources/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        shown = self.filters.in_state(self.standings)
        numbers = Counter(each.state for each in self.standings)
        return super().get_context_data(
            page=Paginator(shown, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page")),
            counts=[(state.value, words, numbers[state]) for state, words in WORDS.items()],
            form=self.filters.form,
            is_narrowing=self.filters.is_narrowing,
            rule=RULE,
            **kwargs,
        )


class SourceExport(SourcesPage):
    """The sources that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        shown = self.filters.in_state(self.standings)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"sources-as-at-{self.as_at.isoformat()}", SOURCE_COLUMNS, source_rows(shown))


class SourcePage(PlanPage, TemplateView):
    """One source: its words, the actions and answers that it led to, and its history."""

    template_name = "improvement_plans/sources/source.html"
    section = "sources"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = source_of(self, self.kwargs["pk"])
        standing = self.standing_of(source)
        linked = Action.objects.filter(pk__in=[each.action.pk for each in standing.in_plan])
        return super().get_context_data(
            source=standing.about,
            standing=standing,
            actions=action_standings(linked, as_at=self.as_at, known_on=self.known_on),
            may_edit=self.person.has_perm("improvement_plans.edit_source", source),
            entries=entries_about(source).filter(at__date__lte=self.known_on or self.as_at),
            changes=changes_of(source, until=self.known_on or self.as_at),
            rule=RULE,
            **kwargs,
        )

    def standing_of(self, source: Source) -> AnswerStanding:
        """Return how it was answered on the day; raises Http404 before it was received or known."""
        received = sources_on(source.plan, self.as_at, known_on=self.known_on).filter(pk=source.pk)
        found = source_standings(received, self.as_at, known_on=self.known_on)
        if not found:
            raise Http404("Not received by that day")
        return found[0]


class SourceWriting(PlanPage, RefusalsAsErrors, FormView):
    """A form that writes sources. The adviser writes only the recommendations of a diagnostic."""

    permission = "improvement_plans.add_source"
    template_name = "improvement_plans/sources/form.html"
    section = "sources"
    heading: ClassVar[str]
    lead: ClassVar[str] = ""

    @property
    def plan(self) -> Plan:
        """The plan that is written in; raises Http404 when there is none."""
        if self.chosen is None:
            raise Http404("No plan yet")
        return self.chosen

    @property
    def is_of_the_team(self) -> bool:
        return Role.IMPROVEMENT_TEAM in roles_of(self.person, self.council, today=self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan, "own_only": not self.is_of_the_team}

    def get_initial(self) -> dict[str, Any]:
        """Take over what another page of the plan asks for, such as the words of a recommendation."""
        asked = {name: self.request.GET.get(name, "") for name in ("origin", "kind", "reference", "words")}
        given = {name: value for name, value in asked.items() if value}
        return {"addressee": Source.Addressee.CHILDRENS_SERVICES, "received_on": self.today, **given}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=self.heading, lead=self.lead, back_url=self.back_url(), **kwargs
        )

    def back_url(self) -> str:
        return reverse("plan:sources", args=[self.council.slug])


class AddSource(SourceWriting):
    """Add one source."""

    form_class = SourceForm
    heading = "Add a source"

    def carry_out(self, form: Any) -> Source:
        asked = form.cleaned_data
        return services.add_source(
            plan=self.plan,
            reference=asked["reference"],
            words=asked["words"],
            where_from=form.where_from(),
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        messages.success(self.request, f"{self.result.reference} is added. Answer it next.")
        return reverse("plan:source", args=[self.council.slug, self.result.pk])


class AddSources(SourceWriting):
    """Add several sources of one document, typed or pasted one on each line."""

    form_class = SeveralSourcesForm
    heading = "Add several sources"
    lead = "For a report that lists many: type or paste them, one on each line. All are added, or none."

    def carry_out(self, form: Any) -> list[Source]:
        return services.add_sources(
            plan=self.plan,
            lines=form.cleaned_data["lines"],
            where_from=form.where_from(),
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        number = len(self.result)
        messages.success(self.request, f"{number} source{'' if number == 1 else 's'} added.")
        return f"{self.back_url()}?origin={self.result[0].origin}"


class EditSource(SourceWriting):
    """Correct a source; of two people at once, the second sees the difference."""

    form_class = EditSourceForm
    heading = "Edit this source"

    @cached_property
    def source(self) -> Source:
        """The source; raises PermissionDenied for somebody else's words."""
        source = source_of(self, self.kwargs["pk"])
        if not self.person.has_perm("improvement_plans.edit_source", source):
            raise PermissionDenied
        return source

    @property
    def plan(self) -> Plan:
        return self.source.plan

    def kept(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        names = ("reference", "words", "origin", "kind", "addressee", "document", "received_on")
        kept = {name: getattr(self.source, name) for name in names}
        return {**kept, "areas": list(self.source.areas.all())}

    def get_initial(self) -> dict[str, Any]:
        return {**self.kept(), "revision": self.source.revision}

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.source.refresh_from_db()
            show_conflict(form, refusal, kept=self.kept())
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def carry_out(self, form: Any) -> Source:
        asked = form.cleaned_data
        return services.edit_source(
            source=self.source,
            reference=asked["reference"],
            words=asked["words"],
            where_from=form.where_from(),
            by=self.person,
            today=self.today,
            revision=asked["revision"],
        )

    def back_url(self) -> str:
        return reverse("plan:source", args=[self.council.slug, self.source.pk])

    def get_success_url(self) -> str:
        messages.success(self.request, "Saved. The earlier words stay in the history.")
        return self.back_url()


def source_of(page: PlanPage, pk: int) -> Source:
    """Return a source of the page's council; raises Http404 for any other."""
    sources = Source.objects.select_related("plan__notice__council", "recorded_by")
    return get_object_or_404(sources, plan__notice__council=page.council, pk=pk)
