"""The plan and its versions, the council's work streams, and the objectives with what they bring for children."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Post
from notices.models import Area, Notice


class Plan(models.Model):
    """The plan under a notice. Its versions say what was submitted and in force when."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="plan")
    title = models.CharField(max_length=200, default="Improvement plan")

    def __str__(self) -> str:
        return self.title


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
    submitted_on = models.DateField(null=True, blank=True)
    judged_on = models.DateField(null=True, blank=True)
    recommendations = models.TextField(blank=True)

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


class WorkStream(models.Model):
    """One of the council's own strands of work, mapped to the several areas that it serves."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="work_streams")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    lead_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="work_streams_led"
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="work_streams")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="work_stream_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Objective(models.Model):
    """What the plan is to achieve, with the outcome that it is meant to bring for children."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    outcome_for_children = models.TextField()
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="objectives")
    areas = models.ManyToManyField(Area, related_name="objectives")
    work_streams = models.ManyToManyField(WorkStream, blank=True, related_name="objectives")
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="objective_reference_once_per_plan")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"
