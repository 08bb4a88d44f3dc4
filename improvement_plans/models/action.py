"""An action of the plan, and how any number of them stood on a day."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from evidence.models import Evidence
from improvement_plans.models.facts import ActionUpdate, Completion, DueDateChange, Rating
from improvement_plans.models.plan import BudgetLine, Objective, Revised


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, and how each stood on a day as it was known on another."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """The actions in the plan on `day`, with `due_then`, `done_then`, `rated_then` and `overdue_then`.

        On its due day an action is still on time.
        """
        done = Completion.objects.standing_on(day, known_on=known_on).filter(action=OuterRef("pk"))
        due = DueDateChange.objects.made_by(day, known_on=known_on).filter(action=OuterRef("pk"))
        rated = ActionUpdate.objects.standing_on(day, known_on=known_on).filter(action=OuterRef("pk"))
        in_the_plan = Q(added_on__lte=day) & (Q(left_on__isnull=True) | Q(left_on__gt=day))
        return self.filter(in_the_plan).annotate(
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


class Action(Revised):
    """One thing to be done by a post by a day. The day first agreed stays beside every later one.

    One that is no longer in the plan from `left_on` on keeps everything that was said of it. `due_on` is the newest
    due date; how it stood on a day follows from the moves.
    """

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="actions")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    output = models.TextField(blank=True, help_text="What will exist once it is done.")
    outcome = models.TextField(
        "outcome for children", blank=True, help_text="Leave empty where the objective's says it."
    )
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="actions")
    contributing_posts = models.ManyToManyField(Post, blank=True, related_name="contributes_to")
    partner_agencies = models.ManyToManyField(Organisation, blank=True, related_name="actions")
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="needed_by")
    budget_line = models.ForeignKey(
        BudgetLine, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    cost = models.DecimalField("cost in pounds", max_digits=12, decimal_places=2, null=True, blank=True)
    added_on = models.DateField("in the plan since")
    starts_on = models.DateField()
    original_due_on = models.DateField("first due")
    due_on = models.DateField()
    left_on = models.DateField("no longer in the plan since", null=True, blank=True)
    left_because = models.CharField("why it left the plan", max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="actions")
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
            models.CheckConstraint(
                name="action_leaves_after_it_came_and_says_why",
                condition=Q(left_on__isnull=True, left_because="")
                | Q(left_on__gte=F("added_on")) & ~Q(left_because=""),
            ),
            models.CheckConstraint(
                name="action_cost_not_negative", condition=Q(cost__isnull=True) | Q(cost__gte=0)
            ),
            models.CheckConstraint(
                name="action_cost_against_a_line",
                condition=Q(cost__isnull=True) | Q(budget_line__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Milestone(models.Model):
    """One step on the way to an action's end. It is reached when a standing update says so."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    added_on = models.DateField()
    original_due_on = models.DateField("first due")
    due_on = models.DateField()
    left_on = models.DateField("no longer in the plan since", null=True, blank=True)
    left_because = models.CharField("why it left the plan", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["action", "number"]
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="milestone_number_once_per_action"),
            models.CheckConstraint(
                name="milestone_leaves_after_it_came",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("added_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, milestone {self.number}: {self.title}"
