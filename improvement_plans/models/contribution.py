"""What contributing posts and partner agencies say of actions that somebody else owns."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Organisation, Post
from improvement_plans.models.action import Action
from improvement_plans.models.facts import known_by


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Contributions, of which a corrected one no longer counts."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those given on or before `day` and not corrected, as known on another day."""
        corrections = Contribution.objects.filter(known_by(known_on), corrects=OuterRef("pk"))
        return self.filter(known_by(known_on), given_on__lte=day).filter(~Exists(corrections))


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

    objects = ContributionQuerySet.as_manager()

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
        return f"{self.action.reference}, {self.given_on:%-d %B %Y}: {self.speaker}"

    @property
    def speaker(self) -> Post | Organisation | None:
        """For whom it was given."""
        return self.for_post or self.for_agency
