"""An import on its way: the file taken in, its columns mapped, the dry run made, the load asked for, ended, undone."""

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

from core import audit, jobs
from core.audit import Actor
from core.importing.findings import counted
from core.importing.models import SpreadsheetImport
from core.importing.selectors import UNDO_WITHIN, guessed_mapping, is_in_time, sheets_of
from core.importing.sheet import Sheet
from core.importing.sheets import read_sheets
from core.importing.wizard import Import, Wizard
from core.refusals import Refusal
from core.storing import stored

log = logging.getLogger(__name__)

UNREACHABLE = "The worker could not be reached. Nothing was loaded: try again in a few minutes."
State = SpreadsheetImport.State
OnExisting = SpreadsheetImport.OnExisting


def receive(*, wizard: Wizard[Import], imported: Import, upload: "File[Any]", by: Actor) -> Import:
    """Take a spreadsheet in and guess what its columns say; `imported` is new and says whose it is and its kind.

    Raises Refusal on `file` for one that cannot be read safely, is empty, or has no row of headings; then nothing
    of it is kept.
    """
    with stored(upload, wizard.keeping) as file, transaction.atomic():
        sheets = read_sheets(Path(default_storage.path(file.name)), wizard.limits)
        imported.file.name = file.name
        imported.filename, imported.sha256, imported.size = file.filename, file.sha256, file.size
        imported.mapping = guessed_mapping(wizard, imported, sheets)
        imported.uploaded_by_id = by.pk
        imported.save()
        _record(by, "uploaded a spreadsheet", imported, sha256=file.sha256)
    return imported


def map_columns(
    *,
    wizard: Wizard[Import],
    imported: Import,
    mapping: Mapping[str, Mapping[str, Any]],
    by: Actor,
    today: dt.date,
) -> Import:
    """Say which column holds what, remember it for the next file with these headings, and make the dry run.

    `mapping` gives by part the name of the sheet and the columns (counted from 0) by their keys. Raises Refusal
    for a sheet that is not there, a column that says two things, and a column that is needed and lacks.
    """
    sheets = sheets_of(wizard, imported)
    with transaction.atomic():
        imported = opened(imported)
        for part, said in mapping.items():
            _check_mapping(wizard, imported, part, said, sheets)
        wizard.check_mapping(imported, mapping, sheets)
        for part, said in mapping.items():
            _remember(wizard, imported, part, said, sheets)
        imported.mapping = {
            part: {"sheet": said["sheet"], "columns": dict(said["columns"])} for part, said in mapping.items()
        }
        return _checked(wizard, imported, sheets, today)


def keep_mapping(
    *, wizard: Wizard[Import], imported: Import, mapping: Mapping[str, Any], today: dt.date
) -> Import:
    """Keep a mapping in an application's own terms (`Wizard.own_mapping`), and make the dry run."""
    sheets = sheets_of(wizard, imported)
    with transaction.atomic():
        imported = opened(imported)
        imported.mapping = dict(mapping)
        return _checked(wizard, imported, sheets, today)


def check_again(*, wizard: Wizard[Import], imported: Import, today: dt.date) -> Import:
    """Make the dry run anew, after what the file goes into has changed. Raises Refusal before columns are mapped."""
    sheets = sheets_of(wizard, imported)
    with transaction.atomic():
        imported = opened(imported)
        if imported.state == State.UPLOADED:
            raise Refusal("Say first what the columns hold")
        return _checked(wizard, imported, sheets, today)


def _checked(wizard: Wizard[Import], imported: Import, sheets: tuple[Sheet, ...], today: dt.date) -> Import:
    imported.findings = wizard.find(imported, sheets, today=today)
    imported.state = State.CHECKED
    imported.save(update_fields=["mapping", "findings", "state"])
    return imported


