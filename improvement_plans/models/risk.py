"""The strategic risk log: cause, event and effect, scored before and after what is done about it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from improvement_plans.models.action import Action
from improvement_plans.models.facts import known_by, reopened_by
from improvement_plans.models.plan import Plan, Revised

HIGHEST_SCORE = 5
"""Likelihood and impact run from 1 to 5 each."""

SCORED = ("inherent_likelihood", "inherent_impact", "residual_likelihood", "residual_impact")


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks, and how each stood on a day as it was known on another."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those raised by `day`, with `closed_then` and the newest scores by then.

        `inherent_then` and `residual_then` are likelihood times impact, 1 to 25, None before the first score; their
        parts are `inherent_likelihood_then` and so on.
        """
        closed = RiskClosing.objects.standing_on(day, known_on=known_on).filter(risk=OuterRef("pk"))
        newest = RiskScore.objects.given_by(day, known_on=known_on).filter(risk=OuterRef("pk"))
        newest = newest.order_by("-scored_on", "-pk")
        parts = {f"{name}_then": Subquery(newest.values(name)[:1]) for name in SCORED}
        return self.filter(known_by(known_on), raised_on__lte=day).annotate(
            closed_then=Subquery(closed.values("closed_on")[:1]),
            **parts,
            inherent_then=F("inherent_likelihood_then") * F("inherent_impact_then"),
            residual_then=F("residual_likelihood_then") * F("residual_impact_then"),
        )


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
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="risk_reference_once_per_plan")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class RiskClosingQuerySet(models.QuerySet["RiskClosing"]):
    """Closings, of which a risk has at most one that stands."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those made on or before `day` and not reopened by then, as known on another day."""
        return self.filter(known_by(known_on), closed_on__lte=day).exclude(reopened_by(day, known_on))


class RiskClosing(models.Model):
    """That a risk was closed on a day and why; one that comes back is reopened with a reason."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="closings")
    closed_on = models.DateField()
    closed_because = models.CharField(max_length=300)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_recorded_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.CharField(max_length=300, blank=True)

    objects = RiskClosingQuerySet.as_manager()

    class Meta:
        ordering = ["closed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["risk"], condition=Q(reopened_on__isnull=True), name="one_standing_closing_per_risk"
            ),
            models.CheckConstraint(name="risk_closing_says_why", condition=~Q(closed_because="")),
            models.CheckConstraint(
                name="risk_reopened_with_record_and_reason",
                condition=Q(reopened_on__isnull=True, reopened_recorded_at__isnull=True, reopened_reason="")
                | Q(reopened_on__gte=F("closed_on"), reopened_recorded_at__isnull=False)
                & ~Q(reopened_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.reference}, closed on {self.closed_on:%-d %B %Y}"


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
            models.CheckConstraint(
                name="risk_residual_not_above_inherent",
                condition=Q(residual_likelihood__lte=F("inherent_likelihood"))
                & Q(residual_impact__lte=F("inherent_impact")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk.reference}, {self.scored_on:%-d %B %Y}"
