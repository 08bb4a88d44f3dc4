"""The pack of a meeting: one PDF, a second copy without what is confidential, and to whom each went."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from boards.models.meeting import Meeting
from core.models import Job
from core.sending import Sending


class Pack(models.Model):
    """The pack of a meeting as it was made: number 0 is the pack itself, 1 and on are its supplements.

    `content` is what it was made from (agenda, papers with their versions' hashes, and on which pages each begins).
    A pack that was sent is never made anew: what comes later goes into the next supplement.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="packs")
    number = models.PositiveSmallIntegerField(default=0)
    content = models.JSONField(default=dict)
    job = models.OneToOneField(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="pack")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="pack_number_once_a_meeting"),
            models.CheckConstraint(
                name="pack_sent_only_when_made",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False, made_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Supplement {self.number}, {self.meeting}" if self.number else f"Pack, {self.meeting}"


class PackCopy(models.Model):
    """One of the two PDFs of a pack: with everything, or for those who may not see what is confidential."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="copies")
    is_confidential = models.BooleanField("holds confidential items")
    file = models.FileField(upload_to="boards/packs/", max_length=200)
    pages = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pack", "-is_confidential"]
        verbose_name_plural = "pack copies"
        constraints = [
            models.UniqueConstraint(fields=["pack", "is_confidential"], name="pack_copy_of_each_kind_once")
        ]

    def __str__(self) -> str:
        return f"{self.pack}, {'confidential' if self.is_confidential else 'for everybody'}"


class PackSending(Sending):
    """That a pack goes to one person by e-mail, with a link to the copy that they may see."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="sendings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey(PackCopy, on_delete=models.PROTECT, related_name="sendings")
    written_at = models.DateTimeField(default=timezone.now)
    first_read_at = models.DateTimeField(null=True, blank=True)

    class Meta(Sending.Meta):
        ordering = ["pack", "person__name"]
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(fields=["pack", "person"], name="pack_sent_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"{self.pack} to {self.person}"
