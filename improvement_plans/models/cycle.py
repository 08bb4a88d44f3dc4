"""The monthly request for updates: when a council asks, whom it asked, and what had come of it by a day."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Organisation, Post
from improvement_plans.models.action import Action
from improvement_plans.models.contribution import Contribution
from improvement_plans.models.facts import ActionUpdate, Completion, known_by
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


class UpdateRequestQuerySet(models.QuerySet["UpdateRequest"]):
    """Requests, and what had come of each by a day as it was known on another."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those asked by `day`, with `given_then`, `done_then` and `in_plan_then`.

        `given_then` is the day of the first answer before the plan was asked again: an update by whomever for the
        owner, a contribution for the very post or agency. `done_then` is the day the action was done, where that
        held on the due day: a completion taken back later does not make anybody late for what was answered.
        """
        return self.filter(known_by(known_on, "cycle__recorded_at"), cycle__asked_on__lte=day).annotate(
            asked_again_then=Coalesce(_asked_again(day, known_on), Value(dt.date.max)),
            given_then=Case(
                When(kind=UpdateRequest.Kind.UPDATE, then=_first_day(_updates(day, known_on))),
                default=_first_day(_contributions(day, known_on)),
            ),
            done_then=Subquery(_completions(day, known_on).values("done_on")[:1]),
            in_plan_then=Case(When(action__left_on__lte=day, then=Value(False)), default=Value(True)),
        )

    def missed_by(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those whose due day had passed by `day` without an answer by then; on the due day it is still on time."""
        due = OuterRef("cycle__due_on")
        missed = self.filter(known_by(known_on, "cycle__recorded_at"), cycle__due_on__lt=day).exclude(
            action__left_on__isnull=False, action__left_on__lte=F("cycle__due_on")
        )
        return missed.filter(
            Q(kind=UpdateRequest.Kind.CONTRIBUTION)
            | ~Exists(_updates(day, known_on).filter(given_on__lte=due)),
            Q(kind=UpdateRequest.Kind.UPDATE)
            | ~Exists(_contributions(day, known_on).filter(given_on__lte=due)),
            ~Exists(_completions(day, known_on).filter(done_on__lte=due)),
        )


def _updates(day: dt.date, known_on: dt.date | None) -> QuerySet[ActionUpdate]:
    updates = ActionUpdate.objects.standing_on(day, known_on=known_on)
    return updates.filter(action=OuterRef("action"), given_on__gte=OuterRef("cycle__asked_on"))


def _contributions(day: dt.date, known_on: dt.date | None) -> QuerySet[Contribution]:
    contributions = Contribution.objects.standing_on(day, known_on=known_on)
    return contributions.filter(
        Q(for_post=OuterRef("post")) | Q(for_agency=OuterRef("agency")),
        action=OuterRef("action"),
        given_on__gte=OuterRef("cycle__asked_on"),
    )


def _completions(day: dt.date, known_on: dt.date | None) -> QuerySet[Completion]:
    taken_back = known_by(known_on, "reopened_recorded_at") & Q(
        reopened_on__isnull=False, reopened_on__lte=day
    )
    return (
        Completion.objects.filter(known_by(known_on), action=OuterRef("action"), done_on__lte=day)
        .exclude(taken_back & Q(reopened_on__lte=OuterRef("cycle__due_on")))
        .order_by("done_on")
    )


def _asked_again(day: dt.date, known_on: dt.date | None) -> Subquery:
    later = UpdateCycle.objects.filter(
        known_by(known_on),
        plan=OuterRef("cycle__plan"),
        month__gt=OuterRef("cycle__month"),
        asked_on__lte=day,
    )
    return Subquery(later.order_by("month").values("asked_on")[:1])


def _first_day(answers: QuerySet[ActionUpdate] | QuerySet[Contribution]) -> Subquery:
    in_time = answers.filter(given_on__lt=OuterRef("asked_again_then"))
    return Subquery(in_time.order_by("given_on").values("given_on")[:1])


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

    objects = UpdateRequestQuerySet.as_manager()

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
