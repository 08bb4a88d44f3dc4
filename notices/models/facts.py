"""The facts from which a position follows, each with the day it took effect and the day it was recorded."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from evidence.models import Evidence
from notices.models.obligation import Obligation
from notices.models.parties import Party


class RecordedFact(models.Model):
    """Who recorded a fact and when. A fact keyed in error is withdrawn with a reason, never deleted."""

    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
            ),
        ]


class PlannedEvent(RecordedFact):
    """A meeting or review in the diary. What is due before or at it hangs on its day."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="planned_events")
    planned_on = models.DateField()
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_recorded_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    class Meta(RecordedFact.Meta):
        ordering = ["planned_on"]
        constraints = [
            *RecordedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["obligation", "planned_on"],
                condition=Q(withdrawn_at__isnull=True, cancelled_on__isnull=True),
                name="planned_event_once_a_day",
            ),
            models.CheckConstraint(
                name="planned_event_cancelled_with_its_record",
                condition=Q(cancelled_on__isnull=True, cancelled_recorded_at__isnull=True)
                | Q(cancelled_on__isnull=False, cancelled_recorded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation.summary}, {self.planned_on:%-d %B %Y}"


class Request(RecordedFact):
    """Somebody entitled to ask has asked: what is owed on request falls due on the day that the request names."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="requests")
    requested_on = models.DateField()
    due_on = models.DateField()
    requested_by = models.CharField(max_length=60, choices=Party)
    reference = models.CharField(max_length=200, blank=True)

    class Meta(RecordedFact.Meta):
        ordering = ["requested_on"]
        constraints = [
            *RecordedFact.Meta.constraints,
            models.CheckConstraint(
                name="request_due_not_before_it_was_made", condition=Q(due_on__gte=F("requested_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"Request of {self.requested_on:%-d %B %Y} for {self.due_on:%-d %B %Y}"


class Discharge(RecordedFact):
    """A dated event that satisfies an occurrence: plan submitted, meeting held, report issued, review held."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="discharges")
    effective_on = models.DateField()
    what = models.CharField(max_length=300)
    for_event = models.ForeignKey(
        PlannedEvent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        help_text="The meeting or review that this report or assessment is for.",
    )
    rung = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="discharges")

    class Meta(RecordedFact.Meta):
        ordering = ["effective_on", "pk"]

    def __str__(self) -> str:
        return f"{self.what}, {self.effective_on:%-d %B %Y}"


class Variation(RecordedFact):
    """An agreed change of cadence. One agreed after its effective date is kept and flagged (reading 14)."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="variations")
    part = models.PositiveSmallIntegerField(default=0)
    agreed_by = models.CharField(max_length=60, choices=Party)
    agreed_on = models.DateField()
    effective_from = models.DateField()
    terms = models.JSONField()
    follows = models.ForeignKey(
        Obligation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="varied_to_follow",
        help_text="The obligation whose meetings or reviews the new cadence hangs on.",
    )
    reference = models.CharField(max_length=200)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="variations")

    class Meta(RecordedFact.Meta):
        ordering = ["agreed_on", "pk"]

    def __str__(self) -> str:
        return f"Variation agreed on {self.agreed_on:%-d %B %Y}"

    @property
    def agreed_late(self) -> bool:
        """Whether it was agreed only after it was to take effect."""
        return self.agreed_on > self.effective_from


class Assessment(RecordedFact):
    """A dated judgement of a standing duty by a named person, with the reason."""

    class Judgement(models.TextChoices):
        MET = "met", "Met"
        PARTLY_MET = "partly_met", "Partly met"
        NOT_MET = "not_met", "Not met"

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="assessments")
    judgement = models.CharField(max_length=12, choices=Judgement)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="assessments"
    )
    reason = models.TextField()
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="assessments")

    class Meta(RecordedFact.Meta):
        ordering = ["assessed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_judgement_display()} on {self.assessed_on:%-d %B %Y}"
