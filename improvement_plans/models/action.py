"""An action of the plan, and how any number of them stood on a day."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from evidence.models import Evidence
from improvement_plans.models.facts import ActionUpdate, Completion, DueDateChange, Rating
from improvement_plans.models.plan import Objective


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, and how each stood on a day as it was known on another."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """The actions in the plan on `day`, with `due_then`, `done_then`, `rated_then` and `overdue_then`.

        On its due day an action is still on time.
        """
        done = Completion.objects.standing_on(day, known_on=known_on).filter(action=OuterRef("pk"))
        due = DueDateChange.objects.made_by(day, known_on=known_on).filter(action=OuterRef("pk"))
        rated = ActionUpdate.objects.standing_on(day, known_on=known_on).filter(action=OuterRef("pk"))
        return self.filter(added_on__lte=day).annotate(
            done_then=Subquery(done.values("done_on")[:1]),
            due_then=Coalesce(
                Subquery(due.order_by("-changed_on", "-pk").values("to_day")[:1]), "original_due_on"
            ),
            rated_then=Case(
                When(done_then__isnull=False, then=Value(Rating.BLUE.value)),
                default=Coalesce(
                    Subquery(rated.order_by("-given_on", "-pk").values("rating")[:1]),
                    Value(Rating.NOT_STARTED.value),
                ),
            ),
            overdue_then=Case(
                When(done_then__isnull=True, due_then__lt=day, then=Value(True)), default=Value(False)
            ),
        )


class Action(models.Model):
    """One thing to be done by a post by a day. The day first agreed stays beside every later one.

    `revision` grows with every change, so that the second of two people who change it at once is told.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    output = models.TextField(blank=True, help_text="What will exist once it is done.")
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="actions")
    partner_agencies = models.ManyToManyField(Organisation, blank=True, related_name="actions")
    added_on = models.DateField("in the plan since")
    starts_on = models.DateField()
    original_due_on = models.DateField("first due")
    due_on = models.DateField()
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="actions")
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["objective__reference", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "reference"], name="action_reference_once_per_objective"
            ),
            models.CheckConstraint(
                name="action_due_not_before_it_starts", condition=Q(due_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="action_first_due_not_before_it_starts", condition=Q(original_due_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"
