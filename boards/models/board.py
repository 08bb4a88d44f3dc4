"""A board under a notice and the seats on it: those that the notice requires, and whoever fills them for a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.models import HeldForATimeQuerySet, Organisation, Post, ends_after_it_starts
from improvement_plans.models.plan import Revised
from notices.models import Notice, Obligation, Party


class Capacity(models.TextChoices):
    """In what capacity somebody sits on a board."""

    CHAIR = "chair", "Chair"
    MEMBER = "member", "Member"
    ADVISER = "adviser", "Adviser"
    PARTNER_AGENCY = "partner_agency", "Partner agency"
    PARTICIPANT_OBSERVER = "participant_observer", "Participant observer"


class Board(Revised):
    """The improvement board that a notice sets up or names."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="boards")
    name = models.CharField(max_length=200, default="Improvement Board")
    quorum = models.PositiveSmallIntegerField(
        "members who must be there",
        null=True,
        blank=True,
        help_text="Chair and members count; observers do not.",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["notice", "name"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "name"], name="board_named_once_per_notice"),
            models.CheckConstraint(
                name="board_quorum_of_at_least_one", condition=Q(quorum__isnull=True) | Q(quorum__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RequiredSeat(models.Model):
    """Somebody who, by a clause, must sit on the board: the adviser, each key partner agency.

    It is filled while a membership that names it holds. One that nobody fills is a membership obligation not met.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="required_seats")
    obligation = models.ForeignKey(
        Obligation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="required_seats",
        limit_choices_to={"kind": Obligation.Kind.MEMBERSHIP},
    )
    who = models.CharField("who must sit on the board", max_length=200)
    capacity = models.CharField(max_length=24, choices=Capacity)
    history = HistoricalRecords()

    class Meta:
        ordering = ["board", "pk"]
        constraints = [models.UniqueConstraint(fields=["board", "who"], name="required_seat_once_per_board")]

    def __str__(self) -> str:
        return self.who


class BoardMembership(models.Model):
    """A seat on the board, held by a post or by an organisation (and for it by `person`), for a time."""

    Capacity = Capacity

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="memberships")
    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, null=True, blank=True, related_name="board_memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="board_memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="board_memberships",
        verbose_name="person who sits for the organisation",
    )
    capacity = models.CharField(max_length=24, choices=Capacity)
    fills = models.ForeignKey(
        RequiredSeat,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name="seat required by the notice that it fills",
    )
    appointed_by = models.CharField(
        max_length=60,
        choices=Party,
        blank=True,
        help_text="Of a chair: the council for its chief executive, the Department for an independent chair.",
    )
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

    @property
    def votes(self) -> bool:
        """Whether whoever holds it counts towards the quorum: everybody but the adviser and observers."""
        return self.capacity in (Capacity.CHAIR, Capacity.MEMBER, Capacity.PARTNER_AGENCY)
