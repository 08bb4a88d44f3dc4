"""A council with a notice that owes its adviser a report, a small plan, one key indicator, and a director who signs."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import Organisation, Post, User
from core import jobs
from notices.models import Notice, Obligation, Party
from reports.background import render_draft
from reports.models import Report
from reports.services import issuing, preparing, signing, writing
from reports.services.chains import set_chain
from tests.conftest import TODAY
from tests.factories import (
    AreaFactory,
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
    TargetFactory,
)

OCTOBER = dt.date(2026, 10, 1)
UNREADY = "The plan is still with the adviser."


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(settings: Any) -> None:
    """What is sent to the worker goes nowhere; the tests do the worker's part themselves."""
    from config.celery import app

    app.conf.broker_url = "memory://"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 22 November 2026 wherever the clock is read."""
    for place in ("accounts.access", "accounts.predicates", "reports.background"):
        monkeypatch.setattr(f"{place}.today", lambda: TODAY)


@pytest.fixture(autouse=True)
def _leaves_at_once(settings: Any) -> None:
    """What is signed cannot be recalled, unless a test says for how long."""
    settings.RECALL_WINDOW = dt.timedelta(0)


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


@pytest.fixture
def duty(notice: Notice) -> Obligation:
    """To report to the adviser at least every month."""
    clause = ClauseFactory(notice=notice, number="5", order=5)
    duty = ObligationFactory(
        clause=clause, kind=Obligation.Kind.REPORT, duty_holder=Party.COUNCIL, recipient=Party.ADVISER,
        summary="Report progress to the adviser",
    )  # fmt: skip
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    return duty


@pytest.fixture
def month_of_figures(notice: Notice, duty: Obligation) -> Notice:
    """A plan with an overdue action, so that its objective is slow, and a key indicator with two months."""
    area = AreaFactory(notice=notice, letter="a", title="Leadership and governance")
    objective = ObjectiveFactory(
        plan=PlanFactory(notice=notice), reference="O1", title="Steady management", areas=[area]
    )
    late = ActionFactory(objective=objective, reference="1.1", original_due_on=dt.date(2026, 9, 30))
    ActionUpdateFactory(
        action=late, given_on=dt.date(2026, 10, 20), narrative="Two of three managers are in post."
    )
    indicator = IndicatorFactory(council=notice.council, code="FS01", title="Visits in time", is_key=True)
    TargetFactory(indicator=indicator)
    ReadingFactory(indicator=indicator, month=dt.date(2026, 9, 1), numerator=Decimal(88))
    ReadingFactory(indicator=indicator, month=OCTOBER, numerator=Decimal(84))
    return notice


@pytest.fixture
def director_post(council: Organisation) -> Post:
    return PostFactory(organisation=council, title="Director of Children's Services")


@pytest.fixture
def director(director_post: Post, chair: User) -> User:
    """The chair's own account, holding the post that signs."""
    PostHoldingFactory(post=director_post, person=chair)
    return chair


@pytest.fixture
def draft(month_of_figures: Notice, duty: Obligation, improver: User) -> Report:
    """October's report, prepared and not yet rendered."""
    return preparing.prepare(
        notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY, obligation=duty
    )


@pytest.fixture
def rendered(draft: Report) -> Report:
    """October's draft after the worker made its PDF."""
    render_draft(draft.job_id)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def written(draft: Report, improver: User) -> Report:
    texts = {"analysis": "Visits fell.", "recommendations": "Fill the third post."}
    return writing.write_sections(report=draft, texts=texts, by=improver)


@pytest.fixture
def chain(council: Organisation, notice: Notice, director_post: Post, improver: User) -> Post:
    """The monthly report is signed by the director alone."""
    set_chain(
        council=council, kind="adviser_monthly", steps=[(director_post, None)], by=improver, today=TODAY,
        notice=notice,
    )  # fmt: skip
    return director_post


@pytest.fixture
def submitted(written: Report, chain: Post, director: User, improver: User) -> Report:
    """Before the director, with a PDF to read: a stand-in, where what is in it does not matter."""
    report = signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY)
    return with_a_pdf(report)


@pytest.fixture
def signed(submitted: Report, director: User) -> Report:
    return signing.sign(report=submitted, by=director, today=TODAY)


@pytest.fixture
def issued(signed: Report) -> Report:
    """October's report after the worker issued it, with a stand-in for its PDF."""
    return issued_now(signed)


def with_a_pdf(report: Report) -> Report:
    """Do the worker's part on a draft with a stand-in for its PDF."""
    report.preview.save("draft.pdf", ContentFile(b"%PDF-1.7 a draft"), save=False)
    Report.objects.filter(pk=report.pk).update(preview=report.preview.name)
    jobs.claim(report.job_id)
    jobs.finish(report.job_id)
    report.job.refresh_from_db()
    return report


def issued_now(report: Report, *, document: bytes = b"%PDF-1.7 October", today: dt.date = TODAY) -> Report:
    """Issue a signed report with a stand-in for its PDF."""
    issuing.issue(
        report=report, html="<p>October</p>", document=document, template_version="test", today=today
    )
    return Report.objects.get(pk=report.pk)
