"""Takes a load of figures back: no version goes; what stood before stands again, as one more version."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from core.audit import Actor
from core.importing import services
from core.refusals import Refusal
from digests.models import FigureImport, Reading
from digests.services.loading import ROWS_AT_ONCE

KEPT = (
    "indicator_id", "month", "dimension", "group", "numerator", "denominator", "value", "is_suppressed", "quality",
    "problem", "quality_note",
)  # fmt: skip
Spot = tuple[int, dt.date, str, str]


def revised_since(imported: FigureImport) -> QuerySet[Reading]:
    """Return the figures of a load that somebody revised or took back since: an undo leaves them as they are."""
    return Reading.objects.filter(load=imported, superseded_at__isnull=False)


@transaction.atomic
def undo(*, imported: FigureImport, by: Actor, now: dt.datetime) -> FigureImport:
    """Take back what still stands of a load; where a figure stood before, it stands again, with why.

    Raises Refusal after a day, and when everything that it brought was revised since.
    """
    imported = services.taken_for_undo(imported=imported, now=now)
    ours = {
        (each.indicator_id, each.month, each.dimension, each.group): each.version
        for each in Reading.objects.current().select_for_update(of=("self",)).filter(load=imported)
    }
    if not ours:
        raise Refusal("Every figure that it brought was revised since: there is nothing left to undo")
    left = revised_since(imported).count()
    Reading.objects.current().filter(load=imported).update(superseded_at=now)
    again = [
        _again(earlier, ours[_spot(earlier)], imported, by, now)
        for earlier in _before(imported)
        if ours.get(_spot(earlier)) == earlier.version + 1
    ]
    Reading.objects.bulk_create(again, batch_size=ROWS_AT_ONCE)
    imported.outcome |= {"left_as_revised": left}
    imported.save(update_fields=["outcome"])
    return services.undone(
        imported=imported, by=by, now=now, taken_back=len(ours), put_back=len(again), left_as_revised=left
    )


def _before(imported: FigureImport) -> QuerySet[Reading]:
    """Return the versions that the load replaced: they ended in the moment in which it happened."""
    return Reading.objects.filter(indicator__council=imported.council, superseded_at=imported.loaded_at)


def _spot(reading: Reading) -> Spot:
    return reading.indicator_id, reading.month, reading.dimension, reading.group


def _again(earlier: Reading, version: int, imported: FigureImport, by: Actor, now: dt.datetime) -> Reading:
    return Reading(
        **{name: getattr(earlier, name) for name in KEPT},
        version=version + 1,
        revision_reason=f"Undo of the import of {imported.filename}"[:300],
        recorded_at=now,
        recorded_by_id=by.pk,
    )
