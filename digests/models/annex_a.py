"""A workbook of child-level lists that was worked out: what was found in it and the counts, never a row of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from core.models import Job


class AnnexALoad(models.Model):
    """One workbook as at its extract date. Neither its file nor its name nor any of its values is kept.

    `findings` name list, row and column and the kind of trouble; `measures` hold numerators, denominators and how
    many rows were left out for which reason. `token` names the private file until the worker has opened it.
    """

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="annex_a_loads")
    extract_on = models.DateField()
    token = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", default=0)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="annex_a_load"
    )
    findings = models.JSONField(default=dict, blank=True)
    measures = models.JSONField(default=list, blank=True)
    worked_out_at = models.DateTimeField(null=True, blank=True)
    readings_given_at = models.DateTimeField(null=True, blank=True)
    readings_given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="annex_a_readings_given_when_worked_out",
                condition=Q(readings_given_at__isnull=True) | Q(worked_out_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Annex A as at {self.extract_on:%-d %B %Y}"
