"""The councils, bodies, posts and people of the demonstration case; none of them exists."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission

from accounts.models import Membership, Organisation, Post, PostHolding, Role, User
from reports.demo.days import days_after

PASSWORD = "demonstration only"
CHIEF, DIRECTOR = "Chief Executive", "Director of Children's Services"
IMPROVEMENT, QUALITY, FIGURES = "Head of Improvement", "Head of Quality Assurance", "Performance Manager"


@dataclass(frozen=True)
class Seat:
    """A person with a role in a council's recovery, and the post that they hold, if any."""

    name: str
    address: str
    role: Role
    post: str | None = None


FERNSHIRE_SEATS = (
    Seat("Imogen Prowse", "improver", Role.IMPROVEMENT_TEAM, IMPROVEMENT),
    Seat("Owen Ashdown", "owner", Role.ACTION_OWNER, QUALITY),
    Seat("Anwen Lyle", "analyst", Role.ANALYST, FIGURES),
    Seat("Cheryl Harrow", "chair", Role.CHAIR, CHIEF),
    Seat("Adam Visick", "adviser", Role.ADVISER),
    Seat("Delia Farrant", "department", Role.DEPARTMENT),
    Seat("Brandon Mews", "board", Role.BOARD_MEMBER),
    Seat("Ada Minchin", "administrator", Role.ADMINISTRATOR),
)
FERNSHIRE_OWNERS = (
    Seat("Dermot Quayle", "director", Role.ACTION_OWNER, DIRECTOR),
    Seat("Femi Stroud", "frontdoor", Role.ACTION_OWNER, "Head of Assessment"),
    Seat("Greta Nunn", "protection", Role.ACTION_OWNER, "Head of Help and Protection"),
    Seat("Hari Bexley", "lookedafter", Role.ACTION_OWNER, "Head of Children Looked After"),
    Seat("Jonah Tilley", "permanence", Role.ACTION_OWNER, "Head of Adoption and Permanence"),
    Seat("Kirsty Vane", "practice", Role.ACTION_OWNER, "Principal Social Worker"),
    Seat("Lorna Pike", "workforce", Role.ACTION_OWNER, "Head of Workforce"),
    Seat("Miles Corrie", "partnership", Role.ACTION_OWNER, "Partnership Manager"),
)
VACANT = "Head of Leaving Care"
"""A post whose holder left five weeks ago and that nobody holds."""
FERNSHIRE_PARTNERS = (
    Seat("Rosa Kemble", "police", Role.PARTNER),
    Seat("Tobias Orchard", "health", Role.PARTNER),
)
"""People of partner agencies, in the order of `Cast.partners`: they see what their agency contributes to."""
WESTMERE_SEATS = (
    Seat("Nadia Fleet", "improver", Role.IMPROVEMENT_TEAM, IMPROVEMENT),
    Seat("Oscar Wren", "chair", Role.CHAIR),
    Seat("Petra Lomax", "owner", Role.ACTION_OWNER, DIRECTOR),
)


@dataclass(frozen=True)
class Cast:
    """Everybody of one council: people by the first part of their address, posts by their title."""

    council: Organisation
    adviser_body: Organisation
    people: dict[str, User]
    posts: dict[str, Post]
    partners: tuple[Organisation, ...] = ()

    @property
    def team(self) -> User:
        """Who runs the programme."""
        return self.people["improver"]

    def speaker(self, post: Post, day: dt.date) -> User:
        """Who spoke for a post on a day: its holder, or the improvement team where it had none."""
        held = PostHolding.objects.on(day).filter(post=post).select_related("person").first()
        return held.person if held else self.team

    def speaker_of(self, agency: Organisation) -> User:
        """Who speaks for a partner agency."""
        return User.objects.filter(organisation=agency).first() or self.team


@cache
def _hashed() -> str:
    """The one password's hash, worked out once: it is slow on purpose, and nothing here is secret."""
    return make_password(PASSWORD)


def organisation(kind: str, name: str, slug: str) -> Organisation:
    """Make an organisation that is marked as one of the demonstration."""
    return Organisation.objects.create(kind=kind, name=name, slug=slug, is_demonstration=True)


