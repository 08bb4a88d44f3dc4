"""The improvement plan: areas and work streams, objectives, actions owned by posts, and their dated updates."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from evidence.models import Evidence
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
            models.UniqueConstraint(fields=["plan"], condition=Q(status="in_force"), name="one_plan_version_in_force"),
            models.UniqueConstraint(fields=["plan"], condition=Q(status="draft"), name="one_plan_version_in_draft"),
            models.CheckConstraint(
                name="plan_version_judged_not_before_submission",
                condition=Q(judged_on__isnull=True) | Q(submitted_on__isnull=False, judged_on__gte=F("submitted_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class WorkStream(models.Model):
    """One of the council's own strands of work. It serves several areas: the two are mapped, not the same thing."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="work_streams")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    lead_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="work_streams_led")
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
        constraints = [models.UniqueConstraint(fields=["plan", "reference"], name="objective_reference_once_per_plan")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Rating(models.TextChoices):
    """How an action stands, always shown with its word."""

    BLUE = "blue", "Blue: done and evidenced"
    GREEN = "green", "Green: on track"
    AMBER = "amber", "Amber: at risk"
    RED = "red", "Red: off track"
    NOT_STARTED = "not_started", "Not started"
    PAUSED = "paused", "Paused"


class Action(models.Model):
    """One thing to be done by a post by a day. The day first agreed stays beside every later one."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    output = models.TextField(blank=True, help_text="What will exist once it is done.")
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="actions")
    partner_agencies = models.ManyToManyField(Organisation, blank=True, related_name="actions")
    starts_on = models.DateField()
    original_due_on = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="actions")
    revision = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ["objective__reference", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "reference"], name="action_reference_once_per_objective"),
            models.CheckConstraint(name="action_due_not_before_it_starts", condition=Q(due_on__gte=F("starts_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def is_overdue_on(self, day: dt.date) -> bool:
        """Whether it was due before `day` and not done by then; on its due day it is still on time."""
        return self.due_on < day and (self.done_on is None or self.done_on > day)


class DueDateChange(models.Model):
    """A due date that was moved: from when to when, by whom and why."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="due_date_changes")
    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.CharField(max_length=300)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["changed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.from_day:%-d %B %Y} to {self.to_day:%-d %B %Y}"


class ActionUpdate(models.Model):
    """What a person said of an action for a post on a day. Append-only: a correction is a new update that refers to the old."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    given_on = models.DateField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="action_updates")
    for_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="updates_given")
    narrative = models.TextField()
    rating = models.CharField(max_length=12, choices=Rating)
    rating_reason = models.CharField(max_length=300)
    forecast_on = models.DateField("when it is now expected", null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_on", "pk"]
        get_latest_by = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.given_on:%-d %B %Y}: {self.get_rating_display()}"
