"""Spreadsheets for tests of the import, built cell by cell, and an import taken as far as a test needs it."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core import jobs
from core.importing import services
from core.importing.running import run
from improvement_plans.import_wizard import PLAN_IMPORTS
from improvement_plans.importing.columns import ACTIONS, MILESTONES, SOURCES
from improvement_plans.models import PlanImport

TODAY = dt.date(2026, 11, 22)
ACTION_HEADINGS = tuple(column.heading for column in ACTIONS.columns)
MILESTONE_HEADINGS = tuple(column.heading for column in MILESTONES.columns)
SOURCE_HEADINGS = tuple(column.heading for column in SOURCES.columns)

AN_ACTION: dict[str, Any] = {
    "Objective reference": "1",
    "Objective title": "Children are seen often enough",
    "Outcome for children": "Every child knows who will visit and when.",
    "Areas": "a",
    "Action reference": "1.1",
    "Action": "Agree a visiting standard with every team",
    "Owner": "Head of Quality Assurance",
    "Starts": dt.date(2026, 9, 1),
    "Due": dt.date(2026, 12, 16),
}
A_SOURCE: dict[str, Any] = {
    "Reference": "R3",
    "Origin": "Inspection",
    "Kind": "Area recommendation",
    "Words": "Visit every child as often as the plan for the child says.",
    "Received": dt.date(2026, 5, 12),
}


def an_action(**changed: Any) -> dict[str, Any]:
    """Return a row of the sheet of actions; headings with spaces are given with underscores: `Action_reference=…`."""
    return {**AN_ACTION, **{name.replace("_", " "): value for name, value in changed.items()}}


def a_source(**changed: Any) -> dict[str, Any]:
    """Return a row of the sheet of sources."""
    return {**A_SOURCE, **changed}


def rows_of(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Return a row of headings, every one that any row has, and the rows below it."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return [headings, *([row.get(heading) for heading in headings] for row in rows)]


def workbook(**sheets: Sequence[Sequence[Any]]) -> Workbook:
    """Return a workbook with the given rows in each sheet."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def bytes_of(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def upload_of(book: Workbook | bytes, name: str = "plan.xlsx") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, book if isinstance(book, bytes) else bytes_of(book))


def actions_file(*rows: dict[str, Any], milestones: Sequence[dict[str, Any]] = ()) -> SimpleUploadedFile:
    """Return a workbook with a sheet of actions and, if there are any, one of milestones."""
    sheets = {"Actions": rows_of(rows)} | ({"Milestones": rows_of(milestones)} if milestones else {})
    return upload_of(workbook(**sheets))


def uploaded(plan: Any, by: Any, upload: SimpleUploadedFile, kind: str = "actions") -> PlanImport:
    """Return an import whose file is in the store."""
    return services.receive(
        wizard=PLAN_IMPORTS, imported=PlanImport(plan=plan, kind=kind), upload=upload, by=by
    )


def checked(plan: Any, by: Any, upload: SimpleUploadedFile, kind: str = "actions") -> PlanImport:
    """Return an import after its dry run, with the columns as they were guessed."""
    plan_import = uploaded(plan, by, upload, kind)
    return services.map_columns(
        wizard=PLAN_IMPORTS, imported=plan_import, mapping=plan_import.mapping, by=by, today=TODAY
    )


def started(plan_import: PlanImport, by: Any, on_existing: str = "stop", **options: Any) -> PlanImport:
    """Return the import with its job waiting; no task is sent where no transaction is committed."""
    options = {"leaves_out_errors": False, **options}
    return services.start_load(
        wizard=PLAN_IMPORTS, imported=plan_import, on_existing=on_existing, by=by, **options
    )


def loaded(
    plan: Any, by: Any, upload: SimpleUploadedFile, kind: str = "actions", **options: Any
) -> PlanImport:
    """Return an import that the worker has run; whether it succeeded, its state says."""
    plan_import = started(checked(plan, by, upload, kind), by, **options)
    run_import(plan_import.job_id)
    plan_import.refresh_from_db()
    return plan_import


def troubles_of(plan_import: PlanImport) -> list[tuple[str, str]]:
    """Return cell and words of each error that stops a row."""
    return [(cell, words) for _, _, cell, words, stops in plan_import.findings["troubles"] if stops]


def counts_of(plan_import: PlanImport) -> dict[str, tuple[int, int, int]]:
    """Return new, same and different by what is counted."""
    return {
        row["what"]: (row["new"], row["same"], row["different"]) for row in plan_import.findings["counts"]
    }


def run_import(job_id: int) -> None:
    """Play the worker to which the task of a load comes."""
    run(PLAN_IMPORTS, job_id)


def abandon(plan_import: PlanImport) -> None:
    """Fail the job of a load as the schedule does for a worker that was killed."""
    jobs.fail(plan_import.job_id, reason="The worker stopped before it was finished.")
