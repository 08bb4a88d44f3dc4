"""What happens to an Annex A workbook: received, its outcome kept, given up, its counts made figures."""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from accounts.models import Organisation, User
from core import audit, jobs
from core.models import Job
from core.refusals import Refusal
from digests.annex_a.workbook import LARGEST, check_kind
from digests.annex_a_uploads import waiting_files
from digests.models import AnnexALoad
from digests.selectors.annex_a import figures_to_give
from digests.services import readings
from digests.services.figures import give_figure
from digests.tasks import work_out_annex_a

log = logging.getLogger(__name__)

KIND = "Annex A"
EARLIEST = dt.date(2015, 1, 1)
MOST_DAYS = 365
UNREACHABLE = (
    "The worker could not be reached, and the workbook was not kept. Upload it again in a few minutes."
)


@dataclass(frozen=True)
class Standards:
    """The council's own standards that its figures are held against; the defaults are the usual ones."""

    cp_visit_days: int = 10
    cp_visit_in_working_days: bool = True
    cin_seen_days: int = 28


def receive_workbook(
    *,
    council: Organisation,
    extract_on: dt.date,
    upload: "File[Any]",
    by: User,
    today: dt.date,
    standards: Standards | None = None,
) -> AnnexALoad:
    """Keep an upload for the worker and ask for it to be worked out.

    Raises Refusal for a day that cannot be that of an extract, and for what is no workbook or too large.
    """
    standards = standards or Standards()
    _check_terms(extract_on, standards, today)
    if (upload.size or 0) > LARGEST:
        raise Refusal(f"The file must be smaller than {LARGEST // (1024 * 1024)} MB", field="file")
    check_kind(upload)
    token = waiting_files.keep(upload)
    try:
        return _received(council, extract_on, standards, token, upload.size or 0, by)
    except BaseException:
        waiting_files.discard(token)
        raise


def _check_terms(extract_on: dt.date, standards: Standards, today: dt.date) -> None:
    if extract_on > today:
        raise Refusal("The day of the extract must be today or earlier", field="extract_on")
    if extract_on < EARLIEST:
        raise Refusal(f"The day of the extract must be {EARLIEST:%-d %B %Y} or later", field="extract_on")
    for field, days in (
        ("cp_visit_days", standards.cp_visit_days),
        ("cin_seen_days", standards.cin_seen_days),
    ):
        if not 1 <= days <= MOST_DAYS:
            raise Refusal(f"The days must be between 1 and {MOST_DAYS}", field=field)


@transaction.atomic
def _received(
    council: Organisation, extract_on: dt.date, standards: Standards, token: str, size: int, by: User
) -> AnnexALoad:
    load = AnnexALoad.objects.create(
        council=council,
        extract_on=extract_on,
        token=token,
        size=size,
        job=jobs.request_job(kind=KIND, scope=council.slug),
        findings={"standards": asdict(standards)},
        uploaded_by=by,
    )
    _record(by, "uploaded an Annex A workbook", load, size=size)
    transaction.on_commit(lambda: _send(load))
    return load


def _send(load: AnnexALoad) -> None:
    try:
        work_out_annex_a.delay(load.pk)
    except (KombuError, OSError):
        log.exception("%s could not be sent", work_out_annex_a.name)
        waiting_files.discard(load.token)
        give_up(load=load, reason=UNREACHABLE)


@transaction.atomic
def keep_outcome(
    *,
    load: AnnexALoad,
    findings: Sequence[Mapping[str, object]],
    rows: Mapping[int, int],
    measures: Sequence[Mapping[str, object]],
) -> None:
    """Keep what the worker found: counts, places and words of our own. Its job is done in the same moment.

    Raises Refusal where the job was called failed in the meantime.
    """
    running = Job.objects.select_for_update().filter(annex_a_load=load, state=Job.State.RUNNING)
    if not running.exists():
        raise Refusal("The load was called failed before it was finished. Upload the workbook again")
    kept = {
        **load.findings,
        "rows": {str(number): count for number, count in rows.items()},
        "found": list(findings),
    }
    AnnexALoad.objects.filter(pk=load.pk).update(
        token="", findings=kept, measures=list(measures), worked_out_at=timezone.now()
    )
    _record(None, "worked out an Annex A workbook", load, findings=len(findings))
    jobs.finish(load.job_id or 0)


@transaction.atomic
def give_up(*, load: AnnexALoad, reason: str) -> None:
    """Call a load failed, with a reason that a person can act on; nothing of the workbook is left."""
    AnnexALoad.objects.filter(pk=load.pk).update(token="")
    jobs.fail(load.job_id or 0, reason=reason)
    _record(None, "could not work out an Annex A workbook", load, reason=reason)


@dataclass(frozen=True)
class Given:
    """What became of the counts: figures given or revised, those that stood already, and why others were not given."""

    given: int
    unchanged: int
    skipped: int


@transaction.atomic
def make_figures(*, load: AnnexALoad, by: User, today: dt.date) -> Given:
    """Give the counts of a load as figures of the indicators that name its measures, all of them or none.

    A figure that stands already is left alone; one that differs is revised. Raises Refusal for a load that is not
    worked out, and for one that a later extract has overtaken.
    """
    load = AnnexALoad.objects.select_for_update(of=("self",)).select_related("council").get(pk=load.pk)
    if load.worked_out_at is None:
        raise Refusal("The workbook is not worked out yet")
    _refuse_overtaken(load)
    offered = figures_to_give(load)
    because = f"From Annex A as at {load.extract_on:%-d %B %Y}"
    if not offered:
        raise Refusal(
            "No indicator names a measure of Annex A. Say on an indicator’s page which measure gives it"
        )
    due = [each for each in offered if each.is_due]
    for each in due:
        figure = readings.Given(each.numerator, each.denominator)
        give_figure(
            indicator=each.indicator,
            month=each.month,
            given=figure,
            by=by,
            today=today,
            revision_reason=because,
        )
    AnnexALoad.objects.filter(pk=load.pk).update(readings_given_at=timezone.now(), readings_given_by=by)
    result = Given(
        len(due), sum(each.stands for each in offered), sum(bool(each.obstacle) for each in offered)
    )
    _record(by, "made the counts of Annex A figures", load, **asdict(result))
    return result


def _refuse_overtaken(load: AnnexALoad) -> None:
    later = AnnexALoad.objects.filter(
        council=load.council_id, extract_on__gt=load.extract_on, readings_given_at__isnull=False
    ).first()
    if later is not None:
        raise Refusal(f"The figures of {later} are given already, and this workbook is older")


def _record(by: User | None, action: str, load: AnnexALoad, **detail: Any) -> None:
    detail = {"extract_on": load.extract_on.isoformat(), **detail}
    audit.record(by=by, action=action, subject=load, scope=load.council.slug, detail=detail)
