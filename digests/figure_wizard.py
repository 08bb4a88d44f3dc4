"""What the digest says about its imports: which forms a file may have, and how it is checked, loaded and undone."""

import datetime as dt
from typing import Any

from core.audit import Actor
from core.importing.checked import Checked
from core.importing.findings import findings_of
from core.importing.selectors import mapped_sheets
from core.importing.sheet import Sheet
from core.importing.wizard import Wizard
from core.refusals import Refusal
from digests.importing.checking import CheckedFigures
from digests.importing.columns import INTO, LIMITS, TABLES_OF_KIND
from digests.models import FigureImport, FigureMapping
from digests.selectors.loading import NOTHING_LOOKED_UP, SORTS, check_with, guessed_layouts
from digests.services.loading import load
from digests.services.loading_undo import undo
from digests.tasks import load_figures

NO_MONTHS = (
    "No sheet of the file has a row of months, such as Apr-25, May-25. Put the month above each column of figures, or "
    "choose the form with a figure a row"
)


class FigureWizard(Wizard[FigureImport]):
    """The imports of figures."""

    model = FigureImport
    mappings = FigureMapping
    tables_of_kind = TABLES_OF_KIND
    limits = LIMITS
    job_kind = "figure import"
    example = "As in Fernshire’s digest (made up)"
    into = INTO

    def remembered_by(self, imported: FigureImport) -> dict[str, Any]:
        return {"council": imported.council, "kind": imported.kind}

    def own_mapping(self, imported: FigureImport, sheets: tuple[Sheet, ...]) -> dict[str, Any] | None:
        if imported.kind != FigureImport.Kind.WIDE:
            return None
        found = guessed_layouts(imported, sheets)
        if not found:
            raise Refusal(NO_MONTHS, field="file")
        return found

    def checked(self, imported: FigureImport, sheets: tuple[Sheet, ...], *, today: dt.date) -> CheckedFigures:
        """Return what a file would do to the digest as it is now."""
        is_long = imported.kind == FigureImport.Kind.LONG
        mapped = mapped_sheets(self, imported, sheets) if is_long else {}
        return check_with(imported, sheets, mapped, today=today)

    def find(self, imported: FigureImport, sheets: tuple[Sheet, ...], *, today: dt.date) -> dict[str, Any]:
        checked: Checked = self.checked(imported, sheets, today=today)
        return findings_of(checked, NOTHING_LOOKED_UP, SORTS)

    def send(self, job_id: int) -> None:
        load_figures.delay(job_id)

    def load(self, imported: FigureImport, sheets: tuple[Sheet, ...], *, job_id: int, today: dt.date) -> None:
        load(imported=imported, job_id=job_id, check=lambda locked: self.checked(locked, sheets, today=today))

    def in_the_way(self, imported: FigureImport) -> list[str]:
        # What was revised since stays as it is, and is told beside the button.
        return []

    def undo(self, imported: FigureImport, *, by: Actor, now: dt.datetime) -> None:
        undo(imported=imported, by=by, now=now)


FIGURE_IMPORTS = FigureWizard()
