"""An import on its way: the file taken in, its columns mapped, the dry run made, the load chosen and asked for."""

import datetime as dt
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from accounts.models import Organisation, User
from core import audit, jobs
from core.models import Job
from core.refusals import Refusal
from evidence.storing import Keeping, stored
from improvement_plans.importing.columns import TABLES_OF_KIND, Table
from improvement_plans.importing.mapping import best_sheet, companion, guessed, headings_of
from improvement_plans.importing.sheet import Sheet
from improvement_plans.importing.sheets import NAMES, read_sheets, sheet_type_of
from improvement_plans.models import ColumnMapping, Plan, PlanImport
from improvement_plans.selectors.import_checks import check_with, findings_of, sheets_of
from improvement_plans.selectors.importing import reading_for
from notices.models import Notice

log = logging.getLogger(__name__)

SPREADSHEETS = Keeping(
    "imports", sheet_type_of, f"{NAMES}. A file of an older or another kind: open it and save it as .xlsx"
)
UNREACHABLE = "The worker could not be reached. Nothing was loaded: try again in a few minutes."
State = PlanImport.State


def upload(*, plan: Plan, kind: str, upload: "File[Any]", by: User) -> PlanImport:
    """Take a spreadsheet in and guess what its columns say; `kind` is a value of `PlanImport.Kind`.

    Raises Refusal on `file` for one that cannot be read safely, is empty, or has no row of headings; then nothing
    of it is kept.
    """
    with stored(upload, SPREADSHEETS) as file, transaction.atomic():
        sheets = read_sheets(Path(default_storage.path(file.name)))
        plan_import = PlanImport.objects.create(
            plan=plan,
            kind=kind,
            file=file.name,
            filename=file.filename,
            sha256=file.sha256,
            size=file.size,
            mapping=guessed_mapping(plan.notice.council, kind, sheets),
            uploaded_by=by,
        )
        _record(by, "uploaded a spreadsheet", plan_import, sha256=file.sha256)
    return plan_import


@transaction.atomic
def opened_plan(*, notice: Notice, by: User) -> Plan:
    """Return the plan under a notice, opened with the first file for it where there is none yet."""
    plan, is_new = Plan.objects.get_or_create(notice=notice)
    if is_new:
        audit.record(by=by, action="opened the plan", subject=plan, scope=notice.council.slug)
    return plan


def guessed_mapping(
    council: Organisation, kind: str, sheets: tuple[Sheet, ...], *, chosen: str = ""
) -> dict[str, Any]:
    """Return the mapping of the sheet that fits best, or is `chosen`, and of the sheet that goes with it.

    What the council mapped the last time under the same headings comes before any guess.
    """
    main, *others = TABLES_OF_KIND[kind]
    sheet = next((each for each in sheets if each.name == chosen), None) or best_sheet(sheets, main)
    mapping = {main.key: _one_mapping(council, kind, sheet, main)}
    for table in others:
        beside = companion(sheets, table, beside=sheet)
        if beside is not None:
            mapping[table.key] = _one_mapping(council, kind, beside, table)
    return mapping


def _one_mapping(council: Organisation, kind: str, sheet: Sheet, table: Table) -> dict[str, Any]:
    headings = headings_of(sheet, table)
    remembered = ColumnMapping.objects.filter(
        council=council, kind=kind, headings=headings.digest(table)
    ).first()
    columns = guessed(headings, table)
    if remembered:
        columns = {key: place for key, place in remembered.mapping.items() if place in headings.words}
    return {"sheet": sheet.name, "columns": columns, "remembered": remembered is not None}


def map_columns(
    *, plan_import: PlanImport, mapping: Mapping[str, Mapping[str, Any]], by: User, today: dt.date
) -> PlanImport:
    """Say which column holds what, remember it for the next file with these headings, and make the dry run.

    `mapping` gives by table the name of the sheet and the columns (counted from 0) by their keys. Raises Refusal
    for a sheet that is not there, a column that says two things, and a column that is needed and lacks.
    """
    sheets = sheets_of(plan_import)
    with transaction.atomic():
        plan_import = _open(plan_import)
        for table in TABLES_OF_KIND[plan_import.kind]:
            if table.key in mapping:
                _check_mapping(table, mapping[table.key], sheets)
                _remember(plan_import, table, mapping[table.key], sheets)
        plan_import.mapping = {
            key: {"sheet": said["sheet"], "columns": dict(said["columns"])} for key, said in mapping.items()
        }
        return _checked(plan_import, sheets, today)


def check_again(*, plan_import: PlanImport, today: dt.date) -> PlanImport:
    """Make the dry run anew, after the plan or its posts have changed. Raises Refusal before columns are mapped."""
    sheets = sheets_of(plan_import)
    with transaction.atomic():
        plan_import = _open(plan_import)
        if plan_import.state == State.UPLOADED:
            raise Refusal("Say first what the columns hold")
        return _checked(plan_import, sheets, today)


def _checked(plan_import: PlanImport, sheets: tuple[Sheet, ...], today: dt.date) -> PlanImport:
    reading = reading_for(plan_import.plan)
    plan_import.findings = findings_of(check_with(plan_import, sheets, reading, today=today), reading)
    plan_import.state = State.CHECKED
    plan_import.save(update_fields=["mapping", "findings", "state"])
    return plan_import


