"""A breach as it was found and told: once to the improvement team and the chair, at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.sending import Sending
from notices.models.obligation import Obligation


class Breach(models.Model):
    """That one occurrence of an obligation was found overdue or missed: found once, however often it is looked for.

    `place` tells apart occurrences of one obligation that are due on one day: its part, meeting or rung. What the
    register says of it later (met late, a variation agreed) stands in the register; this is what was told, and when.
    """

    class Kind(models.TextChoices):
        OVERDUE = "overdue", "Overdue"
        MISSED = "missed", "Missed"

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="breaches")
    due_on = models.DateField()
    place = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=8, choices=Kind)
    found_on = models.DateField()
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-found_on", "pk"]
        verbose_name_plural = "breaches"
        constraints = [
            models.UniqueConstraint(fields=["obligation", "due_on", "place"], name="breach_found_once"),
            models.CheckConstraint(
                name="breach_found_after_it_was_due", condition=Q(found_on__gt=models.F("due_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation}, due {self.due_on:%-d %B %Y}"


class BreachMessage(Sending):
    """The one message by which one person is told of the breaches that one sweep found in one council."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="breach_messages"
    )
    breaches = models.ManyToManyField(Breach, related_name="messages")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(Sending.Meta):
        ordering = ["-written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.written_at:%-d %B %Y}"
