"""What happens under Westmere's notice, day by day from 14 January 2026 to the end of that year."""

import datetime as dt
from collections.abc import Iterator

from boards.models import Capacity
from boards.services.seats import Seat
from notices.models import Party
from notices.services import add_area, appoint
from tests.integration.year import case as cases
from tests.integration.year.board_deeds import (
    call,
    chair_agrees_the_last,
    meet,
    meets_on,
    move,
    plan_meetings,
    plan_sooner,
    seat_board,
)
from tests.integration.year.case import Case
from tests.integration.year.driving import Script, Step
from tests.integration.year.register_deeds import asked, begin_plan, done, judge_all_met, varied
from tests.integration.year.report_deeds import keep_chain, report
from tests.integration.year.review_deeds import hold, plan, provide, submit

on = dt.date
ISSUED = on(2026, 1, 14)
STOOD_STILL = frozenset(on(2026, 5, day) for day in range(11, 18))
"""A whole week in which no scheduled work was done."""

SIX_WEEKS = {"type": "at_least_every", "n": 6, "unit": "weeks"}
PLAN_BY_MARCH = {"type": "by_date", "date": "2026-03-31"}
UNTIL_AUGUST = (
    on(2026, 2, 11),
    on(2026, 3, 11),
    on(2026, 4, 8),
    on(2026, 5, 6),
    on(2026, 6, 3),
    on(2026, 7, 1),
    on(2026, 7, 29),
    on(2026, 8, 26),
)
"""Every fourth Wednesday from the notice; the last was moved to 2 September."""
MOVED, MOVED_TO = on(2026, 8, 26), on(2026, 9, 2)
FROM_SEPTEMBER = (on(2026, 9, 30), on(2026, 10, 28))
"""Every fourth Wednesday from the meeting that was late."""
BY_SIX_WEEKS = (on(2026, 11, 25), on(2026, 12, 23))
"""What the board chose once six weeks were agreed: sooner than it must, 9 December."""
SIGNED = ("head", "director")


def begin() -> Case:
    """Make the council; who chairs its board is none of its people's post."""
    case = cases.begin("Westmere Borough Council", "westmere", "Tarn Consulting")
    cases.give_post(case, "head", "Head of Service")
    case.people["director"] = case.people["deputy"]
    cases.give_post(case, "director", "Director of Children's Services")
    return case


def _notice_issued(case: Case, today: dt.date) -> None:
    """Read and confirm the notice, name the area that it leaves to the council, and record who advises."""
    case.kept["notice"] = cases.confirm_notice(
        case, today, text="westmere", words={"issued": "14 January 2026", "inspection": "4 December 2025"},
        header={"published_on": "2026-01-14"},
    )  # fmt: skip
    add_area(notice=case.notice, letter="a", title="Leadership and oversight", by=case.team)
    appoint(
        notice=case.notice,
        party=Party.ADVISER,
        started_on=today,
        by=case.team,
        organisation=case.adviser_body,
    )


def _seat_board(case: Case, today: dt.date) -> None:
    seats = (
        Seat(
            Capacity.CHAIR,
            organisation=case.council,
            person=case.people["chair"],
            appointed_by=Party.DEPARTMENT,
        ),
        Seat(Capacity.MEMBER, post=case.posts["director"]),
        Seat(Capacity.MEMBER, post=case.posts["head"]),
        Seat(Capacity.ADVISER, organisation=case.adviser_body, person=case.people["adviser"]),
    )
    seat_board(case, today, seats=seats, quorum=2, duty=case.duty("3.a"))


def _reported_on(*days: dt.date, month: dt.date | None = None) -> Iterator[Step]:
    """The report is issued on the day of the meeting that it is for."""
    for day in days:
        yield day, report("6.b", SIGNED, meeting=day, month=month)


STEPS: tuple[Step, ...] = (
    (ISSUED, _notice_issued),
    (ISSUED, begin_plan),
    (on(2026, 1, 15), _seat_board),
    (on(2026, 1, 15), plan_meetings(*UNTIL_AUGUST)),
    (on(2026, 1, 15), keep_chain("head", "director")),
    (on(2026, 1, 28), judge_all_met),
    (on(2026, 1, 28), varied("5", "submission", Party.DEPARTMENT, PLAN_BY_MARCH)),
    (on(2026, 3, 25), done("5", "submission", "Improvement plan finished and submitted")),
    # Meetings
    *meets_on(*UNTIL_AUGUST[:-1]),
    (on(2026, 8, 12), call(MOVED)),
    (on(2026, 8, 20), move(MOVED, MOVED_TO)),
    (MOVED_TO, meet),
    (on(2026, 9, 3), plan_meetings(*FROM_SEPTEMBER)),
    *meets_on(*FROM_SEPTEMBER),
    (on(2026, 10, 12), varied("3.a", "meeting", Party.DEPARTMENT, SIX_WEEKS)),
    (on(2026, 10, 29), plan_sooner(*BY_SIX_WEEKS, than=on(2026, 12, 9))),
    *meets_on(*BY_SIX_WEEKS),
    (on(2026, 12, 30), chair_agrees_the_last),
    # Reports to each meeting
    *_reported_on(on(2026, 2, 11), on(2026, 3, 11)),
    (on(2026, 4, 9), report("6.b", SIGNED, meeting=on(2026, 4, 8))),
    *_reported_on(on(2026, 5, 6), on(2026, 7, 1)),
    *_reported_on(on(2026, 7, 29), month=on(2026, 7, 1)),
    *_reported_on(MOVED_TO),
    *_reported_on(on(2026, 9, 30), month=on(2026, 9, 1)),
    *_reported_on(on(2026, 10, 28), month=on(2026, 10, 1)),
    *_reported_on(on(2026, 11, 25), month=on(2026, 11, 1)),
    *_reported_on(on(2026, 12, 23), month=on(2026, 12, 1)),
    # Reviews
    (on(2026, 6, 1), plan("progress", "progress", on(2026, 7, 8))),
    (on(2026, 7, 3), provide("progress", "9.a", "9.b", "9.c", "9.d")),
    (on(2026, 7, 3), submit("progress")),
    (on(2026, 7, 8), hold("progress")),
    (on(2026, 10, 5), asked("8", "standing", Party.ADVISER, on(2026, 10, 23))),
    (on(2026, 10, 6), plan("diagnostic", "diagnostic", on(2026, 10, 20))),
    (on(2026, 10, 20), hold("diagnostic")),
    (on(2026, 10, 20), done("8", "standing", "Diagnostic review of the front door held")),
)

SCRIPT = Script(
    first=ISSUED,
    last=on(2026, 12, 31),
    steps=STEPS,
    # Easter, two bank holidays in May, and the week without the schedule.
    all_from=on(2026, 4, 1),
    all_until=on(2026, 5, 22),
    stood_still=STOOD_STILL,
    ran_twice=frozenset({on(2026, 4, 9), on(2026, 5, 18), on(2026, 6, 4), on(2026, 8, 27)}),
)
