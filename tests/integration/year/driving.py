"""Drives a year day by day: the day's scheduled work first, then what people did on it, each through the services."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.test import override_settings

from boards.models import Meeting
from config.schedule import SCHEDULE
from core import scheduled
from core.models import Run
from improvement_plans.models import DailyMessage
from notices.models import Breach, BreachMessage, Obligation
from notices.selectors import Register, register_as_at
from reports.models import Report
from tests.integration.year.case import Case

LONDON = ZoneInfo("Europe/London")
EARLY, AT_WORK, EVENING = dt.time(6, 30), dt.time(10), dt.time(17, 45)
ONE_DAY = dt.timedelta(days=1)
EVERY_DAY = frozenset(
    {"tell-breaches", "open-month", "prepare-meetings", "issue-due-reports", "deliver-waiting"}
)

Deed = Callable[[Case, dt.date], None]
"""What people do on a day, given the case as it stands."""
Step = tuple[dt.date, Deed]
Row = tuple[dt.date, str, int | None, dt.date | None]
"""One row of an obligation: when it was due, its outcome, days late or overdue, the day it was discharged."""
Rows = dict[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Script:
    """A year as it is played: what is done on which day, and on which days the schedule stood still or ran twice.

    What moves the case (`EVERY_DAY`) is done every day. The rest of the schedule, the message of the day by far the
    dearest of it, is done from `all_from` to `all_until`: some weeks show what a year would.
    """

    first: dt.date
    last: dt.date
    steps: Sequence[Step]
    all_from: dt.date
    all_until: dt.date
    stood_still: Collection[dt.date] = ()
    ran_twice: Collection[dt.date] = ()

    def days(self) -> Iterator[dt.date]:
        day = self.first
        while day <= self.last:
            yield day
            day += ONE_DAY

    def __post_init__(self) -> None:
        """Fail for a step on a day that never comes: it would be left out without a word."""
        outside = [day for day, _ in self.steps if not self.first <= day <= self.last]
        if outside:
            raise ValueError(f"Steps outside the year: {outside}")

    def deeds_on(self, day: dt.date) -> list[Deed]:
        return [deed for planned, deed in self.steps if planned == day]


@dataclass(frozen=True)
class Told:
    """One message about breaches: the day on which it was sent, to whom, and of what."""

    on: dt.date
    to: str
    breaches: frozenset[tuple[str, dt.date, str]]


@dataclass
class YearAsItWas:
    """What the year left behind, as plain values: the rows of the database are gone when the tests look at it."""

    rows: Rows = field(default_factory=dict)
    evenings: dict[dt.date, tuple[str | None, Rows]] = field(default_factory=dict)
    looked_back: dict[dt.date, tuple[str | None, Rows]] = field(default_factory=dict)
    looked_back_as_known: dict[dt.date, tuple[str | None, Rows]] = field(default_factory=dict)
    counts: tuple[int, int, int] = (0, 0, 0)
    positions: dict[str, str | None] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    found: list[tuple[dt.date, str, dt.date, str]] = field(default_factory=list)
    issued: list[tuple[dt.date, str]] = field(default_factory=list)
    delivered: dict[str, list[str]] = field(default_factory=dict)
    daily: list[tuple[dt.date, str]] = field(default_factory=list)
    letters: list[tuple[dt.date, str, str]] = field(default_factory=list)
    rounds: dict[str, int] = field(default_factory=dict)
    by_deputy: list[str] = field(default_factory=list)
    meetings: dict[dt.date, str] = field(default_factory=dict)
    reviews: list[tuple[dt.date | None, str, bool]] = field(default_factory=list)
    did: dict[str, list[tuple[dt.date, str]]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)


def played(
    script: Script, begin: Callable[[], Case], *, looked_at: Iterable[dt.date], files: Path
) -> YearAsItWas:
    """Play the year, and return what it left behind; nothing of it stays in the database."""
    with _undone(), override_settings(**_apart(files)):
        return _play(script, begin, frozenset(looked_at))


def _play(script: Script, begin: Callable[[], Case], looked_at: frozenset[dt.date]) -> YearAsItWas:
    year = YearAsItWas()
    with time_machine.travel(_moment(script.first, EARLY), tick=True) as clock:
        case = begin()
        for day in script.days():
            mail.outbox.clear()
            clock.move_to(_moment(day, EARLY))
            if day not in script.stood_still:
                _run_schedule(script, day)
            clock.move_to(_moment(day, AT_WORK))
            for deed in script.deeds_on(day):
                deed(case, day)
            if day in script.ran_twice and day not in script.stood_still:
                clock.move_to(_moment(day, EVENING))
                _run_schedule(script, day)
            year.letters += [(day, to, letter.subject) for letter in mail.outbox for to in letter.to]
            if day in looked_at:
                year.evenings[day] = seen(case.register(day))
        _look_back(year, case, script.last, looked_at)
    return year


def _run_schedule(script: Script, day: dt.date) -> None:
    """Do what stands in the schedule for the day, in its order."""
    for entry in SCHEDULE:
        if entry.key in EVERY_DAY or script.all_from <= day <= script.all_until:
            scheduled.run(entry.key, day=day)


def _look_back(year: YearAsItWas, case: Case, last: dt.date, looked_at: Iterable[dt.date]) -> None:
    """Keep what the register says at the end of the year, and what else the year left behind."""
    register = case.register(last)
    year.rows = rows_of(register)
    year.counts = (register.late, register.missed, register.overdue)
    year.positions = {name_of(each.obligation): each.position for each in register.obligations}
    for day in looked_at:
        year.looked_back[day] = seen(case.register(day))
        year.looked_back_as_known[day] = seen(register_as_at(case.notice, as_at=day, known_on=day))
    _keep_what_was_told(year)
    _keep_reports(year)
    for meeting in Meeting.objects.filter(board=case.board).select_related("planned_event"):
        year.meetings[meeting.day] = str(meeting.status)
    for review in case.notice.reviews.order_by("held_on"):
        year.reviews.append((review.held_on, review.kind, review.planned_event_id is not None))
    for run in Run.objects.order_by("pk"):
        year.did.setdefault(run.work, []).extend((run.day, did["words"]) for did in run.did)
        if run.state != Run.State.DONE:
            year.failed.append(f"{run.work} {run.day} {run.error}")


def _keep_what_was_told(year: YearAsItWas) -> None:
    year.told = [_told(message) for message in BreachMessage.objects.order_by("pk")]
    year.found = [
        (each.found_on, name_of(each.obligation), each.due_on, each.kind)
        for each in Breach.objects.order_by("found_on", "pk")
    ]
    sent = DailyMessage.objects.filter(state=DailyMessage.State.SENT).select_related("person")
    year.daily = sorted((_london_day(each.sent_at), each.person.email) for each in sent)


def _keep_reports(year: YearAsItWas) -> None:
    for report in Report.objects.filter(status=Report.Status.ISSUED).order_by("issued_at"):
        year.issued.append((_london_day(report.issued_at), report.number))
        year.delivered[report.number] = [
            each.email for each in report.deliveries.exclude(sent_at=None).order_by("email")
        ]
        year.rounds[report.number] = report.round
        if report.sign_offs.filter(as_deputy=True).exists():
            year.by_deputy.append(report.number)


def _told(message: BreachMessage) -> Told:
    breaches = message.breaches.select_related("obligation__clause")
    of = frozenset((name_of(each.obligation), each.due_on, str(each.kind)) for each in breaches)
    if message.sent_at is None:
        raise AssertionError(f"{message} was never sent")
    return Told(_london_day(message.sent_at), message.email, of)


def seen(register: Register) -> tuple[str | None, Rows]:
    """Return the position of a notice, and every row, as its register has them."""
    return register.position, rows_of(register)


def rows_of(register: Register) -> Rows:
    """Return the rows of each obligation that has any."""
    return {
        name_of(standing.obligation): tuple(
            (row.due_on, str(row.outcome), row.days, row.discharged_on) for row in standing.occurrences
        )
        for standing in register.obligations
        if standing.occurrences
    }


def name_of(obligation: Obligation) -> str:
    """Return an obligation as the tables name it: by its clause, and what kind of duty it is."""
    return f"{obligation.clause.number} {obligation.kind}"


def _london_day(moment: dt.datetime | None) -> dt.date:
    if moment is None:
        raise AssertionError("This never happened")
    return moment.astimezone(LONDON).date()


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=LONDON)


def _apart(files: Path) -> dict[str, Any]:
    """The settings that the tests' own fixtures give to each test: a year lasts longer than one."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return {
        "MEDIA_ROOT": str(files),
        "STORAGES": storages,
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "LOCATION": str(files),
            }
        },
    }


@contextmanager
def _undone() -> Iterator[None]:
    """Take back whatever is written within.

    So the tasks of what lands are never sent here: whatever goes out, the schedule sends, as after a lost worker.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told_by_day(year: YearAsItWas) -> dict[dt.date, dict[str, frozenset[tuple[str, dt.date, str]]]]:
    """Return who was told of what on each day; fails where somebody was told twice on one."""
    found: dict[dt.date, dict[str, frozenset[tuple[str, dt.date, str]]]] = {}
    for each in year.told:
        people = found.setdefault(each.on, {})
        if each.to in people:
            pytest.fail(f"{each.to} was told twice on {each.on}")
        people[each.to] = each.breaches
    return found


def differing(expected: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return, by name, where two tables differ: what was expected, and what was found."""
    names = sorted({*expected, *found})
    return {
        name: (expected.get(name), found.get(name)) for name in names if expected.get(name) != found.get(name)
    }
