"""Answers what the dashboard shows, in constant queries: it gathers what each section already answers."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Organisation
from digests.months import last_whole_month
from digests.selectors import digest_for, newest_month
from digests.standing import Line
from improvement_plans.hearing import Hearing, gaps
from improvement_plans.models import UpdateCycle
from improvement_plans.requested import RequestStanding
from improvement_plans.selectors import plan_as_at
from improvement_plans.selectors.cycle import cycles_of, standings_of
from improvement_plans.selectors.pace import SlowObjective, slow_objectives_of
from improvement_plans.selectors.risks import RiskStanding, top_risks
from improvement_plans.selectors.routes import Routes
from improvement_plans.selectors.voices import area_hearings
from improvement_plans.standing import PlanStanding
from notices.cadence import Outcome
from notices.models import Notice
from notices.selectors import Deadline, Register, current_notice, register_as_at
from notices.selectors.deadlines import deadlines_in
from reports.dashboard.movers import MonthsFigure, Move, Mover, movers

AHEAD = dt.timedelta(days=42)
"""Six weeks: from one board to the one after next."""

SHOWN = 5
"""How many lines a part of the page has room for; the rest is behind its link."""


@dataclass(frozen=True)
class Ahead:
    """Something due within six weeks: when, under which heading, what, and where it is done."""

    due_on: dt.date
    kind: str
    title: str
    address: str


@dataclass(frozen=True)
class Updates:
    """The newest month for which updates had been asked by the day: how many requests stand how."""

    cycle: UpdateCycle
    requests: tuple[RequestStanding, ...]

    @property
    def asked(self) -> int:
        return len(self.requests)

    @property
    def given(self) -> int:
        return sum(each.answered_on is not None for each in self.requests)

    @property
    def late(self) -> int:
        """What came after its day, or is owed beyond it."""
        return sum(each.is_late for each in self.requests)


@dataclass(frozen=True)
class Moved:
    """An indicator that moved, with its line in the digest."""

    mover: Mover
    line: Line


@dataclass(frozen=True)
class Dashboard:
    """Everything on the page. Without a notice there is nothing; without a plan, nothing of it."""

    notice: Notice
    register: Register
    due_soon: int
    plan: PlanStanding | None
    slow: tuple[SlowObjective, ...]
    ahead: tuple[Ahead, ...]
    month: dt.date
    moved: tuple[Moved, ...]
    risks: tuple[RiskStanding, ...]
    silent: tuple[Hearing, ...]
    updates: Updates | None

    @property
    def unexplained(self) -> int:
        """How many slow objectives nobody has said a word about."""
        return sum(each.newest is None for each in self.slow)

    @property
    def moves(self) -> list[tuple[Move, int]]:
        """How many figures moved in which way, the gravest first."""
        counted = Counter(each.mover.move for each in self.moved)
        return [(move, counted[move]) for move in Move if counted[move]]


def dashboard_of(
    council: Organisation, as_at: dt.date, *, known_on: dt.date | None = None, today: dt.date
) -> Dashboard | None:
    """Return the dashboard of the notice in force on `as_at`; None for a council without any notice."""
    notice = current_notice(council, as_at)
    if notice is None:
        return None
    register = register_as_at(notice, as_at=as_at, known_on=known_on, horizon=as_at + AHEAD)
    deadlines = [each for each in deadlines_in([register]) if not each.is_theirs]
    plan = plan_as_at(notice, as_at, known_on=known_on)
    month = month_on(council, as_at, today=today)
    return Dashboard(
        notice=notice,
        register=register,
        due_soon=sum(each.outcome == Outcome.DUE_SOON for each in deadlines),
        plan=plan,
        slow=tuple(slow_objectives_of(plan)) if plan else (),
        ahead=tuple(sorted(ahead_of(council, deadlines, plan, as_at), key=lambda each: each.due_on)),
        month=month,
        moved=tuple(moved_in(council, month, known_on=known_on)),
        risks=tuple(top_risks(plan.plan, as_at, known_on=known_on, count=SHOWN)) if plan else (),
        silent=gaps(area_hearings(plan.plan, as_at, known_on=known_on)) if plan else (),
        updates=updates_on(plan) if plan else None,
    )


def month_on(council: Organisation, as_at: dt.date, *, today: dt.date) -> dt.date:
    """Return the newest month with a figure; as at an earlier day, at most the last that was whole by then."""
    newest = newest_month(council, today=as_at)
    return newest if as_at == today else min(newest, last_whole_month(as_at))


def ahead_of(
    council: Organisation, deadlines: list[Deadline], plan: PlanStanding | None, as_at: dt.date
) -> Iterator[Ahead]:
    """Yield what is due from the day on, for six weeks: duties, actions, milestones. What is overdue is elsewhere."""
    until = as_at + AHEAD
    for each in deadlines:
        if each.is_open and as_at <= each.due_on <= until and each.outcome != Outcome.OVERDUE:
            address = reverse("notices:clause", args=[council.slug, each.notice.pk, each.clause.pk])
            yield Ahead(each.due_on, f"Clause {each.clause.number}", each.obligation.summary, address)
    for action in plan.actions if plan else ():
        address = reverse("plan:action", args=[council.slug, action.action.pk])
        if not action.is_done and as_at <= action.due_on <= until:
            yield Ahead(action.due_on, f"Action {action.action.reference}", action.action.title, address)
        for step in action.milestones:
            if not action.is_done and step.reached_on is None and as_at <= step.due_on <= until:
                kind = f"Milestone of {action.action.reference}"
                yield Ahead(step.due_on, kind, step.milestone.title, address)


def moved_in(council: Organisation, month: dt.date, *, known_on: dt.date | None) -> Iterator[Moved]:
    """Yield the indicators that moved in `month`, the gravest first."""
    lines = {line.indicator.pk: line for line in digest_for(council, month, known_on=known_on).lines}
    for mover in movers(_figure(line) for line in lines.values()):
        yield Moved(mover, lines[mover.key])


def updates_on(plan: PlanStanding) -> Updates | None:
    """Return how the newest month of updates stands; None as long as nobody was ever asked."""
    cycle = cycles_of(plan.plan, plan.as_at, known_on=plan.known_on).first()
    if cycle is None:
        return None
    # Who is asked makes no difference to the counts.
    nobody = Routes({}, {}, {})
    found = standings_of(cycle.requests.all(), nobody, plan.as_at, known_on=plan.known_on)
    return Updates(cycle, tuple(found))


def _figure(line: Line) -> MonthsFigure:
    before = line.before
    if before is None:
        return MonthsFigure(
            line.indicator.pk, line.now.value, None, None, line.rated.standing, line.rated.standing
        )
    return MonthsFigure(
        key=line.indicator.pk,
        now=line.now.value,
        before=before.value,
        movement=line.movement,
        standing=line.rated.standing,
        standing_before=before.rated.standing,
    )
