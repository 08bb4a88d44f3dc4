"""What children, young people, families and frontline staff said, and what changed because of it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from simple_history.models import HistoricalRecords

from evidence.models import Evidence
from improvement_plans.models.action import Action
from improvement_plans.models.facts import known_by
from improvement_plans.models.plan import Plan, Revised
from notices.models import Area


class VoiceQuerySet(models.QuerySet["Voice"]):
    """What was said, and what had come of it by a day as it was known on another."""

    def heard_by(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """What was heard on or before `day`, as known on another."""
        return self.filter(known_by(known_on), heard_on__lte=day)

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """What was heard by `day`, with `changed_then` and `told_then`: the days, None where it had not come to it."""
        changed = known_by(known_on, "changed_recorded_at") & Q(changed_on__lte=day)
        told = known_by(known_on, "told_back_recorded_at") & Q(told_back_on__lte=day)
        return self.heard_by(day, known_on=known_on).annotate(
            changed_then=Case(When(changed, then=F("changed_on"))),
            told_then=Case(When(told, then=F("told_back_on"))),
        )


class Voice(Revised):
    """Something that was said, by a group and never by name, and what it changed.

    Clause 5.f of a notice asks that these views are considered; a voice that changed something says what and how.
    """

    class Group(models.TextChoices):
        CHILDREN = "children", "Children"
        YOUNG_PEOPLE = "young_people", "Young people"
        CARE_LEAVERS = "care_leavers", "Care leavers"
        FAMILIES = "families", "Parents and families"
        FOSTER_CARERS = "foster_carers", "Foster carers"
        STAFF = "staff", "Frontline staff"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="voices")
    heard_on = models.DateField()
    setting = models.CharField(max_length=200, help_text="Where and how they were heard.")
    group = models.CharField(max_length=20, choices=Group)
    theme = models.CharField(max_length=100)
    words = models.TextField("what they said")
    is_summary = models.BooleanField("a summary, not their own words", default=False)
    areas = models.ManyToManyField(Area, related_name="voices")
    practice_standard = models.CharField("practice standard that it changed", max_length=200, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="voices")
    what_changed = models.TextField("what changed because of it", blank=True)
    changed_on = models.DateField(null=True, blank=True)
    changed_recorded_at = models.DateTimeField(null=True, blank=True)
    told_back_on = models.DateField(null=True, blank=True)
    told_back_how = models.CharField(max_length=300, blank=True)
    told_back_recorded_at = models.DateTimeField(null=True, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="voices")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    objects = VoiceQuerySet.as_manager()

    class Meta:
        ordering = ["-heard_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="voice_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="voice_changed_says_what_and_when",
                condition=Q(what_changed="", changed_on__isnull=True)
                | ~Q(what_changed="") & Q(changed_on__gte=F("heard_on")),
            ),
            models.CheckConstraint(
                name="voice_told_back_says_how_and_when",
                condition=Q(told_back_how="", told_back_on__isnull=True)
                | ~Q(told_back_how="") & Q(told_back_on__gte=F("heard_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()}, {self.heard_on:%-d %B %Y}: {self.theme}"
