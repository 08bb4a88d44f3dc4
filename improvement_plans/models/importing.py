"""The import of a spreadsheet: the file, the mapping of its columns, what the dry run found and what was loaded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from core.models import Job
from improvement_plans.models.plan import Plan


class PlanImport(models.Model):
    """One file on its way into the plan. Nothing of it is in the plan before it is loaded, all of it or none."""

    class Kind(models.TextChoices):
        ACTIONS = "actions", "Objectives, actions and milestones"
        SOURCES = "sources", "Recommendations, requirements and questions"

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        CHECKED = "checked", "Checked"
        LOADING = "loading", "Loading"
        LOADED = "loaded", "Loaded"
        FAILED = "failed", "Failed"
        UNDONE = "undone", "Undone"
        DROPPED = "dropped", "Dropped"

    class OnExisting(models.TextChoices):
        STOP = "stop", "Stop"
        SKIP = "skip", "Skip"
        UPDATE = "update", "Update"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    file = models.FileField(upload_to="imports/", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("size in bytes")
    mapping = models.JSONField(default=dict, blank=True)
    on_existing = models.CharField(max_length=6, choices=OnExisting, default=OnExisting.STOP)
    findings = models.JSONField("counts and errors of the dry run", default=dict, blank=True)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_import"
    )
    undo = models.JSONField("what an undo puts back", default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    loaded_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_import_loaded_when",
                condition=~Q(state__in=["loaded", "undone"]) | Q(loaded_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.filename}, {self.get_kind_display().lower()}"


class ColumnMapping(models.Model):
    """How a council's columns were mapped the last time a file had these headings."""

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=10, choices=PlanImport.Kind)
    headings = models.CharField("SHA-256 of the headings", max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-used_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "headings"], name="mapping_once_per_kind_and_headings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.get_kind_display().lower()}"
