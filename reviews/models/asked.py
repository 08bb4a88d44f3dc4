"""What reviewers ask for before and during a review: information, and answers to numbered questions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.models import Post
from evidence.models import Evidence
from improvement_plans.models import Source
from improvement_plans.models.plan import Revised
from notices.models import Clause
from reviews.models.review import Review


class InformationRequest(Revised):
    """One thing that the reviewers are to be given, tracked until it is, with who gave it and when."""

    class Kind(models.TextChoices):
        """What the notice says is to be provided (Lambeth 10.a to 10.d)."""

        STAFF_TIME = "staff_time", "Time of staff and leadership"
        FIGURES = "figures", "Figures and other information"
        FACILITIES = "facilities", "Rooms and facilities"
        FILES = "files", "Case files"
        MINUTES = "minutes", "Minutes of meetings"
        SUPERVISION = "supervision", "Supervision records"
        OTHER = "other", "Something else"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="information_requests")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    what = models.CharField(max_length=300)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    requested_on = models.DateField()
    due_on = models.DateField()
    provided_on = models.DateField(null=True, blank=True)
    provided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    provided_words = models.CharField("what was given, and how", max_length=300, blank=True)
    refused_because = models.CharField("why it cannot be given", max_length=300, blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="information_requests")
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                name="information_due_not_before_it_was_requested", condition=Q(due_on__gte=F("requested_on"))
            ),
            models.CheckConstraint(
                name="information_provided_or_refused",
                condition=Q(provided_on__isnull=True) | Q(refused_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Question(Revised):
    """A numbered question of a review or a Department letter: answered by a post, resting on sources, signed off."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    asked_by = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who wrote the answer",
    )
    sources = models.TextField("what the answer rests on", blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="review_questions")
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    source = models.OneToOneField(
        Source,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="review_question",
        verbose_name="source of the plan that it became",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="question_number_once_per_review"),
            models.CheckConstraint(
                name="question_signed_off_by_somebody_once_answered",
                condition=Q(signed_off_at__isnull=True, signed_off_by__isnull=True)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="question_signed_off_by_another_than_its_writer",
                condition=Q(signed_off_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(signed_off_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"Question {self.number}"
