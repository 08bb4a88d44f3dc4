"""Scenes of a load of figures with a real worker, each played in a process of its own."""

import datetime as dt
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from core import jobs
from digests.models import FigureImport, Indicator, Reading
from tests import factories as rows
from tests.factories_figures import checked, long_file, started
from tests.factories_plan import IndicatorFactory, ReadingFactory
from tests.services.scenes import in_thread, waiting_for_a_lock
from tests.waiting import wait_for

APRIL, MAY = dt.date(2025, 4, 1), dt.date(2025, 5, 1)


def an_import(slug: str) -> tuple[FigureImport, User]:
    """Return a checked file for a council of its own, which revises one figure and brings another; and who loads it."""
    council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
    analyst = rows.UserFactory(name="The analyst", email=f"analyst@{slug}.example")
    rows.MembershipFactory(council=council, person=analyst, role=Role.ANALYST)
    indicator = IndicatorFactory(council=council, code="SG14")
    ReadingFactory(
        indicator=indicator, month=APRIL, numerator=40, denominator=50, value=80, recorded_by=analyst
    )
    file = long_file(["SG14", APRIL, 41, 50, None], ["SG14", MAY, 30, 40, None])
    return checked(council, analyst, file), analyst


def found(imported: FigureImport) -> dict[str, Any]:
    """Return how the import and its job stand, and which figures there are: version, month, numerator, if it stands."""
    imported = FigureImport.objects.select_related("job").get(pk=imported.pk)
    figures = Reading.objects.filter(indicator__council=imported.council).order_by("month", "version")
    return {
        "state": imported.state,
        "job": imported.job.state if imported.job else "",
        "reason": imported.job.error if imported.job else "",
        "figures": [
            [each.month.month, each.version, int(each.numerator or 0), each.superseded_at is None]
            for each in figures
        ],
    }


def is_over(imported: FigureImport) -> bool:
    job = FigureImport.objects.select_related("job").get(pk=imported.pk).job
    return job is not None and job.is_over


def journey(slug: str) -> dict[str, Any]:
    """The worker loads a file."""
    imported, analyst = an_import(slug)
    started(imported, analyst, "update")
    wait_for(lambda: is_over(imported), "the load")
    return found(imported)


def killed_while_it_loads(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed after it ended the version that stood, at the new ones that it waits to write."""
    imported, analyst = an_import(slug)
    with transaction.atomic():
        # As long as nobody knows whether this one stays, the worker cannot write its own of the same month.
        Reading.objects.create(
            indicator=Indicator.objects.get(council=imported.council), month=MAY, numerator=Decimal(1),
            denominator=Decimal(2), value=Decimal(50),
        )  # fmt: skip
        _on_another_connection(imported, analyst)
        wait_for(lambda: waiting_for_a_lock() == 1, "the worker to reach the figures")
        os.killpg(int(group), signal.SIGKILL)
        transaction.set_rollback(True)
    wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(imported)


def retry(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, the analyst starts the load again, another worker does it."""
    imported = FigureImport.objects.get(council__slug=slug)
    jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    started(imported, User.objects.get(email=f"analyst@{slug}.example"), "update")
    wait_for(lambda: is_over(imported), "the load")
    return found(imported)


def _on_another_connection(imported: FigureImport, analyst: User) -> None:
    """Start the load on another connection: what this one asks for is not there before its transaction ends."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(in_thread, lambda: str(started(imported, analyst, "update").pk)).result()


SCENES = {scene.__name__: scene for scene in (journey, killed_while_it_loads, retry)}
