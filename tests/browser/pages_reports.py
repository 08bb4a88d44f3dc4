"""Pages of reports that axe looks at: a report at each stage, and the forms that move it on."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Post, User
from core.models import Job
from notices.models import Notice, Obligation, Party
from reports.models import Delivery, Report
from reports.services.preparing import take_cut
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    AreaFactory,
    CadenceTermsFactory,
    ClauseFactory,
    EvidenceFactory,
    FileVersionFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import (
    ActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
)

LIST = "/councils/fernshire/reports/"
MONTH = dt.date(2026, 10, 1)
AS_AT = dt.date(2026, 11, 20)
WRITTEN = "Timeliness of visits fell, wholly in the teams that lost their managers.\n\nElsewhere it held."


def a_notice(known: Known) -> Notice:
    """A notice with a duty to report, a plan with an objective that is slow, and one indicator."""
    notice: Notice = NoticeFactory(council=known("council"))
    clause = ClauseFactory(notice=notice, number="5.b")
    duty = ObligationFactory(
        clause=clause,
        kind=Obligation.Kind.REPORT,
        duty_holder=Party.COUNCIL,
        recipient=Party.ADVISER,
        summary="Report progress against the plan's objectives to the adviser",
    )
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    objective = ObjectiveFactory(plan=PlanFactory(notice=notice), areas=[AreaFactory(notice=notice)])
    ActionFactory(objective=objective, original_due_on=dt.date(2026, 9, 30))
    indicator = IndicatorFactory(council=notice.council)
    ReadingFactory(indicator=indicator, month=MONTH, numerator=Decimal(84))
    return notice


def a_report(known: Known, **changed: Any) -> Report:
    """October's draft with its PDF made, as `changed` says."""
    notice, team = a_notice(known), known("improver")
    job = Job.objects.create(
        kind="report draft", state=Job.State.DONE, percent=100, finished_at=timezone.now()
    )
    cut = take_cut(notice, MONTH, team, AS_AT)
    first = Obligation.objects.get(clause__notice=notice)
    fields = {"cut": cut, "job": job, "discharges": first, "started_by": team, "analysis": WRITTEN} | changed
    report = Report(notice=notice, month=MONTH, **fields)
    report.preview.save("draft.pdf", ContentFile(b"%PDF-1.7 a draft"))
    return report


def a_signed_report(known: Known, **changed: Any) -> Report:
    signed = {
        "status": Report.Status.SIGNED,
        "number": "AR-2026-10 v1",
        "sign_off_post": the_post(known("chair")),
        "signed_by": known("chair"),
        "signed_at": timezone.now(),
    }
    return a_report(known, **signed | changed)


def an_issued_report(known: Known) -> Report:
    evidence = EvidenceFactory(council=known("council"), recorded_by=known("chair"))
    document = FileVersionFactory(evidence=evidence)
    report = a_signed_report(
        known,
        status=Report.Status.ISSUED,
        issued_at=timezone.now(),
        document=document,
        recommendations=WRITTEN,
    )
    Delivery.objects.create(report=report, recipient=known("adviser"), email="adviser@fernshire.example")
    return report


def the_post(person: User) -> Post:
    """The post that signs, held by `person`."""
    post: Post = PostFactory(organisation=person.organisation, title="Director of Children's Services")
    PostHoldingFactory(post=post, person=person)
    return post


def page_of(report: Report, deed: str = "") -> str:
    return f"{LIST}{report.pk}/{deed}"


def draft(known: Known) -> str:
    return page_of(a_report(known))


def being_made(known: Known) -> str:
    now = timezone.now()
    job = Job.objects.create(
        kind="report draft", state=Job.State.RUNNING, percent=35, message="Writing the pages",
        started_at=now, moved_at=now,
    )  # fmt: skip
    return page_of(a_report(known, job=job))


def failed(known: Known) -> str:
    job = Job.objects.create(
        kind="report issue", state=Job.State.FAILED, finished_at=timezone.now(),
        error="The report was not issued, because the register refuses it: this was already done.",
    )  # fmt: skip
    return page_of(a_signed_report(known, job=job))


def returned(known: Known) -> str:
    comment = "Say what became of the audits."
    return page_of(a_report(known, status=Report.Status.RETURNED, return_reason=comment))


def awaiting(deed: str = "") -> Scene:
    """The scene of a report that waits for the chair's signature, at its page or at a form of it."""

    def scene(known: Known) -> str:
        post = the_post(known("chair"))
        reason = "The plan is still with the adviser."
        report = a_report(
            known, status=Report.Status.AWAITING_SIGN_OFF, sign_off_post=post, unready_reason=reason
        )
        return page_of(report, deed)

    return scene


def form(deed: str) -> Scene:
    """The scene of a form on a draft."""
    return lambda known: page_of(a_report(known), deed)


def prepare(known: Known) -> str:
    a_notice(known)
    return f"{LIST}prepare/"


def some_reports(known: Known) -> str:
    an_issued_report(known)
    return LIST


PAGES = [
    Page("reports", some_reports),
    Page("reports empty", lambda known: LIST),
    Page("reports filter", lambda known: f"{LIST}?status=issued&year=2026"),
    Page("report draft", draft),
    Page("report being made", being_made),
    Page("report returned", returned),
    Page("report awaiting", awaiting()),
    Page("report to sign", awaiting(), "chair"),
    Page("report failed", failed),
    Page("report issued", lambda known: page_of(an_issued_report(known))),
    Page("report for the adviser", lambda known: page_of(an_issued_report(known)), "adviser"),
    Page("report prepare", prepare),
    Page("report write", form("write/")),
    Page("report submit", form("submit/")),
    Page("report return", awaiting("return/"), "chair"),
]
