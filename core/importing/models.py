"""What the import of every application keeps: the file and how far it is, what came of it, how columns were mapped."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.models import Job

LOADED_HAS_ITS_TIME = ~Q(state__in=["loaded", "undone"]) | Q(loaded_at__isnull=False)
NEW_HAS_NOTHING_BEFORE = Q(is_new=False) | Q(before={})
"""Conditions for the constraints of the models that are made from these: a constraint's name is its own."""


class SpreadsheetImport(models.Model):
    """One file on its way in. Nothing of it is there before it is loaded, all of it or none.

    A model of an application adds `kind`, which says what a file holds, and what the import belongs to.
    """

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

    kind: "models.CharField[str, str]"
    comes_with: ClassVar[tuple[str, ...]] = ("job",)
    """What is read together with an import wherever one is taken in hand."""

    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    file = models.FileField(upload_to="imports/", max_length=200)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("size in bytes")
    mapping = models.JSONField(default=dict, blank=True)
    on_existing = models.CharField(max_length=6, choices=OnExisting, default=OnExisting.STOP)
    leaves_out_errors = models.BooleanField("rows with errors are left out", default=False)
    findings = models.JSONField("counts and errors of the dry run", default=dict, blank=True)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
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
        abstract = True
        ordering = ["-uploaded_at", "-pk"]

    @property
    def scope(self) -> str:
        """The slug of the council, for audit trail and jobs; read without a query through `comes_with`."""
        raise NotImplementedError(f"{type(self).__name__} does not say whose it is.")

    @property
    def is_open(self) -> bool:
        """Whether it can be mapped, checked, loaded or dropped: a load whose worker was killed counts as failed."""
        abandoned = self.state == self.State.LOADING and (self.job is None or self.job.has_failed)
        return abandoned or self.state in (self.State.UPLOADED, self.State.CHECKED, self.State.FAILED)


class RowOfImport(models.Model):
    """One row that an import added or changed, with what an undo needs to take it back.

    `model` is the label of its model and `key` its primary key: one table for rows of every kind, without
    foreign keys, so that it outlives what an undo removes. `revision` is the one that the import left behind.
    A model of an application adds the import, with `related_name="rows"`.
    """

    model = models.CharField(max_length=60)
    key = models.PositiveBigIntegerField()
    name = models.CharField(max_length=330)
    is_new = models.BooleanField()
    revision = models.PositiveIntegerField(null=True, blank=True)
    before = models.JSONField("what its changed fields held", default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class RememberedMapping(models.Model):
    """How columns were mapped the last time a file had these headings.

    A model of an application adds `kind` and whose mapping it is.
    """

    kind: "models.CharField[str, str]"
    headings = models.CharField("SHA-256 of the headings", max_length=64)
    mapping = models.JSONField(default=dict)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["-used_at"]
