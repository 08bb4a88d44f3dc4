"""The days of the demonstration case, all counted from the day on which it is loaded."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from core.working_days import add_months, is_working_day

FIGURE_MONTHS = 24
"""For how many months there are figures, up to the last whole one."""
FIGURES_ARRIVE, DIGEST_IS_PUBLISHED = 6, 14
"""On which days of the next month the figures of a month are given, and its digest is published."""
LATE_REPORT = 4
"""Which of the monthly reports, counted from 0, went out late."""
CANCELLED_MEETING = 4
"""Which of the board's months, counted from 0, closed empty because its meeting was cancelled."""


def working_day_by(day: dt.date) -> dt.date:
    """Return the last working day on or before `day`."""
    while not is_working_day(day):
        day -= dt.timedelta(days=1)
    return day


def first_of(day: dt.date) -> dt.date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def third_wednesday(month: dt.date) -> dt.date:
    """Return the third Wednesday of a month, given by its first day."""
    return month + dt.timedelta(days=(2 - month.weekday()) % 7 + 14)


def days_after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def afternoon(day: dt.date) -> dt.datetime:
    """Return four o'clock on `day`, London time."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(16, 0)))


def figure_months(today: dt.date) -> list[dt.date]:
    """Return the first days of the months that have figures, the oldest first."""
    return [add_months(first_of(today), -back) for back in range(FIGURE_MONTHS, 0, -1)]


def figures_given(month: dt.date) -> dt.date:
    """Return the day on which the figures of a month (its first day) are given."""
    return add_months(month, 1).replace(day=FIGURES_ARRIVE)


def digest_published(month: dt.date) -> dt.date:
    """Return the day on which the digest of a month (its first day) is published."""
    return add_months(month, 1).replace(day=DIGEST_IS_PUBLISHED)


@dataclass(frozen=True)
class FernshireDays:
    """Of the council whose notice is nine to ten months old."""

    today: dt.date

    @property
    def issued(self) -> dt.date:
        return working_day_by(add_months(self.today, -10).replace(day=16))

    @property
    def inspection(self) -> dt.date:
        return working_day_by(add_months(self.issued, -7))

    @property
    def published(self) -> dt.date:
        return days_after(self.issued, 4)

    @property
    def plan_due(self) -> dt.date:
        return days_after(self.issued, 14)

    @property
    def plan_submitted(self) -> dt.date:
        return days_after(self.plan_due, 4)

    @property
    def second_version(self) -> dt.date:
        """When the changes of the plan's second version were made, three days before it was submitted."""
        return days_after(self.today, -143)

    @property
    def whole_months(self) -> list[dt.date]:
        """The first days of the months after that of the notice, up to the current one."""
        months = [add_months(first_of(self.issued), 1)]
        while months[-1] < first_of(self.today):
            months.append(add_months(months[-1], 1))
        return months

    @property
    def report_days(self) -> list[dt.date]:
        """The days on which the monthly reports up to that for the month before last were sent, oldest first.

        Each is the last working day up to the tenth, or up to a month after the one before; one was six days late.
        """
        days: list[dt.date] = []
        previous = self.issued
        for number, month in enumerate(self.whole_months[:-1]):
            due = add_months(previous, 1)
            late = number == LATE_REPORT
            previous = working_day_by(days_after(due, 8) if late else min(month.replace(day=10), due))
            days.append(previous)
        return days

    @property
    def last_report_day(self) -> dt.date:
        """The day on which the report for the last whole month was issued: this month, and not after today."""
        by_the_tenth = working_day_by(min(self.today.replace(day=10), self.today))
        due = working_day_by(add_months(self.report_days[-1], 1))
        return max(min(by_the_tenth, due), first_of(self.today))

    @property
    def state_reports(self) -> list[dt.date]:
        """The chair's reports to the Secretary of State: the first late, the next one overdue by about a week."""
        newest = working_day_by(add_months(days_after(self.today, -6), -3))
        return [days_after(self.first_state_report_due, 9), days_after(add_months(newest, -3), 2), newest]

    @property
    def first_state_report_due(self) -> dt.date:
        return days_after(add_months(self.whole_months[0], 1), -1)

    @property
    def first_review(self) -> dt.date:
        """Held about a fortnight after the six months had run out."""
        return working_day_by(days_after(add_months(self.issued, 6), 14))

    @property
    def next_review(self) -> dt.date:
        return working_day_by(days_after(self.today, 9))


@dataclass(frozen=True)
class WestmereDays:
    """Of the council whose notice is fourteen weeks old."""

    today: dt.date

    @property
    def issued(self) -> dt.date:
        return working_day_by(days_after(self.today, -98))

    @property
    def inspection(self) -> dt.date:
        return working_day_by(add_months(self.issued, -6))

    @property
    def meetings(self) -> list[dt.date]:
        """Held at first within four weeks each, then after five."""
        first = days_after(self.issued, 26)
        return [first, days_after(first, 28), days_after(first, 63)]

    @property
    def next_meeting(self) -> dt.date:
        return working_day_by(days_after(self.meetings[-1], 26))

    @property
    def plan_due(self) -> dt.date:
        return days_after(self.issued, 70)

    @property
    def plan_submitted(self) -> dt.date:
        return days_after(self.issued, 66)
