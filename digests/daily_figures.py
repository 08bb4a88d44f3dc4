"""The part of the daily message that chases figures: which are late, since when, and where they are given."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import Organisation, User
from digests.lateness import Rung, rung_owed
from digests.models import FigureReminder
from digests.selectors.lateness import OwedFigure, chased_in, councils_with_figures, late_figures
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_parts import Said
from improvement_plans.models import DailyMessage
from improvement_plans.requested import Route

TEMPLATES = ("figures_subject.txt", "figures.txt", "figures.html")


class Why(Enum):
    """Why a figure is in somebody's message, in the order in which they are listed."""

    OWN = "Late figures"
    INSTEAD = "Late figures of a post that is empty"
    MANAGES = "Late figures of those who report to you"


@dataclass(frozen=True)
class Line:
    """One late figure in a message, and the page on which it is given or read."""

    figure: OwedFigure
    why: Why
    address: str


class FiguresOwed:
    """The figures whose grace has run out: the newest rung of each, to whom it is for."""

    def councils(self, today: dt.date) -> QuerySet[Organisation]:
        return councils_with_figures(today)

    def owed(self, on: CouncilDay) -> Iterator[tuple[User, FigureReminder]]:
        said = _said(on.council)
        for figure, rung, route in on.once(_chased):
            key = (figure.indicator.pk, figure.month, rung.value)
            for person in route.people:
                if (*key, person.pk) not in said:
                    yield person, FigureReminder(indicator=figure.indicator, month=figure.month, rung=rung)

    def said_in(self, message: DailyMessage, on: CouncilDay) -> Said | None:
        lines = lines_of(message, on)
        if not lines:
            return None
        context: dict[str, Any] = {
            "council": message.council,
            "parts": [(why, [line for line in lines if line.why == why]) for why in Why],
            "lines": lines,
            "owed": settings.SITE_URL + reverse("digest:owed", args=[message.council.slug]),
        }
        return Said(*(render_to_string(f"digests/email/{name}", context) for name in TEMPLATES))


def lines_of(message: DailyMessage, on: CouncilDay) -> list[Line]:
    """Return what of a message is still owed, and still chased with its person, on its day."""
    planned = on.once(_planned).get(message.pk)
    if not planned:
        return []
    found = [
        _line(figure, rung, route, message)
        for figure, rung, route in on.once(_chased)
        if (figure.indicator.pk, figure.month, rung.value) in planned and message.person in route.people
    ]
    return sorted(found, key=lambda line: list(Why).index(line.why))


def _planned(on: CouncilDay) -> dict[int, set[tuple[int, dt.date, str]]]:
    """Return (indicator, month, rung) of each reminder in the messages of the day, by the message's key."""
    planned: dict[int, set[tuple[int, dt.date, str]]] = defaultdict(set)
    kept = FigureReminder.objects.filter(message__council=on.council, message__day=on.today)
    for message, indicator, month, rung in kept.values_list("message", "indicator", "month", "rung"):
        planned[message].add((indicator, month, rung))
    return planned


def _chased(on: CouncilDay) -> list[tuple[OwedFigure, Rung, Route]]:
    """Return every late figure with its newest rung and whom that is for."""
    chased = chased_in(on.council, on.routes, today=on.today)
    rungs = (
        (figure, rung_owed(figure.month, figure.indicator.grace_days, on.today))
        for figure in late_figures(on.council, today=on.today)
    )
    return [
        (figure, rung, chased.of(figure.indicator, manager=rung == Rung.MANAGER))
        for figure, rung in rungs
        if rung is not None
    ]


def _said(council: Organisation) -> set[tuple[int, dt.date, str, int]]:
    """Return (indicator, month, rung, person) of every reminder that was sent or is on its way."""
    kept = FigureReminder.objects.filter(indicator__council=council).exclude(
        message__state=DailyMessage.State.DROPPED
    )
    return set(kept.values_list("indicator", "month", "rung", "message__person"))


def _line(figure: OwedFigure, rung: Rung, route: Route, message: DailyMessage) -> Line:
    why = Why.MANAGES if rung == Rung.MANAGER else Why.INSTEAD if route.instead else Why.OWN
    return Line(figure, why, settings.SITE_URL + place_to_give(figure, message.person, message.council))


def place_to_give(figure: OwedFigure, person: User, council: Organisation) -> str:
    """Return the address of the very form for whoever may give the figure, else of the indicator."""
    indicator, month = figure.indicator.pk, figure.month
    if person.has_perm("digests.give_figure", council):
        return reverse("digest:figure", args=[council.slug, indicator, month.year, month.month])
    return reverse("digest:indicator", args=[council.slug, indicator])
