"""Measures loads of figures against the bare reader and one bulk insert of as many readings (`make bench`)."""

import datetime as dt
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from python_calamine import CalamineWorkbook

from accounts.models import Organisation, User
from config.celery import app as celery
from digests.models import FigureImport, Indicator, Reading
from digests.months import months_up_to
from tests.factories import CouncilFactory, UserFactory
from tests.factories_figures import LONG_HEADINGS, book_of, bytes_of, checked, started
from tests.factories_plan import IndicatorFactory

NEWEST = dt.date(2026, 10, 1)
TIMES = 3


def a_council(indicators: int) -> tuple[Organisation, User]:
    """Return a council with indicators BM000, BM001, … and who loads their figures."""
    council = CouncilFactory()
    for number in range(indicators):
        IndicatorFactory(council=council, code=f"BM{number:03}", title=f"Measure {number}")
    return council, UserFactory()


def wide_book(indicators: int, months: int) -> bytes:
    spans = months_up_to(NEWEST, months)
    rows = [
        [
            f"BM{number:03}",
            f"Measure {number}",
            *(f"{40 + (number * 7 + at) % 500 / 10}%" for at in range(months)),
        ]
        for number in range(indicators)
    ]
    return bytes_of(book_of(["Code", "Indicator", *(f"{month:%b-%y}" for month in spans)], *rows))


def long_book(indicators: int, months: int, groups: int) -> bytes:
    """Return a file with a figure for each indicator, month and team."""
    rows = [
        [f"BM{number:03}", f"{month:%b %Y}", at % 40, 40, None, "Team", f"Team {group}"]
        for number in range(indicators)
        for at, month in enumerate(months_up_to(NEWEST, months))
        for group in range(groups)
    ]  # fmt: skip
    return bytes_of(book_of([*LONG_HEADINGS, "Broken down by", "Group"], *rows))


def bare(content: bytes, readings: int, indicator: Indicator, by: User) -> float:
    """Return how long it takes to read a file with the bare reader and to insert as many readings in one go."""
    path = Path(settings.MEDIA_ROOT) / "bench.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

    def work() -> None:
        with CalamineWorkbook.from_path(path) as book:
            book.get_sheet_by_index(0).to_python()
        with transaction.atomic():
            Reading.objects.bulk_create(
                Reading(
                    indicator=indicator, month=NEWEST, dimension="team", group=f"Team {number}",
                    numerator=Decimal(number % 40), denominator=Decimal(40), value=Decimal(50), recorded_by=by,
                )
                for number in range(readings)
            )  # fmt: skip

    return _timed(work, clean=lambda: Reading.objects.filter(indicator=indicator).delete())


def ours(council: Organisation, by: User, content: bytes, kind: str) -> tuple[float, float]:
    """Return how long the dry run takes and how long the load."""
    upload = SimpleUploadedFile("figures.xlsx", content)
    begun = time.process_time()
    imported = checked(council, by, upload, kind)
    looked = time.process_time() - begun
    assert not imported.findings["errors"], imported.findings["troubles"][:3]
    begun = time.process_time()
    started(imported, by)
    took = time.process_time() - begun
    assert FigureImport.objects.get(pk=imported.pk).state == FigureImport.State.LOADED
    return looked, took


def _timed(work: Callable[[], Any], clean: Callable[[], Any]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
        clean()
    return min(taken)


def compare(what: str, council: Organisation, by: User, content: bytes, kind: str, readings: int) -> None:
    """Print how many times as long dry run and load take as the bare reading and one insert."""
    of = Reading.objects.filter(indicator__council=council)
    taken = []
    for _ in range(TIMES):
        taken.append(ours(council, by, content, kind))
        assert of.count() == readings
        of.delete()
    looked, took = (min(each) for each in zip(*taken, strict=True))
    least = bare(content, readings, Indicator.objects.filter(council=council)[0], by)
    for words, seconds in ((f"load of figures, {what}", took), ("  its upload and dry run before", looked)):
        print(f"{words:<62} {seconds / least:6.1f} x   ({least * 1000:.1f} ms, {seconds * 1000:.1f} ms)")  # noqa: T201


def main() -> None:
    """Print both comparisons; the worker's task is run here and now."""
    celery.conf.task_always_eager = True
    council, by = a_council(50)
    compare("wide, 50 x 60", council, by, wide_book(50, 60), "wide", 50 * 60)
    council, by = a_council(100)
    compare("long, 100,000 figures", council, by, long_book(100, 50, 20), "long", 100_000)
