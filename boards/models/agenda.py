"""What a meeting has before it: its agenda, from a template and from what the notice requires, and its papers.

Any of it may be confidential, or become so. Turned into a string, therefore, a row says what it is and of which
meeting, never its words: so it is called wherever nobody asks who reads, in the audit trail above all. A page that may
show the words takes the field that has them.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from boards.models.board import Board
from boards.models.meeting import Meeting
from core.file_types import PDF
from evidence.models import EvidenceVersion
from improvement_plans.models.plan import Revised
from notices.models import Clause


class Purpose(models.TextChoices):
    """What an item wants of the board."""

    DECIDE = "decide", "To decide"
    DISCUSS = "discuss", "To discuss"
    NOTE = "note", "To note"


class ItemKind(models.TextChoices):
    """What an item is about. All but `ITEM` are filled from the case when the agenda is made."""

    ITEM = "item", "An item of its own"
    MINUTES = "minutes", "Minutes of the last meeting"
    ACTIONS = "actions", "Actions from last time"
    PROGRESS_REPORT = "progress_report", "Progress report"
    SLOW = "slow", "Objectives that are slow to progress"
    DIGEST = "digest", "Performance digest"
    DECISIONS = "decisions", "Decisions pending"
    NEXT = "next", "What falls due before the next meeting"


class AgendaTemplateItem(models.Model):
    """An item that every agenda of a board begins with; `clause` is the one that requires it, if any does."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="template_items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.ITEM)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.DISCUSS)
    presenter_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField("minutes that it takes", default=10)
    is_confidential = models.BooleanField(default=False)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["board", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "order"],
                name="template_item_order_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="template_item_takes_time", condition=Q(minutes__gte=1)),
        ]

    def __str__(self) -> str:
        return f"Item of the agenda template of {self.board}"


class AgendaItem(Revised):
    """One item of a meeting's agenda. One that was carried forward leads back through `carried_from` to its history.

    `carried_because` stands on the item that was left unfinished, also while there is no next meeting to carry it to.
    `from_template` is the item of the template that it was made from, so that it is known under any other title.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        CARRIED_FORWARD = "carried_forward", "Carried forward"
        WITHDRAWN = "withdrawn", "Withdrawn"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ItemKind, default=ItemKind.ITEM)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.DISCUSS)
    presenter_post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    presenter = models.CharField("who presents it, where no post does", max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes that it takes", default=10)
    summary = models.TextField("what the board is asked", blank=True)
    is_confidential = models.BooleanField(default=False)
    confidential_because = models.CharField("why it is confidential", max_length=300, blank=True)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    from_template = models.ForeignKey(
        AgendaTemplateItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    carried_because = models.CharField("why it was carried forward", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"],
                name="agenda_item_order_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="agenda_item_takes_time", condition=Q(minutes__gte=1)),
            models.CheckConstraint(
                name="agenda_item_confidential_says_why",
                condition=Q(is_confidential=False) | ~Q(confidential_because=""),
            ),
            models.CheckConstraint(
                name="agenda_item_not_carried_from_itself",
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return f"Agenda item, {self.meeting}"


class AgendaLink(models.Model):
    """What an item is about, elsewhere in the case: an action, an indicator, a finding, a report.

    `kind` names one of the kinds registered with `boards.linking`, `key` the row: a board does not know what lies
    beside or above it. `words` is what it was called when it was linked.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20)
    key = models.PositiveBigIntegerField()
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "kind", "key"], name="agenda_link_once")]

    def __str__(self) -> str:
        return f"Link of an agenda item, {self.item.meeting}"


class Paper(models.Model):
    """A paper for an item: an upload, or an issued report. One too late for the pack that was sent is late."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    version = models.ForeignKey(
        EvidenceVersion, on_delete=models.PROTECT, related_name="board_papers", verbose_name="file"
    )
    is_confidential = models.BooleanField(default=False)
    was_uploaded = models.BooleanField(
        "came with this paper",
        default=False,
        help_text="No for evidence that was kept already: it stays as open as it was.",
    )
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Paper, {self.item.meeting}"

    @property
    def goes_into_the_pack(self) -> bool:
        """Whether it can be bound into the pack: only a PDF can; any other is downloaded apart."""
        return self.version.content_type == PDF.content_type
