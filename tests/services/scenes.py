"""Scenes of a report's life, each played in a process of its own within an installation."""

import datetime as dt
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Organisation, Role, User
from core import jobs
from core.clock import today
from core.models import AuditEntry
from core.refusals import Refusal
from digests.months import last_whole_month
from evidence.models import Evidence
from notices.models import Discharge, Notice, Obligation, Party
from reports.background import issue_due_reports
from reports.models import ISSUE_JOB, IssuedText, Report, SignOff
from reports.services import issuing, preparing, recalling, signing
from reports.services.chains import set_chain
from tests import factories as rows
from tests.waiting import wait_for

UNREADY = "The plan is still with the adviser."


class Case:
    """A council under a notice that owes its adviser a report, with a team, an adviser and a director who signs."""

    def __init__(self, slug: str) -> None:
        council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
        self.team, self.director, self.adviser = (
            self._person(council, role) for role in (Role.IMPROVEMENT_TEAM, Role.CHAIR, Role.ADVISER)
        )
        self.post = rows.PostFactory(organisation=council)
        rows.PostHoldingFactory(post=self.post, person=self.director)
        set_chain(
            council=council, kind="adviser_monthly", steps=[(self.post, None)], by=self.team, today=today()
        )
        self.notice: Notice = rows.NoticeFactory(council=council, issued_on=today() - dt.timedelta(days=200))
        self.duty: Obligation = rows.ObligationFactory(
            clause=rows.ClauseFactory(notice=self.notice), kind=Obligation.Kind.REPORT,
            duty_holder=Party.COUNCIL, recipient=Party.ADVISER, summary="Report progress",
        )  # fmt: skip
        terms = {"type": "at_least_every", "n": 1, "unit": "months"}
        rows.CadenceTermsFactory(obligation=self.duty, terms=terms)

    @staticmethod
    def _person(council: Organisation, role: str) -> User:
        person = rows.UserFactory(name=f"The {role}", email=f"{role}@{council.slug}.example")
        rows.MembershipFactory(council=council, person=person, role=role)
        return person

    def prepare(self) -> Report:
        month = last_whole_month(today())
        return preparing.prepare(
            notice=self.notice, month=month, by=self.team, today=today(), obligation=self.duty
        )

    def submit(self, report: Report) -> Report:
        return signing.submit(report=report, by=self.team, today=today(), unready_reason=UNREADY)

    def submitted(self) -> Report:
        """Return a report before the director's post, its PDF made by the worker."""
        report = self.prepare()
        wait_for(lambda: now(report).job.is_over, "the draft's PDF")
        self.submit(report)
        wait_for(lambda: now(report).can_be_read, "the PDF to sign")
        return report

    def sign(self, report: Report, sign_off: int | None = None) -> Report:
        return signing.sign(report=report, by=self.director, today=today(), sign_off=sign_off)


def now(report: Report) -> Report:
    return Report.objects.select_related("job", "document").get(pk=report.pk)


def found(report: Report) -> dict[str, Any]:
    """Return what there is of a report: its status and number, and how often each thing that issuing makes."""
    kept = now(report)
    return {
        "status": kept.status,
        "number": kept.number,
        "job": kept.job.state,
        "reason": kept.job.error,
        "evidence": Evidence.objects.filter(council=kept.notice.council).count(),
        "discharges": Discharge.objects.filter(obligation=kept.discharges).count(),
        "deliveries": kept.deliveries.count(),
        "texts": IssuedText.objects.filter(report=kept).count(),
        "issues": AuditEntry.objects.filter(action="issued a report", scope=kept.notice.council.slug).count(),
    }


def journey(slug: str) -> dict[str, Any]:
    """Prepared, rendered, submitted, signed, issued, delivered: all by the worker that runs beside."""
    case = Case(slug)
    report = case.submitted()
    case.sign(report)
    wait_for(lambda: now(report).is_issued or now(report).job.has_failed, "the issue")
    wait_for(lambda: now(report).job.is_over, "the job to be called done")
    wait_for(lambda: not now(report).deliveries.filter(sent_at=None).exists(), "the e-mail")
    document = now(report).document
    with document.file.open("rb") as file:
        begins = file.read(5).decode()
    return found(report) | {"begins": begins, "kind": Discharge.objects.get().evidence.get().kind}


def two_sign_at_once(slug: str) -> dict[str, Any]:
    """Two holders of the post press the button in the same moment."""
    case = Case(slug)
    report = case.submitted()
    asked = report.sign_offs.get().pk
    answers = at_once(lambda: case.sign(report, asked).number)
    wait_for(lambda: now(report).is_issued or now(report).job.has_failed, "the issue")
    wait_for(lambda: now(report).job.is_over, "the job to be called done")
    return found(report) | {
        "answers": sorted(answers),
        "signatures": report.sign_offs.exclude(signed_at=None).count(),
    }


def two_submit_at_once(slug: str) -> dict[str, Any]:
    """Two of the team put the same report up in the same moment."""
    case = Case(slug)
    report = case.prepare()
    answers = at_once(lambda: f"round {case.submit(report).round}")
    return {"answers": sorted(answers), "signatures": SignOff.objects.filter(report=report).count()}


