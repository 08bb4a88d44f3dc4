"""People, the organisations they work for, the posts they hold for a time, and their roles in a recovery."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.list_pages import LIST_PAGES
from core.contrast import validate_colour


class Organisation(models.Model):
    """A council, the body that advises it, the Department, or a partner agency."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        ADVISER_BODY = "adviser_body", "Adviser body"
        DEPARTMENT = "department", "Department"
        PARTNER_AGENCY = "partner_agency", "Partner agency"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    is_demonstration = models.BooleanField(default=False, help_text="Made by load_demo; real data never is.")
    colour = models.CharField(
        "colour of its documents",
        max_length=7,
        blank=True,
        validators=[validate_colour],
        help_text="Of headings in reports, as # and six digits. Without one they are dark blue.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PeopleManager(BaseUserManager["User"]):
    """Makes people by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person; raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a new person who may open the administration site."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by their e-mail address in whatever case it is typed."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_staff = models.BooleanField("may open the administration site", default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[PeopleManager] = PeopleManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class HeldForATimeQuerySet(models.QuerySet[Any]):
    """Rows that hold from one day to another, both included; without an end they go on."""

    def on(self, day: dt.date) -> Self:
        """Those that hold on `day`."""
        return self.filter(Q(started_on__lte=day), Q(ended_on__isnull=True) | Q(ended_on__gte=day))


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """The database's rule that `ended_on` is not before `started_on`."""
    return models.CheckConstraint(
        name=name,
        condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
        violation_error_message="Enter an end date that is on or after the start date",
    )


class Post(models.Model):
    """A job in an organisation (Head of Quality Assurance): what is owned is owned by the post, not by its holder."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    line_manager = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="post_title_once_per_organisation")
        ]

    def __str__(self) -> str:
        return self.title


class PostHolding(models.Model):
    """That a person holds a post from one day to another."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="holdings")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="holdings")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = HeldForATimeQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            ends_after_it_starts("holding_ends_after_it_starts"),
            models.UniqueConstraint(fields=["post", "person", "started_on"], name="holding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class Role(models.TextChoices):
    """What a person comes to a council's recovery to do."""

    IMPROVEMENT_TEAM = "improvement_team", "Improvement team"
    ACTION_OWNER = "action_owner", "Action owner"
    ANALYST = "analyst", "Performance analyst"
    CHAIR = "chair", "Board chair"
    ADVISER = "adviser", "Adviser"
    DEPARTMENT = "department", "Department official"
    BOARD_MEMBER = "board_member", "Board member or scrutiny"
    PARTNER = "partner", "Partner agency"
    ADMINISTRATOR = "administrator", "Administrator"


class Membership(models.Model):
    """That a person has a role in a council's recovery from one day to another. One person may have several."""

    council = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        limit_choices_to={"kind": "council"},
    )
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = HeldForATimeQuerySet.as_manager()

    class Meta:
        ordering = ["council", "role"]
        constraints = [
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["council", "person", "role", "started_on"], name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} for {self.council}"


class SavedView(models.Model):
    """The filters of a list page that a person keeps under a name of their own, for one council."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=40, choices=[(page.key, page.words) for page in LIST_PAGES.values()])
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="The page's own parameters, and never an address.")

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                "person", "council", "page", Lower("name"), name="saved_view_name_once_per_page"
            ),
            models.CheckConstraint(name="saved_view_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="saved_view_has_filters", condition=~Q(query="")),
            models.CheckConstraint(name="saved_view_of_a_known_page", condition=Q(page__in=list(LIST_PAGES))),
        ]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(models.Model):
    """The address under which one person's calendar program reads what concerns them; the key in it is kept as a hash.

    Making a new one ends the one before, so that an address that got about can be taken back.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    key_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_live_calendar_feed_a_person"
            ),
            models.CheckConstraint(
                name="calendar_feed_ends_after_it_was_made",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.person}"
