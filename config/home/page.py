"""Answers what the home page shows to one person in one council, gathered from every section."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Organisation, Role, User
from accounts.selectors import posts_held_by, roles_of
from config.home.counts import COUNTED, COUNTED_FOR_PARTNERS, Count, counts_of, programme_counts
from config.home.from_boards_and_reviews import board_owed, reviews_owed
from config.home.from_plan import duties_owed, plan_owed
from config.home.from_reports_and_digest import figures_owed, reports_owed
from config.home.owed import Owed, State
from digests.models import MonthlyDigest
from digests.selectors.publication import newest_published
from notices.cadence import Outcome
from notices.position import Position
from notices.selectors import Deadline, Register, notices_of, registers_as_at
from notices.selectors.deadlines import deadlines_in
from notices.wording import POSITIONS
from reports.models import Report
from reports.selectors.visible import visible_reports

WHO_OWES = frozenset({Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR, Role.PARTNER})
"""The adviser, the Department and board members read here; nothing is asked of them on this page."""


@dataclass(frozen=True)
class NoticeLine:
    """One notice in a line: where the council stands, and what comes next."""

    register: Register
    address: str
    next_due: Deadline | None

    @property
    def position(self) -> str:
        found = self.register.position
        return POSITIONS[found].label if found is not None else "Not yet in force"

    @property
    def colour(self) -> str:
        found: Position | None = self.register.position
        return POSITIONS[found].colour if found is not None else "grey"


@dataclass(frozen=True)
class HomePage:
    """The home page of one person in one council. `shown` is `owed` or the part of it that was asked for.

    `reads_all` is false for somebody from a partner agency: for them there is what they owe, and nothing beside it.
    """

    owes: bool
    reads_all: bool
    notices: tuple[NoticeLine, ...]
    counts: tuple[Count, ...]
    owed: tuple[Owed, ...]
    shown: tuple[Owed, ...]
    state: State | None
    programme: tuple[Count, ...]
    newest_report: Report | None
    newest_digest: MonthlyDigest | None


def home_of(person: User, council: Organisation, *, today: dt.date, show: str = "") -> HomePage:
    """Return the home page of `person` in `council`; `show` is the slug of a state, anything else shows all."""
    roles = roles_of(person, council, today=today)
    reads_all = bool(roles - {Role.PARTNER})
    registers = registers_as_at(list(notices_of(council)), as_at=today) if reads_all else []
    deadlines = deadlines_in(registers)
    state = next((each for each in State if each.slug == show), None)
    owed = tuple(
        sorted(owed_by(person, council, roles, deadlines, today=today), key=lambda each: each.urgency)
    )
    return HomePage(
        owes=bool(WHO_OWES & roles),
        reads_all=reads_all,
        notices=tuple(notice_line(register, deadlines) for register in registers),
        counts=tuple(counts_of(owed, council, COUNTED if reads_all else COUNTED_FOR_PARTNERS)),
        owed=owed,
        shown=tuple(each for each in owed if state in (None, each.state)),
        state=state,
        programme=tuple(programme_counts(council, deadlines, today=today)) if reads_all else (),
        newest_report=newest_report_of(person, council) if reads_all else None,
        newest_digest=newest_published(council) if reads_all else None,
    )


def owed_by(
    person: User,
    council: Organisation,
    roles: frozenset[str],
    deadlines: Iterable[Deadline],
    *,
    today: dt.date,
) -> Iterator[Owed]:
    """Yield what `person` owes: their posts' duties and actions, what they sign, and what their role keeps going."""
    posts = frozenset(posts_held_by(person, today=today).values_list("pk", flat=True))
    yield from duties_owed(deadlines, council, posts=posts, runs_it=Role.IMPROVEMENT_TEAM in roles)
    yield from plan_owed(person, council, today=today)
    yield from board_owed(posts, council, today=today)
    if roles == {Role.PARTNER}:
        return
    yield from reviews_owed(posts, council, today=today)
    yield from reports_owed(person, council, today=today)
    if Role.ANALYST in roles or posts:
        yield from figures_owed(council, is_analyst=Role.ANALYST in roles, posts=posts, today=today)


def newest_report_of(person: User, council: Organisation) -> Report | None:
    """Return the report that was issued last, of those that `person` may read."""
    issued = visible_reports(person, council).filter(status=Report.Status.ISSUED)
    return issued.order_by("-issued_at").first()


def notice_line(register: Register, deadlines: Iterable[Deadline]) -> NoticeLine:
    """Return one notice in a line, with the next due date that counts against the council."""
    own = (each for each in deadlines if each.notice == register.notice and not each.is_theirs)
    upcoming = next((each for each in own if each.outcome in (Outcome.UPCOMING, Outcome.DUE_SOON)), None)
    address = reverse("notices:notice", args=[register.notice.council.slug, register.notice.pk])
    return NoticeLine(register=register, address=address, next_due=upcoming)
