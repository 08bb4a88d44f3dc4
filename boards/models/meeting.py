"""A series of meetings on the notice's cadence, and a meeting: its day stands in the register's diary below."""

import datetime as dt

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from boards.models.board import Board, BoardMembership
from core.sending import Sending
from evidence.models import Evidence
from improvement_plans.models.plan import Revised
from notices.models import Obligation, PlannedEvent


class Weekday(models.IntegerChoices):
    """The day of the week on which a board meets; a board does not meet at weekends."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class MeetingSeries(Revised):
    """How a board meets under one duty to meet: from this the dates of its meetings are proposed.

    `week` (1 to 5, the fifth being the last) says which of the month's weekdays it is where the duty goes by calendar
    months; elsewhere the dates follow from the cadence.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="series")
    obligation = models.ForeignKey(
        Obligation,
        on_delete=models.PROTECT,
        related_name="meeting_series",
        limit_choices_to={"kind": Obligation.Kind.MEETING},
        verbose_name="duty to meet",
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.WEDNESDAY)
    week = models.PositiveSmallIntegerField(
        "week of the month", default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    starts_at = models.TimeField(default="14:00")
    ends_at = models.TimeField(default="16:00")
    venue = models.CharField(max_length=200, blank=True)
    link = models.URLField("link to join", blank=True)
    papers_days = models.PositiveSmallIntegerField(
        "clear working days before the meeting by which papers are sent", default=5
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["board", "pk"]
        verbose_name_plural = "meeting series"
        constraints = [
            models.UniqueConstraint(fields=["board", "obligation"], name="one_series_a_duty_to_meet"),
            models.CheckConstraint(
                name="series_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(name="series_week_in_range", condition=Q(week__gte=1, week__lte=5)),
            models.CheckConstraint(name="series_on_a_working_weekday", condition=Q(weekday__lte=4)),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.get_weekday_display()}s"


class Meeting(Revised):
    """A meeting of the board, from draft to closed: `boards.transitions` is the table of what may follow what."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        CALLED = "called", "Called"
        IN_PROGRESS = "in_progress", "In progress"
        MINUTES_DRAFTED = "minutes_drafted", "Minutes drafted"
        MINUTES_AGREED = "minutes_agreed", "Minutes agreed"
        CLOSED = "closed", "Closed"
        CANCELLED = "cancelled", "Cancelled"

    HELD = (Status.IN_PROGRESS, Status.MINUTES_DRAFTED, Status.MINUTES_AGREED, Status.CLOSED)

    STATUS_COLOURS = {
        Status.DRAFT: "grey", Status.CALLED: "blue", Status.IN_PROGRESS: "purple", Status.MINUTES_DRAFTED: "yellow",
        Status.MINUTES_AGREED: "turquoise", Status.CLOSED: "green", Status.CANCELLED: "red",
    }  # fmt: skip

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="meetings")
    series = models.ForeignKey(
        MeetingSeries, on_delete=models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    planned_event = models.OneToOneField(PlannedEvent, on_delete=models.PROTECT, related_name="meeting")
    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    venue = models.CharField(max_length=200, blank=True)
    link = models.URLField("link to join", blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    papers_due_on = models.DateField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_on = models.DateField(null=True, blank=True)
    chaired_by = models.CharField(max_length=200, blank=True)
    not_quorate_because = models.CharField("why it went ahead without a quorum", max_length=300, blank=True)
    minutes = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["planned_event__planned_on"]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="meeting_held_exactly_when_begun",
                condition=Q(status__in=["draft", "called", "cancelled"], held_on__isnull=True)
                | Q(
                    status__in=["in_progress", "minutes_drafted", "minutes_agreed", "closed"],
                    held_on__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.planned_event.planned_on:%-d %B %Y}"

    @property
    def day(self) -> dt.date:
        """The day on which it was held, or is to be."""
        return self.held_on or self.planned_event.planned_on

    @property
    def status_colour(self) -> str:
        return self.STATUS_COLOURS[self.Status(self.status)]

    @property
    def was_held(self) -> bool:
        return self.status in self.HELD

    @property
    def is_frozen(self) -> bool:
        """Whether its minutes are agreed, so that nothing that was said or decided in it changes any more."""
        return self.status in (self.Status.MINUTES_AGREED, self.Status.CLOSED)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held: its agenda and papers may change."""
        return self.status in (self.Status.DRAFT, self.Status.CALLED)


class Invitation(Sending):
    """One invitation, change or cancellation of a meeting to one person, with its `.ics`; kept as what was sent.

    `sequence` grows with each message about a meeting (RFC 5546), so that a calendar takes the newest.
    """

    class Method(models.TextChoices):
        REQUEST = "REQUEST", "Invitation"
        CANCEL = "CANCEL", "Cancellation"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    membership = models.ForeignKey(
        BoardMembership, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=10, choices=Method, default=Method.REQUEST)
    sequence = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(Sending.Meta):
        ordering = ["meeting", "sequence", "person__name"]
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "person", "sequence"], name="invitation_once_a_sequence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} to {self.person}, {self.meeting}"
