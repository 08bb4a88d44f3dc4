"""Monthly figures of an indicator, of the whole council or of a part of it, each version kept."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from digests.models.indicator import Indicator


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings, of which only the newest version of each month and part counts."""

    def current(self) -> "ReadingQuerySet":
        return self.filter(superseded_at__isnull=True)

    def of_the_whole(self) -> "ReadingQuerySet":
        """Leave out the figures of teams, areas and other parts."""
        return self.filter(dimension="")

    def known_on(self, day: dt.date | None) -> "ReadingQuerySet":
        """The versions that stood at the end of `day` in Europe/London; without a day, the current ones."""
        if day is None:
            return self.current()
        standing = Q(superseded_at__isnull=True) | Q(superseded_at__date__gt=day)
        return self.filter(standing, recorded_at__date__lte=day)


class Problem(models.TextChoices):
    """What is behind a figure that is not as it should be: how it was recorded, or what was done."""

    RECORDING = "recording", "Recording"
    PRACTICE = "practice", "Practice"
    BOTH = "both", "Recording and practice"


class Reading(models.Model):
    """One figure for one month. A revision is a new version: the earlier one stays, with why it was replaced.

    `month` is the month's first day. `value` is in the indicator's unit; no value at all (over a
    denominator of zero, or suppressed) is not zero. A figure of a part only names the `dimension` and the `group`
    in it; both are empty for the figure of the whole council.
    """

    class Dimension(models.TextChoices):
        TEAM = "team", "Team"
        AREA = "area", "Area"
        AGE_BAND = "age_band", "Age band"
        SEX = "sex", "Sex"
        ETHNICITY = "ethnicity", "Ethnicity"

    class Quality(models.TextChoices):
        SOUND = "", "Sound"
        PROVISIONAL = "provisional", "Provisional"
        INCOMPLETE = "incomplete", "Incomplete"
        DOUBTFUL = "doubtful", "Doubtful"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    month = models.DateField()
    dimension = models.CharField(max_length=10, choices=Dimension, blank=True)
    group = models.CharField(max_length=80, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    is_suppressed = models.BooleanField(default=False)
    quality = models.CharField("data quality", max_length=12, choices=Quality, blank=True)
    problem = models.CharField("kind of problem", max_length=10, choices=Problem, blank=True)
    quality_note = models.CharField(max_length=300, blank=True)
    revision_reason = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    # The file that brought this version, for one that was not typed.
    load = models.ForeignKey(
        "digests.FigureImport", on_delete=models.RESTRICT, null=True, blank=True, related_name="readings"
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "month", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month", "dimension", "group", "version"], name="reading_version_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "month", "dimension", "group"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_reading_a_month",
            ),
            models.CheckConstraint(
                name="reading_part_named_in_full",
                condition=Q(dimension="", group="") | ~Q(dimension="") & ~Q(group=""),
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
        part = f", {self.group}" if self.group else ""
        return f"{self.indicator.code}, {self.month:%B %Y}{part}"
