"""The digest of a month as a page, as the figures stand, and its lines as a file."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.exports import csv_response, workbook_response
from core.frozen import with_days
from digests.listing import COLUMNS, export_rows, sheets_of
from digests.publication.page import front_of, sections_of
from digests.publication.transitions import next_steps
from digests.selectors.publication import (
    lines_without_commentary,
    month_content,
    newest_published,
    state_of_month,
)
from digests.views.base import DigestPage, asks_to_unfold


class MonthPage(DigestPage):
    """A page with the lines of a month, as far as the filters let them through."""

    @cached_property
    def content(self) -> dict[str, Any]:
        as_at = self.known_on or self.today
        content = month_content(self.council, self.month, as_at=as_at, known_on=self.known_on)
        content["lines"] = [self.as_shown(line) for line in content["lines"]]
        found: dict[str, Any] = with_days(content)
        return found

    def lines(self) -> list[dict[str, Any]]:
        keys, rating = set(self.filters.qs.values_list("pk", flat=True)), self.filters.chosen("rating")
        return [
            line
            for line in self.content["lines"]
            if line["key"] in keys and rating in (None, line["standing"])
        ]


class MonthDigest(MonthPage, TemplateView):
    """The digest of a month: what is an exception by rule, then the indicators by area."""

    template_name = "digests/digest.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines, front = self.lines(), front_of(self.content["lines"])
        is_narrowed, area = len(lines) < len(self.content["lines"]), self.filters.chosen("area")
        in_hand, published = state_of_month(self.council, self.month)
        asks_for_words = in_hand is not None and self.may_see_draft and not self.known_on
        return super().get_context_data(
            month=self.month,
            known_on=self.known_on,
            form=self.filters.form,
            content=self.content,
            # The front page is of the whole month: where filters narrow the list, it would mislead.
            front=None if is_narrowed else front,
            tally=front.tally,
            by_area=sections_of(lines, asked=(area.letter, area.title) if area else None),
            is_unfolded=is_narrowed or asks_to_unfold(self.request),
            in_hand=in_hand,
            published=published,
            newest=published or newest_published(self.council),
            steps=next_steps(in_hand.status) if in_hand else (),
            lacking=lines_without_commentary(self.content) if asks_for_words else [],
            **kwargs,
        )


class DigestExport(MonthPage):
    """The lines that the page shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        name, lines = f"digest-{self.month:%Y-%m}", self.lines()
        if kind == "csv":
            return csv_response(name, COLUMNS, export_rows(lines))
        return workbook_response(name, sheets_of(lines))
