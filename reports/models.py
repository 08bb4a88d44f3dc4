"""Reports: drafted from one frozen cut of the figures, signed off by a post, issued once and never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from core.models import Job
from evidence.models import EvidenceVersion
from notices.models import Notice, Obligation, PlannedEvent


class DataCut(models.Model):
    """The figures of one month as they stood at one moment. Every document for the month draws on it."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="data_cuts")
    month = models.DateField(help_text="The month's first day.")
    as_at = models.DateField()
    format_version = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-taken_at"]
        constraints = [models.CheckConstraint(name="cut_month_is_its_first_day", condition=Q(month__day=1))]

    def __str__(self) -> str:
        return f"Cut for {self.month:%B %Y} as at {self.as_at:%-d %B %Y}"


class Report(models.Model):
    """One report for one month, from draft to issue."""

    class Kind(models.TextChoices):
        ADVISER_MONTHLY = "adviser_monthly", "Monthly report to the adviser"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AWAITING_SIGN_OFF = "awaiting_sign_off", "Awaiting sign-off"
        RETURNED = "returned", "Returned"
        SIGNED = "signed", "Signed, being issued"
        ISSUED = "issued", "Issued"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ADVISER_MONTHLY)
    month = models.DateField(help_text="The month's first day.")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    cut = models.ForeignKey(DataCut, on_delete=models.PROTECT, related_name="reports")
    analysis = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
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
    sign_off_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(blank=True)
    unready_reason = models.TextField("why it is issued although something is lacking", blank=True)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="report")
    preview = models.FileField(upload_to="reports/previews/", blank=True)
    number = models.CharField(max_length=30, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
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
                fields=["notice", "kind", "month"],
                condition=~Q(status="issued"),
                name="one_report_in_draft_a_month",
            ),
            models.UniqueConstraint(
                fields=["notice", "kind", "month", "version"], name="report_version_once"
            ),
            models.UniqueConstraint(
                fields=["notice", "number"], condition=~Q(number=""), name="report_numbered_once"
            ),
            models.CheckConstraint(
                name="report_signed_with_its_number",
                condition=Q(status__in=["signed", "issued"], signed_at__isnull=False, signed_by__isnull=False)
                & ~Q(number="")
                | ~Q(status__in=["signed", "issued"])
                & Q(signed_at__isnull=True, signed_by__isnull=True, number=""),
            ),
            models.CheckConstraint(
                name="report_issued_with_its_document",
                condition=Q(status="issued", issued_at__isnull=False, document__isnull=False)
                | ~Q(status="issued") & Q(issued_at__isnull=True, document__isnull=True),
            ),
            models.CheckConstraint(
                name="report_returned_with_a_reason", condition=~Q(status="returned") | ~Q(return_reason="")
            ),
        ]

    def __str__(self) -> str:
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.get_kind_display()}, {self.month:%B %Y}{version}"

    STATUS_COLOURS = {
        Status.DRAFT: "grey", Status.AWAITING_SIGN_OFF: "yellow", Status.RETURNED: "orange",
        Status.SIGNED: "blue", Status.ISSUED: "green",
    }  # fmt: skip

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
    def may_be_written(self) -> bool:
        """Whether its text may still change: once it is with the signing post, only by returning it."""
        return self.status in (self.Status.DRAFT, self.Status.RETURNED)


class Delivery(models.Model):
    """That an issued report goes to a person by e-mail: written with the issue, sent once.

    A worker claims it before it sends (`claimed_at`), so that a task delivered twice sends one message.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "recipient__name"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["report", "recipient"], name="report_delivered_once_to_each"),
            models.CheckConstraint(
                name="delivery_claimed_before_it_is_sent",
                condition=Q(sent_at__isnull=True) | Q(claimed_at__isnull=False, sent_at__gte=F("claimed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} to {self.email}"
