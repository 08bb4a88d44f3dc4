"""What people write in a report: its sections, every version with its author, what is being typed, and comments."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.models.report import Report


class ReportSection(models.Model):
    """One section of a report, as Markdown. `reports.kinds` says which sections a kind has."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_once_a_report")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.report.what.section(self.key).title

    @property
    def trail_name(self) -> str:
        """What the audit trail calls it: whether the adviser writes of progress or of concern is his to know."""
        return self.report.trail_name if self.report.is_the_advisers_draft else self.title


class SectionVersion(models.Model):
    """The text of a section as somebody saved it: who wrote what, and when; append-only."""

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["section", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["section", "revision"], name="section_version_once_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.section}, revision {self.revision}"


class SectionDraft(models.Model):
    """What one person is typing in a section: kept by itself as they type, and theirs alone until they save it.

    `based_on` is the revision of the section that they began from. Nothing that is kept here changes the section, so
    what is kept by itself never overwrites another's words.
    """

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    based_on = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["section", "person"]
        constraints = [
            models.UniqueConstraint(fields=["section", "person"], name="one_section_draft_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.section}"


class SectionComment(models.Model):
    """What a colleague says of a section to whoever writes it. It is never printed."""

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="answered_by"
    )
    words = models.TextField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["section", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(name="section_comment_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="section_comment_settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:80]
