"""Indicators in the council's own words, what they meant before, and where their statistics start anew."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from digests.months import months_on
from improvement_plans.models import Action, Objective
from improvement_plans.models.plan import Revised
from notices.models import Area

SHORTEST_RUN, LONGEST_RUN = 6, 12
SHORTEST_BASELINE = 12


class Definition(models.Model):
    """What an indicator is taken to mean from one day on."""

    class Unit(models.TextChoices):
        PERCENT = "percent", "Percent"
        RATE = "rate", "Rate per 10,000"
        COUNT = "count", "Count"
        DAYS = "days", "Days"
        SCORE = "score", "Score"

    class Direction(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEITHER = "neither", "Neither"
        BAND = "band", "Within a band"

    class PeriodType(models.TextChoices):
        IN_MONTH = "in_month", "In the month"
        SNAPSHOT = "snapshot", "At the month's end"
        ROLLING_12 = "rolling_12", "Rolling 12 months"
        YEAR_TO_DATE = "year_to_date", "Year to date"

    title = models.CharField(max_length=200)
    meaning = models.TextField(help_text="What it tells, in plain English.")
    numerator_words = models.CharField("numerator", max_length=300)
    denominator_words = models.CharField("denominator", max_length=300, blank=True)
    unit = models.CharField(max_length=10, choices=Unit)
    decimals = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(4)])
    period_type = models.CharField(max_length=14, choices=PeriodType, default=PeriodType.IN_MONTH)
    direction = models.CharField(max_length=10, choices=Direction)
    data_source = models.CharField(max_length=300, blank=True)
    known_problems = models.TextField("known problems of data quality", blank=True)

    class Meta:
        abstract = True


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Indicators, of which each month has those that it is reported with."""

    def reported_in(self, month: dt.date) -> "IndicatorQuerySet":
        """Leave out those that were retired in `month` (its first day) or before it."""
        return self.filter(Q(retired_on__isnull=True) | Q(retired_on__gte=months_on(month, 1)))


class Indicator(Definition, Revised):
    """Something counted every month, as it is defined today; what it meant before is kept beside it.

    `grace_days` is how many days after a month's end its figure may still come without being late; before
    `reported_from` none is owed. `library_key` names the entry of the library that it was taken from. The last three
    fields but the history say how its statistics are worked out (`digests.spc`).
    """

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    defined_from = models.DateField("defined so since", null=True, blank=True)
    national_code = models.CharField(max_length=20, blank=True)
    benchmark_key = models.CharField(
        "short name in the published file", max_length=60, blank=True,
        help_text="Where one national code has several measures.",
    )  # fmt: skip
    annex_a_measure = models.CharField("measure of Annex A that gives it", max_length=60, blank=True)
    owner_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="indicators")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="indicators")
    actions = models.ManyToManyField(
        Action, blank=True, related_name="indicators", help_text="The actions that should move it."
    )
    is_key = models.BooleanField(default=False)
    grace_days = models.PositiveSmallIntegerField(
        "days after the month's end until its figure is late", default=15, validators=[MaxValueValidator(120)]
    )
    reported_from = models.DateField("first month that is reported", null=True, blank=True)
    library_key = models.CharField("entry of the library", max_length=40, blank=True)
    retired_on = models.DateField("not reported since", null=True, blank=True)
    retired_because = models.CharField("why it is no longer reported", max_length=300, blank=True)
    baseline_points = models.PositiveSmallIntegerField(
        "points that fix mean and limits", null=True, blank=True,
        validators=[MinValueValidator(SHORTEST_BASELINE)], help_text="Empty: all of them.",
    )  # fmt: skip
    screens_outliers = models.BooleanField("leaves outlying moves out of the limits", default=False)
    run_length = models.PositiveSmallIntegerField(
        "points that make a run or a trend", default=7,
        validators=[MinValueValidator(SHORTEST_RUN), MaxValueValidator(LONGEST_RUN)],
    )  # fmt: skip
    history = HistoricalRecords()

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["council", "code"]
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], name="indicator_code_once_per_council"),
            models.UniqueConstraint(
                fields=["council", "library_key"],
                condition=~Q(library_key=""),
                name="taken_from_the_library_once",
            ),
            models.CheckConstraint(
                name="indicator_reported_from_a_first_day",
                condition=Q(reported_from__isnull=True) | Q(reported_from__day=1),
            ),
            models.CheckConstraint(
                name="indicator_retired_with_a_reason",
                condition=Q(retired_on__isnull=True, retired_because="")
                | Q(retired_on__isnull=False) & ~Q(retired_because=""),
            ),
            models.CheckConstraint(
                name="indicator_run_length_in_range",
                condition=Q(run_length__gte=SHORTEST_RUN, run_length__lte=LONGEST_RUN),
            ),
            models.CheckConstraint(
                name="indicator_baseline_long_enough",
                condition=Q(baseline_points__isnull=True) | Q(baseline_points__gte=SHORTEST_BASELINE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class EarlierDefinition(Definition):
    """What an indicator meant from `effective_from` (None: from its beginning) until the day before `replaced_from`."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="earlier_definitions")
    effective_from = models.DateField(null=True, blank=True)
    replaced_from = models.DateField()
    reason = models.CharField("why it was defined anew", max_length=300)
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "-replaced_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "replaced_from"], name="definition_replaced_once_on_a_day"
            ),
            models.CheckConstraint(
                name="earlier_definition_held_for_a_time",
                condition=Q(effective_from__isnull=True) | Q(replaced_from__gt=F("effective_from")),
            ),
            models.CheckConstraint(name="definition_replaced_with_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} until {self.replaced_from:%-d %B %Y}"


class Rebase(models.Model):
    """A month at which mean and limits start anew, and the known cause. One that was withdrawn stays on record."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="rebases")
    month = models.DateField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month"],
                condition=Q(withdrawn_at__isnull=True),
                name="rebased_once_in_a_month",
            ),
            models.CheckConstraint(name="rebase_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="rebase_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} from {self.month:%B %Y}"
