"""The load of a spreadsheet of figures: whose it is, in which form, and why it revises what stood."""

from django.db import models

from accounts.models import Organisation
from core.importing.models import LOADED_HAS_ITS_TIME, RememberedMapping, SpreadsheetImport
from core.models import Job
from digests.importing.columns import LONG_KIND, WIDE_KIND


class FigureImport(SpreadsheetImport):
    """One file of figures on its way into the digest. The readings that it brought name it as their load."""

    class Kind(models.TextChoices):
        WIDE = WIDE_KIND, "An indicator a row, a month a column"
        LONG = LONG_KIND, "A figure a row"

    comes_with = ("council", "job")

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="figure_imports")
    kind = models.CharField(max_length=4, choices=Kind)
    revision_reason = models.CharField("why it revises figures", max_length=300, blank=True)
    job = models.OneToOneField(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="figure_import"
    )

    class Meta(SpreadsheetImport.Meta):
        constraints = [
            models.CheckConstraint(name="figure_import_loaded_when", condition=LOADED_HAS_ITS_TIME)
        ]

    def __str__(self) -> str:
        return f"{self.filename}, {self.get_kind_display().lower()}"

    @property
    def scope(self) -> str:
        return self.council.slug


class FigureMapping(RememberedMapping):
    """How a council's sheets of figures were read the last time one had these headings."""

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="figure_mappings")
    kind = models.CharField(max_length=4, choices=FigureImport.Kind)

    class Meta(RememberedMapping.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["council", "kind", "headings"], name="figure_mapping_once_per_kind_and_headings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.get_kind_display().lower()}"
