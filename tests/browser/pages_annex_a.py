"""Pages on Annex A that axe looks at."""

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from core import jobs
from digests.annex_a.generator import make_workbook
from digests.annex_a_uploads.background import work_out
from digests.models import AnnexALoad
from digests.services.annex_a import receive_workbook
from tests.browser.page import Known, Page, Scene, at
from tests.conftest import TODAY
from tests.factories_plan import IndicatorFactory

ANNEX_A = "/councils/fernshire/digest/annex-a/"
EXTRACT = dt.date(2026, 10, 31)


def uploaded(known: Known, *, dirty: bool = False) -> AnnexALoad:
    """A workbook that waits for the worker, and indicators that name a measure."""
    council = known("council")
    known("settings").ANNEX_A_DIR = known("tmp_path") / "waiting"
    # The scene is the worker itself.
    known("monkeypatch").setattr("digests.services.annex_a.work_out_annex_a.delay", lambda key: None)
    file = io.BytesIO()
    make_workbook(file, rows=1_500, seed=4, extract_on=EXTRACT, dirty=dirty)
    measures = (("A45", "assessments_in_45_days"), ("CIN", "cin_seen"), ("LAC", "lac_visits_in_time"))
    for code, measure in measures:
        IndicatorFactory(council=council, code=code, annex_a_measure=measure)
    IndicatorFactory(council=council, code="DAY", annex_a_measure="cin_seen", unit="days")
    upload: Any = SimpleUploadedFile("lists.xlsx", file.getvalue())
    return receive_workbook(
        council=council, extract_on=EXTRACT, upload=upload, by=known("analyst"), today=TODAY
    )


def waiting(known: Known) -> str:
    return f"{ANNEX_A}{uploaded(known).pk}/"


def failed(known: Known) -> str:
    load = uploaded(known)
    jobs.fail(
        load.job_id or 0, reason="The file is damaged and cannot be read. Open it in Excel and save it anew"
    )
    return f"{ANNEX_A}{load.pk}/"


def worked_out(*, dirty: bool) -> Scene:
    def scene(known: Known) -> str:
        load = uploaded(known, dirty=dirty)
        work_out(load.pk)
        return f"{ANNEX_A}{load.pk}/"

    return scene


def some(known: Known) -> str:
    """One that is worked out, and one for which nobody has a job any more."""
    work_out(uploaded(known).pk)
    AnnexALoad.objects.create(council=known("council"), extract_on=EXTRACT)
    return ANNEX_A


PAGES = [
    Page("annex a", some, "analyst"),
    Page("annex a empty", at(ANNEX_A), "analyst"),
    Page("annex a upload", at(f"{ANNEX_A}upload/"), "analyst"),
    Page("annex a waiting", waiting, "analyst"),
    Page("annex a failed", failed, "analyst"),
    Page("annex a clean", worked_out(dirty=False), "analyst"),
    Page("annex a dirty", worked_out(dirty=True), "analyst"),
]
