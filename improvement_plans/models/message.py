"""The e-mails that remind people of what they are asked: one a day to a person, each reminder in it once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from improvement_plans.models.cycle import UpdateRequest


class DailyMessage(models.Model):
    """The one message of a day to one person; whoever claims it sends it, once.

    One that was not sent on its day, or had nothing left to say, is dropped: what it held counts as never sent, and
    goes into a later message if it is still owed. `error` says why.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Not sent"

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


class DailyNote(models.Model):
    """One thing that was said to one person in one daily message: `what` names it and how far along it was.

    For whatever has no reminder of its own: duties of the notice, meetings, reviews, actions of the board. The same
    `what` is said to a person once.
    """

    message = models.ForeignKey(DailyMessage, on_delete=models.CASCADE, related_name="notes")
    what = models.CharField(max_length=100)

    class Meta:
        ordering = ["message", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "what"], name="note_once_in_a_message")]

    def __str__(self) -> str:
        return self.what
