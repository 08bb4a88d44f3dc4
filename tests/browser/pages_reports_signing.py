"""Pages of sign-off, issue and escalation that axe looks at: each stage of a report's way along its chain."""

import datetime as dt

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Post
from core.clock import today
from notices.models import Notice, Party
from reports.models import ISSUE_JOB, Report
from reports.services import escalations, issuing, preparing, recalling, signing, writing
from reports.services.asking import new_job
from reports.services.chains import set_chain
from tests.browser.page import Known, Page, Scene
from tests.browser.pages_reports import LIST, MONTH, a_notice, page_of, the_post
from tests.factories import AppointmentFactory, EvidenceFactory, PostFactory, PostHoldingFactory

UNREADY = "The plan is still with the adviser."
HTML = "<h1>Monthly report to the adviser</h1><p>Visits fell in October.</p>"


def posts(known: Known) -> tuple[Post, Post, Post]:
    """The head of service, the director, and a deputy director whom nobody is at present."""
    head = PostFactory(organisation=known("council"), title="Head of Quality Assurance")
    PostHoldingFactory(post=head, person=known("owner"))
    deputy: Post = PostFactory(organisation=known("council"), title="Deputy Director")
    return head, the_post(known("chair")), deputy


def a_chained_report(known: Known) -> Report:
    """October's draft, with its chain of two posts."""
    notice, team = a_notice(known), known("improver")
    head, director, deputy = posts(known)
    set_chain(
        council=notice.council, kind="adviser_monthly", steps=[(head, deputy), (director, deputy)], by=team,
        today=today(), notice=notice,
    )  # fmt: skip
    duty = notice.clauses.get(number="5.b").obligations.get()
    report = preparing.prepare(notice=notice, month=MONTH, by=team, today=today(), obligation=duty)
    texts = {"analysis": "Visits fell.", "recommendations": "Fill the third post."}
    return read(writing.write_sections(report=report, texts=texts, by=team))


def read(report: Report) -> Report:
    """Do the worker's part with a stand-in for the PDF."""
    report.preview.save("draft.pdf", ContentFile(b"%PDF-1.7 a draft"), save=False)
    Report.objects.filter(pk=report.pk).update(preview=report.preview.name)
    now = timezone.now()
    type(report.job).objects.filter(report=report).update(state="done", percent=100, finished_at=now)
    report.job.refresh_from_db()
    return report


def put_up(known: Known) -> Report:
    report = a_chained_report(known)
    return read(signing.submit(report=report, by=known("improver"), today=today(), unready_reason=UNREADY))


def half_signed(known: Known) -> Report:
    return signing.sign(report=put_up(known), by=known("owner"), today=today())


def signed(known: Known) -> Report:
    return signing.sign(report=half_signed(known), by=known("chair"), today=today())


def issued(known: Known, report: Report | None = None) -> Report:
    known("adviser")
    report = report or signed(known)
    Report.objects.filter(pk=report.pk).update(leaves_at=report.signed_at)
    issuing.issue(report=report, html=HTML, document=b"%PDF-1.7 October", template_version="2", today=today())
    return Report.objects.get(pk=report.pk)


def corrected(known: Known) -> str:
    first, team = issued(known), known("improver")
    second = preparing.open_correction(
        report=first, reason="A team was counted twice.", by=team, today=today()
    )
    second = read(signing.submit(report=second, by=team, today=today(), unready_reason=UNREADY))
    second = signing.sign(report=second, by=known("owner"), today=today())
    issued(known, signing.sign(report=second, by=known("chair"), today=today()))
    return page_of(first)


def returned(known: Known) -> str:
    report = signing.return_for_changes(
        report=half_signed(known), comment="Say what became of the audits.", by=known("chair"), today=today()
    )
    return page_of(report)


def recalled(known: Known) -> str:
    return page_of(recalling.recall(report=signed(known), reason="A figure is wrong.", by=known("chair")))


