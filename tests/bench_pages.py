"""Measures the pages that grow with a plan: 40 actions against 4,000, in time and in queries (`make bench`)."""

import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from tests.factories import CouncilFactory, MembershipFactory, NoticeFactory, UserFactory
from tests.factories_screens import PAGES_THAT_GROW, plan_of_size

SMALL, LARGE = 40, 4_000
FOUND_WHERE_THEY_LIE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def reader_of(size: int) -> tuple[User, str]:
    """Return somebody who reads a plan of `size` actions, and the address of their council's home."""
    council = CouncilFactory(name=f"Fernshire {size}", slug=f"fernshire-{size}")
    plan_of_size(NoticeFactory(council=council), size)
    person = UserFactory(email=f"reader{size}@fernshire.example")
    MembershipFactory(council=council, person=person, role=Role.IMPROVEMENT_TEAM)
    return person, f"/councils/{council.slug}/"


def measured(person: User, address: str) -> tuple[float, int, int]:
    """Return the time of a page in seconds, its queries, and its size in bytes."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        answer = client.get(address)
        content = b"".join(answer)
        taken = time.perf_counter() - start
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return taken, len(asked), len(content)


def lines() -> Iterator[str]:
    """Yield a line for each page: its ratio of time, the times, the queries and the size of both."""
    yield f"Pages of a plan, {LARGE:,} actions against {SMALL}, on {connection.display_name}:"
    readers = [reader_of(size) for size in (SMALL, LARGE)]
    with connection.cursor() as cursor:
        # What a database that has stood for a day knows of its tables by itself.
        cursor.execute("ANALYZE")
    for page in PAGES_THAT_GROW:
        # The first time a page is asked for, its templates are read.
        measured(readers[0][0], readers[0][1] + page)
        small, large = (measured(person, home + page) for person, home in readers)
        same = "the same" if small[1] == large[1] else f"NOT THE SAME: {small[1]} and"
        times = f"({small[0] * 1000:.0f} ms, {large[0] * 1000:.0f} ms)"
        yield (
            f"{page or 'home':<26} {large[0] / small[0]:6.1f} x   {times}, "
            f"{same} {large[1]} queries, {small[2] // 1024} and {large[2] // 1024} KB"
        )


def main() -> None:
    """Print every comparison of pages; call it inside a database of its own."""
    stored: dict[str, Any] = {**settings.STORAGES, "staticfiles": FOUND_WHERE_THEY_LIE}
    with override_settings(STORAGES=stored):
        for line in lines():
            print(line, flush=True)  # noqa: T201
