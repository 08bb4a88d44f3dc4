"""Answers what a person owes and what waits for them in one council, from every section."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from textwrap import shorten
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, Role, User
from accounts.selectors import posts_held_by, roles_of
from boards.selectors.actions import days_overdue, open_actions_of_posts
from config.home_reviews import owed_to_reviews
from digests.models import MonthlyDigest
from digests.selectors.lateness import OwedFigure, owed_figures
from digests.selectors.publication import newest_published
from improvement_plans.models import Action
from improvement_plans.requested import RequestStanding, place_to_answer
from improvement_plans.selectors import actions_owed_by, plans_of
from improvement_plans.selectors.cycle import asked_of
from improvement_plans.standing import ActionStanding
from notices.cadence import Outcome
from notices.position import Position
from notices.selectors import Deadline, Register, notices_of, registers_as_at
from notices.selectors.deadlines import deadlines_in
from notices.wording import POSITIONS, days_in_words
from reports.models import Report
from reports.selectors.visible import visible_reports
from reports.selectors.waiting import Waiting, awaiting_signature_of, returned_to

SOON = dt.timedelta(days=14)
"""How far ahead an action counts as due soon; an obligation has a lead time of its own."""

WHO_OWES = frozenset({Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR, Role.PARTNER})
"""The adviser, the Department and board members read here; nothing is asked of them on this page."""


class State(Enum):
    """Why something is on the list: (value in the address, words, colour of its tag)."""

    OVERDUE = ("overdue", "Overdue", "red")
    RETURNED = ("returned", "Returned", "orange")
    TO_SIGN = ("to-sign", "Awaiting your sign-off", "purple")
    DUE_SOON = ("due-soon", "Due soon", "yellow")
    LATER = ("later", "Later", "grey")

    def __init__(self, slug: str, words: str, colour: str) -> None:
        self.slug, self.words, self.colour = slug, words, colour


@dataclass(frozen=True)
class Owed:
    """One thing that somebody owes: what it is, where it is done, and when it is due (None: no day is set)."""

    state: State
    kind: str
    title: str
    address: str
    due_on: dt.date | None = None
    note: str = ""

    @property
    def hint(self) -> str:
        """What stands beneath the title: where it comes from, when it is due, and how late it is."""
        due = f", due {self.due_on:%-d %B %Y}" if self.due_on else ""
        return ". ".join(words for words in (self.kind + due, self.note) if words)


@dataclass(frozen=True)
class Count:
    """A number that leads to the list behind it. Its colour marks what is wrong, and only when there is any."""

    number: int
    words: str
    address: str
    colour: str = ""


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
    owed = tuple(sorted(owed_by(person, council, roles, deadlines, today=today), key=_urgency))
    return HomePage(
        owes=bool(WHO_OWES & roles),
        reads_all=reads_all,
        notices=tuple(notice_line(register, deadlines) for register in registers),
        counts=tuple(counts_of(owed, council, COUNTED if reads_all else COUNTED[:2])),
        owed=owed,
        shown=tuple(each for each in owed if state in (None, each.state)),
        state=state,
        programme=tuple(programme_counts(council, deadlines, today=today)) if reads_all else (),
        newest_report=newest_report_of(person, council) if reads_all else None,
        newest_digest=newest_published(council) if reads_all else None,
    )


def newest_report_of(person: User, council: Organisation) -> Report | None:
    """Return the report that was issued last, of those that `person` may read."""
    issued = visible_reports(person, council).filter(status=Report.Status.ISSUED)
    return issued.order_by("-issued_at").first()


def _urgency(owed: Owed) -> tuple[int, dt.date, str]:
    return list(State).index(owed.state), owed.due_on or dt.date.max, owed.title


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
    runs_it = Role.IMPROVEMENT_TEAM in roles
    for deadline in deadlines:
        mine = deadline.obligation.owner_post_id in posts
        if deadline.outcome in (Outcome.OVERDUE, Outcome.DUE_SOON) and (
            mine or (runs_it and not deadline.is_theirs)
        ):
            yield duty_owed(deadline, council)
    yield from plan_owed(person, council, today=today)
    yield from board_owed(posts, council, today=today)
    if roles == {Role.PARTNER}:
        return
    yield from reviews_owed(posts, council, today=today)
    for waiting in awaiting_signature_of(person, council, today=today, now=timezone.now()):
        yield signature_owed(waiting, council)
    for report, comment in returned_to(person, council, today=today):
        yield report_owed(State.RETURNED, report, council, note=comment)
    if Role.ANALYST in roles or posts:
        yield from figures_owed(council, is_analyst=Role.ANALYST in roles, posts=posts, today=today)


def duty_owed(deadline: Deadline, council: Organisation) -> Owed:
    """Return a duty of the register as something owed: done on the page of its clause."""
    overdue = deadline.outcome == Outcome.OVERDUE
    return Owed(
        state=State.OVERDUE if overdue else State.DUE_SOON,
        kind=f"Notice, clause {deadline.clause.number}",
        title=deadline.obligation.summary,
        address=reverse("notices:clause", args=[council.slug, deadline.notice.pk, deadline.clause.pk]),
        due_on=deadline.due_on,
        note=f"Overdue by {days_in_words(deadline.occurrence.days or 0)}" if overdue else "",
    )


def plan_owed(person: User, council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the actions of a person's posts, each once, with the update asked for it; then what else they are asked."""
    asked = [each for each in asked_of(person, council, today) if each.is_open]
    updates = {each.request.action_id: each for each in asked if not each.is_contribution}
    for action in actions_owed_by(person, today, council=council):
        each = updates.pop(action.action.pk, None)
        owed = action_owed(action, council, today=today, asked=each)
        yield owed if each is None else replace(owed, address=place_to_answer(each, person, council))
    for each in asked:
        if each.is_contribution or each.request.action_id in updates:
            yield request_owed(each, place_to_answer(each, person, council))