def could_not_be_issued(known: Known) -> str:
    report = signed(known)
    Report.objects.filter(pk=report.pk).update(leaves_at=report.signed_at)
    job = new_job(Report.objects.get(pk=report.pk))
    assert job.kind == ISSUE_JOB
    reason = "The report was not issued, because the register refuses it: this was done on 2 November already"
    type(job).objects.filter(pk=job.pk).update(state="failed", error=reason, finished_at=timezone.now())
    return page_of(report)


def the_advisers_own(deed: str) -> Scene:
    """The scene of the adviser's own draft, at its page or at the form that signs it."""

    def scene(known: Known) -> str:
        report = preparing.prepare(
            notice=a_notice(known), kind="adviser_concern", month=MONTH, by=known("adviser"), today=today()
        )
        texts = {"concern": "The front door worries me.", "advice": "Look at it."}
        return page_of(read(writing.write_sections(report=report, texts=texts, by=known("adviser"))), deed)

    return scene


def chains(place: str) -> Scene:
    """The scene of the chains: one that was set, one proposed for the chair, the others without a post."""

    def scene(known: Known) -> str:
        report = a_chained_report(known)
        vacant = PostFactory(organisation=known("council"), title="Chief Executive")
        AppointmentFactory(notice=report.notice, party=Party.BOARD_CHAIR, post=vacant)
        return f"{LIST}chains/{place}"

    return scene


def escalated(place: str) -> Scene:
    """The scene of the log: one that is open, with its evidence, and one that is closed."""

    def scene(known: Known) -> str:
        notice, team = a_notice(known), known("improver")
        one = entered(notice, team, "Two teams of social workers without a manager")
        one.evidence.add(EvidenceFactory(council=notice.council, title="Letter to the chair"))
        other = entered(notice, team, "Health assessments are late")
        escalations.close(
            escalation=other, outcome="The trust agreed a date.", closed_on=today(), by=team, today=today()
        )
        return f"{LIST}escalations/{place.format(one.pk)}"

    return scene


def entered(notice: Notice, by: object, what: str) -> escalations.Escalation:
    raised = escalations.Raised(
        today() - dt.timedelta(days=12), "Director of Children's Services", "board chair", what,
        "Recruitment has failed three times, and nobody else can decide on the money.",
    )  # fmt: skip
    return escalations.enter(notice=notice, raised=raised, by=by, today=today())  # type: ignore[arg-type]


def deed(made: object, place: str = "") -> Scene:
    """The scene of a page on a report that `made` makes."""
    return lambda known: page_of(made(known), place)  # type: ignore[operator]


PAGES = [
    Page("sign-off submit", deed(a_chained_report, "submit/")),
    Page("sign-off asked", deed(put_up), "owner"),
    Page("sign-off asked second", deed(half_signed), "chair"),
    Page("sign-off return", deed(half_signed, "return/"), "chair"),
    Page("sign-off returned", returned),
    Page("sign-off waits to leave", deed(signed), "chair"),
    Page("sign-off recall", deed(signed, "recall/"), "chair"),
    Page("sign-off recalled", recalled),
    Page("sign-off not issued", could_not_be_issued),
    Page("reports not issued", lambda known: could_not_be_issued(known) and LIST),
    Page(
        "operations not issued",
        lambda known: could_not_be_issued(known) and "/councils/fernshire/operations/",
    ),
    Page(
        "dashboard not issued", lambda known: could_not_be_issued(known) and "/councils/fernshire/dashboard/"
    ),
    Page("sign-off issued", deed(issued)),
    Page("sign-off corrected", corrected),
    Page("sign-off correct", deed(issued, "correct/")),
    Page("adviser own draft", the_advisers_own(""), "adviser"),
    Page("adviser own sign", the_advisers_own("sign-own/"), "adviser"),
    Page("chains", chains("")),
    Page("chain", chains("adviser_monthly/")),
    Page("escalations", escalated("")),
    Page("escalations none", lambda known: f"{LIST}escalations/?state={a_notice(known).pk and 'open'}"),
    Page("escalation enter", escalated("enter/")),
    Page("escalation change", escalated("{}/change/")),
    Page("escalation close", escalated("{}/close/")),
    Page("dashboard with signatures", lambda known: half_signed(known) and "/councils/fernshire/dashboard/"),
]
