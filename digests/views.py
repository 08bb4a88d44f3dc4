"""The pages of the digest: a month, an indicator, the form for a figure, and what should move an indicator."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.choosing import Choosing, ChoosingForm, Offer
from core.editing import ChangedMeanwhile, show_conflict
from core.exports import csv_response, xlsx_response
from core.forms import add_refusal
from core.refusals import Refusal
from digests import services
from digests.charting import chart_of
from digests.filters import DigestFilter
from digests.forms import FigureForm
from digests.listing import COLUMNS, export_rows
from digests.models import Indicator, Reading
from digests.months import month_of
from digests.movers import movers_offered
from digests.rating import WORDS
from digests.selectors import (
    current_reading,
    digest_for,
    line_for,
    months_with_figures,
    newest_month,
    versions_of,
)
from digests.standing import Digest, Line

MONTHS_OFFERED = (12, 24, 36)


class DigestPage(CouncilPage):
    """A page that states the digest of a month, as known on a day."""

    permission = "digests.view_digest"

    @cached_property
    def filters(self) -> DigestFilter:
        months = months_with_figures(self.council)
        return DigestFilter(self.request.GET, council=self.council, months=months, today=self.today)

    @cached_property
    def month(self) -> dt.date:
        return self.filters.month or newest_month(self.council, today=self.today)

    @cached_property
    def digest(self) -> Digest:
        return digest_for(self.council, self.month, known_on=self.filters.chosen("known_on"))

    def shown(self) -> list[Line]:
        """Return the lines that the filters let through."""
        keys, rating = set(self.filters.qs.values_list("pk", flat=True)), self.filters.chosen("rating")
        return [
            line
            for line in self.digest.lines
            if line.indicator.pk in keys and rating in (None, line.rated.standing.value)
        ]


class MonthDigest(DigestPage, TemplateView):
    """The digest of a month, key indicators first."""

    template_name = "digests/digest.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.shown()
        groups = [
            ("Key indicators", [line for line in lines if line.indicator.is_key]),
            ("Other indicators", [line for line in lines if not line.indicator.is_key]),
        ]
        counts = [(each, WORDS[each], number) for each, number in self.digest.by_standing.items() if number]
        return super().get_context_data(
            digest=self.digest, form=self.filters.form, lines=lines, groups=groups, counts=counts, **kwargs
        )


class DigestExport(DigestPage):
    """The lines that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"digest-{self.month:%Y-%m}", COLUMNS, export_rows(self.shown()))


class IndicatorPage(DigestPage, TemplateView):
    """One indicator: what it tells, its chart with the same in words and in a table, its targets and revisions."""

    template_name = "digests/indicator.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator = indicator_of(self, self.kwargs["pk"])
        line = line_for(
            indicator, self.month, known_on=self.filters.chosen("known_on"), months=self.months_asked()
        )
        return super().get_context_data(
            line=line,
            indicator=line.indicator,
            chart=chart_of(line),
            points=line.series[::-1],
            targets=indicator.targets.all(),
            revised=versions_of(indicator).filter(superseded_at__isnull=False),
            months=self.months_asked(),
            months_offered=MONTHS_OFFERED,
            known_on=self.filters.chosen("known_on"),
            **kwargs,
        )

    def months_asked(self) -> int:
        asked = self.request.GET.get("months", "")
        return int(asked) if asked in {str(offered) for offered in MONTHS_OFFERED} else 24


class GiveFigure(CouncilPage, FormView):
    """Give the figure of one month, or revise it with a reason."""

    permission = "digests.give_figure"
    form_class = FigureForm
    template_name = "digests/figure.html"
    kwargs: dict[str, Any]

    @cached_property
    def indicator(self) -> Indicator:
        return indicator_of(self, self.kwargs["pk"])

    @cached_property
    def month(self) -> dt.date:
        """The month in the address; raises Http404 for none at all and for one that has not begun."""
        try:
            month = dt.date(self.kwargs["year"], self.kwargs["number"], 1)
        except ValueError as error:
            raise Http404("No such month") from error
        if month > month_of(self.today):
            raise Http404("That month has not begun")
        return month

    @cached_property
    def reading(self) -> Reading | None:
        return current_reading(self.indicator, self.month)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "indicator": self.indicator, "reading": self.reading}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.reading.version if self.reading else 0, **self.kept()}

    def kept(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        if self.reading is None:
            return {}
        names = ("numerator", "denominator", "is_suppressed", "quality_note")
        return {name: getattr(self.reading, name) for name in names}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            indicator=self.indicator,
            month=self.month,
            month_words=f"{self.month:%B %Y}",
            reading=self.reading,
            back_url=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.carry_out(form)
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=self.kept())
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"The figure for {self.month:%B %Y} is recorded.")
        return redirect(self.get_success_url())

    def carry_out(self, form: Any) -> Reading:
        return services.give_figure(
            indicator=self.indicator,
            month=self.month,
            given=form.given(),
            by=self.person,
            today=self.today,
            revision_reason=form.cleaned_data.get("revision_reason", ""),
            seen_version=form.cleaned_data["revision"],
        )

    def get_success_url(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])


class MovedBy(CouncilPage, Choosing):
    """Say which objectives and actions of the plan should move an indicator."""

    permission = "digests.link_indicator"
    done = "What should move this indicator is saved."
    kwargs: dict[str, Any]

    @cached_property
    def indicator(self) -> Indicator:
        return indicator_of(self, self.kwargs["pk"])

    def offers(self) -> dict[str, Offer]:
        return movers_offered(self.indicator, today=self.today, words=self.words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="What should move this indicator?",
            named=str(self.indicator),
            described=self.indicator.meaning,
            back_url=self.page_of_it(),
            **kwargs,
        )

    def carry_out(self, form: ChoosingForm) -> None:
        services.change_movers(
            indicator=self.indicator,
            add=[*form.added("objectives"), *form.added("actions")],
            remove=[*form.removed("objectives"), *form.removed("actions")],
            by=self.person,
        )

    def page_of_it(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return self.page_of_it()


def indicator_of(page: CouncilPage, pk: int) -> Indicator:
    """Return an indicator of the page's council; raises Http404 for any other."""
    return get_object_or_404(
        Indicator.objects.select_related("council", "owner_post"), council=page.council, pk=pk
    )
