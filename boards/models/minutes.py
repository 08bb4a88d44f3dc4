"""What happened in a meeting: who was there, what each item came to, what was challenged; frozen when agreed.

Turned into a string, a row holds nothing of what was said, for the reason given in `boards.models.agenda`.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Post
from boards.models.agenda import AgendaItem
from boards.models.board import Board, BoardMembership
from boards.models.meeting import Meeting
from evidence.models import Evidence
from improvement_plans.models import Action
from improvement_plans.models.plan import Revised


class Attendance(models.Model):
    """How one seat was filled at one meeting, or that somebody without a seat was there (`membership` is None).

    `name` is who it was on the day, as words: the post may have another holder by the time that anybody reads it.
    """

    class State(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        SUBSTITUTE = "substitute", "Substitute"
        OBSERVER = "observer", "In attendance"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    membership = models.ForeignKey(
        BoardMembership, on_delete=models.PROTECT, null=True, blank=True, related_name="attendance"
    )
    name = models.CharField(max_length=200)
    role = models.CharField("post or organisation", max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State)
    substitute = models.CharField("who came instead", max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                condition=Q(membership__isnull=False),
                name="attendance_once_a_seat",
            ),
            models.CheckConstraint(
                name="attendance_substitute_named_exactly_when_one_came",
                condition=Q(state="substitute") & ~Q(substitute="")
                | ~Q(state="substitute") & Q(substitute=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()}"


class ItemMinute(Revised):
    """What was said under an item, in the words of whoever took the minutes."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="minute")
    words = models.TextField("what was said", blank=True)

    class Meta:
        ordering = ["item"]

    def __str__(self) -> str:
        return f"Minutes of an agenda item, {self.item.meeting}"


class Outcome(Revised):
    """What an item came to: a decision (by whom, and who dissented), an action, or something to know."""

    class Kind(models.TextChoices):
        DECISION = "decision", "Decision"
        ACTION = "action", "Action"
        INFORMATION = "information", "Information"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    decided_by = models.CharField("who decided", max_length=200, blank=True)
    dissent = models.TextField("who dissented, and why", blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(name="outcome_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="outcome_decided_by_somebody_exactly_when_a_decision",
                condition=Q(kind="decision") & ~Q(decided_by="")
                | ~Q(kind="decision") & Q(decided_by="", dissent=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.item.meeting}"


class BoardAction(Revised):
    """An action that the board gave to a post, followed to every agenda until it is done or dropped with a reason."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="actions")
    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="action")
    reference = models.CharField(max_length=30)
    words = models.TextField()
    owner_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="board_actions")
    due_on = models.DateField()
    plan_action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="board_actions",
        verbose_name="action of the plan that it belongs to",
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_words = models.TextField("what came of it", blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["board", "due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "reference"], name="board_action_reference_once"),
            models.CheckConstraint(
                name="board_action_closed_with_its_words",
                condition=Q(state="open", closed_on__isnull=True, closing_words="")
                | ~Q(state="open") & Q(closed_on__isnull=False) & ~Q(closing_words=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def in_words(self) -> str:
        """The action as whoever may read it knows it."""
        return f"{self.reference} {self.words[:80]}"


class BoardActionUpdate(models.Model):
    """What the owner said of a board action on a day; append-only."""

    action = models.ForeignKey(BoardAction, on_delete=models.CASCADE, related_name="updates")
    words = models.TextField()
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["action", "given_on", "pk"]
        constraints = [models.CheckConstraint(name="board_action_update_has_words", condition=~Q(words=""))]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.given_on:%-d %B %Y}"


class Challenge(Revised):
    """A question by which the programme was held to account: who asked what, the answer, and whether it satisfied."""

    class Satisfied(models.TextChoices):
        YES = "yes", "It satisfied"
        PARTLY = "partly", "It satisfied in part"
        NO = "no", "It did not satisfy"
        TO_FOLLOW = "to_follow", "The answer is to follow"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="challenges")
    asked_by = models.CharField("who asked", max_length=200)
    question = models.TextField()
    answered_by = models.CharField("who answered", max_length=200, blank=True)
    answer = models.TextField(blank=True)
    satisfied = models.CharField(max_length=10, choices=Satisfied)
    action = models.ForeignKey(
        BoardAction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="challenges",
        verbose_name="action that it led to",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                name="challenge_answered_unless_to_follow",
                condition=Q(satisfied="to_follow") | ~Q(answer="") & ~Q(answered_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Challenge, {self.item.meeting}"


class AgreedMinutes(models.Model):
    """The minutes as they were agreed: frozen with their hash, whatever names and posts become later.

    `content` holds everything, `for_all` the same without what is confidential; `agreed_at` is the meeting that agreed
    them, where one did. `Meeting.minutes` is the PDF that everybody may have; `whole` is the one with everything, where
    anything in it is confidential.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="agreed_minutes")
    content = models.JSONField()
    for_all = models.JSONField()
    sha256 = models.CharField(max_length=64)
    whole = models.ForeignKey(
        Evidence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="whole_minutes",
        verbose_name="PDF with what is confidential",
    )
    agreed_on = models.DateField()
    agreed_at = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="minutes_agreed_here"
    )
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-agreed_on"]
        verbose_name_plural = "agreed minutes"
        constraints = [
            models.CheckConstraint(
                name="minutes_not_agreed_at_their_own_meeting",
                condition=Q(agreed_at__isnull=True) | ~Q(agreed_at=F("meeting")),
            ),
        ]

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"
