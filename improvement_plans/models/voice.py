"""What children, young people, families and frontline staff said, and what changed because of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from evidence.models import Evidence
from improvement_plans.models.action import Action
from improvement_plans.models.plan import Plan, Revised
from notices.models import Area


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
    told_back_on = models.DateField(null=True, blank=True)
    told_back_how = models.CharField(max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="voices")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

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
