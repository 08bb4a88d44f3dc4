"""The pages that say how an indicator's statistics are worked out, and where they start anew."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from digests.forms.statistics import RebaseForm, StatisticsForm, WithdrawRebaseForm
from digests.models import Indicator, Rebase
from digests.services.statistics import rebase, set_statistics, withdraw_rebase
from digests.views.writing import IndicatorWriting

SETTINGS = ("baseline_points", "screens_outliers", "run_length")


class Statistics(IndicatorWriting):
    """The settings of an indicator's statistics, and the months at which they start anew."""

    template_name = "digests/statistics.html"
    form_class = StatisticsForm
    heading = "Statistics"
    done = "The settings are saved."

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.indicator, name) for name in SETTINGS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rebases = self.indicator.rebases.select_related("made_by", "withdrawn_by").order_by(
            "-month", "-made_at"
        )
        return super().get_context_data(indicator=self.indicator, rebases=rebases, **kwargs)

    def carry_out(self, form: Any) -> Indicator:
        return set_statistics(indicator=self.indicator, by=self.person, **form.cleaned_data)

    def get_back(self) -> str:
        return reverse("digest:indicator", args=[self.council.slug, self.indicator.pk])

    def get_success_url(self) -> str:
        return reverse("digest:statistics", args=[self.council.slug, self.indicator.pk])


class RebaseWriting(IndicatorWriting):
    """A form that leads back to the statistics of the indicator."""

    back_words = "Back to the statistics"

    def get_success_url(self) -> str:
        return reverse("digest:statistics", args=[self.council.slug, self.indicator.pk])


class MakeRebase(RebaseWriting):
    """Start mean and limits anew at a month, for a known cause."""

    form_class = RebaseForm
    heading = "Start mean and limits anew"
    lead = "Only for a cause that is known. A change that nobody can explain is a signal, and belongs in the chart."
    done = "Mean and limits start anew in that month."

    def carry_out(self, form: Any) -> Rebase:
        return rebase(indicator=self.indicator, by=self.person, today=self.today, **form.cleaned_data)


class WithdrawRebase(RebaseWriting):
    """Let mean and limits run through a month again."""

    form_class = WithdrawRebaseForm
    heading = "Let mean and limits run through this month"
    done = "Mean and limits run through that month again."
    found: Rebase

    def find(self) -> None:
        super().find()
        standing = self.indicator.rebases.filter(withdrawn_at__isnull=True)
        self.found = get_object_or_404(standing, pk=self.kwargs["rebase"])

    def about(self) -> str:
        return f"{self.found}: {self.found.reason}"

    def carry_out(self, form: Any) -> Rebase:
        return withdraw_rebase(rebase=self.found, by=self.person)
