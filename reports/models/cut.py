"""The frozen cut: the figures of one month as they stood at one moment, on which every document for it draws."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notices.models import Notice


class DataCut(models.Model):
    """The figures of one month as they stood at one moment. Every document for the month draws on the newest.

    `number` counts the cuts of a month. Once a report on the month was issued, taking another needs a `reason`, which
    later reports print.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="data_cuts")
    month = models.DateField(help_text="The month's first day.")
    number = models.PositiveSmallIntegerField(default=1)
    as_at = models.DateField()
    format_version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    reason = models.CharField("why it was taken again", max_length=300, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-month", "-number"]
        constraints = [
            models.CheckConstraint(name="cut_month_is_its_first_day", condition=Q(month__day=1)),
            models.UniqueConstraint(fields=["notice", "month", "number"], name="cut_number_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"Cut for {self.month:%B %Y} as at {self.as_at:%-d %B %Y}"
