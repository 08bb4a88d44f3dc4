"""The monthly request for updates: when a council asks, whom it asked, and which reminders went out."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Organisation, Post
from improvement_plans.models.action import Action
from improvement_plans.models.plan import Plan

LAST_ASKING_DAY = 28
"""Every month has this day, so that no month goes without a request."""


class UpdateSchedule(models.Model):
    """When a council asks for updates: on which day of the month, and how many working days it gives."""

    council = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="update_schedule")
    ask_on_day = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(LAST_ASKING_DAY)]
    )
    working_days_to_answer = models.PositiveSmallIntegerField(default=8, validators=[MinValueValidator(3)])
    remind_before = models.PositiveSmallIntegerField(
        "working days before the day that the first reminder goes out", default=2
    )
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="update_schedule_on_a_day_of_every_month",
                condition=Q(ask_on_day__gte=1, ask_on_day__lte=LAST_ASKING_DAY),
            ),
            models.CheckConstraint(
                name="update_schedule_reminds_within_the_time",
                condition=Q(remind_before__lt=F("working_days_to_answer")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: asks on day {self.ask_on_day}"


class UpdateCycle(models.Model):
    """One month's request for updates under one plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="update_cycles")
    month = models.DateField("first day of the month")
    asked_on = models.DateField()
    due_on = models.DateField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["plan", "-month"]
        get_latest_by = "month"
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="one_update_cycle_a_month"),
            models.CheckConstraint(
                name="update_cycle_due_after_it_asks", condition=Q(due_on__gte=F("asked_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, updates for {self.month:%B %Y}"


class UpdateRequest(models.Model):
    """That one post or partner agency was asked about one action: its owner for an update, others to contribute."""

    class Kind(models.TextChoices):
        UPDATE = "update", "Update"
        CONTRIBUTION = "contribution", "Contribution"

    cycle = models.ForeignKey(UpdateCycle, on_delete=models.CASCADE, related_name="requests")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="update_requests")
    kind = models.CharField(max_length=12, choices=Kind)
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="update_requests"
    )
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="update_requests"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["cycle", "action", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="update_request_to_a_post_or_an_agency",
                condition=Q(post__isnull=False, agency__isnull=True)
                | Q(post__isnull=True, agency__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["cycle", "action", "post"],
                condition=Q(post__isnull=False),
                name="post_asked_once_a_cycle",
            ),
            models.UniqueConstraint(
                fields=["cycle", "action", "agency"],
                condition=Q(agency__isnull=False),
                name="agency_asked_once_a_cycle",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.cycle.month:%B %Y}: {self.post or self.agency}"


class Contribution(models.Model):
    """What a contributing post or a partner agency said of an action that somebody else owns. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="contributions")
    for_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions_given"
    )
    for_agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions_given"
    )
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    narrative = models.TextField()
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_for_a_post_or_an_agency",
                condition=Q(for_post__isnull=False, for_agency__isnull=True)
                | Q(for_post__isnull=True, for_agency__isnull=False),
            ),
            models.CheckConstraint(name="contribution_says_something", condition=~Q(narrative="")),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.given_on:%-d %B %Y}: {self.for_post or self.for_agency}"


class DailyMessage(models.Model):
    """The one message of a day to one person; whoever claims it sends it, once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="daily_messages"
    )
    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="daily_messages")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "council", "day"], name="one_message_a_person_a_day"),
            models.CheckConstraint(
                name="daily_message_sent_when", condition=~Q(state="sent") | Q(sent_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%-d %B %Y}"


class Reminder(models.Model):
    """One rung of the ladder for one request to one person: written once, so that it is sent once."""

    class Rung(models.TextChoices):
        ASKED = "asked", "Asked"
        BEFORE = "before", "Before the day"
        ON_THE_DAY = "on_the_day", "On the day"
        AFTER_2 = "after_2", "2 working days after"
        AFTER_5 = "after_5", "5 working days after"
        MANAGER = "manager", "To the owner's manager"

    request = models.ForeignKey(UpdateRequest, on_delete=models.CASCADE, related_name="reminders")
    rung = models.CharField(max_length=12, choices=Rung)
    message = models.ForeignKey(DailyMessage, on_delete=models.CASCADE, related_name="reminders")

    class Meta:
        ordering = ["request", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "rung", "message"], name="reminder_once_in_a_message")
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_rung_display()}"