def action_owed(
    standing: ActionStanding, council: Organisation, *, today: dt.date, asked: RequestStanding | None = None
) -> Owed:
    """Return an action of the plan as something owed, on its page, with the update that is asked for."""
    if standing.is_overdue or (asked is not None and asked.is_late):
        state = State.OVERDUE
    else:
        state = State.DUE_SOON if asked or standing.due_on <= today + SOON else State.LATER
    late = f"Overdue by {days_in_words(standing.days_overdue)}" if standing.is_overdue else ""
    return Owed(
        state=state,
        kind=f"Plan, action {standing.action.reference}",
        title=standing.action.title,
        address=reverse("plan:action", args=[council.slug, standing.action.pk]),
        due_on=standing.due_on,
        note=". ".join(words for words in (late, asked_in_words(asked)) if words),
    )


def asked_in_words(asked: RequestStanding | None) -> str:
    """Return by when an update is asked for, and how late it is."""
    if asked is None:
        return ""
    late = f", {days_in_words(asked.days_late)} late" if asked.is_late else ""
    return f"Update asked for by {asked.due_on:%-d %B %Y}{late}"


def board_owed(posts: frozenset[int], council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the open actions that the board gave to a person's posts."""
    for action in open_actions_of_posts(posts, council):
        late = days_overdue(action, today)
        yield Owed(
            state=State.OVERDUE if late else State.DUE_SOON if action.due_on <= today + SOON else State.LATER,
            kind=f"Board, action {action.reference}",
            title=shorten(action.words, 160, placeholder=" …"),
            address=reverse("board:action", args=[council.slug, action.pk]),
            due_on=action.due_on,
            note=f"Overdue by {days_in_words(late)}" if late else "",
        )


def reviews_owed(posts: frozenset[int], council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield what a person's posts must get ready for reviews to come, or give to the reviewers."""
    for each in owed_to_reviews(posts, council, today=today):
        late = max(0, (today - each.due_on).days)
        soon = State.DUE_SOON if each.due_on <= today + SOON else State.LATER
        yield Owed(
            state=State.OVERDUE if late else soon,
            kind=each.kind,
            title=each.title,
            address=each.address,
            due_on=each.due_on,
            note=f"Overdue by {days_in_words(late)}" if late else "",
        )


def request_owed(asked: RequestStanding, address: str) -> Owed:
    """Return a contribution, or what is asked of an empty post that the person manages, as something owed."""
    what = f"{asked.request.get_kind_display()} to the plan" if asked.is_contribution else "Update"
    return Owed(
        state=State.OVERDUE if asked.is_late else State.DUE_SOON,
        kind=f"{what} asked of {asked.asked_of}",
        title=asked.request.action.title,
        address=address,
        due_on=asked.due_on,
        note="Nobody holds the post: you manage it" if asked.route.instead else "",
    )


def signature_owed(waiting: Waiting, council: Organisation) -> Owed:
    """Return a report that waits for a signature, with how long it has waited."""
    asked = waiting.sign_off.post
    note = f"Asked of {asked}, waiting for {waiting.age_in_words}"
    return report_owed(State.TO_SIGN, waiting.report, council, note=note)


def report_owed(state: State, report: Report, council: Organisation, *, note: str) -> Owed:
    """Return a report that waits for somebody; one that was returned carries the reason."""
    address = reverse("reports:detail", args=[council.slug, report.pk])
    return Owed(state=state, kind="Report", title=str(report), address=address, note=note)


def figures_owed(
    council: Organisation, *, is_analyst: bool, posts: frozenset[int], today: dt.date
) -> Iterator[Owed]:
    """Yield each month with figures that have not come: to the analyst all of them, to a post its own once late."""
    by_month: dict[dt.date, list[OwedFigure]] = {}
    for each in owed_figures(council, today=today):
        if is_analyst or (each.days_late and each.indicator.owner_post_id in posts):
            by_month.setdefault(each.month, []).append(each)
    for month, figures in by_month.items():
        late = sum(each.days_late > 0 for each in figures)
        yield Owed(
            state=State.OVERDUE if late else State.DUE_SOON,
            kind="Digest",
            title=f"Figures for {month:%B %Y}",
            address=f"{reverse('digest:owed', args=[council.slug])}?month={month:%Y-%m}",
            due_on=min(each.due_on for each in figures),
            note=f"{len(figures)} not given yet" + (f", {late} late" if late else ""),
        )


COUNTED = (State.OVERDUE, State.DUE_SOON, State.TO_SIGN, State.RETURNED)
"""The states that are counted. A partner agency signs and writes no report: for it the first two are enough."""


def counts_of(owed: Iterable[Owed], council: Organisation, counted: Iterable[State]) -> Iterator[Count]:
    """Yield how much is in each of the states `counted`; each count leads to that part of the list."""
    home, states = reverse("council_home", args=[council.slug]), [each.state for each in owed]
    for state in counted:
        number = states.count(state)
        yield Count(number, state.words, f"{home}?show={state.slug}", state.colour if number else "")


def programme_counts(
    council: Organisation, deadlines: Iterable[Deadline], *, today: dt.date
) -> Iterator[Count]:
    """Yield the counts of the whole programme, each with the filtered list behind it."""
    register = reverse("notices:deadlines", args=[council.slug])
    outcomes = [each.outcome for each in deadlines if not each.is_theirs]
    for outcome, words, colour in (
        (Outcome.OVERDUE, "Duties overdue under the notice", "red"),
        (Outcome.DUE_SOON, "Duties due soon under the notice", "yellow"),
    ):
        number = outcomes.count(outcome)
        yield Count(
            number, words, f"{register}?outcome={outcome.value}&whose=council", colour if number else ""
        )
    plan = plans_of(council).first()
    if plan is not None:
        standing: Any = Action.objects.filter(objective__plan=plan).standing_on(today)
        late = standing.filter(overdue_then=True).count()
        address = f"{reverse('plan:actions', args=[council.slug])}?overdue=yes"
        yield Count(late, "Actions of the plan overdue", address, "red" if late else "")


def notice_line(register: Register, deadlines: Iterable[Deadline]) -> NoticeLine:
    """Return one notice in a line, with the next due date that counts against the council."""
    own = (each for each in deadlines if each.notice == register.notice and not each.is_theirs)
    upcoming = next((each for each in own if each.outcome in (Outcome.UPCOMING, Outcome.DUE_SOON)), None)
    address = reverse("notices:notice", args=[register.notice.council.slug, register.notice.pk])
    return NoticeLine(register=register, address=address, next_due=upcoming)
