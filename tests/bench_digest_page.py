"""Measures the digest's pages with 50 indicators and their charts, cold and warm (`make bench`).

Each page is asked for first in a process of its own, which nothing has warmed: this module is that process as well.
"""

import datetime as dt
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

django.setup()

from django.conf import settings  # noqa: E402  Django has to be set up before its models are imported
from django.db import connection  # noqa: E402

from accounts.models import Organisation, Role, User  # noqa: E402
from config.celery import app as celery  # noqa: E402
from digests.models import Indicator, Reading, Target  # noqa: E402
from digests.months import months_up_to  # noqa: E402
from digests.services import publication  # noqa: E402
from tests.bench_timing import best_of  # noqa: E402

INDICATORS, MONTHS, FEW, MANY = 50, 60, 12, 120
NEWEST, TODAY = dt.date(2026, 10, 1), dt.date(2026, 11, 22)
PAGES = {
    "month": "?month=2026-10",
    "charts": "charts/?month=2026-10",
    "published": "published/{published}/",
}


def council_with(months: int) -> tuple[Organisation, User, int]:
    """Return a council with so many months of figures, who reads them, and the newest month as it was published."""
    from tests.factories import CouncilFactory, MembershipFactory, UserFactory
    from tests.factories_plan import IndicatorFactory, TargetFactory

    council = CouncilFactory(name=f"Fernshire {months} months", slug=f"fernshire-{months}-months")
    reader = UserFactory(email=f"analyst{months}@fernshire.example")
    MembershipFactory(council=council, person=reader, role=Role.ANALYST)
    seeded = random.Random(months)
    for number in range(INDICATORS):
        indicator = IndicatorFactory(council=council, code=f"BD{number:02}", is_key=number < 10)
        TargetFactory(indicator=indicator, at_least=Decimal(seeded.choice((70, 80, 95))))
        _give(indicator, months, level=seeded.randint(100, 170), seeded=seeded)
    digest = publication.open_digest(council=council, month=NEWEST, by=reader, today=TODAY)
    why = "These figures are made up."
    digest = publication.mark_commented(digest=digest, by=reader, today=TODAY, uncommented_because=why)
    return council, reader, publication.publish(digest=digest, by=reader, today=TODAY).pk


def _give(indicator: Indicator, months: int, *, level: int, seeded: random.Random) -> None:
    """Give monthly figures about `level` in 200."""
    numerators = {month: Decimal(level + seeded.randint(-12, 12)) for month in months_up_to(NEWEST, months)}
    Reading.objects.bulk_create(
        Reading(
            indicator=indicator, month=month, numerator=numerator, denominator=Decimal(200), value=numerator / 2
        )
        for month, numerator in numerators.items()
    )  # fmt: skip


def bare(council: Organisation) -> Callable[[], object]:
    """Return what reads the rows that the pages are made of, and does nothing with them."""

    def read() -> list[Any]:
        return [
            list(rows.values_list())
            for rows in (
                Indicator.objects.filter(council=council),
                Reading.objects.filter(indicator__council=council),
                Target.objects.filter(indicator__council=council),
            )
        ]

    return read


@contextmanager
def reached_by_others() -> Iterator[str]:
    """The address of this process's database for another one; a database in memory is copied to a file for it."""
    own = connection.settings_dict
    if connection.vendor == "postgresql":
        place = f"{own['HOST']}:{own['PORT'] or 5432}/{own['NAME']}"
        yield f"postgres://{quote(own['USER'])}:{quote(own['PASSWORD'])}@{place}"
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "bench.sqlite3"
        with sqlite3.connect(copy) as kept:
            connection.connection.backup(kept)
        kept.close()
        yield f"sqlite:///{copy}"


def in_a_fresh_process(database: str, wanted: list[tuple[int, str]]) -> list[dict[str, float]]:
    """Return what a new process measures of each address in turn, as the person with a primary key."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_digest_page", json.dumps(wanted)],
        env={**os.environ, "DATABASE_URL": database}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: list[dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(person: int, address: str) -> dict[str, float]:
    """Return the seconds that an address takes the first time and afterwards, its queries, and its bytes."""
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(User.objects.get(pk=person), backend="django.contrib.auth.backends.ModelBackend")
    begun = time.perf_counter()
    answer = client.get(address)
    first = time.perf_counter() - begun
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    # Counted now: the next request clears what was asked.
    queries = len(asked)
    later = best_of(lambda: client.get(address))
    return {"first": first, "later": later, "queries": queries, "bytes": len(answer.content)}


def lines() -> Iterator[str]:
    """Yield for each page how it compares: cold with warm, warm with the bare rows, many months with few."""
    celery.conf.broker_url = "memory://localhost"
    made = {months: council_with(months) for months in (MONTHS, FEW, MANY)}
    with connection.cursor() as cursor:
        # What a database that has stood for a day knows of its tables by itself.
        cursor.execute("ANALYZE")
    rows = best_of(bare(made[MONTHS][0]))
    yield (
        f"Pages of the digest, {INDICATORS} indicators x {MONTHS} months, on {connection.display_name}; "
        f"their rows alone, by values_list: {rows * 1000:.0f} ms"
    )
    with reached_by_others() as database:
        for page, path in PAGES.items():
            wanted = [
                (reader.pk, f"/councils/{council.slug}/digest/{path.format(published=published)}")
                for council, reader, published in made.values()
            ]
            yield _told(page, rows, *in_a_fresh_process(database, wanted))


def _told(
    page: str, rows: float, usual: dict[str, float], few: dict[str, float], many: dict[str, float]
) -> str:
    first, later = usual["first"], usual["later"]
    asked = sorted({int(each["queries"]) for each in (usual, few, many)})
    same = f"{asked[0]} queries" if len(asked) == 1 else f"NOT THE SAME queries: {asked}"
    return (
        f"  {page:<10} cold {first / later:4.1f} x warm   ({first * 1000:.0f} ms, {later * 1000:.0f} ms), "
        f"warm {later / rows:4.1f} x its rows, {MANY} months {many['later'] / few['later']:.1f} x {FEW}, "
        f"{same}, {int(usual['bytes']) // 1024} KB"
    )


def main() -> None:
    """Print every comparison; call it inside a database of its own."""
    for line in lines():
        print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    stored = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": stored}
    print(json.dumps([measured(*each) for each in json.loads(sys.argv[1])]))  # noqa: T201
