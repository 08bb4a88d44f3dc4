"""Where an issued report goes, and what was escalated: each once, and kept."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Role
from core.sending import Sending
from evidence.models import Evidence
from notices.models import Notice, Party
from reports.models.report import Report


class Delivery(Sending):
    """That an issued report goes to a person by e-mail: written with the issue, sent once.

    A worker claims it before it sends (`claimed_at`), so that a task delivered twice sends one message.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="deliveries")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("in what role", max_length=20, choices=Role, blank=True)
    first_read_at = models.DateTimeField("when they first opened it", null=True, blank=True)

    class Meta(Sending.Meta):
        ordering = ["report", "recipient__name"]
        verbose_name_plural = "deliveries"
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(fields=["report", "recipient"], name="report_delivered_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"{self.report} to {self.email}"


class Escalation(models.Model):
    """Something that was taken to somebody above, why, and what came of it."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="escalations")
    raised_on = models.DateField()
    raised_by = models.CharField("who raised it, by post", max_length=200)
    raised_to = models.CharField("to whom", max_length=60, choices=Party)
    what = models.CharField(max_length=300)
    because = models.TextField()
    outcome = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="escalations")
    revision = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["notice", "-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="escalation_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="escalation_closed_with_its_outcome",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("raised_on")) & ~Q(outcome=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what
