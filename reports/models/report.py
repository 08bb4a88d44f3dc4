"""A report: drafted from one frozen cut, signed off along a chain of posts, issued once and never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.jobs import ABANDONED
from core.models import Job
from evidence.models import EvidenceVersion
from notices.models import Notice, Obligation, PlannedEvent
from reports.authorship import goes_along_a_chain
from reports.kinds import CHOICES, ReportKind, kind_of
from reports.models.cut import DataCut

DRAFT_JOB, ISSUE_JOB = "report draft", "report issue"
"""The kinds of job of a report: its draft's PDF, and its issue."""

ADVISERS_DRAFT = "A report of the adviser"


class Report(models.Model):
    """One report for one month, from draft to issue. `reports.kinds` says what its kind is made of.

    `sequence` tells apart several of one kind for one month that are not versions of each other (an adviser may
    report a concern twice in a month); a correction is a new `version` with its reason, and the old one stays.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AWAITING_SIGN_OFF = "awaiting_sign_off", "Awaiting sign-off"
        RETURNED = "returned", "Returned"
        SIGNED = "signed", "Signed"
        ISSUED = "issued", "Issued"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=CHOICES, default="adviser_monthly")
    month = models.DateField(help_text="The month's first day; of a quarter, its last month's.")
    sequence = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveSmallIntegerField(default=1)
    correction_reason = models.CharField("why it is issued again", max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    cut = models.ForeignKey(DataCut, on_delete=models.PROTECT, related_name="reports")
    discharges = models.ForeignKey(
        Obligation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="obligation that it discharges",
    )
    for_event = models.ForeignKey(
        PlannedEvent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="meeting that it is for",
    )
    round = models.PositiveSmallIntegerField("how often it was put up for sign-off", default=0)
    unready_reason = models.TextField("why it is issued although something is lacking", blank=True)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="report")
    preview = models.FileField(upload_to="reports/previews/", blank=True)
    number = models.CharField(max_length=30, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    leaves_at = models.DateTimeField(
        "until when it can be recalled", null=True, blank=True, help_text="From then on it is issued."
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    template_version = models.CharField(max_length=20, blank=True)
    document = models.OneToOneField(
        EvidenceVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="report"
    )
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["-month", "-started_at"]
        constraints = [
            models.CheckConstraint(name="report_month_is_its_first_day", condition=Q(month__day=1)),
            models.UniqueConstraint(
                fields=["notice", "kind", "month", "sequence"],
                condition=~Q(status="issued"),
                name="one_report_in_draft_a_month",
            ),
            models.UniqueConstraint(
                fields=["notice", "kind", "month", "sequence", "version"], name="report_version_once"
            ),
            models.UniqueConstraint(
                fields=["notice", "number"], condition=~Q(number=""), name="report_numbered_once"
            ),
            models.CheckConstraint(
                name="report_corrected_with_a_reason", condition=Q(version=1) | ~Q(correction_reason="")
            ),
            models.CheckConstraint(
                name="report_signed_with_its_number",
                condition=Q(status__in=["signed", "issued"], signed_at__isnull=False, signed_by__isnull=False)
                & ~Q(number="")
                | ~Q(status__in=["signed", "issued"])
                & Q(signed_at__isnull=True, signed_by__isnull=True, leaves_at__isnull=True, number=""),
            ),
            models.CheckConstraint(
                name="report_issued_with_its_document",
                condition=Q(status="issued", issued_at__isnull=False, document__isnull=False)
                | ~Q(status="issued") & Q(issued_at__isnull=True, document__isnull=True),
            ),
            models.CheckConstraint(
                name="report_put_up_for_sign_off_in_a_round",
                condition=Q(round__gte=1) | Q(status__in=["draft", "issued", "signed"]),
            ),
            models.CheckConstraint(
                name="report_leaves_after_it_was_signed",
                condition=Q(leaves_at__isnull=True) | Q(leaves_at__gte=F("signed_at")),
            ),
        ]

    def __str__(self) -> str:
        order = f" ({self.sequence})" if self.sequence > 1 else ""
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.get_kind_display()}, {self.month:%B %Y}{order}{version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_once_issued()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_once_issued()
        return super().delete(*args, **kwargs)

    def _refuse_once_issued(self) -> None:
        """Raise TypeError when the row that is kept is issued: a correction is a new version."""
        if self.pk and type(self)._default_manager.filter(pk=self.pk, status=self.Status.ISSUED).exists():
            raise TypeError("An issued report never changes: correct it by a new version.")

    STATUS_COLOURS = {
        Status.DRAFT: "grey", Status.AWAITING_SIGN_OFF: "yellow", Status.RETURNED: "orange",
        Status.SIGNED: "blue", Status.ISSUED: "green",
    }  # fmt: skip

    @property
    def what(self) -> ReportKind:
        """What its kind is made of."""
        return kind_of(self.kind)

    @property
    def is_the_advisers_draft(self) -> bool:
        """Whether it is the adviser's own and not issued yet: the council must not learn that it is there."""
        return not self.is_issued and not goes_along_a_chain(self.what)

    @property
    def trail_name(self) -> str:
        """What the audit trail calls it: see `reports.services.rows.record`."""
        return ADVISERS_DRAFT if self.is_the_advisers_draft else str(self)

    @property
    def status_colour(self) -> str:
        return self.STATUS_COLOURS[self.Status(self.status)]

    @property
    def is_issued(self) -> bool:
        return self.status == self.Status.ISSUED

    @property
    def can_be_read(self) -> bool:
        """Whether the newest PDF that was asked for is there."""
        return self.job is not None and self.job.state == Job.State.DONE and bool(self.preview)

    @property
    def is_being_issued(self) -> bool:
        """Whether its issue was begun; it may have failed since."""
        return self.status == self.Status.SIGNED and self.job is not None and self.job.kind == ISSUE_JOB

    @property
    def could_not_be_issued(self) -> bool:
        """Whether its issue failed with a reason, and so waits for a person; a stopped worker's is taken up again."""
        job = self.job if self.is_being_issued else None
        return job is not None and job.has_failed and job.error != ABANDONED

    @property
    def may_be_written(self) -> bool:
        """Whether its text may still change: once it is with a signing post, only by returning it."""
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)


class IssuedText(models.Model):
    """The HTML from which an issued report's PDF was made, frozen with it; apart, so that lists do not load it."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="issued_text")
    html = models.TextField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Text of {self.report}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("The text of an issued report is written once and never changed.")
        super().save(*args, **kwargs)
