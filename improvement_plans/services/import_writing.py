"""What loading and undoing an import share: rows written in bulk, each with history, audit and what an undo needs."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from core import audit
from core.importing.checked import Line
from core.importing.columns import Meaning
from improvement_plans.models import ImportedRow, PlanImport

ROWS_AT_ONCE = 500


@dataclass
class Loading:
    """One load under way: what was written so far, to be kept for the page of the import and for its undo."""

    plan_import: PlanImport
    today: dt.date
    at: dt.datetime
    rows: list[ImportedRow] = field(default_factory=list)
    actor: Any = None
    reason_words: str = "Import"

    @property
    def by(self) -> Any:
        return self.actor or self.plan_import.loaded_by

    @property
    def scope(self) -> str:
        return self.plan_import.scope

    @property
    def reason(self) -> str:
        """Why a due date moved, in the plan's own record."""
        return f"{self.reason_words} of {self.plan_import.filename}"

    def signed(self) -> dict[str, Any]:
        """Return who and when, for a row that several people edit."""
        return {"changed_by": self.by, "changed_at": self.at}

    def add(self, model: type[Model], rows: Sequence[Any]) -> None:
        """Write new rows, with their history."""
        if not rows:
            return
        bulk_create_with_history(
            rows, model, batch_size=ROWS_AT_ONCE, default_user=self.by, default_change_reason=self.reason,
            default_date=self.at,
        )  # fmt: skip
        self.note(rows, is_new=True)

    def add_plainly(self, model: Any, rows: Sequence[Any]) -> None:
        """Write new rows of a kind that keeps no history: facts, which are only ever added."""
        model.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        self.note(rows, is_new=True, name=self.reason)

    def update(self, model: Any, rows: Sequence[Any], names: Iterable[str]) -> None:
        """Write the changed fields of rows that are there and locked, with their history.

        An insert that meets its own key and updates takes a fraction of the time of one CASE for each field.
        """
        if not rows or not (changed := sorted(set(names))):
            return
        model._default_manager.bulk_create(
            rows, batch_size=ROWS_AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=changed
        )
        model.history.bulk_history_create(
            rows, batch_size=ROWS_AT_ONCE, update=True, default_user=self.by,
            default_change_reason=self.reason, default_date=self.at,
        )  # fmt: skip

    def note(
        self,
        rows: Iterable[Any],
        *,
        is_new: bool,
        before: dict[int, dict[str, Any]] | None = None,
        name: str = "",
    ) -> None:
        """Remember rows that came with this import or were changed by it; `before` gives what they held, by key."""
        self.rows += [
            ImportedRow(
                plan_import=self.plan_import,
                model=row._meta.label_lower,
                key=row.pk,
                name=(name or str(row))[:330],
                is_new=is_new,
                revision=getattr(row, "revision", None),
                before=(before or {}).get(row.pk, {}),
            )
            for row in rows
        ]

    def audit(self, deed: str, rows: Iterable[Any], detail: dict[int, dict[str, Any]] | None = None) -> None:
        """Write one entry for each row, as when somebody does it by hand."""
        told = (
            (row, {"import": self.plan_import.filename, **(detail or {}).get(row.pk, {})}) for row in rows
        )
        audit.record_many(by=self.by, action=deed, subjects=told, scope=self.scope)

    def keep_rows(self) -> None:
        """Write what was remembered."""
        ImportedRow.objects.bulk_create(self.rows, batch_size=ROWS_AT_ONCE)

    def counts(self) -> dict[str, Any]:
        """Return how many rows of each model came new and were changed."""
        counts: dict[str, Any] = {"new": {}, "changed": {}}
        for row in self.rows:
            of_state = counts["new" if row.is_new else "changed"]
            of_state[row.model] = of_state.get(row.model, 0) + 1
        return counts


def plain(value: Meaning | None) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, frozenset):
        return sorted(value, key=str)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def before_and_after(line: Line) -> dict[str, Any]:
    """Return the changes of a line for the audit trail, by the key of its column."""
    return {name: [plain_words(old), plain_words(new)] for name, (old, new) in line.changes.items()}


def plain_words(value: Meaning | None) -> Any:
    """Return a value for the audit trail: identities of actions as "objective/action"."""
    if isinstance(value, frozenset):
        return sorted("/".join(each) if isinstance(each, tuple) else str(each) for each in value)
    return plain(value)
