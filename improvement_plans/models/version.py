"""The versions of the plan: what was submitted and judged, word for word, whatever the plan says today."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from improvement_plans.models.action import Action
from improvement_plans.models.plan import Plan


class PlanVersion(models.Model):
    """One version of the plan and what the adviser made of it. One is in force at a time."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Submitted"
        FIT = "fit", "Judged fit for purpose"
        NOT_FIT = "not_fit", "Judged not fit for purpose"
        IN_FORCE = "in_force", "In force"
        SUPERSEDED = "superseded", "Superseded"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    what_changed = models.TextField("what is new in it", blank=True)
    opened_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    judged_on = models.DateField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recommendations = models.TextField(blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_numbered_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="in_force"), name="one_plan_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status="draft"), name="one_plan_version_in_draft"
            ),
            models.CheckConstraint(
                name="plan_version_judged_not_before_submission",
                condition=Q(judged_on__isnull=True)
                | Q(submitted_on__isnull=False, judged_on__gte=F("submitted_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class VersionLine(models.Model):
    """One action as a version says it. The action keeps its identity from version to version; the words may change."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="lines")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="version_lines")
    objective_reference = models.CharField(max_length=20)
    objective_title = models.CharField(max_length=300)
    outcome_for_children = models.TextField(blank=True)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    output = models.TextField(blank=True)
    owner = models.CharField(max_length=200)
    areas = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        ordering = ["version", "objective_reference", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["version", "action"], name="action_once_per_plan_version")
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.reference} {self.title}"