def two_issue_at_once(slug: str) -> dict[str, Any]:
    """A task that was delivered twice, or a task and the schedule: two workers issue the same signed report at once."""
    case = Case(slug)
    report = case.submitted()
    case.sign(report)
    made = now(report)

    def one() -> str:
        job = issuing.begin_issue(report_id=report.pk)
        issued = issuing.issue(
            report=made, html="<p>The report</p>", document=b"%PDF-1.7 the report", template_version="test",
            today=today(),
        )  # fmt: skip
        if job is not None:
            jobs.claim(job)
            jobs.finish(job)
        return f"{'began, ' if job else ''}{issued.number}"

    return {"answers": sorted(at_once(one))} | found(report)


def sign_and_recall_at_once(slug: str) -> dict[str, Any]:
    """The report is taken back in the moment in which the last post signs it: whichever comes first stands."""
    case = Case(slug)
    report = case.submitted()
    answers = all_at_once(
        [
            lambda: f"signed {case.sign(report).number}",
            lambda: f"recalled {recalling.recall(report=report, reason='Wrong.', by=case.team).status}",
        ]
    )
    wait_for(lambda: now(report).status != Report.Status.SIGNED, "the issue")
    return {"answers": sorted(answers), "status": now(report).status}


def two_prepare_at_once(slug: str) -> dict[str, Any]:
    """Two of the team prepare the same month in the same moment."""
    case = Case(slug)
    answers = at_once(lambda: str(case.prepare().pk))
    return {"same": len(set(answers)) == 1, "drafts": Report.objects.filter(notice=case.notice).count()}


def killed_while_it_issues(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed between the evidence that it wrote and the discharge that it waits to write."""
    case = Case(slug)
    report = case.submitted()
    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            # While this row is held the worker cannot record the discharge; what only points at the row goes on.
            Obligation.objects.select_for_update(no_key=True).get(pk=case.duty.pk)
            aside.submit(in_thread, lambda: case.sign(report).number).result()
            wait_for(lambda: waiting_for_a_lock() == 1, "the worker to reach the discharge")
            os.killpg(int(group), signal.SIGKILL)
        wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(report)


def retry(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, the team tries again, another worker issues."""
    report = Report.objects.select_related("notice__council").get(notice__council__slug=slug)
    abandoned = jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    team = User.objects.get(memberships__council__slug=slug, memberships__role=Role.IMPROVEMENT_TEAM)
    preparing.render_again(report=report, by=team)
    wait_for(lambda: now(report).job.is_over, "the issue")
    return found(report) | {"abandoned": abandoned}


def killed_before_the_transaction(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed between the PDF that it made and the transaction that issues."""
    case = Case(slug)
    report = case.submitted()
    with ThreadPoolExecutor(1) as aside:
        aside.submit(in_thread, lambda: case.sign(report).number).result()
        # While it writes the pages the report's row is taken from it: it then waits there to issue.
        wait_for(lambda: is_at(report, 35), "the worker to write the pages")
        with transaction.atomic():
            Report.objects.select_for_update().get(pk=report.pk)
            wait_for(lambda: is_at(report, 90) and waiting_for_a_lock() == 1, "the worker to issue")
            os.killpg(int(group), signal.SIGKILL)
        wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(report)


def go_on(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, and its next run goes on where the worker was stopped."""
    report = Report.objects.select_related("notice__council").get(notice__council__slug=slug)
    abandoned = jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    issued = [issue_due_reports() for _ in range(2)]
    return found(report) | {"abandoned": abandoned, "issued": [len(each) for each in issued]}


def is_at(report: Report, percent: int) -> bool:
    """Whether the worker has come as far as this with the report's issue."""
    job = now(report).job
    return job is not None and job.kind == ISSUE_JOB and job.percent >= percent


def at_once(deed: Callable[[], str]) -> list[str]:
    """Do a deed twice in the same moment, each with its own connection, and return what each came to."""
    return all_at_once([deed, deed])


def all_at_once(deeds: list[Callable[[], str]]) -> list[str]:
    """Do several deeds in the same moment, each with its own connection, and return what each came to."""
    together = Barrier(len(deeds))

    def one(deed: Callable[[], str]) -> str:
        together.wait()
        return in_thread(deed)

    with ThreadPoolExecutor(len(deeds)) as people:
        return [each.result() for each in [people.submit(one, deed) for deed in deeds]]


def in_thread(deed: Callable[[], str]) -> str:
    try:
        return deed()
    except Refusal as refusal:
        return f"refused: {refusal.message}"
    finally:
        connection.close()


def waiting_for_a_lock() -> int:
    """Return how many others wait for a lock in this database (PostgreSQL)."""
    with connection.cursor() as cursor:
        # Within a transaction PostgreSQL answers from what it saw first, unless it is told to look again.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


SCENES = {
    scene.__name__: scene
    for scene in (
        journey,
        two_sign_at_once,
        two_submit_at_once,
        two_issue_at_once,
        sign_and_recall_at_once,
        two_prepare_at_once,
        killed_while_it_issues,
        retry,
        killed_before_the_transaction,
        go_on,
    )
}
