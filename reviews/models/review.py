"""A review of progress: what was planned and held, by whom, what counts, what must be ready when, and its outcome."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from improvement_plans.models.plan import Revised
from notices.models import Area, Notice, Obligation, Party, PlannedEvent


class Kind(models.TextChoices):
    """What kind of review it is. Whether a kind discharges the duty to review, `CountingRule` says."""

    PROGRESS = "progress", "Six-monthly progress review"
    DIAGNOSTIC = "diagnostic", "Diagnostic review of a service area"
    MONITORING_VISIT = "monitoring_visit", "Monitoring visit by the inspectorate"
    STOCKTAKE = "stocktake", "Stocktake"
    PEER = "peer", "Peer review"
    AUDIT = "audit", "Audit"


class CountingRule(models.Model):
    """Whether, under one notice, reviews of a kind discharge a duty to review: the notice's to say, with its words.

    Without a rule only a progress review counts, for the first duty to review of the notice.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="review_rules")
    kind = models.CharField(max_length=20, choices=Kind)
    counts = models.BooleanField("discharges the duty to review")
    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, null=True, blank=True, related_name="review_rules"
    )
    because = models.TextField("the words that say so, and where they stand")
    history = HistoricalRecords()

    class Meta:
        ordering = ["notice", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "kind"], name="one_counting_rule_a_kind"),
            models.CheckConstraint(name="counting_rule_says_why", condition=~Q(because="")),
            models.CheckConstraint(
                name="counting_rule_names_its_duty_exactly_when_it_counts",
                condition=Q(counts=True, obligation__isnull=False) | Q(counts=False, obligation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {'counts' if self.counts else 'does not count'}"


class Review(Revised):
    """A review. It discharges the duty to review where it has a planned event in the register's diary."""

    Kind = Kind

    class Consequence(models.TextChoices):
        """What follows from a review for the notice."""

        CONTINUES = "continues", "The notice continues as it is"
        VARIED = "varied", "The notice is to be varied"
        LIFT = "lift", "The notice is recommended to be lifted"
        ESCALATE = "escalate", "Escalation to a direction is considered"
        NONE = "none", "None: it does not bear on the notice"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=20, choices=Kind)
    scope = models.TextField(blank=True)
    conducted_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    led_by = models.CharField(
        "who leads it, by the notice",
        max_length=60,
        choices=Party,
        blank=True,
        help_text="The adviser with the Department, or whoever was commissioned.",
    )
    reviewers = models.TextField("who comes, by post and organisation", blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="reviews")
    planned_event = models.OneToOneField(
        PlannedEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="review"
    )
    planned_on = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    outcome = models.TextField(blank=True)
    consequence = models.CharField(
        "what follows for the notice", max_length=12, choices=Consequence, blank=True
    )
    consequence_words = models.TextField("what is done about it, by whom and by when", blank=True)
    outcome_on = models.DateField("when the outcome was told", null=True, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["-planned_on"]
        constraints = [
            models.CheckConstraint(
                name="review_cancelled_with_a_reason",
                condition=Q(cancelled_on__isnull=True, cancelled_because="")
                | Q(cancelled_on__isnull=False, held_on__isnull=True) & ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="review_outcome_only_once_held",
                condition=Q(outcome_on__isnull=True, consequence="")
                | Q(outcome_on__isnull=False, held_on__isnull=False, outcome_on__gte=F("held_on"))
                & ~Q(consequence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.held_on or self.planned_on:%-d %B %Y}"


class Preparation(Revised):
    """Something that must be ready before a review: its day counts back from the review's, in working days.

    `days_before` is kept so that moving the review moves the task; a day that somebody set by hand stays (`is_set`).
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", "The information request"
        SELF_ASSESSMENT = "self_assessment", "The council's own assessment"
        SIGNS = "signs", "Signs of recovery rated before the review"
        QUESTIONS = "questions", "Answers to the numbered questions"
        ARRANGEMENT = "arrangement", "An arrangement for the day"

    class DoneBy(models.TextChoices):
        """What shows by itself that it is done; without it somebody says so."""

        ASSESSMENT_WRITTEN = "assessment_written", "Every objective is assessed"
        ASSESSMENT_SUBMITTED = "assessment_submitted", "The own assessment is submitted"
        SIGNS_RATED = "signs_rated", "Every sign of recovery is rated"
        INFORMATION_GIVEN = "information_given", "Everything asked for is given, or it is said why not"
        QUESTIONS_ANSWERED = "questions_answered", "Every question is answered"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="preparations")
    kind = models.CharField(max_length=16, choices=Kind)
    done_by_itself = models.CharField("what shows that it is done", max_length=20, choices=DoneBy, blank=True)
    what = models.CharField(max_length=300)
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    days_before = models.PositiveSmallIntegerField("working days before the review")
    due_on = models.DateField()
    is_set = models.BooleanField("the day was set by hand", default=False)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["review", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "what"], name="preparation_once_a_review"),
            models.CheckConstraint(
                name="preparation_done_by_somebody",
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.what
