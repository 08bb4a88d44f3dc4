"""What happens under Fernshire's notice, day by day from 16 December 2025 to the end of 2026."""

import datetime as dt

from boards.models import Capacity
from boards.services.seats import Seat
from notices.models import Party
from notices.services import appoint
from tests.integration.year import case as cases
from tests.integration.year.board_deeds import (
    call,
    cancel,
    chair_agrees_the_last,
    meets_on,
    plan_meetings,
    seat_board,
)
from tests.integration.year.case import Case
from tests.integration.year.driving import Script, Step
from tests.integration.year.register_deeds import asked, begin_plan, done, judge_all_met, varied
from tests.integration.year.report_deeds import keep_chain, report, report_by_worker
from tests.integration.year.review_deeds import hold, plan, provide, submit

on = dt.date
PUBLISHED = on(2025, 12, 16)
STOOD_STILL = frozenset(on(2026, 5, day) for day in range(25, 32))
"""A whole week in which no scheduled work was done, from a bank holiday on."""

QUARTERLY = {"type": "at_least_every", "n": 3, "unit": "months"}
WEDNESDAYS = (
    on(2026, 1, 21),
    on(2026, 2, 18),
    on(2026, 3, 18),
    on(2026, 4, 15),
    on(2026, 5, 20),
    on(2026, 6, 17),
    on(2026, 7, 15),
    on(2026, 8, 19),
    on(2026, 9, 16),
    on(2026, 10, 21),
    on(2026, 11, 18),
    on(2026, 12, 16),
)
"""The third of each month."""
CANCELLED = on(2026, 8, 19)
SIGNED, BY_DEPUTY, BY_CHAIR = ("head", "chair"), ("deputy", "chair"), ("chair",)
STATE = "state_progress"


def begin() -> Case:
    """Make the council, whose chief executive chairs its board."""
    case = cases.begin("Fernshire Council", "fernshire", "Larkfield Practice Partners")
    for key, title in (
        ("chair", "Chief Executive"),
        ("head", "Head of Service"),
        ("deputy", "Deputy Head of Service"),
    ):
        cases.give_post(case, key, title)
    return case


def _notice_issued(case: Case, today: dt.date) -> None:
    """Read and confirm the notice, and record who chairs the board and who advises."""
    case.kept["notice"] = cases.confirm_notice(
        case, today, text="fernshire",
        words={
            "issued": "16 December 2025", "inspection": "13 November 2025", "plan_due": "16 December 2025",
            "first_report": "January 2026",
        },
        header={"published_on": "2025-12-16", "received_on": "2025-12-16"},
    )  # fmt: skip
    appoint(
        notice=case.notice, party=Party.BOARD_CHAIR, started_on=today, by=case.team, post=case.posts["chair"]
    )
    appoint(
        notice=case.notice,
        party=Party.ADVISER,
        started_on=today,
        by=case.team,
        organisation=case.adviser_body,
    )


def _seat_board(case: Case, today: dt.date) -> None:
    seats = (
        Seat(Capacity.CHAIR, post=case.posts["chair"], appointed_by=Party.COUNCIL),
        Seat(Capacity.MEMBER, post=case.posts["head"]),
        Seat(Capacity.ADVISER, organisation=case.adviser_body, person=case.people["adviser"]),
    )
    seat_board(case, today, seats=seats, quorum=2, duty=case.duty("6", kind="meeting"))


STEPS: tuple[Step, ...] = (
    (PUBLISHED, _notice_issued),
    (PUBLISHED, begin_plan),
    (PUBLISHED, done("4", "submission", "Improvement plan submitted to the adviser")),
    (on(2025, 12, 17), _seat_board),
    (on(2025, 12, 17), plan_meetings(*WEDNESDAYS)),
    (on(2025, 12, 17), keep_chain("head", "chair", deputy="deputy")),
    *meets_on(*(day for day in WEDNESDAYS if day != CANCELLED)),
    (on(2026, 8, 5), call(CANCELLED)),
    (on(2026, 8, 17), cancel(CANCELLED)),
    (on(2026, 12, 22), chair_agrees_the_last),
    # Reports to the adviser
    (on(2026, 1, 15), report_by_worker("5.b", SIGNED)),
    (on(2026, 2, 13), report("5.b", SIGNED)),
    (on(2026, 3, 13), report("5.b", SIGNED, returned_first=True)),
    (on(2026, 4, 17), report("5.b", SIGNED)),
    (on(2026, 5, 15), report("5.b", SIGNED)),
    (on(2026, 6, 12), report("5.b", SIGNED)),
    (on(2026, 7, 1), asked("5.b", "report", Party.ADVISER, on(2026, 7, 10))),
    (on(2026, 7, 10), report("5.b", SIGNED)),
    (on(2026, 8, 10), report("5.b", BY_DEPUTY)),
    (on(2026, 9, 9), report("5.b", SIGNED)),
    (on(2026, 10, 9), report("5.b", SIGNED)),
    (on(2026, 10, 20), asked("5.b", "report", Party.ADVISER, on(2026, 10, 27))),
    (on(2026, 11, 9), report("5.b", SIGNED)),
    (on(2026, 12, 9), report("5.b", SIGNED)),
    # The chair's reports to the Secretary of State
    (on(2026, 1, 28), report("7", BY_CHAIR, kind=STATE)),
    (on(2026, 4, 1), varied("7", "report", Party.SECRETARY_OF_STATE, QUARTERLY, part=1)),
    (on(2026, 4, 27), report("7", BY_CHAIR, kind=STATE)),
    (on(2026, 7, 30), report("7", BY_CHAIR, kind=STATE)),
    (on(2026, 10, 29), report("7", BY_CHAIR, kind=STATE)),
    # Reviews
    (on(2026, 2, 2), plan("stocktake", "stocktake", on(2026, 2, 16))),
    (on(2026, 2, 16), hold("stocktake")),
    (on(2026, 5, 5), plan("first", "progress", on(2026, 6, 30))),
    (on(2026, 6, 24), provide("first", "10.a", "10.b", "10.c", "10.d")),
    (on(2026, 6, 25), submit("first")),
    (on(2026, 6, 30), hold("first")),
    (on(2026, 10, 26), plan("second", "progress", on(2026, 12, 15))),
    (on(2026, 12, 10), provide("second", "10.a", "10.b", "10.d")),
    (on(2026, 12, 15), submit("second")),
    (on(2026, 12, 15), hold("second")),
    # The rest
    (on(2026, 1, 20), judge_all_met),
    (on(2026, 12, 14), done("12", "provision", "The last action of the plan was delivered")),
)

SCRIPT = Script(
    first=PUBLISHED,
    last=on(2026, 12, 31),
    steps=STEPS,
    all_from=on(2026, 5, 1),
    all_until=on(2026, 6, 12),
    stood_still=STOOD_STILL,
    # The evening of the report that the worker issues, days with breaches, and the day after the week without.
    ran_twice=frozenset(
        {
            on(2026, 1, 15),
            on(2026, 4, 14),
            on(2026, 6, 1),
            on(2026, 9, 1),
            on(2026, 9, 2),
            on(2026, 12, 15),
        }
    ),
)

__all__ = ["SCRIPT", "STOOD_STILL", "begin"]
