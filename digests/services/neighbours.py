"""Says who a council's statistical neighbours are: a version of the model, from a day on."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Organisation, User
from core import audit
from core.importing.sheets import read_sheets
from core.refusals import Refusal
from digests.benchmarking.comparing import area_key
from digests.benchmarking.neighbour_file import LIMITS, MOST_NEIGHBOURS, NeighbourRow, neighbours_in
from digests.models import Neighbour, NeighbourModel

LARGEST_FILE = 1024 * 1024
TAKEN = "There is a model from this day on already: change that one, or choose another day"


@dataclass(frozen=True)
class Terms:
    """What a version of the model is called and from when it holds; the two areas as the published file has them."""

    name: str
    effective_from: dt.date
    own_area: str = ""
    region: str = ""


def set_neighbours(
    *,
    council: Organisation,
    terms: Terms,
    rows: Sequence[NeighbourRow],
    by: User,
    model: NeighbourModel | None = None,
) -> NeighbourModel:
    """Set the neighbours by a new version of the model, or put `model` right. Raises Refusal.

    A refusal of one neighbour is on the field `area_` and its rank.
    """
    _check(terms, rows)
    try:
        with transaction.atomic():
            kept = model or NeighbourModel(council=council)
            for name, value in asdict(terms).items():
                setattr(kept, name, value)
            kept.set_by, kept.set_at = by, timezone.now()
            kept.save()
            kept.neighbours.all().delete()
            Neighbour.objects.bulk_create(Neighbour(model=kept, **asdict(row)) for row in rows)
            _record(
                by,
                "set the statistical neighbours" if model is None else "changed the statistical neighbours",
                kept,
                rows,
            )
    except IntegrityError:
        raise Refusal(TAKEN, field="effective_from") from None
    return kept


def neighbours_of_file(upload: "File[Any]") -> list[NeighbourRow]:
    """Return the neighbours that a spreadsheet holds, which is not kept. Raises Refusal on `file`."""
    if upload.size > LARGEST_FILE:
        raise Refusal("The file must be smaller than 1 MB: it needs ten rows", field="file")
    bands = {label: value for value, label in Neighbour.Closeness.choices}
    with tempfile.NamedTemporaryFile() as file:
        file.writelines(upload.chunks())
        file.flush()
        return neighbours_in(read_sheets(Path(file.name), LIMITS), bands)


def _check(terms: Terms, rows: Sequence[NeighbourRow]) -> None:
    if not rows:
        raise Refusal("Enter the council that is ranked 1", field="area_1")
    places: dict[str, int] = {}
    ranks: set[int] = set()
    for row in rows:
        field = f"area_{row.rank}"
        if not 1 <= row.rank <= MOST_NEIGHBOURS or row.rank in ranks:
            raise Refusal(f"Rank {row.rank} must stand once, and be from 1 to {MOST_NEIGHBOURS}", field=field)
        ranks.add(row.rank)
        key = area_key(row.area)
        if key == area_key(terms.own_area):
            raise Refusal(f"{row.area} is the council itself, and no neighbour of its own", field=field)
        if key in places:
            raise Refusal(f"{row.area} is ranked {places[key]} already: leave it in one place", field=field)
        places[key] = row.rank
    missing = next(iter(sorted(set(range(1, len(rows) + 1)) - ranks)), None)
    if missing is not None:
        raise Refusal(f"Enter the council that is ranked {missing}", field=f"area_{missing}")


def _record(by: User, action: str, model: NeighbourModel, rows: Sequence[NeighbourRow]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=model,
        scope=model.council.slug,
        detail={
            "effective_from": model.effective_from.isoformat(),
            "neighbours": [f"{row.rank}. {row.area}" for row in rows],
            "subset": [row.area for row in rows if row.is_in_subset],
        },
    )
