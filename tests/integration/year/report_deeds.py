"""What people do with a report: prepare, write, put up, return, sign and issue it along its chain of posts."""

import datetime as dt
from collections.abc import Sequence

from django.core.files.base import ContentFile

from accounts.models import User
from core import jobs
from core.working_days import add_months
from notices.models import PlannedEvent
from reports.background import render_draft
from reports.kinds import kind_of
from reports.models import Report
from reports.rendering import TEMPLATE_VERSION
from reports.services.chains import set_chain
from reports.services.issuing import issue, send_now
from reports.services.preparing import prepare
from reports.services.signing import return_for_changes, sign, submit
from reports.services.writing import write_sections
from tests.integration.year.case import Case
from tests.integration.year.driving import Deed

UNREADY = "The figures follow with the next report"


def keep_chain(*keys: str, deputy: str | None = None) -> Deed:
    """Set along which posts the monthly report is signed; the deputy's post signs in place of the first."""

    def deed(case: Case, today: dt.date) -> None:
        posts = [case.posts[key] for key in keys]
        deputies = [case.posts[deputy] if deputy else None, *[None] * (len(posts) - 1)]
        set_chain(
            council=case.council, kind="adviser_monthly", steps=list(zip(posts, deputies, strict=True)),
            by=case.team, today=today, notice=case.notice,
        )  # fmt: skip

    return deed


def report(
    number: str,
    signers: Sequence[str],
    *,
    kind: str = "adviser_monthly",
    month: dt.date | None = None,
    meeting: dt.date | None = None,
    returned_first: bool = False,
) -> Deed:
    """Write the report under a clause for the month before (or `month`), have it signed by `signers`, and send it.

    `meeting` is the day of the meeting that it is for. `returned_first`: the first signer gives it back once.
    """

    def deed(case: Case, today: dt.date) -> None:
        found = _put_up(case, today, number, kind, month, meeting)
        if returned_first:
            found = _returned(case, found, today, case.people[signers[0]])
        _read(found)
        found = _signed(case, found, today, signers)
        found = send_now(report=found, by=case.people[signers[-1]])
        # A few bytes in place of some seconds' drawing; `report_by_worker` has the real ones.
        document = f"%PDF-1.7 {found.number}".encode()
        issue(
            report=found, html=f"<p>{found.number}</p>", document=document, template_version=TEMPLATE_VERSION,
            today=today,
        )  # fmt: skip

    return deed


def report_by_worker(number: str, signers: Sequence[str]) -> Deed:
    """Write and sign a report whose PDFs are made as the worker makes them; the schedule issues it in the evening."""

    def deed(case: Case, today: dt.date) -> None:
        found = _put_up(case, today, number, "adviser_monthly", None, None)
        if found.job_id is None:
            raise AssertionError("A report that was put up has asked for its PDF")
        render_draft(found.job_id)
        _signed(case, found, today, signers)

    return deed


def month_before(day: dt.date) -> dt.date:
    """Return the first day of the month before the one in which `day` lies."""
    return add_months(day.replace(day=1), -1)


def _put_up(
    case: Case, today: dt.date, number: str, kind: str, month: dt.date | None, meeting: dt.date | None
) -> Report:
    event = (
        PlannedEvent.objects.get(
            obligation__clause__notice=case.notice, obligation__kind="meeting", planned_on=meeting,
            cancelled_on=None,
        )
        if meeting is not None
        else None
    )  # fmt: skip
    found = prepare(
        notice=case.notice, kind=kind, month=month or month_before(today), by=case.team, today=today,
        obligation=case.duty(number, kind="report"), for_event=event,
    )  # fmt: skip
    texts = dict.fromkeys(kind_of(kind).section_keys, f"Written on {today}")
    found = write_sections(report=found, texts=texts, by=case.team)
    return submit(report=found, by=case.team, today=today, unready_reason=UNREADY)


def _returned(case: Case, found: Report, today: dt.date, by: User) -> Report:
    """Let a signer give the report back with a comment, and put it up again with what was asked for."""
    found = return_for_changes(report=found, comment="Say what the trend means", by=by, today=today)
    key = found.what.section_keys[0]
    found = write_sections(report=found, texts={key: "What the trend means"}, by=case.team)
    return submit(report=found, by=case.team, today=today, unready_reason=UNREADY)


def _signed(case: Case, found: Report, today: dt.date, signers: Sequence[str]) -> Report:
    for key in signers:
        found = sign(report=found, by=case.people[key], today=today)
    return found


def _read(found: Report) -> None:
    """Take the draft as read: its PDF is a stand-in, and its job done."""
    if found.job_id is None or not jobs.claim(found.job_id):
        raise AssertionError("A report that was put up waits for its PDF")
    found.preview.save(f"{found.pk}.pdf", ContentFile(b"%PDF-1.7 read"), save=False)
    Report.objects.filter(pk=found.pk).update(preview=found.preview.name)
    jobs.finish(found.job_id)
