"""Evidence: files and links that prove something, each with its day, its versions and their hashes."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Evidence, by what it is worth on a day."""

    def expired_on(self, day: dt.date) -> Self:
        """What no longer counts on `day`."""
        return self.filter(expires_on__lte=day)

    def counting_on(self, day: dt.date) -> Self:
        """What counts on `day`: its own day has come, and it has not expired."""
        return self.filter(effective_on__lte=day).exclude(expires_on__lte=day)

    def to_be_looked_at(self, day: dt.date) -> Self:
        """What was to be looked at again by `day` and still counts."""
        return self.filter(review_on__lte=day).exclude(expires_on__lte=day)


class Evidence(models.Model):
    """One thing that proves something. What it proves points at it; it knows nothing of them."""

    class Kind(models.TextChoices):
        MINUTES = "minutes", "Minutes"
        PLAN = "plan", "Plan"
        REPORT = "report", "Report"
        LETTER = "letter", "Letter or e-mail"
        AUDIT = "audit", "Audit or review"
        PERFORMANCE = "performance", "Performance figures"
        POLICY = "policy", "Policy or procedure"
        OTHER = "other", "Something else"

    class Confidentiality(models.TextChoices):
        MAY_LEAVE = "may_leave", "May leave the council"
        COUNCIL_ONLY = "council_only", "Stays within the council"

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    effective_on = models.DateField(
        help_text="The day from which it counts, which is seldom the day of the upload."
    )
    shows = models.TextField("what it shows", blank=True)
    confidentiality = models.CharField(
        max_length=20, choices=Confidentiality, default=Confidentiality.COUNCIL_ONLY
    )
    review_on = models.DateField("to be looked at again on", null=True, blank=True)
    expires_on = models.DateField("no longer counts from", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                name="evidence_reviewed_after_it_counts",
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("effective_on")),
            ),
            models.CheckConstraint(
                name="evidence_expires_after_it_counts",
                condition=Q(expires_on__isnull=True) | Q(expires_on__gt=F("effective_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def trail_name(self) -> str:
        """What the audit trail calls it: without its title, for a layer above may hide it, also later (`hiding`)."""
        return f"Evidence of {self.effective_on:%-d %B %Y} ({self.get_kind_display().lower()})"

    @property
    def may_leave(self) -> bool:
        """Whether it may leave the council."""
        return self.confidentiality == self.Confidentiality.MAY_LEAVE

    def is_expired(self, day: dt.date) -> bool:
        """Whether it no longer counts on `day`."""
        return self.expires_on is not None and self.expires_on <= day

    def is_to_be_looked_at(self, day: dt.date) -> bool:
        """Whether the day to look at it again has come by `day`, and it still counts."""
        return self.review_on is not None and self.review_on <= day and not self.is_expired(day)


def stored_name(version: "EvidenceVersion", filename: str) -> str:
    """Return where a file is kept: by its hash, never by the name that somebody gave it."""
    return f"evidence/{version.sha256[:2]}/{version.sha256}"


class EvidenceVersion(models.Model):
    """One version of a piece of evidence: either a file with its SHA-256 or a link. Never changed, only followed."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.FileField(upload_to=stored_name, blank=True, max_length=200)
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    url = models.URLField("link", max_length=1000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["evidence", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_numbered_once"),
            models.CheckConstraint(
                name="evidence_version_is_a_file_or_a_link",
                condition=Q(url="", size__isnull=False) & ~Q(file="") & ~Q(sha256="") & ~Q(filename="")
                | Q(file="", sha256="", size__isnull=True) & ~Q(url=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("A version of evidence is never changed: add the next one.")
        super().save(*args, **kwargs)

    @property
    def is_link(self) -> bool:
        return bool(self.url)
