"""Reading what was published: the list, a month, an indicator in it, its files; whole, or as the copy for scrutiny."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from core.exports import csv_response, workbook_response
from core.frozen import with_days
from digests.chart import NARROW
from digests.listing import COLUMNS, export_rows, sheets_of
from digests.models import MonthlyDigest
from digests.publication.page import chart_of_line, front_of, line_with_key, sections_of
from digests.publication.reading import content_to_read
from digests.selectors.publication import published_digests
from digests.views.base import asks_to_unfold

ROWS_ON_A_PAGE = 24


class PublishedList(CouncilPage):
    """Everything that was published, the newest month and version first."""

    permission = "digests.view_digest"

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(published_digests(self.council), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        return render(request, "digests/publication/list.html", {"page": page})


class PublishedPage(CouncilPage):
    """A page of one published digest; a draft does not exist here."""

    permission = "digests.view_digest"
    for_scrutiny: ClassVar[bool] = False
    names: ClassVar[dict[str, str]] = {
        "page": "digest:published", "indicator": "digest:published_indicator",
        "export": "digest:published_export", "pdf": "digest:published_pdf",
    }  # fmt: skip
    kwargs: dict[str, Any]

    @cached_property
    def digest(self) -> MonthlyDigest:
        # Everything that the page shows is in the content, which the list leaves out.
        return get_object_or_404(published_digests(self.council).defer(None), pk=self.kwargs["pk"])

    @cached_property
    def content(self) -> dict[str, Any]:
        """What it shows, its days still as words."""
        return content_to_read(self.digest, for_scrutiny=self.for_scrutiny)

    @property
    def file_name(self) -> str:
        return f"{self.digest.filename}{'-scrutiny' if self.for_scrutiny else ''}"

    @property
    def document(self) -> FieldFile:
        return self.digest.scrutiny_document if self.for_scrutiny else self.digest.document

    def shared(self) -> dict[str, Any]:
        place = [self.council.slug, self.digest.pk]
        return {
            "digest": self.digest, "for_scrutiny": self.for_scrutiny, "names": self.names, "job": self.digest.job,
            "reload": reverse("digest:progress", args=place), "document": self.document,
        }  # fmt: skip


class Published(PublishedPage, TemplateView):
    """A month as it was published."""

    template_name = "digests/publication/published.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = with_days(self.content)
        shown = {
            "content": content, "lines": content["lines"], "front": front_of(content["lines"]),
            "by_area": sections_of(content["lines"]), "month": self.digest.month,
            "is_unfolded": asks_to_unfold(self.request),
        }  # fmt: skip
        return super().get_context_data(**self.shared(), **shown, **kwargs)


class PublishedIndicator(PublishedPage, TemplateView):
    """An indicator as it was published in a month: chart, table, definition, benchmarks, commentary, what moves it."""

    template_name = "digests/publication/indicator.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = line_with_key(self.content["lines"], self.kwargs["key"])
        if line is None:
            raise Http404("No such indicator in this digest")
        line = with_days(line)
        content = with_days({**self.content, "lines": []})
        shown = {
            "line": line, "chart": chart_of_line(line), "narrow": chart_of_line(line, NARROW), "content": content,
            "months": line["series"][::-1],
        }  # fmt: skip
        return super().get_context_data(**self.shared(), **shown, **kwargs)


class PublishedExport(PublishedPage):
    """What was published, as CSV or XLSX."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        lines = self.content["lines"]
        if kind == "csv":
            return csv_response(self.file_name, COLUMNS, export_rows(lines))
        return workbook_response(self.file_name, sheets_of(lines))


class PublishedDocument(PublishedPage):
    """The PDF of what was published."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        if not self.document:
            raise Http404("This digest has no PDF yet")
        response = FileResponse(
            self.document.open("rb"), as_attachment=True, filename=f"{self.file_name}.pdf"
        )
        response.headers["Content-Type"] = "application/pdf"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response


class CopyForScrutiny(PublishedPage):
    """Put before one of the pages above: the same with small numbers suppressed."""

    permission = "digests.view_scrutiny_copy"
    for_scrutiny = True
    names = {
        "page": "digest:scrutiny", "indicator": "digest:scrutiny_indicator", "export": "digest:scrutiny_export",
        "pdf": "digest:scrutiny_pdf",
    }  # fmt: skip


class ScrutinyCopy(CopyForScrutiny, Published):
    """A month as it goes to scrutiny."""


class ScrutinyIndicator(CopyForScrutiny, PublishedIndicator):
    """An indicator as it goes to scrutiny."""


class ScrutinyExport(CopyForScrutiny, PublishedExport):
    """The copy for scrutiny as CSV or XLSX."""


class ScrutinyDocument(CopyForScrutiny, PublishedDocument):
    """The PDF for scrutiny."""


class Progress(PublishedPage):
    """The progress bar of the PDFs alone, for the page to fetch again; once over it asks for the whole page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        digest = get_object_or_404(published_digests(self.council), pk=pk)
        place = reverse("digest:progress", args=[self.council.slug, pk])
        part = render(request, "govuk/_progress.html", {"job": digest.job, "reload": place})
        if digest.job is None or digest.job.is_over:
            part.headers["HX-Refresh"] = "true"
        return part
