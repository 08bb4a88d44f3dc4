"""The reminders of figures that have not come: each rung once to a person, in the one message of a day."""

from django.db import models
from django.db.models import Q

from digests.models.indicator import Indicator
from improvement_plans.models import DailyMessage


class FigureReminder(models.Model):
    """One rung of the ladder for the figure of one indicator and month, in one person's message of a day."""

    class Rung(models.TextChoices):
        LATE = "late", "Late"
        AFTER_5 = "after_5", "5 working days late"
        MANAGER = "manager", "To the owner's manager"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="reminders")
    month = models.DateField()
    rung = models.CharField(max_length=10, choices=Rung)
    message = models.ForeignKey(DailyMessage, on_delete=models.CASCADE, related_name="figure_reminders")

    class Meta:
        ordering = ["indicator", "month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "month", "rung", "message"], name="figure_reminder_once_in_a_message"
            ),
            models.CheckConstraint(name="figure_reminder_month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, {self.month:%B %Y}: {self.get_rung_display()}"
