"""One indicator on a page of its own: what it tells, how it ran, what it is held against."""

from typing import Any

from django.views.generic import TemplateView

from core.frozen import with_days
from digests.chart import NARROW
from digests.charting import chart_of
from digests.publication.content import line_content
from digests.selectors import line_for, listed_beside, versions_of
from digests.selectors.publication import beside_of
from digests.statistics_box import statistics_of
from digests.views.base import DigestPage, indicator_of

MONTHS_OFFERED = {"12": "12 months", "24": "24 months", "36": "36 months", "all": "All months"}
USUAL_MONTHS = "24"


class IndicatorPage(DigestPage, TemplateView):
    """One indicator: what it tells, its chart with the same in words and in a table, its targets and revisions."""

    template_name = "digests/indicator.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        indicator, known_on = indicator_of(self, self.kwargs["pk"]), self.known_on
        line = line_for(indicator, self.month, known_on=known_on, months=self.months())
        as_at = known_on or self.today
        beside = beside_of([line.indicator], self.month, as_at=as_at, known_on=known_on)
        previous, following = listed_beside(indicator, self.month)
        return super().get_context_data(
            line=line,
            indicator=line.indicator,
            # The same in the words and by the rules of the month's digest.
            told=with_days(self.as_shown(line_content(line, beside, as_at=as_at))),
            month=self.month,
            may_see_draft=self.may_see_draft,
            chart=chart_of(line),
            narrow=chart_of(line, layout=NARROW),
            statistics=statistics_of(line),
            points=line.series[::-1],
            targets=indicator.targets.all(),
            revised=versions_of(indicator).filter(superseded_at__isnull=False),
            months=self.months_asked(),
            months_offered=MONTHS_OFFERED,
            known_on=known_on,
            benchmark=beside.benchmarks.get(indicator.pk),
            previous=previous,
            following=following,
            **kwargs,
        )

    def months_asked(self) -> str:
        asked = self.request.GET.get("months", "")
        return asked if asked in MONTHS_OFFERED else USUAL_MONTHS

    def months(self) -> int | None:
        """How many months to show; None for all."""
        asked = self.months_asked()
        return None if asked == "all" else int(asked)
