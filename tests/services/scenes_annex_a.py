"""Scenes of an Annex A workbook with a real worker, each in a process of its own."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Role, User
from core import jobs
from core.clock import today
from core.models import Job
from digests.models import AnnexALoad, Reading
from digests.services.annex_a import make_figures, receive_workbook
from tests import factories as rows
from tests.factories_annex_a import EXTRACT, made
from tests.factories_plan import IndicatorFactory
from tests.services.scenes import in_thread, waiting_for_a_lock
from tests.waiting import wait_for

ROWS, SEED = 300, 11


def analyst_of(slug: str) -> User:
    """Return the analyst of a council, which is made with an indicator that names a measure."""
    council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
    analyst = rows.UserFactory(name="The analyst", email=f"analyst@{slug}.example", organisation=council)
    rows.MembershipFactory(council=council, person=analyst, role=Role.ANALYST)
    IndicatorFactory(council=council, code="A45", annex_a_measure="assessments_in_45_days")
    return analyst


def uploaded(analyst: User) -> AnnexALoad:
    content, _ = made(ROWS, SEED)
    return receive_workbook(
        council=analyst.organisation, extract_on=EXTRACT, upload=SimpleUploadedFile("lists.xlsx", content),
        by=analyst, today=today(),
    )  # fmt: skip


def job_of(load: AnnexALoad) -> Job:
    return Job.objects.get(annex_a_load=load)


def found(load: AnnexALoad) -> dict[str, Any]:
    """Return how a load and its job stand, what was kept of it, and which files wait."""
    load = AnnexALoad.objects.select_related("job").get(pk=load.pk)
    folder = Path(settings.ANNEX_A_DIR)
    return {
        "job": job_of(load).state,
        "worked_out": load.worked_out_at is not None,
        "measures": len(load.measures),
        "readings": Reading.objects.filter(indicator__council=load.council_id).count(),
        "files": len(list(folder.iterdir())) if folder.exists() else 0,
    }


def journey(slug: str) -> dict[str, Any]:
    """The worker works a workbook out, and its counts are made figures; then everything is searched."""
    analyst = analyst_of(slug)
    load = uploaded(analyst)
    wait_for(lambda: job_of(load).is_over, "the worker to count")
    make_figures(load=load, by=analyst, today=today())
    names = made(ROWS, SEED)[1].names
    return found(load) | {"leaks": leaks(names), "would_be_found": would_be_found(names)}


def would_be_found(names: list[str]) -> bool:
    """Whether the search finds an identifier where there is one."""
    planted = Path(settings.VAR_DIR) / "planted"
    planted.write_text(f"a line of a log with {names[-1]} in it", encoding="utf-8")
    try:
        return leaks(names) == ["planted"]
    finally:
        planted.unlink()


def leaks(names: list[str]) -> list[str]:
    """Return where an identifier of a child is to be found: in tables, with the broker, in files."""
    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's own
            places += [table] if _holds(str(cursor.fetchall()), names) else []
    if settings.REDIS_URL:
        with redis.Redis.from_url(settings.REDIS_URL) as broker:
            kept = {key: broker.dump(key) or b"" for key in broker.scan_iter()}
        places += [str(key) for key, value in kept.items() if _holds(value.decode("latin-1"), names)]
    for path in Path(settings.VAR_DIR).parent.rglob("*"):
        if path.is_file() and _holds(path.read_bytes().decode("latin-1"), names):
            places.append(path.name)
    return places


def _holds(text: str, names: list[str]) -> bool:
    # The identifiers of one list begin alike: where their beginning is nowhere, none of them is.
    return any(beginning in text for beginning in {name[:-6] for name in names})


def killed_while_it_counts(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed with every row in its memory, at the outcome that it waits to write."""
    analyst = analyst_of(slug)
    with transaction.atomic():
        load = uploaded_aside(analyst)
        AnnexALoad.objects.select_for_update(no_key=True).get(pk=load)
        wait_for(lambda: waiting_for_a_lock() == 1, "the worker to reach the outcome")
        os.killpg(int(group), signal.SIGKILL)
    wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(AnnexALoad.objects.get(pk=load))


def uploaded_aside(analyst: User) -> int:
    """Upload on another connection: what this one asks for is not there before its transaction ends."""
    with ThreadPoolExecutor(1) as aside:
        return int(aside.submit(in_thread, lambda: str(uploaded(analyst).pk)).result())


def again(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed; the analyst uploads the workbook again, and another worker counts."""
    abandoned = jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + jobs.SILENCE_ALLOWED)
    analyst = User.objects.get(email=f"analyst@{slug}.example")
    load = uploaded(analyst)
    wait_for(lambda: job_of(load).is_over, "the worker to count")
    return found(load) | {
        "abandoned": abandoned,
        "loads": AnnexALoad.objects.filter(council__slug=slug).count(),
    }


SCENES = {scene.__name__: scene for scene in (journey, killed_while_it_counts, again)}
