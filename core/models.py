"""What every application needs and none of them owns: the audit trail, background jobs, runs of the schedule."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AuditEntry(models.Model):
    """One thing that one person did: written in the same transaction as the deed, never changed.

    The actor and the subject are kept as words beside their keys, without foreign keys: an entry outlives
    both, and this layer knows neither people nor notices.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_key = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField(max_length=200)
    scope = models.CharField("council", max_length=80, blank=True, db_index=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=300)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["subject_kind", "subject_key"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.action} {self.subject_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("An audit entry is written once and never changed.")
        super().save(*args, **kwargs)


class Job(models.Model):
    """One piece of background work, as a progress bar shows it.

    `percent` runs from 0 to 100. A job is claimed by a conditional update, so that a task delivered twice runs once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=60)
    scope = models.CharField("council", max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(name="job_percent_in_range", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="job_finished_exactly_when_over",
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
            ),
            models.CheckConstraint(name="job_failed_says_why", condition=~Q(state="failed") | ~Q(error="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display().lower()})"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED


class Run(models.Model):
    """One run of one piece of scheduled work: by the schedule, a command, or a person who tried it again.

    `work` is the key under which it was registered (`core.scheduled`). `did` is what it did, as a list of
    `{"scope": council's slug or "", "words": ...}`; a run that found nothing to do has an empty one.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    work = models.CharField(max_length=60, db_index=True)
    day = models.DateField("the day that it ran for")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    asked_by = models.CharField(max_length=200, default="The schedule")
    did = models.JSONField(default=list, blank=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["work", "-started_at"])]
        constraints = [
            models.CheckConstraint(
                name="run_finished_exactly_when_over",
                condition=Q(state="running", finished_at__isnull=True)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
            ),
            models.CheckConstraint(name="run_failed_says_why", condition=~Q(state="failed") | ~Q(error="")),
        ]

    def __str__(self) -> str:
        return f"{self.work}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def has_failed(self) -> bool:
        return self.state == self.State.FAILED
