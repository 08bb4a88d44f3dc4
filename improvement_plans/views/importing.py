"""The import wizard, one decision a page: the file, its columns, the check, what to do with what is there."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from core.exports import XLSX_TYPE, attachment, csv_response, xlsx_response
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from improvement_plans.forms.importing import LoadForm, MappingForm, UploadForm
from improvement_plans.import_templates import template_csv, template_xlsx
from improvement_plans.importing.sheet import Sheet
from improvement_plans.models import Plan, PlanImport
from improvement_plans.selectors.import_checks import sheets_of
from improvement_plans.selectors.importing import imports_of
from improvement_plans.services import importing
from improvement_plans.views.base import PlanPage
from notices.selectors import current_notice

ROWS_ON_A_PAGE = 50
TROUBLE_COLUMNS = ("Sheet", "Row", "Cell", "What is wrong and what to do", "Stops the row")


class ImportPage(PlanPage):
    """A page of the wizard, for those who keep the plan."""

    permission = "improvement_plans.import_plan"


class ImportList(ImportPage, TemplateView):
    """The imports of a council, and the templates to fill in."""

    template_name = "improvement_plans/importing/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(imports_of(self.council), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, kinds=PlanImport.Kind.choices, **kwargs)


class ImportTemplate(ImportPage):
    """An empty spreadsheet with the headings."""

    def get(self, request: HttpRequest, kind: str, ending: str) -> HttpResponse:
        if kind not in PlanImport.Kind.values:
            raise Http404("No such template")
        if ending == "csv":
            return attachment(f"{kind}-template.csv", template_csv(kind), "text/csv; charset=utf-8")
        return attachment(f"{kind}-template.xlsx", template_xlsx(kind), XLSX_TYPE)


class NewImport(ImportPage, RefusalsAsErrors, FormView):
    """Choose the file. A council under a notice without a plan opens its plan with the first file."""

    form_class = UploadForm
    template_name = "improvement_plans/importing/new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_import = self.chosen is not None or current_notice(self.council, self.today) is not None
        return super().get_context_data(can_import=can_import, kinds=PlanImport.Kind.choices, **kwargs)

    def plan(self) -> Plan:
        """Return the chosen plan, or that of the current notice; raises Refusal without a notice."""
        if self.chosen is not None:
            return self.chosen
        notice = current_notice(self.council, self.today)
        if notice is None:
            raise Refusal("A plan stands under a notice: add the notice first")
        return importing.opened_plan(notice=notice, by=self.person)

    def carry_out(self, form: Any) -> PlanImport:
        asked = form.cleaned_data
        return importing.upload(plan=self.plan(), kind=asked["kind"], upload=asked["file"], by=self.person)

    def get_success_url(self) -> str:
        return reverse("plan:import_map", args=[self.council.slug, self.result.pk])


class OneImport(ImportPage):
    """A page of one import, at `self.plan_import`; another council's does not exist here."""

    kwargs: dict[str, Any]

    @cached_property
    def plan_import(self) -> PlanImport:
        return get_object_or_404(imports_of(self.council), pk=self.kwargs["pk"])

    def address(self, name: str) -> str:
        return reverse(f"plan:{name}", args=[self.council.slug, self.plan_import.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(plan_import=self.plan_import, **kwargs)


class OpenImport(OneImport):
    """A step of the wizard: an import that is past it shows how it went instead."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not importing.is_open(self.plan_import):
            return redirect(self.address("import_result"))
        return super().get(request, *args, **kwargs)


class MapColumns(OpenImport, RefusalsAsErrors, FormView):
    """Say which column holds what; with `?sheet=` another sheet of the file is looked at."""

    form_class = MappingForm
    template_name = "improvement_plans/importing/columns.html"

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return sheets_of(self.plan_import)

    @cached_property
    def mapping(self) -> dict[str, Any]:
        """The mapping as it is kept, or as guessed for the sheet in the address."""
        chosen = self.request.GET.get("sheet", "")
        if chosen in {sheet.name for sheet in self.sheets}:
            kind = self.plan_import.kind
            return importing.guessed_mapping(self.council, kind, self.sheets, chosen=chosen)
        return dict(self.plan_import.mapping)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().get(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("plan:imports", self.council.slug)

    def get_form_kwargs(self) -> dict[str, Any]:
        by_name = {sheet.name: sheet for sheet in self.sheets}
        return {**super().get_form_kwargs(), "mapping": self.mapping, "sheets": by_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        main = next(iter(self.mapping.values()))
        found = super().get_context_data(
            sheets=self.sheets,
            main_sheet=main["sheet"],
            is_remembered=any(said.get("remembered") for said in self.mapping.values()),
            **kwargs,
        )
        doubled = [words for headings in found["form"].headings.values() for words in headings.doubled]
        return found | {"doubled": doubled}

    def carry_out(self, form: Any) -> PlanImport:
        return importing.map_columns(
            plan_import=self.plan_import, mapping=form.chosen(), by=self.person, today=self.today
        )

    def get_success_url(self) -> str:
        return self.address("import_check")


class CheckImport(OpenImport, RefusalsAsErrors, FormView):
    """What the dry run found, and what is to happen."""

    form_class = LoadForm
    template_name = "improvement_plans/importing/check.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.plan_import.findings:
            return redirect(self.address("import_map"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        error_rows = self.plan_import.findings.get("error_rows", 0)
        return {**super().get_form_kwargs(), "error_rows": error_rows}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = self.plan_import.findings
        return super().get_context_data(
            findings=findings,
            troubles=findings["troubles"][:ROWS_ON_A_PAGE],
            changes=findings["changes"][:ROWS_ON_A_PAGE],
            has_something=any(importing.counted(findings, state) for state in ("new", "different")),
            **kwargs,
        )

    def carry_out(self, form: Any) -> PlanImport:
        return importing.start_load(
            plan_import=self.plan_import,
            on_existing=form.cleaned_data["on_existing"],
            leaves_out_errors=form.cleaned_data.get("leaves_out_errors", False),
            by=self.person,
        )

    def get_success_url(self) -> str:
        return self.address("import_result")


class ImportTroubles(OneImport):
    """Everything that the dry run says of cells, as CSV or XLSX."""

    def get(self, request: HttpRequest, pk: int, ending: str) -> HttpResponse:
        answer = csv_response if ending == "csv" else xlsx_response
        rows = (
            [sheet, row, cell, words, bool(stops)]
            for sheet, row, cell, words, stops in self.plan_import.findings.get("troubles", [])
        )
        return answer(f"import-{self.plan_import.pk}-errors", TROUBLE_COLUMNS, rows)


class ImportStep(OneImport):
    """A button on an import: does one thing, says what came of it, and goes on to the page that follows."""

    done = ""

    def carry_out(self) -> str:
        """Do the one thing and return the address to go on to. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            onward = self.carry_out()
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.address("import_result"))
        messages.success(request, self.done)
        return redirect(onward)


class CheckAgain(ImportStep):
    """Make the dry run again."""

    done = "The file was checked against the plan as it is now."

    def carry_out(self) -> str:
        importing.check_again(plan_import=self.plan_import, today=self.today)
        return self.address("import_check")


class DropImport(ImportStep):
    """Give the import up."""

    done = "The import is given up. Nothing of it is in the plan."

    def carry_out(self) -> str:
        importing.drop(plan_import=self.plan_import, by=self.person)
        return reverse("plan:imports", args=[self.council.slug])
