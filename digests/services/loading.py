"""Loads a checked file of figures: all of it or nothing, each figure a version of its own, in few statements."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.importing import services
from core.importing.findings import counted
from core.importing.wizard import Wizard
from core.refusals import Refusal
from digests.importing.checking import CheckedFigures, FigureLine
from digests.importing.columns import INTO
from digests.models import FigureImport, Reading
from digests.services.readings import GIVEN_AGAIN

ROWS_AT_ONCE = 5_000
LONGEST_REASON = 300
MEANWHILE = (
    "Somebody gave some of these figures while the file was loaded, so nothing of it was. Check the file again and "
    "look at what is different now"
)


@transaction.atomic
def start_load(
    *,
    wizard: Wizard[FigureImport],
    imported: FigureImport,
    on_existing: str,
    leaves_out_errors: bool,
    revision_reason: str,
    by: User,
) -> FigureImport:
    """Ask the worker to load the file; `revision_reason` is written on every figure that it revises.

    Raises Refusal where that is needed and missing, and what `core.importing.services.start_load` refuses.
    """
    reason = revision_reason.strip()
    revises = on_existing == FigureImport.OnExisting.UPDATE and counted(imported.findings, "different")
    if revises and not reason:
        raise Refusal("Enter why the figures are revised", field="revision_reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal(f"The reason must be {LONGEST_REASON} characters or fewer", field="revision_reason")
    started = services.start_load(
        wizard=wizard, imported=imported, on_existing=on_existing, leaves_out_errors=leaves_out_errors, by=by
    )
    started.revision_reason = reason if revises else ""
    started.save(update_fields=["revision_reason"])
    return started


@transaction.atomic
def load(
    *, imported: FigureImport, job_id: int, check: Callable[[FigureImport], CheckedFigures]
) -> FigureImport:
    """Load what the dry run found, and finish the job with it; `check` makes the dry run again.

    Raises Refusal when the digest is no longer as it was checked, and for an import that no longer waits for the job.
    """
    imported = services.taken_for_load(imported=imported, job_id=job_id)
    checked = check(imported)
    services.refuse_unless_as_checked(imported=imported, digest=checked.digest, into=INTO)
    updates = imported.on_existing == FigureImport.OnExisting.UPDATE
    wanted = [
        line for line in checked.figures if line.state == "new" or (updates and line.state == "different")
    ]
    at = timezone.now()
    _supersede([line.existing.key for line in wanted if line.existing is not None], at)
    _write(imported, wanted, at)
    return services.loaded(imported=imported, outcome=_outcome(checked, wanted), at=at)


def _supersede(keys: Sequence[int], at: dt.datetime) -> None:
    """End the versions that stand, unless somebody was quicker."""
    for start in range(0, len(keys), ROWS_AT_ONCE):
        some = keys[start : start + ROWS_AT_ONCE]
        if Reading.objects.current().filter(pk__in=some).update(superseded_at=at) != len(some):
            raise Refusal(MEANWHILE)


def _write(imported: FigureImport, wanted: Iterable[FigureLine], at: dt.datetime) -> None:
    try:
        with transaction.atomic():
            Reading.objects.bulk_create(_readings(imported, wanted, at), batch_size=ROWS_AT_ONCE)
    except IntegrityError:
        # Somebody gave the first figure of a month at the same moment: the constraint let one through.
        raise Refusal(MEANWHILE) from None


def _readings(imported: FigureImport, wanted: Iterable[FigureLine], at: dt.datetime) -> Iterator[Reading]:
    again = imported.revision_reason or GIVEN_AGAIN
    for line in wanted:
        spot, numbers, standing = line.spot, line.numbers, line.standing
        yield Reading(
            indicator_id=spot.indicator,
            month=spot.month,
            dimension=spot.dimension,
            group=spot.group,
            version=standing.version + 1 if standing else 1,
            numerator=numbers.numerator,
            denominator=numbers.denominator,
            value=numbers.value,
            is_suppressed=numbers.is_suppressed,
            quality=line.quality.flag,
            quality_note=line.quality.note,
            problem=standing.problem if standing and line.existing and line.quality.note else "",
            revision_reason=again if standing else "",
            recorded_at=at,
            recorded_by_id=imported.loaded_by_id,
            load_id=imported.pk,
        )


def _outcome(checked: CheckedFigures, wanted: Sequence[FigureLine]) -> dict[str, Any]:
    """Return the counts, in all and by indicator: the trail has one entry for the load, and none for each figure."""
    label = Reading._meta.label_lower
    states = Counter(line.state for line in wanted)
    by_indicator = Counter(line.spot.indicator for line in wanted)
    return {
        "new": {label: states["new"]} if states["new"] else {},
        "changed": {label: states["different"]} if states["different"] else {},
        "left_out": len({(each.sheet, each.row, each.cell) for each in checked.errors}),
        "by_indicator": {str(key): number for key, number in by_indicator.items()},
    }
