"""The Department's published figures, where they lie beside the repository, against sums made from the file plainly."""

import csv
import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, User
from digests.benchmarking.matching import Match
from digests.models import BenchmarkRelease, BenchmarkValue, Indicator
from digests.selectors.benchmarks import benchmarks_for
from tests.factories_benchmarks import NeighbourModelFactory
from tests.factories_plan import IndicatorFactory

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "lait_extract.csv"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PUBLISHED.exists(), reason=f"there is no {PUBLISHED.name} to read"),
]
BENCHMARKS = "/councils/fernshire/digest/benchmarks/"
DIRECTIONS = {"High": "higher", "Low": "lower", "-": "neither", "": "neither"}
# By the alphabet of its councils: one in the middle, and the ten after it, beginning anew at the end.
OWN, NEIGHBOURS = 10, (11, 12, 13, 14, 15, 16, 17, 0, 1, 2)


def lines() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def expected(given: list[dict[str, str]], own: str, neighbours: list[str]) -> tuple[Any, ...]:
    """Year, England, mean, how many counted and rank of one measure, in plain loops over its lines."""
    values = {(row["area"], int(row["year"])): row["value"] for row in given if row["value"] != "-"}
    direction = DIRECTIONS[given[0]["polarity"]]
    for year in range(2025, 2015, -1):
        near = [Decimal(values[name, year]) for name in neighbours if (name, year) in values]
        if near and ("England", year) in values:
            break
    mean = (sum(near) / len(near)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    rank = None
    if (own, year) in values and direction != "neither":
        ours = Decimal(values[own, year])
        rank = 1 + len([each for each in near if (each > ours if direction == "higher" else each < ours)])
    return year, Decimal(values["England", year]), mean, len(near), rank


def answered(found: Any) -> tuple[Any, ...]:
    compared = found.comparison
    rank = compared.rank.place if compared.rank else None
    return compared.year, compared.country.value, compared.neighbours.value, compared.neighbours.counted, rank


def test_every_measure_of_the_file_is_compared_as_plain_loops_compare_it(
    council: Organisation, analyst: User, client_for: Callable[[User], Client]
) -> None:
    rows = lines()
    councils = sorted(
        {row["area"] for row in rows if row["area"] != "England" and "London" not in row["area"]}
    )
    own, neighbours = councils[OWN], [councils[place] for place in NEIGHBOURS]
    NeighbourModelFactory(council=council, own_area=own, region="London", areas=neighbours)
    client = client_for(analyst)
    terms = {"name": "LAIT", "published_on": "01/10/2026"}
    file = SimpleUploadedFile(PUBLISHED.name, PUBLISHED.read_bytes())
    client.post(f"{BENCHMARKS}load/", {**terms, "file": file})
    release = BenchmarkRelease.objects.get()
    assert (release.findings["errors"], release.findings["figures"]) == (0, len(rows))
    client.post(f"{BENCHMARKS}releases/{release.pk}/")
    assert BenchmarkValue.objects.count() == len(rows)
    without = sum(row["value"] == "-" for row in rows)
    assert BenchmarkValue.objects.filter(value=None).count() == without == release.findings["without_value"]

    by_measure: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows:
        by_measure.setdefault((row["lait_code"], row["lait_short"]), []).append(row)
    indicators = {
        (code, key): IndicatorFactory(
            council=council, national_code=code, benchmark_key=key, direction=DIRECTIONS[given[0]["polarity"]]
        )
        for (code, key), given in by_measure.items()
    }
    found = benchmarks_for(indicators.values(), as_at=dt.date(2099, 1, 1))
    wrong = {
        measure: (answered(found[indicator.pk]), expected(by_measure[measure], own, neighbours))
        for measure, indicator in indicators.items()
        if answered(found[indicator.pk]) != expected(by_measure[measure], own, neighbours)
    }
    assert wrong == {}
    # Five measures of the workforce share a code: without a short name nobody guesses.
    Indicator.objects.filter(national_code="287").update(benchmark_key="")
    of_the_workforce = Indicator.objects.filter(national_code="287")
    told = benchmarks_for(of_the_workforce, as_at=dt.date(2099, 1, 1)).values()
    assert {each.match for each in told} == {Match.SEVERAL}
    assert all(each.to_do.startswith("Code 287 has 5 measures.") for each in told)
    assert client.get(BENCHMARKS).status_code == 200
