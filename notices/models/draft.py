"""A drafted register, before a person has confirmed it: no clause or obligation exists until then."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Organisation
from notices.models.notice import Notice


class NoticeDraft(models.Model):
    """What the extraction read in a notice, as JSON (shape: `notices.extraction.draft`), being corrected by people.

    `revision` grows with every save: somebody who saves over a newer revision is warned and shown the difference.
    """

    class State(models.TextChoices):
        OPEN = "open", "In review"
        CONFIRMED = "confirmed", "Confirmed"
        DISCARDED = "discarded", "Discarded"

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="notice_drafts")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    source_text = models.TextField()
    source_name = models.CharField(max_length=200, blank=True)
    source_sha256 = models.CharField(max_length=64)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    notice = models.OneToOneField(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="draft"
    )

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="draft_confirmed_exactly_when_it_became_a_notice",
                condition=Q(state="confirmed", notice__isnull=False)
                | ~Q(state="confirmed") & Q(notice__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.source_name or 'a pasted notice'}"
