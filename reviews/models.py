"""Reviews of progress: what was planned and held, the council's own assessment, what was found and asked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from evidence.models import Evidence
from notices.models import Area, Notice, PlannedEvent


class Review(models.Model):
    """A review of progress. Whether it discharges the review obligation follows from its planned event."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", "Six-monthly progress review"
        DIAGNOSTIC = "diagnostic", "Diagnostic review of a service area"
        MONITORING_VISIT = "monitoring_visit", "Monitoring visit by the inspectorate"
        STOCKTAKE = "stocktake", "Stocktake"
        PEER = "peer", "Peer review"
        AUDIT = "audit", "Audit"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind)
    scope = models.TextField(blank=True)
    conducted_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_event = models.OneToOneField(
        PlannedEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="review"
    )
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-planned_on"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on or self.planned_on:%-d %B %Y}"


class SelfAssessment(models.Model):
    """The council's own assessment of improvement, owed before a review and frozen once submitted."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="self_assessment")
    progress = models.TextField("progress against the plan's objectives", blank=True)
    staff_survey = models.TextField(blank=True)
    supervision = models.TextField("staff supervision and the quality of feedback", blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="self_assessment_submitted_by_somebody",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Own assessment for {self.review}"


class InformationRequest(models.Model):
    """One thing that the reviewers are to be given: time with staff, figures, facilities, files."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="information_requests")
    what = models.CharField(max_length=300)
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    requested_on = models.DateField()
    due_on = models.DateField()
    provided_on = models.DateField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="information_requests")

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                name="information_due_not_before_it_was_requested", condition=Q(due_on__gte=F("requested_on"))
            )
        ]

    def __str__(self) -> str:
        return self.what


class Finding(models.Model):
    """What a review found: a strength, an area for improvement or a priority, in an area of the notice."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        IMPROVEMENT = "improvement", "Area for improvement"
        PRIORITY = "priority", "Priority"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    words = models.TextField()
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="findings")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "kind", "pk"]

    def __str__(self) -> str:
        return self.words[:80]


class Question(models.Model):
    """A numbered question of a review or a Department letter, and its answer."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="question_number_once_per_review")
        ]

    def __str__(self) -> str:
        return f"Question {self.number}"


class SignOfRecovery(models.Model):
    """What is expected to be seen by a review, rated before it and at it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="signs_of_recovery")
    words = models.TextField()
    rated_before = models.CharField(max_length=20, blank=True)
    rated_at_review = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["review", "pk"]
        verbose_name_plural = "signs of recovery"

    def __str__(self) -> str:
        return self.words[:80]
