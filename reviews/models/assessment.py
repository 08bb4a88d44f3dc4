"""The council's own assessment before a review, frozen when submitted, and the signs of recovery expected by it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.models import Post
from evidence.models import Evidence, EvidenceVersion
from improvement_plans.models import Objective
from improvement_plans.models.plan import Revised
from notices.models import Area, Discharge
from reviews.models.review import Review


class SelfAssessment(Revised):
    """The council's own assessment of improvement, owed before a review and frozen once submitted.

    From then on `content`, with its hash, is what was submitted, `document` its file, and `discharge` the register's
    proof that it went before the review.
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="self_assessment")
    progress = models.TextField("progress against the plan's objectives", blank=True)
    staff_survey = models.TextField(blank=True)
    supervision = models.TextField("staff supervision and the quality of feedback", blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="self_assessments")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    document = models.OneToOneField(
        EvidenceVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="self_assessment"
    )
    discharge = models.OneToOneField(
        Discharge, on_delete=models.PROTECT, null=True, blank=True, related_name="self_assessment"
    )
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="self_assessment_submitted_by_somebody",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="self_assessment_frozen_only_when_submitted",
                condition=Q(content__isnull=True, sha256="") | Q(submitted_at__isnull=False) & ~Q(sha256=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Own assessment for {self.review}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None


class Judgement(models.TextChoices):
    """How far an objective has come, in the council's own words before a review; one not assessed says why."""

    ACHIEVED = "achieved", "Achieved"
    GOOD = "good", "Good progress"
    SOME = "some", "Some progress"
    LITTLE = "little", "Little progress"
    NOT_ASSESSED = "not_assessed", "Not assessed"


class ObjectiveAssessment(Revised):
    """What the council says of one objective of its plan before a review."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="objectives")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="self_assessments")
    judgement = models.CharField(max_length=12, choices=Judgement)
    words = models.TextField("what shows it, or why it is not assessed")
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="objective_assessments")
    history = HistoricalRecords()

    class Meta:
        ordering = ["assessment", "objective"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "objective"], name="objective_assessed_once_a_review"
            ),
            models.CheckConstraint(name="objective_assessment_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        # Without its judgement: it is named where a draft is not to be read, such as beside its evidence.
        return f"Own assessment of {self.objective}"

    @property
    def review(self) -> Review:
        return self.assessment.review


class SignOfRecovery(Revised):
    """What is expected to be seen by a review, rated before it by the council and at it by the reviewers."""

    class Level(models.TextChoices):
        """How far a sign is to be seen."""

        NOT_SEEN = "not_seen", "Not seen yet"
        EMERGING = "emerging", "Emerging"
        SEEN = "seen", "Seen"
        EMBEDDED = "embedded", "Embedded"

    LEVEL_COLOURS = {
        Level.NOT_SEEN: "red", Level.EMERGING: "yellow", Level.SEEN: "turquoise", Level.EMBEDDED: "green",
    }  # fmt: skip

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="signs_of_recovery")
    words = models.TextField()
    expected_of = models.CharField(
        "of whom it is expected",
        max_length=200,
        blank=True,
        help_text="The service, pilot teams, the safeguarding board.",
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rated_before = models.CharField(max_length=20, choices=Level, blank=True)
    before_because = models.TextField(blank=True)
    before_on = models.DateField(null=True, blank=True)
    before_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rated_at_review = models.CharField(max_length=20, choices=Level, blank=True)
    at_review_because = models.TextField(blank=True)
    at_review_on = models.DateField(null=True, blank=True)
    at_review_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["review", "pk"]
        verbose_name_plural = "signs of recovery"
        constraints = [
            models.CheckConstraint(
                name="sign_rated_before_with_a_reason",
                condition=Q(rated_before="", before_on__isnull=True)
                | ~Q(rated_before="") & Q(before_on__isnull=False) & ~Q(before_because=""),
            ),
            models.CheckConstraint(
                name="sign_rated_at_review_with_a_reason",
                condition=Q(rated_at_review="", at_review_on__isnull=True)
                | ~Q(rated_at_review="") & Q(at_review_on__isnull=False) & ~Q(at_review_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
