"""What the digest's pages share: the month that is shown, the day of the knowledge, and the council's indicators."""

import datetime as dt
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access import CouncilPage
from digests.filters import DigestFilter
from digests.models import Definition, Indicator
from digests.months import month_from_words
from digests.selectors import digest_for, months_with_figures, newest_month
from digests.selectors.definitions import definition_on
from digests.standing import Digest, Line


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
    def known_on(self) -> dt.date | None:
        """The day of the knowledge; None for today."""
        found: dt.date | None = self.filters.chosen("known_on")
        return found

    @cached_property
    def may_see_draft(self) -> bool:
        """What is being written about a month is for those who work on it until it is published."""
        return self.person.has_perm("digests.view_draft", self.council)

    def as_shown(self, line: dict[str, Any]) -> dict[str, Any]:
        """Return a line of content as this person may read it; what was written by a day gone by is not kept."""
        return line if self.may_see_draft and not self.known_on else line | {"commentary": None}

    @cached_property
    def digest(self) -> Digest:
        return digest_for(self.council, self.month, known_on=self.known_on)

    def shown(self) -> list[Line]:
        """Return the lines that the filters let through."""
        keys, rating = set(self.filters.qs.values_list("pk", flat=True)), self.filters.chosen("rating")
        return [
            line
            for line in self.digest.lines
            if line.indicator.pk in keys and rating in (None, line.rated.standing.value)
        ]


class IndicatorInMonth(CouncilPage):
    """A page about one indicator in the month that its address names."""

    kwargs: dict[str, Any]

    @cached_property
    def indicator(self) -> Indicator:
        return indicator_of(self, self.kwargs["pk"])

    @cached_property
    def month(self) -> dt.date:
        """The month in the address; raises Http404 for none at all and for one that has not begun."""
        month = month_from_words(f"{self.kwargs['year']:04}-{self.kwargs['number']:02}")
        if month is None or month > self.today:
            raise Http404("There is no such month, or it has not begun")
        return month

    @cached_property
    def definition(self) -> Definition:
        """What the indicator meant in that month."""
        return definition_on(self.indicator, self.month)


def indicator_of(page: CouncilPage, pk: int) -> Indicator:
    """Return an indicator of the page's council; raises Http404 for any other."""
    return get_object_or_404(
        Indicator.objects.select_related("council", "owner_post"), council=page.council, pk=pk
    )


def asks_to_unfold(request: HttpRequest) -> bool:
    """Whether the areas of a month's list are to stand open; without scripts that is asked in the address."""
    return request.GET.get("areas") == "open"
