"""The plan, the council's work streams, its money, and the objectives with what they bring for children."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from notices.models import Area, Notice


class Plan(models.Model):
    """The plan under a notice. Its versions say what was submitted and in force when."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="plan")
    title = models.CharField(max_length=200, default="Improvement plan")

    def __str__(self) -> str:
        return self.title


class Revised(models.Model):
    """What several people edit: `revision` grows with every change, so that the second of two at once is told."""

    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class WorkStream(Revised):
    """One of the council's own strands of work, mapped to the several areas that it serves."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="work_streams")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    lead_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="work_streams_led"
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="work_streams")
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="work_stream_numbered_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class BudgetLine(Revised):
    """One line of the money for improvement work, against which the cost of actions is held. Pounds."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="budget_lines")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    amount = models.DecimalField(
        "amount in pounds", max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="budget_line_code_once_per_plan"),
            models.CheckConstraint(name="budget_line_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Objective(Revised):
    """What the plan is to achieve, with the outcome that it is meant to bring for children."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="objectives")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    outcome_for_children = models.TextField()
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="objectives")
    areas = models.ManyToManyField(Area, related_name="objectives")
    work_streams = models.ManyToManyField(WorkStream, blank=True, related_name="objectives")
    added_on = models.DateField("in the plan since", null=True, blank=True)
    left_on = models.DateField("no longer in the plan since", null=True, blank=True)
    left_because = models.CharField("why it left the plan", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="objective_reference_once_per_plan"),
            models.CheckConstraint(
                name="objective_leaves_after_it_came",
                condition=Q(left_on__isnull=True) | Q(added_on__isnull=True) | Q(left_on__gte=F("added_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"
