"""What was said and done of an action: updates, moved due dates, completions. Each has its day and its record."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.models import Organisation, Post
from evidence.models import Evidence


class Rating(models.TextChoices):
    """How an action stands, always shown with its word. Blue is never chosen: it comes from a completion."""

    BLUE = "blue", "Blue: done and evidenced"
    GREEN = "green", "Green: on track"
    AMBER = "amber", "Amber: at risk"
    RED = "red", "Red: off track"
    NOT_STARTED = "not_started", "Not started"
    PAUSED = "paused", "Paused"


def known_by(day: dt.date | None, recorded: str = "recorded_at") -> Q:
    """What had been recorded by the end of `day` in Europe/London; without a day, everything (reading 21)."""
    return Q() if day is None else Q(**{f"{recorded}__date__lte": day})


def reopened_by(day: dt.date, known_on: dt.date | None) -> Q:
    """What says of a completion that it had been taken back by `day`, as known on another."""
    return Q(reopened_on__isnull=False, reopened_on__lte=day) & known_by(known_on, "reopened_recorded_at")


class CompletionQuerySet(models.QuerySet["Completion"]):
    """Completions, of which an action has at most one that stands."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those dated on or before `day` and not reopened by then, as known on another day."""
        return self.filter(known_by(known_on), done_on__lte=day).exclude(reopened_by(day, known_on))


