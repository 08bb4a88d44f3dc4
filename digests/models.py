"""Indicators, their monthly readings and their targets: what a performance digest is made of."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from improvement_plans.models import Action, Objective
from notices.models import Area


class Indicator(models.Model):
    """Something counted every month, in the council's own words."""

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

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    meaning = models.TextField(help_text="What it tells, in plain English.")
    numerator_words = models.CharField("numerator", max_length=300)
    denominator_words = models.CharField("denominator", max_length=300, blank=True)
    unit = models.CharField(max_length=10, choices=Unit)
    decimals = models.PositiveSmallIntegerField(default=1)
    period_type = models.CharField(max_length=14, choices=PeriodType, default=PeriodType.IN_MONTH)
    direction = models.CharField(max_length=10, choices=Direction)
    national_code = models.CharField(max_length=20, blank=True)
    known_problems = models.TextField("known problems of data quality", blank=True)
    owner_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="indicators")
    objectives = models.ManyToManyField(Objective, blank=True, related_name="indicators")
    actions = models.ManyToManyField(
        Action, blank=True, related_name="indicators", help_text="The actions that should move it."
    )
    is_key = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = ["council", "code"]
        constraints = [
            models.UniqueConstraint(fields=["council", "code"], name="indicator_code_once_per_council")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Target(models.Model):
    """A target or a band, from one day on, with the bounds that the indicator's direction needs."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    effective_from = models.DateField()
    at_least = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    at_most = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    tolerance = models.DecimalField(
        "tolerance for amber", max_digits=12, decimal_places=4, default=Decimal(0)
    )
    minimum_denominator = models.PositiveIntegerField("smallest denominator that is rated", default=0)

    class Meta:
        ordering = ["indicator", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "effective_from"], name="target_once_per_indicator_and_day"
            ),
            models.CheckConstraint(
                name="target_has_a_bound", condition=Q(at_least__isnull=False) | Q(at_most__isnull=False)
            ),
            models.CheckConstraint(
                name="target_band_in_order",
                condition=Q(at_least__isnull=True) | Q(at_most__isnull=True) | Q(at_most__gte=F("at_least")),
            ),
            models.CheckConstraint(name="target_tolerance_not_negative", condition=Q(tolerance__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} from {self.effective_from:%-d %B %Y}"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings, of which only the newest version of each month counts."""

    def current(self) -> "ReadingQuerySet":
        return self.filter(superseded_at__isnull=True)

    def known_on(self, day: dt.date | None) -> "ReadingQuerySet":
        """The versions that stood at the end of `day` in Europe/London; without a day, the current ones."""
        if day is None:
            return self.current()
        standing = Q(superseded_at__isnull=True) | Q(superseded_at__date__gt=day)
        return self.filter(standing, recorded_at__date__lte=day)


class Reading(models.Model):
    """One figure for one month. A revision is a new version: the earlier one stays, with why it was replaced.

    `month` is the month's first day. `value` is in the indicator's unit; no value at all (over a
    denominator of zero, or suppressed) is not zero.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    is_suppressed = models.BooleanField(default=False)
    quality_note = models.CharField(max_length=300, blank=True)
    revision_reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "month", "version"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month", "version"], name="reading_version_once"),
            models.UniqueConstraint(
                fields=["indicator", "month"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_reading_a_month",
            ),
            models.CheckConstraint(name="reading_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="reading_revised_with_a_reason", condition=Q(version=1) | ~Q(revision_reason="")
            ),
            models.CheckConstraint(
                name="reading_suppressed_has_no_figures",
                condition=Q(is_suppressed=False)
                | Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True),
            ),
            models.CheckConstraint(
                name="reading_parts_not_negative",
                condition=(Q(numerator__isnull=True) | Q(numerator__gte=0))
                & (Q(denominator__isnull=True) | Q(denominator__gte=0)),
            ),
            models.CheckConstraint(
                name="reading_over_zero_has_no_value", condition=~Q(denominator=0) | Q(value__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, {self.month:%B %Y}"
