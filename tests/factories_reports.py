"""Rows for tests of reports: a cut, a report with its sections, a chain of posts, sign-offs, comments."""

import datetime as dt
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Post, User
from core.frozen import sha256_of
from reports.kinds import kind_of
from reports.models import (
    ChainStep,
    DataCut,
    Report,
    ReportSection,
    SectionComment,
    SectionDraft,
    SectionVersion,
    SignOff,
)
from tests.factories import NoticeFactory, PostFactory, UserFactory

OCTOBER = dt.date(2026, 10, 1)


def cut_content(**changed: Any) -> dict[str, Any]:
    """Return a cut of October 2026 in which nothing is lacking but a plan and figures; `changed` replaces parts."""
    return {
        "format": 2,
        "council": "Fernshire",
        "month": "2026-10-01",
        "as_at": "2026-10-31",
        "known_on": "2026-11-20",
        "notice": {
            "title": "Improvement Notice", "service_area": "",
            "issued_on": "2026-01-16", "in_force_from": "2026-01-16",
        },
        "position": {"key": "on_track", "word": "On track", "late": 0, "missed": 0, "overdue": 0, "tally": {}},
        "clauses": [],
        "plan": None,
        "slow": {
            "rule": "The standard rule", "rule_since": None, "rule_reason": "", "objectives": [],
            "contributions": [],
        },
        "digest": {"month": "2026-10-01", "tally": {}, "lines": []},
        "ahead": [],
    } | changed  # fmt: skip


class DataCutFactory(DjangoModelFactory[DataCut]):
    class Meta:
        model = DataCut

    notice = factory.SubFactory(NoticeFactory)
    month = OCTOBER
    number = factory.LazyAttribute(
        lambda row: DataCut.objects.filter(notice=row.notice, month=row.month).count() + 1
    )
    as_at = dt.date(2026, 10, 31)
    content = factory.LazyAttribute(
        lambda row: cut_content(month=row.month.isoformat(), as_at=row.as_at.isoformat())
    )
    format_version = factory.LazyAttribute(lambda row: row.content["format"])
    sha256 = factory.LazyAttribute(lambda row: sha256_of(row.content))


class ReportFactory(DjangoModelFactory[Report]):
    """A draft with the sections of its kind, empty; `texts={"analysis": "…"}` writes into them."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    notice = factory.SubFactory(NoticeFactory)
    kind = "adviser_monthly"
    month = OCTOBER
    cut = factory.SubFactory(
        DataCutFactory, notice=factory.SelfAttribute("..notice"), month=factory.SelfAttribute("..month")
    )

    @factory.post_generation
    def texts(self: Report, create: bool, given: dict[str, str] | None, **kwargs: Any) -> None:
        if create:
            for key in kind_of(self.kind).section_keys:
                ReportSection.objects.create(report=self, key=key, text=(given or {}).get(key, ""))


def issued_report(by: User, **changed: Any) -> Report:
    """Return a report that was issued with a stand-in for its PDF."""
    from tests.factories import EvidenceFactory, FileVersionFactory

    now = timezone.now()
    draft = ReportFactory.build(**{name: value for name, value in changed.items() if name != "texts"})
    prefix = kind_of(draft.kind).prefix
    document = FileVersionFactory(evidence=EvidenceFactory(council=changed["notice"].council, recorded_by=by))
    fields = {
        "status": Report.Status.ISSUED,
        "number": f"{prefix}-{draft.month:%Y-%m} v{draft.version}",
        "signed_by": by,
        "signed_at": now,
        "issued_at": now,
        "document": document,
    }
    report: Report = ReportFactory(**fields | changed)
    return report


def section_of(report: Report, key: str) -> ReportSection:
    """Return one section of a report by its key."""
    return ReportSection.objects.get(report=report, key=key)


class SectionVersionFactory(DjangoModelFactory[SectionVersion]):
    class Meta:
        model = SectionVersion

    revision = 2
    text = "Visits fell."
    written_by = factory.SubFactory(UserFactory)


class SectionDraftFactory(DjangoModelFactory[SectionDraft]):
    class Meta:
        model = SectionDraft

    person = factory.SubFactory(UserFactory)
    text = "Visits fell, and"
    based_on = 1


class SectionCommentFactory(DjangoModelFactory[SectionComment]):
    class Meta:
        model = SectionComment

    said_by = factory.SubFactory(UserFactory)
    words = "Say which teams."


class ChainStepFactory(DjangoModelFactory[ChainStep]):
    class Meta:
        model = ChainStep

    kind = "adviser_monthly"
    order = 1
    post = factory.SubFactory(PostFactory)
    council = factory.LazyAttribute(lambda row: row.post.organisation)


class SignOffFactory(DjangoModelFactory[SignOff]):
    """One post's part in signing; not asked yet unless `asked_at` is given."""

    class Meta:
        model = SignOff

    report = factory.SubFactory(ReportFactory)
    round = 1
    order = 1
    post = factory.SubFactory(PostFactory)


def waiting_for(report: Report, post: Post) -> SignOff:
    """Put a draft before `post` as its only step, as if it had been submitted now."""
    Report.objects.filter(pk=report.pk).update(status=Report.Status.AWAITING_SIGN_OFF, round=1)
    report.refresh_from_db()
    sign_off: SignOff = SignOffFactory(report=report, post=post, asked_at=timezone.now())
    return sign_off
