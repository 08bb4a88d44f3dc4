"""Answers what a person owes and what waits for them in one council, from every section."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.urls import reverse

from accounts.models import Organisation, Role, User
from accounts.selectors import posts_held_by, roles_of
from digests.months import last_whole_month
from digests.selectors import digest_for
from improvement_plans.models import Action
from improvement_plans.selectors import actions_owed_by, plans_of
from improvement_plans.standing import ActionStanding
from notices.cadence import Outcome
from notices.position import Position
from notices.selectors import Deadline, Register, notices_of, registers_as_at
from notices.selectors.deadlines import deadlines_in
from notices.wording import POSITIONS, days_in_words
from reports.models import Report
from reports.selectors import awaiting_signature_of, reports_of, returned_to_authors

SOON = dt.timedelta(days=14)
"""How far ahead an action counts as due soon; an obligation has a lead time of its own."""

WHO_OWES = frozenset({Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR})
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
    """The home page of one person in one council. `shown` is `owed` or the part of it that was asked for."""

    owes: bool
    notices: tuple[NoticeLine, ...]
    counts: tuple[Count, ...]
    owed: tuple[Owed, ...]
    shown: tuple[Owed, ...]
    state: State | None
    programme: tuple[Count, ...]
    newest_report: Report | None


def home_of(person: User, council: Organisation, *, today: dt.date, show: str = "") -> HomePage:
    """Return the home page of `person` in `council`; `show` is the slug of a state, anything else shows all."""
    roles = roles_of(person, council, today=today)
    registers = registers_as_at(list(notices_of(council)), as_at=today)
    deadlines = deadlines_in(registers)
    state = next((each for each in State if each.slug == show), None)
    owed = tuple(sorted(owed_by(person, council, roles, deadlines, today=today), key=_urgency))
    return HomePage(
        owes=bool(WHO_OWES & roles),
        notices=tuple(notice_line(register, deadlines) for register in registers),
        counts=tuple(counts_of(owed, council)),
        owed=owed,
        shown=tuple(each for each in owed if state in (None, each.state)),
        state=state,
        programme=tuple(programme_counts(council, deadlines, today=today)),
        newest_report=reports_of(council, with_drafts=False).order_by("-issued_at").first(),
    )


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
    for action in actions_owed_by(person, today, council=council):
        yield action_owed(action, council, today=today)
    for report in awaiting_signature_of(person, council, today=today):
        yield report_owed(State.TO_SIGN, report, council)
    if runs_it:
        for report in returned_to_authors(council):
            yield report_owed(State.RETURNED, report, council)
    if Role.ANALYST in roles:
        yield from figures_owed(council, today=today)


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


def action_owed(standing: ActionStanding, council: Organisation, *, today: dt.date) -> Owed:
    """Return an action of the plan as something owed: an update is given on its own page."""
    state = State.OVERDUE if standing.is_overdue else State.LATER
    if not standing.is_overdue and standing.due_on <= today + SOON:
        state = State.DUE_SOON
    return Owed(
        state=state,
        kind=f"Plan, action {standing.action.reference}",
        title=standing.action.title,
        address=reverse("plan:action", args=[council.slug, standing.action.pk]),
        due_on=standing.due_on,
        note=f"Overdue by {days_in_words(standing.days_overdue)}" if standing.is_overdue else "",
    )


def report_owed(state: State, report: Report, council: Organisation) -> Owed:
    """Return a report that waits for somebody; one that was returned carries the reason."""
    address = reverse("reports:detail", args=[council.slug, report.pk])
    return Owed(state=state, kind="Report", title=str(report), address=address, note=report.return_reason)


def figures_owed(council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the figures of the last whole month, if any indicator still lacks its own."""
    month = last_whole_month(today)
    lacking = len(digest_for(council, month, months=1).not_given)
    if lacking:
        yield Owed(
            state=State.DUE_SOON,
            kind="Digest",
            title=f"Figures for {month:%B %Y}",
            address=f"{reverse('digest:month', args=[council.slug])}?month={month:%Y-%m}",
            note=f"{lacking} not given yet",
        )


def counts_of(owed: Iterable[Owed], council: Organisation) -> Iterator[Count]:
    """Yield how much is in each state; each count leads to that part of the list."""
    home, states = reverse("council_home", args=[council.slug]), [each.state for each in owed]
    for state in (State.OVERDUE, State.DUE_SOON, State.TO_SIGN, State.RETURNED):
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
