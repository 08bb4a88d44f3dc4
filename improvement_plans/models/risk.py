"""The strategic risk log: cause, event and effect, scored before and after what is done about it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from improvement_plans.models.action import Action
from improvement_plans.models.facts import known_by
from improvement_plans.models.plan import Plan, Revised

HIGHEST_SCORE = 5
"""Likelihood and impact run from 1 to 5 each."""


class Risk(Revised):
    """Something that may happen to the recovery, who owns it, and the actions that make it less likely or less bad."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    cause = models.TextField()
    event = models.TextField()
    effect = models.TextField()
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="risks")
    mitigations = models.ManyToManyField(Action, blank=True, related_name="mitigates")
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="risk_reference_once_per_plan"),
            models.CheckConstraint(
                name="risk_closed_says_why",
                condition=Q(closed_on__isnull=True, closed_because="")
                | Q(closed_on__gte=F("raised_on")) & ~Q(closed_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class RiskScoreQuerySet(models.QuerySet["RiskScore"]):
    """Scores, of which the newest by its day counts."""

    def given_by(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those given on or before `day`, as known on another."""
        return self.filter(known_by(known_on), scored_on__lte=day)


def _in_range(name: str) -> Q:
    return Q(**{f"{name}__gte": 1, f"{name}__lte": HIGHEST_SCORE})


class RiskScore(models.Model):
    """How a risk was scored on a day, 1 to 5 each way: as it would be without mitigation, and as it is with it."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="scores")
    scored_on = models.DateField()
    inherent_likelihood = models.PositiveSmallIntegerField()
    inherent_impact = models.PositiveSmallIntegerField()
    residual_likelihood = models.PositiveSmallIntegerField()
    residual_impact = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    scored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = RiskScoreQuerySet.as_manager()

    class Meta:
        ordering = ["scored_on", "pk"]
        get_latest_by = ["scored_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_scores_in_range",
                condition=_in_range("inherent_likelihood")
                & _in_range("inherent_impact")
                & _in_range("residual_likelihood")
                & _in_range("residual_impact"),
            ),
            models.CheckConstraint(name="risk_score_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.risk.reference}, {self.scored_on:%-d %B %Y}"
