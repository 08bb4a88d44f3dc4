"""Published figures of the country, the region and other councils, by release, and the statistical neighbours."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation


class ReleaseQuerySet(models.QuerySet["BenchmarkRelease"]):
    """Releases, of which only those that were loaded and not withdrawn count."""

    def standing(self) -> "ReleaseQuerySet":
        return self.filter(loaded_at__isnull=False, withdrawn_at__isnull=True)

    def known_on(self, day: dt.date) -> "ReleaseQuerySet":
        """Those that stood at the end of `day` in Europe/London."""
        kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__date__gt=day)
        return self.filter(kept, loaded_at__date__lte=day)


class BenchmarkRelease(models.Model):
    """One published file. Checked first, it counts from when it is loaded until it is withdrawn.

    A release revises those published before it: of each measure the newest one counts, with all its years, and
    the earlier ones stay on record.
    """

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="benchmark_releases")
    name = models.CharField(max_length=120)
    published_on = models.DateField()
    file = models.FileField(upload_to="benchmarks/", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    findings = models.JSONField("counts and errors of the check", default=dict, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    loaded_at = models.DateTimeField(null=True, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField("why it is withdrawn", max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["council", "-published_on", "-checked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "sha256"],
                condition=Q(loaded_at__isnull=False, withdrawn_at__isnull=True),
                name="benchmark_file_loaded_once",
            ),
            models.CheckConstraint(
                name="benchmark_release_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, loaded_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_standing(self) -> bool:
        return self.loaded_at is not None and self.withdrawn_at is None


class BenchmarkMeasure(models.Model):
    """One measure of a release. A national code may have several, told apart by the short name (`key`)."""

    class Polarity(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEITHER = "", "Neither"

    release = models.ForeignKey(BenchmarkRelease, on_delete=models.CASCADE, related_name="measures")
    code = models.CharField("national code", max_length=20, blank=True)
    key = models.CharField("short name", max_length=60, blank=True)
    title = models.CharField(max_length=200)
    polarity = models.CharField(max_length=6, choices=Polarity, blank=True)

    class Meta:
        ordering = ["release", "code", "key"]
        constraints = [
            models.UniqueConstraint(fields=["release", "code", "key"], name="benchmark_measure_once"),
            models.CheckConstraint(
                name="benchmark_measure_has_code_or_key", condition=~Q(code="") | ~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BenchmarkValue(models.Model):
    """One area's figure in one year (the calendar year in which the reporting year ends).

    Without a `value` the figure was published as suppressed or not available, which is not zero. `area_key` is
    the area as names are compared (`digests.benchmarking.area_key`).
    """

    measure = models.ForeignKey(BenchmarkMeasure, on_delete=models.CASCADE, related_name="values")
    area = models.CharField(max_length=80)
    # Longer than the name: a sign for “and” is spelt out.
    area_key = models.CharField(max_length=400)
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta:
        ordering = ["measure", "area_key", "year"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "area_key", "year"], name="benchmark_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}"


class NeighbourModel(models.Model):
    """Who a council's statistical neighbours are, by one version of the model, from a day on."""

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="neighbour_models")
    name = models.CharField(max_length=80)
    effective_from = models.DateField()
    own_area = models.CharField("name of the council in the published file", max_length=80, blank=True)
    region = models.CharField("name of the region in the published file", max_length=80, blank=True)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["council", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["council", "effective_from"], name="neighbours_once_from_a_day")
        ]

    def __str__(self) -> str:
        return self.name


class Neighbour(models.Model):
    """One of the ten: its rank, how close it is, and whether it is in the council's own subset."""

    class Closeness(models.TextChoices):
        VERY_CLOSE = "very_close", "Very close"
        CLOSE = "close", "Close"
        SOMEWHAT_CLOSE = "somewhat_close", "Somewhat close"
        NOT_CLOSE = "not_close", "Not close"

    model = models.ForeignKey(NeighbourModel, on_delete=models.CASCADE, related_name="neighbours")
    rank = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=80)
    closeness = models.CharField(max_length=14, choices=Closeness, blank=True)
    is_in_subset = models.BooleanField("in the council's own subset", default=False)

    class Meta:
        ordering = ["model", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["model", "rank"], name="neighbour_rank_once"),
            models.UniqueConstraint(fields=["model", "area"], name="neighbour_once_in_a_model"),
            models.CheckConstraint(
                name="neighbour_rank_from_1_to_10", condition=Q(rank__gte=1, rank__lte=10)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.area}"