class Completion(models.Model):
    """That an action was done on a day, by whose word; one not done after all is reopened with a reason."""

    action = models.ForeignKey(
        "improvement_plans.Action", on_delete=models.CASCADE, related_name="completions"
    )
    done_on = models.DateField()
    achieved = models.TextField("what was achieved")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_recorded_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.CharField(max_length=300, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(reopened_on__isnull=True),
                name="one_standing_completion_per_action",
            ),
            models.CheckConstraint(
                name="completion_reopened_with_record_and_reason",
                condition=Q(reopened_on__isnull=True, reopened_recorded_at__isnull=True, reopened_reason="")
                | Q(reopened_on__isnull=False, reopened_recorded_at__isnull=False) & ~Q(reopened_reason=""),
            ),
            models.CheckConstraint(
                name="completion_reopened_not_before_it_was_done",
                condition=Q(reopened_on__isnull=True) | Q(reopened_on__gte=F("done_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, done on {self.done_on:%-d %B %Y}"


class DueDateChangeQuerySet(models.QuerySet[Any]):
    """Moved due dates."""

    def made_by(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those made on or before `day`, as known on another."""
        return self.filter(known_by(known_on), changed_on__lte=day)


class DayMoved(models.Model):
    """A due date that was moved: from when to when, by whom and why."""

    from_day = models.DateField()
    to_day = models.DateField()
    reason = models.CharField(max_length=300)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = DueDateChangeQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["changed_on", "pk"]
        constraints = [
            models.CheckConstraint(name="%(class)s_moves_it", condition=~Q(from_day=F("to_day"))),
            models.CheckConstraint(name="%(class)s_has_a_reason", condition=~Q(reason="")),
        ]


class DueDateChange(DayMoved):
    """A moved due date of an action."""

    action = models.ForeignKey(
        "improvement_plans.Action", on_delete=models.CASCADE, related_name="due_date_changes"
    )

    class Meta(DayMoved.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.from_day:%-d %B %Y} to {self.to_day:%-d %B %Y}"


class MilestoneMove(DayMoved):
    """A moved due date of a milestone."""

    milestone = models.ForeignKey(
        "improvement_plans.Milestone", on_delete=models.CASCADE, related_name="moves"
    )

    class Meta(DayMoved.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.milestone}: {self.from_day:%-d %B %Y} to {self.to_day:%-d %B %Y}"


class ActionUpdateQuerySet(models.QuerySet["ActionUpdate"]):
    """Updates, of which a corrected one no longer counts."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those given on or before `day` and not corrected, as known on another day."""
        corrections = ActionUpdate.objects.filter(known_by(known_on), corrects=OuterRef("pk"))
        return self.filter(known_by(known_on), given_on__lte=day).filter(~Exists(corrections))


class ActionUpdate(models.Model):
    """What a person said of an action for a post on a day.

    Append-only: a correction is a new update of the same day that refers to the old, which no longer counts.
    """

    action = models.ForeignKey("improvement_plans.Action", on_delete=models.CASCADE, related_name="updates")
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="action_updates"
    )
    for_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="updates_given")
    narrative = models.TextField()
    rating = models.CharField(max_length=12, choices=Rating)
    rating_reason = models.CharField(max_length=300)
    differs_because = models.CharField(
        "why the rating differs from the computed one", max_length=300, blank=True
    )
    forecast_on = models.DateField("when it is now expected", null=True, blank=True)
    percent = models.PositiveSmallIntegerField("percent done", null=True, blank=True)
    milestones_reached = models.ManyToManyField(
        "improvement_plans.Milestone", blank=True, related_name="reached_by"
    )
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="action_updates")
    help_needed = models.TextField(blank=True)
    help_from_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="help_asked"
    )
    help_from_agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="help_asked"
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ActionUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "pk"]
        get_latest_by = ["given_on", "pk"]
        indexes = [models.Index(fields=["action", "given_on"])]
        constraints = [
            # Blue means done and evidenced, and only a completion says so.
            models.CheckConstraint(name="action_update_never_blue", condition=~Q(rating="blue")),
            models.CheckConstraint(name="action_update_rated_with_a_reason", condition=~Q(rating_reason="")),
            models.CheckConstraint(
                name="action_update_percent_in_range", condition=Q(percent__isnull=True) | Q(percent__lte=100)
            ),
            models.CheckConstraint(
                name="action_update_says_what_help_it_asks",
                condition=Q(help_from_post__isnull=True, help_from_agency__isnull=True) | ~Q(help_needed=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.given_on:%-d %B %Y}: {self.get_rating_display()}"


class PaceNoteQuerySet(models.QuerySet["PaceNote"]):
    """Notes on what is slow."""

    def made_by(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those made on or before `day`, as known on another."""
        return self.filter(known_by(known_on), noted_on__lte=day)


class PaceNote(models.Model):
    """What the team says of a slow objective: why, and the corrective step. It explains; it removes nothing."""

    objective = models.ForeignKey(
        "improvement_plans.Objective", on_delete=models.CASCADE, related_name="pace_notes"
    )
    noted_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    explanation = models.TextField()
    corrective_step = models.TextField()
    step_due_on = models.DateField("the step is due on", null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = PaceNoteQuerySet.as_manager()

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pace_note_explains_and_corrects",
                condition=~Q(explanation="") & ~Q(corrective_step=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.objective.reference}, {self.noted_on:%-d %B %Y}"


class PaceSettings(models.Model):
    """The bounds of the rule for what is slow, from a day on (`pace.PaceRule` says what each means)."""

    plan = models.ForeignKey("improvement_plans.Plan", on_delete=models.CASCADE, related_name="pace_settings")
    from_day = models.DateField()
    overdue_allowed = models.PositiveSmallIntegerField()
    silent_after_days = models.PositiveSmallIntegerField()
    moves_allowed = models.PositiveSmallIntegerField()
    days_moved_allowed = models.PositiveSmallIntegerField()
    percent_behind_allowed = models.PositiveSmallIntegerField()
    missed_updates_allowed = models.PositiveSmallIntegerField(default=1)
    missed_contributions_allowed = models.PositiveSmallIntegerField(default=1)
    days_projected_late_allowed = models.PositiveSmallIntegerField(default=28)
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["plan", "from_day", "pk"]
        verbose_name_plural = "pace settings"
        constraints = [
            models.CheckConstraint(
                name="pace_percent_behind_in_range", condition=Q(percent_behind_allowed__lte=100)
            ),
            models.CheckConstraint(name="pace_settings_have_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, from {self.from_day:%-d %B %Y}"
