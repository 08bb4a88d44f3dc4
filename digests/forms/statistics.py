"""The forms that say how statistics are worked out, and where they start anew."""

from typing import ClassVar

from django import forms

from core.editing import RevisionForm
from core.forms import GovForm
from digests.forms.indicators import one_line
from digests.forms.months import MonthField
from digests.models.indicator import LONGEST_RUN, SHORTEST_BASELINE, SHORTEST_RUN


class StatisticsForm(GovForm, RevisionForm):
    """Which points fix mean and limits, whether outlying moves are left out, and how long a run is."""

    submit_label = "Save these settings"
    baseline_points = forms.IntegerField(
        label="Points that fix mean and limits", required=False, min_value=0, max_value=1000,
        help_text=f"The first so many months, {SHORTEST_BASELINE} or more. Empty: all of them",
    )  # fmt: skip
    screens_outliers = forms.BooleanField(
        label="Leave outlying moves out of the limits: one jump between two months does not widen them",
        required=False,
    )
    run_length = forms.IntegerField(
        label="Points that make a run or a trend", min_value=0, max_value=1000,
        help_text=f"From {SHORTEST_RUN} to {LONGEST_RUN}; 7 is usual",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {
        "baseline_points": "the points that fix the limits", "run_length": "the length of a run",
    }  # fmt: skip


class RebaseForm(GovForm, forms.Form):
    """A month at which mean and limits start anew, and its known cause."""

    submit_label = "Start anew in this month"
    month = MonthField(label="Month")
    reason = one_line(
        "What changed in that month",
        300,
        help_text="A known cause. For example, a new team took over the front door",
    )
    asks: ClassVar[dict[str, str]] = {"month": "the month", "reason": "the cause: what changed in that month"}


class WithdrawRebaseForm(GovForm, forms.Form):
    """That mean and limits run through a month again."""

    submit_label = "Let them run through"