def cast_fernshire(today: dt.date, department: Organisation) -> Cast:
    """Make Fernshire: a person for each role, eight more owners, a post that changed hands and a vacant one."""
    council = organisation(Organisation.Kind.COUNCIL, "Fernshire Council", "fernshire")
    adviser = organisation(Organisation.Kind.ADVISER_BODY, "Larkfield Practice Partners", "larkfield")
    partners = (
        organisation(Organisation.Kind.PARTNER_AGENCY, "Fernshire Constabulary", "fernshire-constabulary"),
        organisation(
            Organisation.Kind.PARTNER_AGENCY, "Fernshire Community Health Trust", "fernshire-health"
        ),
        organisation(Organisation.Kind.PARTNER_AGENCY, "Fernshire Schools Forum", "fernshire-schools"),
    )
    since = days_after(today, -900)
    homes = {Role.ADVISER: adviser, Role.DEPARTMENT: department}
    cast = Cast(council, adviser, {}, {}, partners)
    for seat in FERNSHIRE_SEATS + FERNSHIRE_OWNERS:
        _seat(cast, seat, homes.get(seat.role, council), since)
    for seat, agency in zip(FERNSHIRE_PARTNERS, partners, strict=False):
        _seat(cast, seat, agency, since)
    _line_managers(cast)
    _changed_hands(cast, today, since)
    _fell_vacant(cast, today, since)
    _may_administer(cast.people["administrator"])
    return cast


def cast_westmere(today: dt.date, department_official: User) -> Cast:
    """Make Westmere: a smaller council, whose chair is independent and whose official also sees Fernshire."""
    council = organisation(Organisation.Kind.COUNCIL, "Westmere Borough Council", "westmere")
    adviser = organisation(Organisation.Kind.ADVISER_BODY, "Tarn Consulting", "tarn")
    cast = Cast(council, adviser, {}, {})
    for seat in WESTMERE_SEATS:
        _seat(cast, seat, council, days_after(today, -500))
    _member(council, department_official, Role.DEPARTMENT, days_after(today, -500))
    return cast


def _seat(cast: Cast, seat: Seat, home: Organisation, since: dt.date) -> None:
    person = _person(cast.council, seat.name, seat.address, home)
    cast.people[seat.address] = person
    _member(cast.council, person, seat.role, since)
    if seat.post is not None:
        cast.posts[seat.post] = Post.objects.create(organisation=cast.council, title=seat.post)
        if seat.address != "owner" or cast.council.slug != "fernshire":
            PostHolding.objects.create(post=cast.posts[seat.post], person=person, started_on=since)


def _person(council: Organisation, name: str, address: str, home: Organisation) -> User:
    return User.objects.create(
        email=f"{address}@{council.slug}.example", password=_hashed(), name=name, organisation=home
    )


def _member(council: Organisation, person: User, role: str, since: dt.date) -> None:
    Membership.objects.create(council=council, person=person, role=role, started_on=since)


def _line_managers(cast: Cast) -> None:
    for title, post in cast.posts.items():
        above = CHIEF if title == DIRECTOR else DIRECTOR
        if title != CHIEF:
            post.line_manager = cast.posts[above]
            post.save()


def _changed_hands(cast: Cast, today: dt.date, since: dt.date) -> None:
    """Quality assurance had another head until four months ago: what was owed stayed with the post."""
    post, handover = cast.posts[QUALITY], days_after(today, -120)
    before = _person(cast.council, "Edwin Sorrell", "former", cast.council)
    cast.people["former"] = before
    PostHolding.objects.create(post=post, person=before, started_on=since, ended_on=days_after(handover, -1))
    PostHolding.objects.create(post=post, person=cast.people["owner"], started_on=handover)
    Membership.objects.create(
        council=cast.council,
        person=before,
        role=Role.ACTION_OWNER,
        started_on=since,
        ended_on=days_after(handover, -1),
    )


def _fell_vacant(cast: Cast, today: dt.date, since: dt.date) -> None:
    post = Post.objects.create(organisation=cast.council, title=VACANT, line_manager=cast.posts[DIRECTOR])
    cast.posts[VACANT] = post
    left, last_day = _person(cast.council, "Rhona Selwyn", "leaver", cast.council), days_after(today, -35)
    cast.people["leaver"] = left
    PostHolding.objects.create(post=post, person=left, started_on=since, ended_on=last_day)
    Membership.objects.create(
        council=cast.council, person=left, role=Role.ACTION_OWNER, started_on=since, ended_on=last_day
    )


def _may_administer(person: User) -> None:
    """Open the administration site for people, posts and roles, and the audit trail to read."""
    person.is_staff = True
    person.save()
    keeps = Permission.objects.filter(content_type__app_label="accounts")
    reads = Permission.objects.filter(content_type__app_label="core", codename__startswith="view_")
    person.user_permissions.set([*keeps, *reads])
