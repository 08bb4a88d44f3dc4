"""The pages on benchmarks: what is published beside each indicator, the releases, and a measure by area and year."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.exports import csv_response, xlsx_response
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from digests.benchmarking.matching import Match
from digests.forms.benchmarks import ReleaseForm, WithdrawForm
from digests.models import BenchmarkMeasure, BenchmarkRelease
from digests.selectors.benchmark_check import measures_of_release
from digests.selectors.benchmark_pages import COLUMNS, export_rows, indicators_beside, measure_page
from digests.selectors.benchmarks import (
    areas_lacking,
    areas_published,
    measures_on,
    neighbours_on,
    releases_of,
)
from digests.services.benchmarks import check_release, drop_release, load_release, withdraw_release

TROUBLES_ON_A_PAGE = 50
TROUBLE_COLUMNS = ("Sheet", "Row", "Cell", "What is wrong and what to do", "Stops the load")


class BenchmarkPage(CouncilPage):
    """A page that everybody reads who reads the digest."""

    permission = "digests.view_digest"


class Benchmarks(BenchmarkPage, TemplateView):
    """Each indicator beside what is published, the releases, and who the neighbours are."""

    template_name = "digests/benchmarks/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = indicators_beside(self.council, as_at=self.today)
        matched = {row.benchmark.measure.pk for row in rows if row.benchmark.measure}
        model = neighbours_on(self.council.pk, as_at=self.today)
        measures = measures_on(self.council.pk, as_at=None)
        return super().get_context_data(
            rows=rows,
            unmatched=[row for row in rows if row.benchmark.match in (Match.SEVERAL, Match.NOT_PUBLISHED)],
            found=sum(row.benchmark.match is Match.FOUND for row in rows),
            without_code=sum(row.benchmark.match is Match.NO_CODE for row in rows),
            releases=releases_of(self.council),
            measures=[(each, each.pk in matched) for each in measures],
            model=model,
            lacking=areas_lacking(model, areas_published(self.council)) if measures else [],
            **kwargs,
        )


class BenchmarksExport(BenchmarkPage):
    """Each indicator beside what is published, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        answer = csv_response if kind == "csv" else xlsx_response
        rows = export_rows(indicators_beside(self.council, as_at=self.today))
        return answer(f"benchmarks-{self.today:%Y-%m-%d}", COLUMNS, rows)


class MeasureView(BenchmarkPage, TemplateView):
    """One measure: the areas of a year in order, and every year in a table."""

    template_name = "digests/benchmarks/measure.html"
    kwargs: dict[str, Any]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(
            BenchmarkMeasure.objects.select_related("release"),
            release__council=self.council,
            release__loaded_at__isnull=False,
            pk=self.kwargs["pk"],
        )
        asked = self.request.GET.get("year", "")
        page = measure_page(row, self.council, as_at=self.today, year=asked)
        return super().get_context_data(page=page, measure=row, **kwargs)


class NewRelease(CouncilPage, RefusalsAsErrors, FormView):
    """Choose a published file; it is checked and nothing of it counts yet."""

    permission = "digests.load_benchmarks"
    form_class = ReleaseForm
    template_name = "digests/benchmarks/new.html"

    def carry_out(self, form: Any) -> BenchmarkRelease:
        asked = form.cleaned_data
        return check_release(
            council=self.council,
            name=asked["name"],
            published_on=asked["published_on"],
            upload=asked["file"],
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        return reverse("digest:benchmark_release", args=[self.council.slug, self.result.pk])


class OneRelease(CouncilPage):
    """A page about one release, at `self.release`; another council's does not exist here."""

    permission = "digests.load_benchmarks"
    kwargs: dict[str, Any]

    @cached_property
    def release(self) -> BenchmarkRelease:
        return get_object_or_404(releases_of(self.council), pk=self.kwargs["pk"])

    def address(self) -> str:
        return reverse("digest:benchmark_release", args=[self.council.slug, self.release.pk])


class ReleasePage(OneRelease, TemplateView):
    """What the check of a file found, and the button that loads it; later, what it holds."""

    template_name = "digests/benchmarks/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = self.release.findings
        return super().get_context_data(
            release=self.release,
            findings=findings,
            troubles=findings.get("troubles", [])[:TROUBLES_ON_A_PAGE],
            may_load=not findings.get("errors") and (findings.get("new") or findings.get("revised")),
            measures=measures_of_release(self.release.pk) if self.release.loaded_at else [],
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            load_release(release=self.release, by=self.person, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"{self.release.name} is loaded and counts from now on.")
        return redirect(self.address())


class Errors(OneRelease):
    """What the check said of cells and rows, as CSV or XLSX."""

    def get(self, request: HttpRequest, pk: str, kind: str) -> HttpResponse:
        answer = csv_response if kind == "csv" else xlsx_response
        troubles = self.release.findings.get("troubles", [])
        return answer(f"benchmarks-{self.release.pk}-errors", TROUBLE_COLUMNS, troubles)


class Withdraw(OneRelease, RefusalsAsErrors, FormView):
    """Undo a load, with the reason."""

    form_class = WithdrawForm
    template_name = "digests/benchmarks/withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(release=self.release, back_url=self.address(), **kwargs)

    def carry_out(self, form: Any) -> None:
        withdraw_release(release=self.release, because=form.cleaned_data["because"], by=self.person)
        messages.success(self.request, f"{self.release.name} is withdrawn and counts no longer.")

    def get_success_url(self) -> str:
        return self.address()


class GiveUp(OneRelease):
    """Give up a file that was checked and not loaded."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            drop_release(release=self.release, by=self.person)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.address())
        messages.success(request, "The file is given up. Nothing of it was loaded.")
        return redirect("digest:benchmarks", self.council.slug)
