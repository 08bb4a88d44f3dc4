"""What a review found, by area, and the source in the plan that each finding became."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from evidence.models import Evidence
from improvement_plans.models import Source
from improvement_plans.models.plan import Revised
from notices.models import Area
from reviews.models.review import Review


class Rating(models.TextChoices):
    """How the reviewers rate an area of the notice."""

    STRONG = "strong", "Strong progress"
    SECURE = "secure", "Secure progress"
    LIMITED = "limited", "Limited progress"
    NONE = "none", "No progress"


class AreaRating(Revised):
    """How a review rates progress in one area of the notice, with the reviewers' reason."""

    COLOURS = {
        Rating.STRONG: "green", Rating.SECURE: "turquoise", Rating.LIMITED: "yellow", Rating.NONE: "red",
    }  # fmt: skip

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="area_ratings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="review_ratings")
    rating = models.CharField(max_length=10, choices=Rating)
    words = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["review", "area"]
        constraints = [
            models.UniqueConstraint(fields=["review", "area"], name="area_rated_once_a_review"),
            models.CheckConstraint(name="area_rating_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_rating_display()}"


class Finding(Revised):
    """What a review found: a strength, an area for improvement or a priority, in an area of the notice.

    All but a strength become a source of the plan, and are answered there: planned, or not planned with the reason.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        IMPROVEMENT = "improvement", "Area for improvement"
        PRIORITY = "priority", "Priority"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    reference = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="findings")
    words = models.TextField()
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="findings")
    source = models.OneToOneField(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finding",
        verbose_name="source of the plan that it became",
    )
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="the finding that it corrects",
    )
    correction_note = models.CharField("why it corrects that", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    history = HistoricalRecords()

    class Meta:
        ordering = ["review", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "reference"],
                condition=~Q(reference=""),
                name="finding_reference_once_a_review",
            ),
            models.CheckConstraint(
                name="strength_is_no_source", condition=~Q(kind="strength") | Q(source__isnull=True)
            ),
            models.CheckConstraint(
                name="finding_corrects_another_with_a_note",
                condition=Q(corrects__isnull=True, correction_note="")
                | Q(corrects__isnull=False) & ~Q(correction_note=""),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
