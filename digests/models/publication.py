"""The digest of a month on its way to the board, and what the analyst says of an indicator in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from core.models import Job
from digests.models.indicator import Indicator
from digests.models.reading import Problem
from improvement_plans.models.plan import Revised


class Commentary(Revised):
    """What lies behind an indicator's figure of a month, what is done about it, and what that should bring by when."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="commentaries")
    month = models.DateField()
    problem = models.CharField("kind of problem", max_length=10, choices=Problem, blank=True)
    cause = models.TextField()
    action_taken = models.TextField(blank=True)
    expected_effect = models.TextField(blank=True)
    expected_by = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["indicator", "-month"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "month"], name="one_commentary_a_month"),
            models.CheckConstraint(name="commentary_month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, {self.month:%B %Y}"


class MonthlyDigest(models.Model):
    """The digest of a council for a month. Once published, `content` is what it showed, whatever changes later.

    A correction is a new version with its reason; the one that it replaces stays as it was published.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        COMMENTED = "commented", "Commented"
        PUBLISHED = "published", "Published"

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="monthly_digests")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    correction_reason = models.CharField("why it is published again", max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    commented_at = models.DateTimeField(null=True, blank=True)
    commented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uncommented_because = models.CharField(
        "why an exception is left without commentary", max_length=300, blank=True
    )
    format_version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField("what it shows", null=True, blank=True)
    sha256 = models.CharField("SHA-256 of its content", max_length=64, blank=True)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="monthly_digest"
    )
    document = models.FileField(upload_to="digests/", max_length=200, blank=True)
    scrutiny_document = models.FileField(upload_to="digests/", max_length=200, blank=True)

    class Meta:
        ordering = ["-month", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["council", "month", "version"], name="digest_version_once"),
            models.UniqueConstraint(
                fields=["council", "month"],
                condition=~Q(status="published"),
                name="one_digest_in_hand_a_month",
            ),
            models.CheckConstraint(name="digest_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="digest_corrected_with_a_reason", condition=Q(version=1) | ~Q(correction_reason="")
            ),
            models.CheckConstraint(
                name="digest_commented_by_somebody",
                condition=Q(status="draft", commented_at__isnull=True, commented_by__isnull=True)
                | ~Q(status="draft") & Q(commented_at__isnull=False, commented_by__isnull=False),
            ),
            models.CheckConstraint(
                name="digest_published_with_its_content",
                condition=Q(status="published", published_at__isnull=False, content__isnull=False)
                & ~Q(sha256="")
                | ~Q(status="published") & Q(published_at__isnull=True, content__isnull=True, sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Performance digest, {self.month:%B %Y}{self.version_in_words}"

    STATUS_COLOURS = {Status.DRAFT: "grey", Status.COMMENTED: "blue", Status.PUBLISHED: "green"}

    @property
    def version_in_words(self) -> str:
        """ ", version 2" for a correction, and nothing for what was published first."""
        return f", version {self.version}" if self.version > 1 else ""

    @property
    def status_colour(self) -> str:
        return self.STATUS_COLOURS[self.Status(self.status)]

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def filename(self) -> str:
        """What its files are called, without what follows the dot."""
        return f"{self.council.slug}-digest-{self.month:%Y-%m}-v{self.version}"
