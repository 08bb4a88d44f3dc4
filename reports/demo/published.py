"""Makes up a release of published figures from a seed, and loads it with ten statistical neighbours."""

import csv
import datetime as dt
import io
import random

from django.core.files.base import ContentFile

from digests.benchmarking.neighbour_file import NeighbourRow
from digests.models import BenchmarkRelease, NeighbourModel
from digests.services.benchmarks import check_release, load_release
from digests.services.neighbours import Terms, set_neighbours
from reports.demo.days import FernshireDays, afternoon, days_after
from reports.demo.people import Cast
from reports.demo.tables import rows

PUBLISHED = -235
"""On which day from the day of loading the release came out."""
REGION = "Fen and Wold"
OWN = "Fernshire"
YEARS = 3
NOT_SHOWN = ("Lindmoor", "317")
"""The area and the code of the measure of which the newest figure is suppressed."""
HEADINGS = ("Code", "Short name", "Measure", "Polarity", "Area", "Year", "Value")


def load_published(cast: Cast, days: FernshireDays, seed: str) -> None:
    """Set the neighbours, then check and load the release, both on the days on which people would have."""
    by, day = cast.people["analyst"], days_after(days.today, PUBLISHED)
    named = [
        NeighbourRow(int(row["rank"]), row["area"], row["closeness"], row["subset"] == "yes")
        for row in rows("neighbours")
    ]
    terms = Terms(f"Neighbours of {day.year}", day.replace(month=1, day=1), OWN, REGION)
    model = set_neighbours(council=cast.council, terms=terms, rows=named, by=by)
    file = ContentFile(_release(day, seed).encode(), name=f"made-up-release-{day.year}.csv")
    release = check_release(
        council=cast.council, name=f"Made-up release of {day:%B %Y}", published_on=day, upload=file, by=by,
        today=days.today,
    )  # fmt: skip
    load_release(release=release, by=by, today=days.today)
    loaded = afternoon(days_after(day, 3))
    BenchmarkRelease.objects.filter(pk=release.pk).update(checked_at=loaded, loaded_at=loaded)
    NeighbourModel.objects.filter(pk=model.pk).update(set_at=loaded)


def _release(published_on: dt.date, seed: str) -> str:
    """Return the file: each measure of each area for three years, the newest ended half a year before."""
    newest = days_after(published_on, -182).year
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(HEADINGS)
    areas = ("England", REGION, OWN, *(row["area"] for row in rows("neighbours")))
    for measure in rows("benchmarks"):
        named = (measure["code"], measure["short"], measure["measure"], measure["polarity"])
        for area in areas:
            chance = random.Random(f"{seed} {measure['short']} {area}")
            level = _level(measure, area, chance)
            for year in range(newest - YEARS + 1, newest + 1):
                value = _printed(level + chance.gauss(0, float(measure["spread"]) / 5))
                hidden = (area, measure["code"]) == NOT_SHOWN and year == newest
                table.writerow((*named, area, year, "c" if hidden else value))
    return out.getvalue()


def _level(measure: dict[str, str], area: str, chance: random.Random) -> float:
    """Return about where an area lies: the country where the table says, others around it, each its own way off."""
    if area == OWN:
        return float(measure["own"])
    strays = {"England": 0.0, REGION: 0.4}.get(area, 1.0)
    return float(measure["size"]) + chance.gauss(0, strays * float(measure["spread"]))


def _printed(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{max(value, 0):.1f}"