def _check_mapping(
    wizard: Wizard[Import],
    imported: Import,
    part: str,
    said: Mapping[str, Any],
    sheets: tuple[Sheet, ...],
) -> None:
    table = wizard.table_of(imported.kind, part)
    columns = said["columns"]
    headings = wizard.headings_of(_sheet_of(said, sheets), table).words
    taken: dict[int, str] = {}
    for key, place in columns.items():
        heading = table.column(key).heading
        if place not in headings:
            raise Refusal(f"Choose a column of the file for {heading}", field=f"{part}-{key}")
        if place in taken:
            raise Refusal(
                f"The column “{headings[place]}” is chosen for {taken[place]} too: a column says one thing",
                field=f"{part}-{key}",
            )
        taken[place] = heading
    lacking = table.lacking(columns)
    if lacking:
        raise Refusal(f"Choose the column for each of these: {', '.join(lacking)}")


def _sheet_of(said: Mapping[str, Any], sheets: tuple[Sheet, ...]) -> Sheet:
    for sheet in sheets:
        if sheet.name == said["sheet"]:
            return sheet
    raise Refusal("That sheet is not in the file: choose the file again")


def _remember(
    wizard: Wizard[Import],
    imported: Import,
    part: str,
    said: Mapping[str, Any],
    sheets: tuple[Sheet, ...],
) -> None:
    table = wizard.table_of(imported.kind, part)
    wizard.mappings._default_manager.update_or_create(
        **wizard.remembered_by(imported),
        headings=wizard.headings_of(_sheet_of(said, sheets), table).digest(table),
        defaults={"mapping": dict(said["columns"]), "used_at": timezone.now()},
    )


@transaction.atomic
def start_load(
    *, wizard: Wizard[Import], imported: Import, on_existing: str, leaves_out_errors: bool, by: Actor
) -> Import:
    """Ask the worker to load the file; `on_existing` is a value of `SpreadsheetImport.OnExisting`.

    Raises Refusal where rows have errors and are not to be left out, where "stop" meets something that differs,
    and where nothing would change.
    """
    imported = _startable(imported)
    _refuse_what_cannot_be_loaded(imported.findings, on_existing, leaves_out_errors, wizard.into)
    imported.on_existing, imported.leaves_out_errors = on_existing, leaves_out_errors
    imported.loaded_by_id = by.pk
    imported.job = jobs.request_job(kind=wizard.job_kind, scope=imported.scope)
    imported.state = State.LOADING
    imported.save(update_fields=["job", "state", "on_existing", "leaves_out_errors", "loaded_by"])
    job_id = imported.job.pk
    transaction.on_commit(lambda: _send(wizard, job_id))
    _record(by, "started an import", imported, on_existing=on_existing, leaves_out_errors=leaves_out_errors)
    return imported


def _refuse_what_cannot_be_loaded(
    findings: Mapping[str, Any], on_existing: str, leaves_out_errors: bool, into: str
) -> None:
    new, different = counted(findings, "new"), counted(findings, "different")
    if findings["error_rows"] and not leaves_out_errors:
        raise Refusal(
            "Some rows have errors. Correct the file and choose it again, or leave those rows out",
            field="leaves_out_errors",
        )
    if on_existing == OnExisting.STOP and different:
        raise Refusal(
            f"{different} of what the file holds is in {into} already and differs: skip it, or update {into}",
            field="on_existing",
        )
    if not new and (not different or on_existing != OnExisting.UPDATE):
        raise Refusal(f"Nothing would change: everything that can be loaded is in {into} already")


@transaction.atomic
def drop(*, imported: Import, by: Actor) -> Import:
    """Give up an import that was not loaded. Its file stays in the store as it was chosen."""
    imported = opened(imported)
    imported.state = State.DROPPED
    imported.save(update_fields=["state"])
    _record(by, "dropped an import", imported)
    return imported


def _send(wizard: Wizard[Any], job_id: int) -> None:
    try:
        wizard.send(job_id)
    except (KombuError, OSError):
        log.exception("%s could not be sent", wizard.job_kind)
        fail_load(wizard=wizard, job_id=job_id, reason=UNREACHABLE)


