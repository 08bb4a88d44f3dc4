"""Answers which figures are owed, late or given on a day, and who is to be told: constant queries."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Min, Q, QuerySet

from accounts.models import Organisation, Role, User
from accounts.selectors import people_with_role
from digests.lateness import days_late, due_on, is_owed, late_since
from digests.models import Indicator, Reading
from digests.months import last_whole_month, months_up_to
from improvement_plans.requested import Route
from improvement_plans.selectors.routes import Routes

LOOKED_BACK = 12
"""Months for which a missing figure is still shown as late."""


class State(Enum):
    """How the figure of a month stands: (value in the address, words, colour of its tag)."""

    LATE = ("late", "Late", "red")
    NOT_YET_DUE = ("not-yet-due", "Not yet due", "grey")
    GIVEN = ("given", "Given", "green")

    def __init__(self, slug: str, words: str, colour: str) -> None:
        self.slug, self.words, self.colour = slug, words, colour


@dataclass(frozen=True)
class OwedFigure:
    """The figure of one indicator for one month, as it stands today: given, not yet due, or late."""

    indicator: Indicator
    month: dt.date
    today: dt.date
    reading: Reading | None = None

    @property
    def due_on(self) -> dt.date:
        return due_on(self.month, self.indicator.grace_days)

    @property
    def late_since(self) -> dt.date | None:
        """The first day on which it was late; None for one that is given or still on time."""
        since = late_since(self.month, self.indicator.grace_days)
        return since if self.reading is None and since <= self.today else None

    @property
    def days_late(self) -> int:
        return 0 if self.reading else days_late(self.month, self.indicator.grace_days, self.today)

    @property
    def state(self) -> State:
        if self.reading is not None:
            return State.GIVEN
        return State.LATE if self.days_late else State.NOT_YET_DUE

    @property
    def owner(self) -> str:
        return str(self.indicator.owner_post or "")


def figures_of_month(council: Organisation, month: dt.date, *, today: dt.date) -> list[OwedFigure]:
    """Return how the figure of every indicator that is reported in `month` stands: the latest first, then by code."""
    found = [each for each in _figures(council, [month], today) if each.month == month]
    return sorted(found, key=lambda each: (-each.days_late, each.reading is not None, each.indicator.code))


def owed_figures(council: Organisation, *, today: dt.date) -> list[OwedFigure]:
    """Return every figure that has not come for the last whole month and those before it, the latest first."""
    months = months_up_to(last_whole_month(today), LOOKED_BACK)
    found = [each for each in _figures(council, months, today) if each.reading is None]
    return sorted(found, key=lambda each: (-each.days_late, each.indicator.code))


def late_figures(council: Organisation, *, today: dt.date) -> list[OwedFigure]:
    """Return the figures whose grace has run out, the latest first."""
    return [each for each in owed_figures(council, today=today) if each.days_late]


def _figures(council: Organisation, months: Iterable[dt.date], today: dt.date) -> list[OwedFigure]:
    """Return each indicator with each of the months in which it is reported. Two queries whatever there is."""
    asked = list(months)
    whole = Q(readings__dimension="", readings__superseded_at__isnull=True)
    reported = Indicator.objects.reported_in(asked[0]).filter(council=council).select_related("owner_post")
    indicators: list[Any] = list(
        reported.annotate(first_given=Min("readings__month", filter=whole)).order_by("code")
    )
    readings = {
        (each.indicator_id, each.month): each
        for each in Reading.objects.current()
        .of_the_whole()
        .filter(indicator__council=council, month__in=asked)
    }
    return [
        OwedFigure(indicator, month, today, readings.get((indicator.pk, month)))
        for indicator in indicators
        for month in asked
        if (indicator.pk, month) in readings
        or is_owed(
            month, reported_from=indicator.reported_from, first_given=indicator.first_given,
            retired_on=indicator.retired_on, today=today,
        )
    ]  # fmt: skip


def councils_with_figures(today: dt.date) -> QuerySet[Organisation]:
    """Return the councils under a notice in force today that report any indicator: nobody else is chased."""
    in_force = Q(notices__ended_on__isnull=True) | Q(notices__ended_on__gt=today)
    return Organisation.objects.filter(
        in_force, notices__in_force_from__lte=today, indicators__isnull=False
    ).distinct()


@dataclass(frozen=True)
class Chased:
    """Who hears of a late figure: whoever holds its owner's post, and last whoever stands above."""

    routes: Routes
    analysts: tuple[User, ...]

    def of(self, indicator: Indicator, *, manager: bool) -> Route:
        """Return who is told; an indicator without an owner is the analysts’."""
        if indicator.owner_post_id is None:
            return Route(() if manager else self.analysts)
        return (
            self.routes.above_post(indicator.owner_post_id)
            if manager
            else self.routes.of_post(indicator.owner_post_id)
        )


def chased_in(council: Organisation, routes: Routes, *, today: dt.date) -> Chased:
    """Return who hears of the late figures of a council."""
    return Chased(routes, tuple(people_with_role(council, Role.ANALYST, today=today)))
