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
    leaves_out_errors = models.BooleanField("rows with errors are left out", default=False)
    findings = models.JSONField("counts and errors of the dry run", default=dict, blank=True)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_import"
    )
    outcome = models.JSONField("counts of what was loaded", default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
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


class ImportedRow(models.Model):
    """One row of the plan that an import added or changed, with what an undo needs to take it back.

    `model` is the label of its model and `key` its primary key: one table for rows of every kind, without
    foreign keys, so that it outlives what an undo removes. `revision` is the one that the import left behind.
    """

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)
    key = models.PositiveBigIntegerField()
    name = models.CharField(max_length=330)
    is_new = models.BooleanField()
    revision = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField("what its changed fields held", default=dict, blank=True)

    class Meta:
        ordering = ["plan_import", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_import", "model", "key"], name="imported_row_once_per_import"
            ),
            models.CheckConstraint(
                name="imported_row_new_has_nothing_before", condition=Q(is_new=False) | Q(before={})
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
