"""Every indicator's chart in the small on one page."""

from functools import cached_property
from typing import Any

from django.views.generic import TemplateView

from digests.chart import SMALL, one_legend
from digests.charting import chart_of
from digests.selectors import digest_for
from digests.standing import Digest
from digests.views.base import DigestPage

MONTHS = 24


class Multiples(DigestPage, TemplateView):
    """The charts of the indicators that the filters let through, in the order of the digest."""

    template_name = "digests/multiples.html"

    @cached_property
    def digest(self) -> Digest:
        return digest_for(self.council, self.month, known_on=self.known_on, months=MONTHS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        charts = [(line, chart_of(line, layout=SMALL)) for line in self.shown()]
        return super().get_context_data(
            digest=self.digest,
            form=self.filters.form,
            charts=charts,
            legend=one_legend(chart.legend for _, chart in charts),
            months=MONTHS,
            **kwargs,
        )
