"""The import wizard, one decision a page: the file, its columns, the check, what to do with what is there."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView
from django.views.generic.base import ContextMixin, View

from core.exports import XLSX_TYPE, attachment, csv_response, xlsx_response
from core.forms import RefusalsAsErrors
from core.importing import services
from core.importing.blank_files import template_csv, template_xlsx
from core.importing.findings import counted
from core.importing.forms import MappingForm
from core.importing.models import SpreadsheetImport
from core.importing.selectors import guessed_mapping, sheets_of
from core.importing.sheet import Sheet
from core.importing.wizard import Wizard
from core.refusals import Refusal

ROWS_ON_A_PAGE = 50
TROUBLE_COLUMNS = ("Sheet", "Row", "Cell", "What is wrong and what to do", "Stops the row")


class ImportPage(ContextMixin, View):
    """A page of the wizard. The application's own page, put before it, brings the council, the person and the day.

    Its addresses are called `imports`, `import_new`, … in the application's `namespace`; `page_base` is the template
    that the pages extend, with a block `importing` in it.
    """

    wizard: ClassVar[Wizard[Any]]
    namespace: ClassVar[str]
    page_base: ClassVar[str]
    council: Any
    person: Any
    today: dt.date

    def imports(self) -> QuerySet[Any]:
        """Return the imports that may be seen here, newest first."""
        raise RuntimeError(f"{type(self).__name__} does not say which imports it shows.")

    def kinds(self) -> list[tuple[str, str]]:
        """Return what a file may hold, by key and in words."""
        kinds: list[tuple[str, str]] = self.wizard.model._meta.get_field("kind").choices
        return kinds

    def new_address(self) -> str:
        """Return where a file is chosen."""
        return self.address("import_new")

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"{self.namespace}:{name}", args=[self.council.slug, *args])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        templates = [
            (words, *(self.address("import_template", kind, ending) for ending in ("xlsx", "csv")))
            for kind, words in self.kinds()
        ]
        return super().get_context_data(
            page_base=self.page_base,
            into=self.wizard.into,
            imports_url=self.address("imports"),
            new_url=self.new_address(),
            blank_files=templates,
            **kwargs,
        )


class ImportList(ImportPage, TemplateView):
    """The imports of a council, and the templates to fill in."""

    template_name = "core/importing/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.imports(), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        for each in page:
            each.url = self.address("import_result", each.pk)
        return super().get_context_data(page=page, **kwargs)


class ImportTemplate(ImportPage):
    """An empty spreadsheet with the headings."""

    def get(self, request: HttpRequest, kind: str, ending: str) -> HttpResponse:
        tables = self.wizard.tables_of_kind.get(kind)
        if tables is None:
            raise Http404("No such template")
        if ending == "csv":
            return attachment(f"{kind}-template.csv", template_csv(tables[0]), "text/csv; charset=utf-8")
        content = template_xlsx(tables, example=self.wizard.example)
        return attachment(f"{kind}-template.xlsx", content, XLSX_TYPE)


class NewImport(ImportPage, RefusalsAsErrors, FormView):
    """Choose the file; the application's page names its form."""

    template_name = "core/importing/new.html"

    def new_import(self, kind: str) -> SpreadsheetImport:
        """Return an import that is not kept yet, with its kind and what it belongs to. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what an import belongs to.")

    def carry_out(self, form: Any) -> SpreadsheetImport:
        asked = form.cleaned_data
        return services.receive(
            wizard=self.wizard, imported=self.new_import(asked["kind"]), upload=asked["file"], by=self.person
        )

    def get_success_url(self) -> str:
        return self.address("import_map", self.result.pk)


class OneImport(ImportPage):
    """A page of one import, at `self.imported`; another council's does not exist here."""

    kwargs: dict[str, Any]

    @cached_property
    def imported(self) -> Any:
        return get_object_or_404(self.imports(), pk=self.kwargs["pk"])

    def step(self, name: str) -> str:
        """Return the address of a page of this import."""
        return self.address(f"import_{name}", self.imported.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = {name: self.step(name) for name in ("map", "check", "check_again", "drop", "result", "undo")}
        return super().get_context_data(imported=self.imported, steps=steps, **kwargs)


class OpenImport(OneImport):
    """A step of the wizard: an import that is past it shows how it went instead."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.imported.is_open:
            return redirect(self.step("result"))
        return super().get(request, *args, **kwargs)


class MapColumns(OpenImport, RefusalsAsErrors, FormView):
    """Say which column holds what; with `?sheet=` another sheet of the file is looked at."""

    form_class = MappingForm
    template_name = "core/importing/columns.html"

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return sheets_of(self.wizard, self.imported)

    @cached_property
    def mapping(self) -> dict[str, Any]:
        """The mapping as it is kept, or as guessed for the sheet in the address."""
        chosen = self.request.GET.get("sheet", "")
        if chosen in {sheet.name for sheet in self.sheets}:
            return guessed_mapping(self.wizard, self.imported, self.sheets, chosen=chosen)
        return dict(self.imported.mapping)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().get(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.address("imports"))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "wizard": self.wizard,
            "kind": self.imported.kind,
            "mapping": self.mapping,
            "sheets": {sheet.name: sheet for sheet in self.sheets},
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        main = next(iter(self.mapping.values()))
        return super().get_context_data(
            sheets=self.sheets,
            main_sheet=main["sheet"],
            is_remembered=any(said.get("remembered") for said in self.mapping.values()),
            **kwargs,
        )

    def carry_out(self, form: Any) -> SpreadsheetImport:
        return services.map_columns(
            wizard=self.wizard,
            imported=self.imported,
            mapping=form.chosen(),
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        return self.step("check")


class CheckImport(OpenImport, RefusalsAsErrors, FormView):
    """What the dry run found, and what is to happen; the application's page names its form."""

    template_name = "core/importing/check.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.imported.findings:
            return redirect(self.step("map"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        error_rows = self.imported.findings.get("error_rows", 0)
        return {**super().get_form_kwargs(), "error_rows": error_rows}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = self.imported.findings
        return super().get_context_data(
            findings=findings,
            troubles=findings["troubles"][:ROWS_ON_A_PAGE],
            troubles_urls=[
                self.address("import_troubles", self.imported.pk, ending) for ending in ("csv", "xlsx")
            ],
            changes=findings["changes"][:ROWS_ON_A_PAGE],
            has_something=any(counted(findings, state) for state in ("new", "different")),
            **kwargs,
        )

    def carry_out(self, form: Any) -> SpreadsheetImport:
        return services.start_load(
            wizard=self.wizard,
            imported=self.imported,
            on_existing=form.cleaned_data["on_existing"],
            leaves_out_errors=form.cleaned_data.get("leaves_out_errors", False),
            by=self.person,
        )

    def get_success_url(self) -> str:
        return self.step("result")


class ImportTroubles(OneImport):
    """Everything that the dry run says of cells, as CSV or XLSX."""

    def get(self, request: HttpRequest, pk: int, ending: str) -> HttpResponse:
        answer = csv_response if ending == "csv" else xlsx_response
        rows = (
            [sheet, row, cell, words, bool(stops)]
            for sheet, row, cell, words, stops in self.imported.findings.get("troubles", [])
        )
        return answer(f"import-{self.imported.pk}-errors", TROUBLE_COLUMNS, rows)
