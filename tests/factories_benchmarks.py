"""Published files, releases and neighbour models for tests; the councils and their figures are made up."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from factory.django import DjangoModelFactory
from openpyxl import Workbook

from digests.benchmarking.comparing import area_key
from digests.models import BenchmarkMeasure, BenchmarkRelease, BenchmarkValue, Neighbour, NeighbourModel
from tests.factories import CouncilFactory, UserFactory

HEADINGS = ("lait_code", "lait_short", "measure", "polarity", "area", "year", "value")
SEEN = ("112", "CareLeaverAcc", "Care leavers in suitable accommodation (%)", "High")
FERNSHIRES = (
    "Aldermere", "Brackwell", "Cawthorne Vale", "Dunmore", "Eskdale and Firth", "Garston", "Hallow",
    "Ingleby", "Kestrel Bay", "Lindwood",
)  # fmt: skip
"""Ten made-up neighbours of Fernshire, the closest first."""


def rows(*figures: tuple[str, int, Any], measure: Sequence[str] = SEEN) -> list[list[Any]]:
    """Return rows of a published file: one for each (area, year, value) of one measure."""
    return [[*measure, *figure] for figure in figures]


def csv_file(
    *content: Sequence[Any], headings: Sequence[str] = HEADINGS, name: str = "published.csv"
) -> SimpleUploadedFile:
    """Return a published file as CSV."""
    lines = [",".join(str(cell) for cell in row) for row in (headings, *content)]
    return SimpleUploadedFile(name, "\n".join(lines).encode(), "text/csv")


def xlsx_file(*content: Sequence[Any], headings: Sequence[str] = HEADINGS) -> SimpleUploadedFile:
    """Return a published file as a workbook."""
    book = Workbook()
    for row in (headings, *content):
        book.active.append(list(row))  # type: ignore[union-attr]
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("published.xlsx", kept.getvalue())


class ReleaseFactory(DjangoModelFactory[BenchmarkRelease]):
    """A release that is loaded and counts."""

    class Meta:
        model = BenchmarkRelease

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Published figures {n}")
    published_on = dt.date(2026, 10, 1)
    file = "benchmarks/none"
    filename = "published.csv"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    checked_by = factory.SubFactory(UserFactory)
    loaded_at = factory.LazyFunction(timezone.now)
    loaded_by = factory.SelfAttribute("checked_by")
    findings = factory.LazyFunction(
        lambda: {
            "figures": 1,
            "measures": 1,
            "areas": 1,
            "first_year": 2024,
            "last_year": 2025,
            "without_value": 0,
        }
    )


class MeasureFactory(DjangoModelFactory[BenchmarkMeasure]):
    class Meta:
        model = BenchmarkMeasure

    release = factory.SubFactory(ReleaseFactory)
    code = "112"
    key = "CareLeaverAcc"
    title = "Care leavers in suitable accommodation (%)"
    polarity = "higher"


class NeighbourModelFactory(DjangoModelFactory[NeighbourModel]):
    """Fernshire's ten neighbours since 2025, the first two in its subset."""

    class Meta:
        model = NeighbourModel
        skip_postgeneration_save = True

    council = factory.SubFactory(CouncilFactory)
    name = "Children's services model, May 2025"
    effective_from = dt.date(2025, 5, 1)
    own_area = "Fernshire"
    region = "South Wold"
    set_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def areas(self: NeighbourModel, create: bool, given: Sequence[str] | None, **kwargs: Any) -> None:
        for place, area in enumerate(FERNSHIRES if given is None else given):
            closeness = Neighbour.Closeness.CLOSE if place < 4 else Neighbour.Closeness.SOMEWHAT_CLOSE
            Neighbour.objects.create(
                model=self, rank=place + 1, area=area, closeness=closeness, is_in_subset=place < 2
            )


def publish(measure: BenchmarkMeasure, figures: Iterable[tuple[str, int, Any]]) -> None:
    """Give a measure its figures: (area, year, value), None for a suppressed one."""
    BenchmarkValue.objects.bulk_create(
        BenchmarkValue(
            measure=measure,
            area=area,
            area_key=area_key(area),
            year=year,
            value=None if value is None else Decimal(str(value)),
        )
        for area, year, value in figures
    )
