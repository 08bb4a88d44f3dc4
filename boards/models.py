"""A board under a notice, its members and its meetings. Its meetings' days stand in the register below it."""

from django.db import models
from simple_history.models import HistoricalRecords

from accounts.models import HeldForATimeQuerySet, Organisation, Post, User, ends_after_it_starts
from evidence.models import Evidence
from notices.models import Notice, PlannedEvent


class Board(models.Model):
    """The improvement board that a notice sets up or names."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="boards")
    name = models.CharField(max_length=200, default="Improvement Board")
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["notice", "name"]
        constraints = [models.UniqueConstraint(fields=["notice", "name"], name="board_named_once_per_notice")]

    def __str__(self) -> str:
        return self.name


class BoardMembership(models.Model):
    """A seat on the board, held by a post or by an organisation, for a time."""

    class Capacity(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        ADVISER = "adviser", "Adviser"
        PARTNER_AGENCY = "partner_agency", "Partner agency"
        PARTICIPANT_OBSERVER = "participant_observer", "Participant observer"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="board_memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="board_memberships"
    )
    capacity = models.CharField(max_length=24, choices=Capacity)
    is_required = models.BooleanField("required by the notice", default=False)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = HeldForATimeQuerySet.as_manager()

    class Meta:
        ordering = ["board", "capacity"]
        constraints = [
            ends_after_it_starts("board_membership_ends_after_it_starts"),
            models.CheckConstraint(
                name="board_membership_of_a_post_or_an_organisation",
                condition=models.Q(post__isnull=False) | models.Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post or self.organisation}, {self.get_capacity_display()}"


class Meeting(models.Model):
    """A meeting of the board: the day stands in the register's diary, the board's own record of it here."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="meetings")
    planned_event = models.OneToOneField(PlannedEvent, on_delete=models.PROTECT, related_name="meeting")
    venue = models.CharField(max_length=200, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    present = models.ManyToManyField(User, blank=True, related_name="meetings_attended")
    history = HistoricalRecords()

    class Meta:
        ordering = ["planned_event__planned_on"]

    def __str__(self) -> str:
        return f"{self.board}, {self.planned_event.planned_on:%-d %B %Y}"
