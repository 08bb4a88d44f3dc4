"""What an indicator's figures are held against: a target or a band, from a day on."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from digests.models.indicator import Indicator


class StandingTargets(models.Manager["Target"]):
    """The targets that count: one that was withdrawn or replaced is none."""

    def get_queryset(self) -> models.QuerySet["Target"]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class Target(models.Model):
    """A target or a band, from one day on, with the bounds that the indicator's direction needs.

    Without a bound it says that from this day on there is no target. One that was withdrawn stays on record at
    `on_record`, and is found nowhere else.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    effective_from = models.DateField()
    at_least = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    at_most = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)
    tolerance = models.DecimalField(
        "tolerance for amber", max_digits=12, decimal_places=4, default=Decimal(0)
    )
    minimum_denominator = models.PositiveIntegerField("smallest denominator that is rated", default=0)
    source = models.CharField("where it comes from", max_length=300, blank=True)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_because = models.CharField("why it was withdrawn", max_length=300, blank=True)

    objects = StandingTargets()
    on_record = models.Manager["Target"]()

    class Meta:
        ordering = ["indicator", "-effective_from", "-set_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "effective_from"],
                condition=Q(withdrawn_at__isnull=True),
                name="target_once_per_indicator_and_day",
            ),
            models.CheckConstraint(
                name="target_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
            models.CheckConstraint(
                name="target_band_in_order",
                condition=Q(at_least__isnull=True) | Q(at_most__isnull=True) | Q(at_most__gte=F("at_least")),
            ),
            models.CheckConstraint(name="target_tolerance_not_negative", condition=Q(tolerance__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} from {self.effective_from:%-d %B %Y}"

    @property
    def has_bound(self) -> bool:
        """Whether there is a target at all from this day on."""
        return self.at_least is not None or self.at_most is not None
