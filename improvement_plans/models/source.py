"""Where actions come from: recommendations, requirements, findings and questions, and how each is answered."""

import datetime as dt
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from evidence.models import Evidence
from improvement_plans.models.action import Action
from improvement_plans.models.facts import known_by
from improvement_plans.models.plan import Plan, Revised
from notices.models import Area, Clause


class Source(Revised):
    """One thing that the plan must answer: a recommendation, a requirement, a finding or a numbered question."""

    class Origin(models.TextChoices):
        INSPECTION = "inspection", "Inspection"
        MONITORING_VISIT = "monitoring_visit", "Monitoring visit"
        DIAGNOSTIC = "diagnostic", "Adviser's diagnostic"
        REVIEW = "review", "Progress review"
        DEPARTMENT_LETTER = "department_letter", "Department letter"
        PEER_REVIEW = "peer_review", "Peer review"
        AUDIT = "audit", "Audit"
        COUNCIL = "council", "The council's own"

    class Kind(models.TextChoices):
        PRIORITY = "priority", "Priority recommendation"
        RECOMMENDATION = "recommendation", "Area recommendation"
        REQUIREMENT = "requirement", "Requirement"
        FINDING = "finding", "Finding"
        QUESTION = "question", "Question"

    class Addressee(models.TextChoices):
        CHILDRENS_SERVICES = "childrens_services", "Children's services"
        SAFEGUARDING_BOARD = "safeguarding_board", "Safeguarding children board"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sources")
    origin = models.CharField(max_length=20, choices=Origin)
    kind = models.CharField(max_length=20, choices=Kind)
    addressee = models.CharField(max_length=20, choices=Addressee, default=Addressee.CHILDRENS_SERVICES)
    reference = models.CharField(max_length=30)
    words = models.TextField()
    document = models.CharField("document that it stands in", max_length=300, blank=True)
    received_on = models.DateField()
    areas = models.ManyToManyField(Area, blank=True, related_name="sources")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "origin", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "reference"], name="source_reference_once_per_plan"),
            models.CheckConstraint(name="source_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.words[:80]}"


def one_of_source_or_clause(name: str) -> models.CheckConstraint:
    """The database's rule that a row is about a source or about a clause, never both or neither."""
    return models.CheckConstraint(
        name=name,
        condition=Q(source__isnull=False, clause__isnull=True) | Q(source__isnull=True, clause__isnull=False),
    )


class AnsweringQuerySet(models.QuerySet["Answering"]):
    """Links from what must be answered to the actions that answer it."""

    def standing_on(self, day: dt.date, *, known_on: dt.date | None = None) -> Self:
        """Those made by `day` and not taken away by then, as known on another day.

        A link is taken away on the day on which that is recorded, so what is known ends with that day too.
        """
        ended_by = day if known_on is None else min(day, known_on)
        return self.filter(known_by(known_on), linked_on__lte=day).filter(
            Q(unlinked_on__isnull=True) | Q(unlinked_on__gt=ended_by)
        )


class Answering(models.Model):
    """That an action answers a source or a clause, from one day until it is taken away."""

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, null=True, blank=True, related_name="answerings"
    )
    clause = models.ForeignKey(
        Clause, on_delete=models.CASCADE, null=True, blank=True, related_name="answerings"
    )
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="answerings")
    linked_on = models.DateField()
    unlinked_on = models.DateField(null=True, blank=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AnsweringQuerySet.as_manager()

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            one_of_source_or_clause("answering_a_source_or_a_clause"),
            models.UniqueConstraint(
                fields=["source", "action"],
                condition=Q(unlinked_on__isnull=True),
                name="action_answers_a_source_once",
            ),
            models.UniqueConstraint(
                fields=["clause", "action"],
                condition=Q(unlinked_on__isnull=True),
                name="action_answers_a_clause_once",
            ),
            models.CheckConstraint(
                name="answering_ends_after_it_starts",
                condition=Q(unlinked_on__isnull=True) | Q(unlinked_on__gte=F("linked_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference} answers {self.source or self.clause}"


class Answer(models.Model):
    """How the council answers a source or a clause; append-only, the newest by its day counts.

    *Planned* rests on actions, *done* on actions or evidence, and *not planned* says why.
    """

    class Kind(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Done"
        NOT_PLANNED = "not_planned", "Not planned, because"

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    clause = models.ForeignKey(
        Clause, on_delete=models.CASCADE, null=True, blank=True, related_name="answers"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="answers")
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_on", "pk"]
        get_latest_by = ["given_on", "pk"]
        constraints = [
            one_of_source_or_clause("answer_about_a_source_or_a_clause"),
            models.CheckConstraint(
                name="answer_not_planned_says_why", condition=~Q(kind="not_planned") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        about: Any = self.source or self.clause
        return f"{about}: {self.get_kind_display()}"