@transaction.atomic
def fail_load(*, wizard: Wizard[Any], job_id: int, reason: str) -> None:
    """Mark the load as failed with its reason; whoever started it may start it again."""
    jobs.fail(job_id, reason=reason)
    wizard.model._default_manager.filter(job=job_id, state=State.LOADING).update(state=State.FAILED)


def taken_for_load(*, imported: Import, job_id: int) -> Import:
    """Return the import with its row locked, at the beginning of the transaction that loads it.

    Raises Refusal for one that no longer waits for the job.
    """
    imported = _locked(imported)
    if imported.state != State.LOADING or imported.job_id != job_id:
        raise Refusal("This import no longer waits to be loaded")
    return imported


def refuse_unless_as_checked(*, imported: Import, digest: str, into: str) -> None:
    """Raise Refusal when a check made now, with this digest, would do something else than the person was shown."""
    if digest != imported.findings["digest"]:
        raise Refusal(
            f"{into[:1].upper()}{into[1:]} has changed since the file was checked, so nothing was loaded. Check the "
            "file again and look at what is different now"
        )


def loaded(*, imported: Import, outcome: dict[str, Any], at: dt.datetime) -> Import:
    """Note what was loaded and finish the job, at the end of the transaction that loads it.

    `outcome` gives under "new" and "changed" the number of rows by the label of their model, and under "left_out"
    that of the rows of the file that were.
    """
    imported.outcome, imported.state, imported.loaded_at = outcome, State.LOADED, at
    imported.save(update_fields=["outcome", "state", "loaded_at"])
    _record(imported.loaded_by, "loaded an import", imported, sha256=imported.sha256, **outcome)
    jobs.finish(imported.job_id or 0)
    return imported


def taken_for_undo(*, imported: Import, now: dt.datetime) -> Import:
    """Return the import with its row locked, at the beginning of the transaction that takes it back.

    Raises Refusal for one that is not loaded, and `UNDO_WITHIN` after it was. Once what it was loaded into is locked
    too, `refuse_what_is_in_the_way` follows.
    """
    imported = _locked(imported)
    if imported.state != State.LOADED:
        raise Refusal(f"This import is {_state_of(imported)}: there is nothing to undo")
    if not is_in_time(imported, now):
        hours = int(UNDO_WITHIN.total_seconds() // 3600)
        raise Refusal(f"An import can be undone within {hours} hours: change what is wrong on its own page")
    return imported


def refuse_what_is_in_the_way(*, found: list[str]) -> None:
    """Raise Refusal with the first of the things that keep an import from being undone, if there is any."""
    if found:
        raise Refusal(f"It can no longer be undone: {found[0]}")


def undone(*, imported: Import, by: Actor, now: dt.datetime, **detail: Any) -> Import:
    """Note that it was taken back, at the end of the transaction that does it; `detail` counts what became of rows."""
    imported.state, imported.undone_at = State.UNDONE, now
    imported.save(update_fields=["state", "undone_at"])
    _record(by, "undid an import", imported, sha256=imported.sha256, **detail)
    return imported


def _locked(imported: Import) -> Import:
    """Return the import as it stands, its row locked until the transaction ends."""
    rows = type(imported)._default_manager.select_for_update(of=("self",))
    return rows.select_related(*imported.comes_with).get(pk=imported.pk)


def opened(imported: Import) -> Import:
    """Return an import that can still be mapped, its row locked. Raises Refusal for one that is past that."""
    imported = _locked(imported)
    if not imported.is_open:
        raise Refusal(f"This import is {_state_of(imported)}: start a new one")
    return imported


def _startable(imported: Import) -> Import:
    imported = opened(imported)
    if imported.state == State.UPLOADED or not imported.findings:
        raise Refusal("Check the file first: say what its columns hold")
    return imported


def _state_of(imported: SpreadsheetImport) -> str:
    return State(imported.state).label.lower()


def _record(by: Actor | None, deed: str, imported: SpreadsheetImport, **detail: Any) -> None:
    audit.record(by=by, action=deed, subject=imported, scope=imported.scope, detail=detail)
