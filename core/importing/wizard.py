"""What an application says about its imports: the one thing that it hands to the wizard's services and pages."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any, ClassVar, Generic, TypeVar

from core.audit import Actor
from core.importing import mapping as headings
from core.importing.columns import Table
from core.importing.mapping import Headings
from core.importing.models import RememberedMapping, SpreadsheetImport
from core.importing.sheet import Limits, Sheet
from core.importing.sheets import NAMES, sheet_type_of
from core.storing import Keeping

Import = TypeVar("Import", bound=SpreadsheetImport)
FOLDER = "imports"


class Wizard(ABC, Generic[Import]):
    """The imports of one application.

    A mapping says by part of the file which sheet is read and which column holds what. A part is a table, by its
    key, unless an application that reads several sheets by one table says otherwise in `sheets_for` and `table_of`.
    """

    model: type[Import]
    mappings: type[RememberedMapping]
    tables_of_kind: ClassVar[Mapping[str, tuple[Table, ...]]]
    """What a file of each kind may hold: the sheet that it is about first, then those that it may have besides."""
    limits: ClassVar[Limits]
    job_kind: ClassVar[str]
    example: ClassVar[str]
    """What stands above the examples in a template: "As in Fernshire’s plan (made up)"."""
    into: ClassVar[str]
    """What messages call that which a file goes into: "the plan"."""

    @cached_property
    def keeping(self) -> Keeping:
        """What the store takes in as a spreadsheet."""
        return Keeping(
            FOLDER,
            partial(sheet_type_of, limits=self.limits),
            f"{NAMES}. A file of an older or another kind: open it and save it as .xlsx",
        )

    def table_of(self, kind: str, part: str) -> Table:
        """Return the table that says what the columns of a part can hold; raises KeyError."""
        return {table.key: table for table in self.tables_of_kind[kind]}[part]

    def sheets_for(self, kind: str, sheets: tuple[Sheet, ...], *, chosen: str = "") -> dict[str, Sheet]:
        """Return the sheet of each part: the one that fits best, or is `chosen`, and those that go with it."""
        main, *others = self.tables_of_kind[kind]
        sheet = next((each for each in sheets if each.name == chosen), None)
        found = {main.key: sheet or headings.best_sheet(sheets, main)}
        for table in others:
            beside = headings.companion(sheets, table, beside=found[main.key])
            if beside is not None:
                found[table.key] = beside
        return found

    def headings_of(self, sheet: Sheet, table: Table) -> Headings:
        """Return the row of headings of a sheet. Raises Refusal on `file` when there is none."""
        return headings.headings_of(sheet, table)

    def own_mapping(self, imported: Import, sheets: tuple[Sheet, ...]) -> dict[str, Any] | None:
        """Return a guess in the application's own terms, for a kind of file whose columns are more than a table says.

        Such a mapping is kept by `services.keep_mapping`. None for a kind that the tables describe.
        """
        return None

    def check_mapping(self, imported: Import, mapping: Mapping[str, Any], sheets: tuple[Sheet, ...]) -> None:
        """Raise Refusal for what the application cannot do with a mapping that is whole in itself."""

    @abstractmethod
    def remembered_by(self, imported: Import) -> dict[str, Any]:
        """Return by which fields of `mappings` the mapping of such a file is found again: whose it is, and its kind."""

    @abstractmethod
    def find(self, imported: Import, sheets: tuple[Sheet, ...], *, today: dt.date) -> dict[str, Any]:
        """Return what a dry run finds, as `core.importing.findings.findings_of` gives it. Writes nothing."""

    @abstractmethod
    def send(self, job_id: int) -> None:
        """Send the task that runs `core.importing.running.run` with this wizard."""

    @abstractmethod
    def load(self, imported: Import, sheets: tuple[Sheet, ...], *, job_id: int, today: dt.date) -> None:
        """Write the file, in one transaction that `services.taken_for_load` begins and `services.loaded` ends."""

    @abstractmethod
    def in_the_way(self, imported: Import) -> list[str]:
        """Return in words what keeps a loaded import from being undone."""

    @abstractmethod
    def undo(self, imported: Import, *, by: Actor, now: dt.datetime) -> None:
        """Take everything back, in one transaction that `services.taken_for_undo` begins and `services.undone` ends."""
