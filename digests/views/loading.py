"""The import of figures from spreadsheets: the steps of `core.importing`, for whoever gives the figures."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.exports import XLSX_TYPE, attachment
from core.forms import RefusalsAsErrors
from core.importing.findings import counted
from core.importing.selectors import sheets_of
from core.importing.sheet import Sheet
from core.importing.views import results, steps
from core.refusals import Refusal
from digests.figure_wizard import FIGURE_IMPORTS
from digests.forms.loading import LoadForm, SheetForm, UploadForm
from digests.importing.blank_files import MONTHS, as_csv, as_xlsx, rows_to_fill_in
from digests.importing.columns import TABLES_OF_KIND
from digests.importing.wide_said import SheetSaid
from digests.importing.wide_shown import shown
from digests.models import FigureImport, Indicator
from digests.months import last_whole_month, months_up_to
from digests.selectors.loading import (
    Brought,
    brought_by,
    imports_of,
    indicators_of,
    register_of,
    sheets_as_said,
)
from digests.services.loading import start_load
from digests.services.loading_layout import change_layout, confirm_layout
from digests.services.loading_undo import revised_since


class ImportPage(CouncilPage):
    """A page of the wizard."""

    permission = "digests.load_figures"
    wizard = FIGURE_IMPORTS
    namespace = "digest"
    page_base = "digests/importing/base.html"

    def imports(self) -> QuerySet[FigureImport]:
        return imports_of(self.council)


class ImportList(ImportPage, steps.ImportList):
    """The imports of a council, and the files to fill in."""

    template_name = "digests/importing/list.html"


class ImportTemplate(ImportPage, steps.ImportTemplate):
    """A spreadsheet to fill in, with the council's own indicators and the last twelve months."""

    def get(self, request: HttpRequest, kind: str, ending: str) -> HttpResponse:
        if kind not in TABLES_OF_KIND:
            raise Http404("No such template")
        months = months_up_to(last_whole_month(self.today), MONTHS)
        listed = Indicator.objects.filter(council=self.council).reported_in(months[-1]).order_by("code")
        rows = rows_to_fill_in(kind, list(listed.values_list("code", "title")), months)
        name = f"figures-{kind}.{ending}"
        if ending == "csv":
            return attachment(name, as_csv(rows), "text/csv; charset=utf-8")
        return attachment(name, as_xlsx(rows, TABLES_OF_KIND[kind][0]), XLSX_TYPE)


class NewImport(ImportPage, steps.NewImport):
    """Choose the file."""

    form_class = UploadForm
    template_name = "digests/importing/new.html"

    def new_import(self, kind: str) -> FigureImport:
        return FigureImport(council=self.council, kind=kind)


class MapColumns(ImportPage, steps.MapColumns):
    """Say which column holds what; a file in the wide form has a layout instead."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.imported.kind == FigureImport.Kind.WIDE:
            return redirect(self.step("layout"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.imported.kind == FigureImport.Kind.WIDE:
            return redirect(self.step("layout"))
        return super().post(request, *args, **kwargs)


class OneLayout(ImportPage, steps.OpenImport):
    """A page about how the sheets of a file in the wide form are read; another file has none."""

    def imports(self) -> QuerySet[FigureImport]:
        return super().imports().filter(kind=FigureImport.Kind.WIDE)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        return sheets_of(self.wizard, self.imported)

    @cached_property
    def indicators(self) -> list[Indicator]:
        return indicators_of(self.council)

    @cached_property
    def said(self) -> dict[str, SheetSaid]:
        return sheets_as_said(self.imported, self.sheets, register_of(self.indicators))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().get(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.address("imports"))


class Layout(OneLayout, TemplateView):
    """How every sheet was found to be laid out; a button checks the file as it is shown here."""

    template_name = "digests/importing/layout.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {each.pk: str(each) for each in self.indicators}
        sheets = [
            (shown(said, names), self.address("import_sheet", self.imported.pk, part))
            for part, said in self.said.items()
        ]
        remembered = any(said.get("remembered") for said in self.imported.mapping.values())
        return super().get_context_data(sheets=sheets, is_remembered=remembered, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            confirm_layout(wizard=self.wizard, imported=self.imported, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.step("layout" if self.imported.is_open else "result"))
        return redirect(self.step("check"))


class SheetOfLayout(OneLayout, RefusalsAsErrors, FormView):
    """Say how one sheet is read."""

    form_class = SheetForm
    template_name = "digests/importing/sheet.html"

    def part(self) -> str:
        part = str(self.kwargs["part"])
        if part not in self.said:
            raise Http404("No such sheet")
        return part

    def get_form_kwargs(self) -> dict[str, Any]:
        part = self.part()
        return {
            **super().get_form_kwargs(),
            "said": self.imported.mapping[part],
            "sheet": self.said[part],
            "register": register_of(self.indicators),
        }

    def get_initial(self) -> dict[str, Any]:
        return SheetForm.kept(self.imported.mapping[self.part()])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sheet=self.said[self.part()].sheet,
            indicators=self.indicators,
            layout_url=self.step("layout"),
            **kwargs,
        )

    def carry_out(self, form: Any) -> FigureImport:
        return change_layout(imported=self.imported, part=self.part(), said=form.chosen())

    def get_success_url(self) -> str:
        return self.step("layout")


class CheckImport(ImportPage, steps.CheckImport):
    """What the dry run found, and what is to happen."""

    form_class = LoadForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "revised": counted(self.imported.findings, "different"),
            "is_wide": self.imported.kind == FigureImport.Kind.WIDE,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unit = "cell" if self.imported.kind == FigureImport.Kind.WIDE else "row"
        return super().get_context_data(left_out_unit=unit, **kwargs)

    def carry_out(self, form: Any) -> FigureImport:
        return start_load(
            wizard=self.wizard,
            imported=self.imported,
            on_existing=form.cleaned_data["on_existing"],
            leaves_out_errors=form.cleaned_data.get("leaves_out_errors", False),
            revision_reason=form.cleaned_data.get("revision_reason", ""),
            by=self.person,
        )


class ImportTroubles(ImportPage, steps.ImportTroubles):
    """Everything that the dry run says of cells."""


class CheckAgain(ImportPage, results.CheckAgain):
    """Make the dry run again."""


class DropImport(ImportPage, results.DropImport):
    """Give the import up."""


class ImportResult(ImportPage, results.ImportResult):
    """One import: its progress while it is loaded, then the indicators of which it brought figures."""

    template_name = "digests/importing/result.html"

    def rows(self) -> list[Brought]:
        return brought_by(self.imported)

    def address_of(self, row: Brought) -> str:
        return self.address("indicator", row.key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            left_out_unit="cell", revised_since=revised_since(self.imported).count(), **kwargs
        )


class ImportProgress(ImportPage, results.ImportProgress):
    """The progress bar alone."""


class UndoImport(ImportPage, results.UndoImport):
    """Take the import back."""

    template_name = "digests/importing/undo.html"
    done = "The import is undone: what stood before it stands again."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(revised_since=revised_since(self.imported).count(), **kwargs)
