"""What the overview of a notice shows, read once: its register, its next deadlines and its calendar strip."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from notices.calendar_strip import Line, Strip, first_month, last_day, strip, within_reach
from notices.models import Notice
from notices.selectors.deadlines import Deadline, deadlines_in
from notices.selectors.register import register_as_at
from notices.selectors.standing import ObligationStanding, Register
from notices.wording import POSITIONS, Look

NEXT = 8


@dataclass(frozen=True)
class Overview:
    """What the page draws.

    `next_up` holds what is overdue and then what comes next; `due_soon` counts what is due within its lead time;
    `tally` says how many obligations that count stand in each position.
    """

    register: Register
    next_up: tuple[Deadline, ...]
    due_soon: int
    strip: Strip
    tally: tuple[tuple[Look, str, int], ...]


def overview_of(
    notice: Notice, *, as_at: dt.date, known_on: dt.date | None, strip_from: dt.date | None
) -> Overview:
    """Return the overview of `notice`; `strip_from` is a day in the month with which the strip begins.

    Always the same number of queries.
    """
    wanted = strip_from or first_month(as_at=as_at, in_force_from=notice.in_force_from)
    first = within_reach(wanted, as_at=as_at, in_force_from=notice.in_force_from)
    register = register_as_at(notice, as_at=as_at, known_on=known_on, horizon=max(last_day(first), as_at))
    open_ones = [each for each in deadlines_in([register]) if each.is_open and not each.is_local]
    return Overview(
        register=register,
        next_up=tuple(first_of_each(open_ones)[:NEXT]),
        due_soon=sum(each.outcome == "due_soon" and not each.is_theirs for each in open_ones),
        strip=strip(_lines(register), first=first, as_at=as_at, in_force_from=notice.in_force_from),
        tally=tuple(
            (POSITIONS[each], each.value, register.tally[each]) for each in POSITIONS if register.tally[each]
        ),
    )


def first_of_each(deadlines: list[Deadline]) -> list[Deadline]:
    """Return what is overdue and, of each obligation, only the next open one: a calendar shows the rest."""
    seen: set[tuple[int, int]] = set()
    kept = []
    for deadline in deadlines:
        key = (deadline.obligation.pk, deadline.occurrence.part)
        if deadline.outcome == "overdue" or key not in seen:
            kept.append(deadline)
        if deadline.outcome != "overdue":
            seen.add(key)
    return kept


def _lines(register: Register) -> list[Line]:
    return [_line(register, standing) for standing in register.obligations]


def _line(register: Register, standing: ObligationStanding) -> Line:
    obligation = standing.obligation
    page = reverse(
        "notices:clause", args=[register.notice.council.slug, register.notice.pk, obligation.clause_id]
    )
    return Line(
        key=obligation.pk,
        label=obligation.summary,
        clause=obligation.clause.number,
        address=f"{page}#obligation-{obligation.pk}",
        is_theirs=not standing.counts,
        occurrences=standing.occurrences,
    )
