"""Takes published files in: checked first, loaded whole, withdrawn when one turns out to be wrong."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from core import audit
from core.file_types import FileType
from core.importing.sheets import NAMES, read_sheets, sheet_type_of
from core.refusals import Refusal
from core.storing import Keeping, stored
from digests.benchmarking.release_file import LIMITS, CheckedFile, check_file
from digests.models import BenchmarkMeasure, BenchmarkRelease, BenchmarkValue
from digests.selectors.benchmark_check import change_by, findings_of

IN_ONE_STATEMENT = 2_000
LONGEST_NAME, LONGEST_REASON = 120, 300
ALREADY = "This file is loaded already, so nothing was changed."
NOTHING_NEW = "Every figure in the file stands already, so there is nothing to load"


def _type_of(path: Path) -> FileType | None:
    return sheet_type_of(path, LIMITS)


SPREADSHEETS = Keeping(
    "benchmarks", _type_of, f"{NAMES}. A file of an older or another kind: open it and save it as .xlsx"
)


def check_release(
    *,
    council: Organisation,
    name: str,
    published_on: dt.date,
    upload: "File[Any]",
    by: User,
    today: dt.date,
) -> BenchmarkRelease:
    """Take a published file in and check it; nothing of it counts before `load_release`.

    Raises Refusal for a file that cannot be read safely, is no table of published figures, or is loaded already.
    """
    _check_terms(name, published_on, today)
    with stored(upload, SPREADSHEETS) as file, transaction.atomic():
        _refuse_loaded(council, file.sha256)
        checked = _checked(file.name, today)
        BenchmarkRelease.objects.filter(council=council, sha256=file.sha256, loaded_at__isnull=True).delete()
        release = BenchmarkRelease.objects.create(
            council=council,
            name=name.strip(),
            published_on=published_on,
            file=file.name,
            filename=file.filename,
            sha256=file.sha256,
            findings=findings_of(checked, change_by(checked, council, published_on=published_on)),
            checked_by=by,
        )
        _record(by, "checked a file of published figures", release, sha256=file.sha256)
    return release


def load_release(*, release: BenchmarkRelease, by: User, today: dt.date) -> BenchmarkRelease:
    """Load a checked file, all of it or none. Raises Refusal for one with errors, without news, or loaded already."""
    try:
        with transaction.atomic():
            checked = _claimed(release, by, today)
            measures = BenchmarkMeasure.objects.bulk_create(
                BenchmarkMeasure(
                    release=release, code=each.code, key=each.key, title=each.title, polarity=each.polarity
                )
                for each in checked.measures
            )
            BenchmarkValue.objects.bulk_create(
                (
                    BenchmarkValue(
                        measure_id=measures[each.measure].pk,
                        area=each.area,
                        area_key=each.area_key,
                        year=each.year,
                        value=each.value,
                    )
                    for each in checked.figures
                ),
                batch_size=IN_ONE_STATEMENT,
            )
            _record(by, "loaded published figures", release, figures=len(checked.figures))
    except IntegrityError:
        # The same file, uploaded twice and confirmed at the same moment: the constraint let one of them through.
        raise Refusal(ALREADY) from None
    release.refresh_from_db()
    return release


def _claimed(release: BenchmarkRelease, by: User, today: dt.date) -> CheckedFile:
    """Take the release for loading and return its file, checked once more. Raises Refusal."""
    waiting = BenchmarkRelease.objects.filter(pk=release.pk, loaded_at__isnull=True)
    if not waiting.update(loaded_at=timezone.now(), loaded_by=by):
        raise Refusal(ALREADY)
    checked = _checked(str(release.file.name), today)
    if checked.errors:
        raise Refusal("The file has errors. Correct the cells that are named, and choose the file again")
    change = change_by(checked, release.council, published_on=release.published_on)
    if not change.new and not change.revised:
        raise Refusal(NOTHING_NEW)
    return checked


@transaction.atomic
def withdraw_release(*, release: BenchmarkRelease, because: str, by: User) -> None:
    """Undo a load: the release stays on record and no longer counts, and the one before it does again."""
    reason = because.strip()
    if not reason:
        raise Refusal("Enter why the release is withdrawn", field="because")
    if len(reason) > LONGEST_REASON:
        raise Refusal(f"The reason must be {LONGEST_REASON} characters or fewer", field="because")
    standing = BenchmarkRelease.objects.standing().filter(pk=release.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=reason):
        raise Refusal("This release does not count any more: it was withdrawn already")
    _record(by, "withdrew published figures", release, because=reason)


@transaction.atomic
def drop_release(*, release: BenchmarkRelease, by: User) -> None:
    """Give up a file that was checked and not loaded."""
    name, key = release.file.name, release.pk
    _record(by, "gave up a file of published figures", release)
    deleted, _ = BenchmarkRelease.objects.filter(pk=key, loaded_at__isnull=True).delete()
    if not deleted:
        raise Refusal("This file is loaded already: withdraw the release instead")
    if name and not BenchmarkRelease.objects.filter(file=name).exists():
        transaction.on_commit(lambda: default_storage.delete(name))


def _check_terms(name: str, published_on: dt.date, today: dt.date) -> None:
    if not name.strip():
        raise Refusal("Enter the name of the release", field="name")
    if len(name.strip()) > LONGEST_NAME:
        raise Refusal(f"The name of the release must be {LONGEST_NAME} characters or fewer", field="name")
    if published_on > today:
        raise Refusal("The day on which it was published must be today or earlier", field="published_on")


def _refuse_loaded(council: Organisation, sha256: str) -> None:
    loaded = BenchmarkRelease.objects.standing().filter(council=council, sha256=sha256).first()
    if loaded is not None:
        address = reverse("digest:benchmark_release", args=[council.slug, loaded.pk])
        raise Refusal(ALREADY, field="file", link=(address, f"It is {loaded.name}"))


def _checked(name: str, today: dt.date) -> CheckedFile:
    return check_file(read_sheets(Path(default_storage.path(name)), LIMITS), today=today)


def _record(by: User, action: str, release: BenchmarkRelease, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=release, scope=release.council.slug, detail=detail)
