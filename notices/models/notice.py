"""The notice itself: its days, its status, its tree of clauses, its lettered areas and who holds which role in it."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import HeldForATimeQuerySet, Organisation, Post, ends_after_it_starts
from notices.models.parties import Party


class Notice(models.Model):
    """An Improvement Notice to a council. It exists only once its draft register has been confirmed."""

    class Status(models.TextChoices):
        ISSUED = "issued", "Issued"
        IN_FORCE = "in_force", "In force"
        LIFTED = "lifted", "Lifted"
        REVOKED = "revoked", "Revoked"
        SUPERSEDED = "superseded", "Superseded by another"
        ESCALATED = "escalated", "Escalated to a direction"
        SUPERVISION = "supervision", "Under supervision"
        CLOSED = "closed", "Closed"

    class Trigger(models.TextChoices):
        INSPECTION = "inspection", "Inspection report"
        FOCUSED_VISIT = "focused_visit", "Focused visit"
        JOINT_INSPECTION = "joint_inspection", "Joint inspection"
        COURT_JUDGMENT = "court_judgment", "Court judgment"
        OTHER = "other", "Something else"

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(max_length=200)
    service_area = models.CharField(max_length=200, default="Children's social care")
    issuer = models.CharField(max_length=200, default="Department for Education")
    trigger = models.CharField(max_length=20, choices=Trigger, default=Trigger.INSPECTION)
    inspection_published_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(help_text="The day of issue unless the notice says otherwise.")
    status = models.CharField(max_length=12, choices=Status, default=Status.IN_FORCE)
    ended_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day it was lifted, revoked, superseded or escalated: from then on nothing falls due.",
    )
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    source_text = models.TextField(
        help_text="The notice as it was read, for the screens that show it beside the register."
    )
    source_name = models.CharField(max_length=200, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords(excluded_fields=["source_text"])

    class Meta:
        ordering = ["council", "-issued_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "service_area", "issued_on"], name="notice_once_per_service_and_day"
            ),
            models.CheckConstraint(
                name="notice_in_force_not_before_issue", condition=Q(in_force_from__gte=F("issued_on"))
            ),
            models.CheckConstraint(
                name="notice_ended_not_before_in_force",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("in_force_from")),
            ),
            models.CheckConstraint(
                name="notice_end_recorded_with_its_day",
                condition=Q(ended_on__isnull=True, ended_recorded_at__isnull=True)
                | Q(ended_on__isnull=False, ended_recorded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="notice_ended_exactly_when_status_says_so",
                condition=Q(status__in=["issued", "in_force"], ended_on__isnull=True)
                | Q(
                    status__in=["lifted", "revoked", "superseded", "escalated", "supervision", "closed"],
                    ended_on__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_in_force_on(self, day: dt.date) -> bool:
        """Whether the notice is in force on `day`: from its first day up to, not including, its end (reading 4)."""
        return self.in_force_from <= day and (self.ended_on is None or day < self.ended_on)


class Clause(models.Model):
    """One numbered paragraph of the notice, in a tree (`5`, `5.b`), with its section heading and its exact words."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="clauses")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )
    number = models.CharField(max_length=40)
    order = models.PositiveIntegerField()
    section = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["notice", "order"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="clause_number_once_per_notice"),
            models.UniqueConstraint(fields=["notice", "order"], name="clause_order_once_per_notice"),
        ]

    def __str__(self) -> str:
        return f"Clause {self.number}"

    @property
    def depth(self) -> int:
        """How deep in the tree: 0 for `5`, 1 for `5.b`."""
        return self.number.count(".")


class Area(models.Model):
    """One of the improvement areas that the plan must cover: lettered in a clause, or entered by the team."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="areas")
    letter = models.CharField(max_length=5)
    title = models.CharField(max_length=300)
    clause = models.ForeignKey(Clause, on_delete=models.SET_NULL, null=True, blank=True, related_name="areas")

    class Meta:
        ordering = ["notice", "letter"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "letter"], name="area_letter_once_per_notice")
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.title}"


class Appointment(models.Model):
    """Who holds a role that the notice names (chair, adviser), from when to when. One may hold two."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="appointments")
    party = models.CharField(max_length=60, choices=Party)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = HeldForATimeQuerySet.as_manager()

    class Meta:
        ordering = ["notice", "party", "-started_on"]
        constraints = [
            ends_after_it_starts("appointment_ends_after_it_starts"),
            models.CheckConstraint(
                name="appointment_of_a_post_or_an_organisation",
                condition=Q(post__isnull=False) | Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post or self.organisation}, {self.get_party_display()}"