def _check_mapping(table: Table, said: Mapping[str, Any], sheets: tuple[Sheet, ...]) -> None:
    sheet = next((each for each in sheets if each.name == said["sheet"]), None)
    if sheet is None:
        raise Refusal("That sheet is not in the file: choose the file again")
    columns = said["columns"]
    headings = headings_of(sheet, table).words
    taken: dict[int, str] = {}
    for key, place in columns.items():
        heading = table.column(key).heading
        if place not in headings:
            raise Refusal(f"Choose a column of the file for {heading}", field=f"{table.key}-{key}")
        if place in taken:
            raise Refusal(
                f"The column “{headings[place]}” is chosen for {taken[place]} too: a column says one thing",
                field=f"{table.key}-{key}",
            )
        taken[place] = heading
    lacking = table.lacking(columns)
    if lacking:
        raise Refusal(f"Choose the column for each of these: {', '.join(lacking)}")


def _remember(
    plan_import: PlanImport, table: Table, said: Mapping[str, Any], sheets: tuple[Sheet, ...]
) -> None:
    sheet = next(each for each in sheets if each.name == said["sheet"])
    ColumnMapping.objects.update_or_create(
        council=plan_import.plan.notice.council,
        kind=plan_import.kind,
        headings=headings_of(sheet, table).digest(table),
        defaults={"mapping": dict(said["columns"]), "used_at": timezone.now()},
    )


@transaction.atomic
def start_load(*, plan_import: PlanImport, on_existing: str, leaves_out_errors: bool, by: User) -> PlanImport:
    """Ask the worker to load the file; `on_existing` is a value of `PlanImport.OnExisting`.

    Raises Refusal where rows have errors and are not to be left out, where "stop" meets something that differs,
    and where nothing would change.
    """
    plan_import = _startable(plan_import)
    findings = plan_import.findings
    new, different = counted(findings, "new"), counted(findings, "different")
    if findings["error_rows"] and not leaves_out_errors:
        raise Refusal(
            "Some rows have errors. Correct the file and choose it again, or leave those rows out",
            field="leaves_out_errors",
        )
    if on_existing == PlanImport.OnExisting.STOP and different:
        raise Refusal(
            f"{different} of what the file holds is in the plan already and differs: skip it, or update the plan",
            field="on_existing",
        )
    if not new and (not different or on_existing != PlanImport.OnExisting.UPDATE):
        raise Refusal("Nothing would change: everything that can be loaded is in the plan already")
    plan_import.on_existing, plan_import.leaves_out_errors = on_existing, leaves_out_errors
    plan_import.loaded_by = by
    _ask_worker(plan_import)
    _record(
        by, "started an import", plan_import, on_existing=on_existing, leaves_out_errors=leaves_out_errors
    )
    return plan_import


def counted(findings: Mapping[str, Any], state: str) -> int:
    """Return how many objectives, actions, milestones or sources a dry run found in a state."""
    return sum(row[state] for row in findings.get("counts", []))


@transaction.atomic
def drop(*, plan_import: PlanImport, by: User) -> PlanImport:
    """Give up an import that was not loaded. Its file stays in the store as it was chosen."""
    plan_import = _open(plan_import)
    plan_import.state = State.DROPPED
    plan_import.save(update_fields=["state"])
    _record(by, "dropped an import", plan_import)
    return plan_import


def _ask_worker(plan_import: PlanImport) -> None:
    job = jobs.request_job(kind="plan import", scope=plan_import.plan.notice.council.slug)
    plan_import.job, plan_import.state = job, State.LOADING
    plan_import.save(update_fields=["job", "state", "on_existing", "leaves_out_errors", "loaded_by"])
    transaction.on_commit(lambda: _send(job.pk))


def _send(job_id: int) -> None:
    from improvement_plans.tasks import load_import

    try:
        load_import.delay(job_id)
    except (KombuError, OSError):
        log.exception("%s could not be sent", load_import.name)
        fail_load(job_id, UNREACHABLE)


@transaction.atomic
def fail_load(job_id: int, reason: str) -> None:
    """Mark the load as failed with its reason; whoever started it may start it again."""
    jobs.fail(job_id, reason=reason)
    PlanImport.objects.filter(job=job_id, state=State.LOADING).update(state=State.FAILED)


def locked(plan_import: PlanImport) -> PlanImport:
    """Return the import as it stands, its row locked until the transaction ends."""
    rows = PlanImport.objects.select_for_update(of=("self",)).select_related("plan__notice__council", "job")
    return rows.get(pk=plan_import.pk)


def is_open(plan_import: PlanImport) -> bool:
    """Whether it can still be mapped, checked, loaded or dropped: a load whose worker was killed counts as failed."""
    job: Job | None = plan_import.job
    abandoned = plan_import.state == State.LOADING and (job is None or job.has_failed)
    return abandoned or plan_import.state in (State.UPLOADED, State.CHECKED, State.FAILED)


def _open(plan_import: PlanImport) -> PlanImport:
    plan_import = locked(plan_import)
    if not is_open(plan_import):
        raise Refusal(f"This import is {plan_import.get_state_display().lower()}: start a new one")
    return plan_import


def _startable(plan_import: PlanImport) -> PlanImport:
    plan_import = _open(plan_import)
    if plan_import.state == State.UPLOADED or not plan_import.findings:
        raise Refusal("Check the file first: say what its columns hold")
    return plan_import


def _record(by: User, deed: str, plan_import: PlanImport, **detail: Any) -> None:
    scope = plan_import.plan.notice.council.slug
    audit.record(by=by, action=deed, subject=plan_import, scope=scope, detail=detail)
