"""Answers what a published file would change: its figures beside those that stand already."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from core.importing.checked import Trouble
from digests.benchmarking.release_file import CheckedFile
from digests.models import BenchmarkMeasure
from digests.selectors.benchmarks import figures_of, measures_on

TROUBLES_KEPT = 1_000


@dataclass(frozen=True)
class Change:
    """How many figures of a file are new, differ from the ones that stand, and say the same.

    `behind` is how many of its measures a release that was published later has as well: there the later one counts.
    """

    new: int = 0
    revised: int = 0
    same: int = 0
    behind: int = 0


def change_by(checked: CheckedFile, council: Organisation, *, published_on: dt.date) -> Change:
    """Return what the figures of `checked` are beside the council's standing ones, in two queries."""
    standing = {each.identity: each for each in measures_on(council.pk, as_at=None)}
    known = [standing.get(measure.identity) for measure in checked.measures]
    figures = figures_of({each.pk for each in known if each})
    counted = {"new": 0, "revised": 0, "same": 0}
    for figure in checked.figures:
        measure = known[figure.measure]
        kept = figures.get(measure.pk, {}) if measure else {}
        counted[_state(figure.value, figure.area_key, figure.year, kept)] += 1
    behind = sum(each is not None and each.published_on > published_on for each in known)
    return Change(behind=behind, **counted)


def _state(value: Decimal | None, area: str, year: int, kept: Any) -> str:
    if (area, year) not in kept:
        return "new"
    return "same" if kept[area, year] == value else "revised"


def findings_of(checked: CheckedFile, change: Change) -> dict[str, Any]:
    """Return what a check found, as it is kept with the release: counts, and the first of the troubles."""
    years = [figure.year for figure in checked.figures]
    return {
        "figures": len(checked.figures),
        "measures": len(checked.measures),
        "areas": len({figure.area_key for figure in checked.figures}),
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "without_value": sum(figure.value is None for figure in checked.figures),
        **asdict(change),
        "errors": len(checked.errors),
        "troubles_in_all": len(checked.troubles),
        "troubles": [_row(each) for each in _worst_first(checked.troubles)[:TROUBLES_KEPT]],
        "ignored": [words[:80] for words in checked.ignored[:20]],
    }


def _worst_first(troubles: tuple[Trouble, ...]) -> list[Trouble]:
    return sorted(troubles, key=lambda each: (not each.stops, each.row or 0))


def _row(trouble: Trouble) -> list[Any]:
    return [trouble.sheet, trouble.row, trouble.cell, trouble.words, trouble.stops]


def measures_of_release(release_id: int) -> list[BenchmarkMeasure]:
    """Return the measures of one release by title."""
    return list(BenchmarkMeasure.objects.filter(release=release_id).order_by("title", "pk"))
