"""The import of a spreadsheet into the plan: whose it is, and what the rows and mappings of it belong to."""

from django.db import models

from accounts.models import Organisation
from core.importing.models import (
    LOADED_HAS_ITS_TIME,
    NEW_HAS_NOTHING_BEFORE,
    RememberedMapping,
    RowOfImport,
    SpreadsheetImport,
)
from core.models import Job
from improvement_plans.models.plan import Plan


class PlanImport(SpreadsheetImport):
    """One file on its way into the plan."""

    class Kind(models.TextChoices):
        ACTIONS = "actions", "Objectives, actions and milestones"
        SOURCES = "sources", "Recommendations, requirements and questions"

    comes_with = ("plan__notice__council", "job")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="imports")
    kind = models.CharField(max_length=10, choices=Kind)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="plan_import"
    )

    class Meta(SpreadsheetImport.Meta):
        constraints = [models.CheckConstraint(name="plan_import_loaded_when", condition=LOADED_HAS_ITS_TIME)]

    def __str__(self) -> str:
        return f"{self.filename}, {self.get_kind_display().lower()}"

    @property
    def scope(self) -> str:
        return self.plan.notice.council.slug


class ImportedRow(RowOfImport):
    """One row of the plan that an import added or changed."""

    plan_import = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="rows")

    class Meta:
        ordering = ["plan_import", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_import", "model", "key"], name="imported_row_once_per_import"
            ),
            models.CheckConstraint(
                name="imported_row_new_has_nothing_before", condition=NEW_HAS_NOTHING_BEFORE
            ),
        ]


class ColumnMapping(RememberedMapping):
    """How a council's columns were mapped the last time a file had these headings."""

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=10, choices=PlanImport.Kind)

    class Meta(RememberedMapping.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "headings"], name="mapping_once_per_kind_and_headings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.get_kind_display().lower()}"
