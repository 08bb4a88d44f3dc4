"""Pages of reports that axe looks at: a report at each stage, and the pages on which it is prepared and written."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Post, User
from core.models import Job
from notices.models import Notice, Obligation, Party
from reports.models import Delivery, Report, SectionDraft
from reports.services import comments, writing
from reports.services.cutting import take_cut
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
from tests.factories_reports import ReportFactory, issued_report, section_of, waiting_for

LIST = "/councils/fernshire/reports/"
MONTH = dt.date(2026, 10, 1)
AS_AT = dt.date(2026, 11, 20)
WRITTEN = """Timeliness of visits fell, wholly in the teams that lost their managers.

## Visits

| Team | In time |
| --- | ---: |
| North | 91% |
| East | 74% |

> We were told that the third post is advertised.

- [The recruitment plan](https://fernshire.example/plan) is **on time**.
- Nothing changed in the south."""
CLAUSES = (
    ("5.a", Obligation.Kind.STANDING, "Keep the plan, and the record of its progress, up to date"),
    ("5.b", Obligation.Kind.REPORT, "Report progress against the plan's objectives to the adviser"),
    ("5.d", Obligation.Kind.CONTENT, "Include analysis, recommendations and performance trends"),
    ("5.e", Obligation.Kind.CONTENT, "Highlight objectives that are slow and contributions that are weak"),
    ("5.f", Obligation.Kind.STANDING, "Take the views of frontline staff and of children into account"),
)


def a_notice(known: Known) -> Notice:
    """A notice with a paragraph that governs reports, a plan with an objective that is slow, and one indicator."""
    notice: Notice = NoticeFactory(council=known("council"))
    five = ClauseFactory(notice=notice, number="5", words="To show progress:")
    for number, kind, summary in CLAUSES:
        duty = ObligationFactory(
            clause=ClauseFactory(notice=notice, number=number, parent=five), kind=kind, summary=summary,
            duty_holder=Party.COUNCIL, recipient=Party.ADVISER if kind == "report" else "",
        )  # fmt: skip
        if kind == "report":
            CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    objective = ObjectiveFactory(plan=PlanFactory(notice=notice), areas=[AreaFactory(notice=notice)])
    ActionFactory(objective=objective, original_due_on=dt.date(2026, 9, 30))
    indicator = IndicatorFactory(council=notice.council)
    ReadingFactory(indicator=indicator, month=MONTH, numerator=Decimal(84))
    return notice


def a_report(known: Known, **changed: Any) -> Report:
    """October's draft with its PDF made, and with an analysis, as `changed` says."""
    notice, team = a_notice(known), known("improver")
    job = Job.objects.create(
        kind="report draft", state=Job.State.DONE, percent=100, finished_at=timezone.now()
    )
    report: Report = ReportFactory(
        **{
            "notice": notice, "month": MONTH, "cut": take_cut(notice, MONTH, team, AS_AT), "job": job,
            "preview": ContentFile(b"%PDF-1.7 a draft", name="draft.pdf"),
            "discharges": Obligation.objects.get(clause__notice=notice, kind="report"), "started_by": team,
        }
        | changed
    )  # fmt: skip
    if report.may_be_written:
        writing.write_sections(report=report, texts={"analysis": WRITTEN}, by=team)
    return report


def a_signed_report(known: Known, **changed: Any) -> Report:
    signed = {
        "status": Report.Status.SIGNED,
        "number": "AR-2026-10 v1",
        "signed_by": known("chair"),
        "signed_at": timezone.now(),
        "leaves_at": timezone.now(),
        "texts": {"analysis": WRITTEN},
    }
    return a_report(known, **signed | changed)


def an_issued_report(known: Known) -> Report:
    evidence = EvidenceFactory(council=known("council"), recorded_by=known("chair"))
    report = a_signed_report(
        known,
        status=Report.Status.ISSUED,
        issued_at=timezone.now(),
        document=FileVersionFactory(evidence=evidence),
        texts={"analysis": WRITTEN, "recommendations": WRITTEN},
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


def awaiting(deed: str = "") -> Scene:
    """The scene of a report that waits for the chair's signature, at its page or at a form of it."""

    def scene(known: Known) -> str:
        report = a_report(known, unready_reason="The plan is still with the adviser.")
        waiting_for(report, the_post(known("chair")))
        return page_of(report, deed)

    return scene


def form(deed: str) -> Scene:
    """The scene of a page on a draft."""
    return lambda known: page_of(a_report(known), deed)


def written_by_two(deed: str) -> Scene:
    """The scene of a section that two people wrote, with comments, the report before, and unsaved words."""

    def scene(known: Known) -> str:
        report, team, chair = a_report(known), known("improver"), known("chair")
        analysis = section_of(report, "analysis")
        changed = WRITTEN.replace("wholly", "almost wholly") + "\n\nThe board asked for weekly figures."
        writing.write_section(section=analysis, text=changed, seen=analysis.revision, by=chair)
        asked = comments.comment_on(section=analysis, words="Which teams lost their managers?", by=chair)
        comments.answer_comment(comment=asked, words="North and east.", by=team)
        settled = comments.comment_on(section=analysis, words="Say since when.", by=known("analyst"))
        comments.settle_comment(comment=settled, by=team)
        issued_report(
            team, notice=report.notice, month=dt.date(2026, 9, 1), texts={"analysis": WRITTEN},
        )  # fmt: skip
        SectionDraft.objects.create(
            section=section_of(report, "analysis"), person=team, text="Half a thought", based_on=2
        )
        return page_of(report, deed.format(comment=asked.pk))

    return scene


def closed(known: Known) -> str:
    address = awaiting("write/analysis/")(known)
    section = section_of(Report.objects.get(), "analysis")
    SectionDraft.objects.create(section=section, person=known("improver"), text="Never saved", based_on=1)
    return address


def prepare(deed: str) -> Scene:
    """The scene of the choice of kinds, or of the form of one of them."""

    def scene(known: Known) -> str:
        a_report(known)
        return f"{LIST}prepare/{deed}"

    return scene


def some_reports(known: Known) -> str:
    issued = an_issued_report(known)
    ReportFactory(notice=issued.notice, kind="scrutiny_update", month=MONTH, cut=issued.cut)
    return LIST


PAGES = [
    Page("reports", some_reports),
    Page("reports empty", lambda known: LIST),
    Page("reports filter", lambda known: f"{LIST}?status=issued&year=2026"),
    Page("report draft", draft),
    Page("report being made", being_made),
    Page("report awaiting", awaiting()),
    Page("report issued", lambda known: page_of(an_issued_report(known))),
    Page("report for the adviser", lambda known: page_of(an_issued_report(known)), "adviser"),
    Page("report kinds", prepare("")),
    Page("report prepare", prepare("adviser_monthly/")),
    Page("report prepare quarter", prepare("cabinet_quarterly/")),
    Page("report refresh", form("refresh/")),
    Page("report write", form("write/")),
    Page("report write chair", form("write/"), "chair"),
    Page("report section", form("write/recommendations/")),
    Page("report section of two", written_by_two("write/analysis/")),
    Page("report section unsaved", written_by_two("write/analysis/?unsaved=1")),
    Page("report section closed", closed),
    Page("report sections of two", written_by_two("write/")),
    Page("report versions", written_by_two("write/analysis/versions/")),
    Page("report versions none", form("write/recommendations/versions/")),
    Page("report comments", written_by_two("write/analysis/comments/")),
    Page("report comments none", form("write/recommendations/comments/")),
    Page("report comment answer", written_by_two("write/analysis/comments/{comment}/answer/")),
]
