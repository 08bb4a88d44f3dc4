"""An obligation and its cadences: what one clause requires of whom, and when it falls due."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.models import Post
from notices.models.notice import Clause
from notices.models.parties import Party


class Obligation(models.Model):
    """One duty found in a clause. A clause may hold several or none."""

    class Kind(models.TextChoices):
        SUBMISSION = "submission", "Submission"
        REPORT = "report", "Report"
        MEETING = "meeting", "Meeting"
        REVIEW = "review", "Review"
        PROVISION = "provision", "Provision"
        CONTENT = "content", "Content of a plan or report"
        MEMBERSHIP = "membership", "Membership"
        STANDING = "standing", "Standing duty"
        CONSEQUENCE = "consequence", "Consequence"

    class Source(models.TextChoices):
        NOTICE = "notice", "A clause of the notice"
        LETTER = "letter", "A later letter"
        STATUTE = "statute", "Statute"
        INSPECTORATE = "inspectorate", "The inspectorate"
        COUNCIL = "council", "The council's own decision"

    BINDING_SOURCES = (Source.NOTICE, Source.LETTER)
    """Only these can put the council in breach of the notice."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="obligations")
    order = models.PositiveIntegerField(default=1)
    summary = models.CharField(max_length=300)
    words = models.TextField("words it rests on", blank=True)
    duty_holder = models.CharField(max_length=60, choices=Party)
    recipient = models.CharField(max_length=60, choices=Party, blank=True)
    modality = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, choices=Kind)
    owed_by_council = models.BooleanField(
        "counts against the council",
        default=True,
        help_text="No for what the Department, the adviser or an independent chair owes.",
    )
    source = models.CharField(max_length=20, choices=Source, default=Source.NOTICE)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The obligation whose plan or report must have this content.",
    )
    evidence_expected = models.CharField(max_length=300, blank=True)
    lead_days = models.PositiveSmallIntegerField("days ahead that it counts as due soon", default=14)
    owner_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="obligations"
    )
    variation_agreed_by = models.CharField(
        max_length=60,
        choices=Party,
        blank=True,
        help_text="The party that the clause names as having to agree a change of cadence.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["clause__notice", "clause__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "order"], name="obligation_order_once_per_clause"),
        ]

    def __str__(self) -> str:
        return f"{self.clause.number}: {self.summary}"

    @property
    def counts_against_council(self) -> bool:
        """Whether a breach of it is a breach of the notice by the council."""
        return self.owed_by_council and self.source in self.BINDING_SOURCES

    @property
    def is_an_occasion(self) -> bool:
        """Whether it is a meeting or a review: something held on a day, on which other obligations hang."""
        return self.kind in (self.Kind.MEETING, self.Kind.REVIEW)


class CadenceTerms(models.Model):
    """One cadence of an obligation: the terms are the JSON that `notices.cadence.Cadence` reads and writes.

    A local one (a maximum age, an expectation where the notice says only "regular") is the council's own:
    it is shown as local and never puts the council in breach.
    """

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="cadences")
    part = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField()
    is_local = models.BooleanField(default=False)
    local_since = models.DateField(
        null=True,
        blank=True,
        help_text="The day on which the council set it: it asks nothing of earlier days.",
    )
    follows = models.ForeignKey(
        Obligation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The obligation whose meetings, reviews or submissions this cadence counts from.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["obligation", "part"]
        verbose_name_plural = "cadence terms"
        constraints = [
            models.UniqueConstraint(fields=["obligation", "part"], name="cadence_part_once_per_obligation"),
            models.CheckConstraint(
                name="cadence_does_not_follow_itself",
                condition=Q(follows__isnull=True) | ~Q(follows=models.F("obligation")),
            ),
            models.CheckConstraint(
                name="only_a_local_cadence_has_a_day_it_was_set",
                condition=Q(is_local=True) | Q(local_since__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(is_local=True), name="one_local_cadence_per_obligation"
            ),
        ]

    def __str__(self) -> str:
        return f"Cadence {self.part + 1} of {self.obligation}"
