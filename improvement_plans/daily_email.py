"""Writes the one e-mail of a day to a person: titles, due days and links, and nothing else of the plan."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from improvement_plans.ladder import Rung
from improvement_plans.models import DailyMessage, Reminder, UpdateRequest
from improvement_plans.requested import RequestStanding, place_to_answer
from improvement_plans.selectors.cycle import standings_of
from improvement_plans.selectors.routes import Routes, routes_of


class Why(Enum):
    """Why a line is in somebody's message, in the order in which they are listed."""

    LATE = "Late"
    OWN = "Asked of you"
    INSTEAD = "For a post that is empty"
    MANAGES = "Not answered by those who report to you"


@dataclass(frozen=True)
class Line:
    """One request in a message: what it is about, when it was due, and the page on which it is answered or read."""

    standing: RequestStanding
    why: Why
    address: str

    @property
    def action(self) -> str:
        return str(self.standing.request.action)

    @property
    def due_on(self) -> dt.date:
        return self.standing.due_on

    @property
    def asks(self) -> str:
        return "Contribution" if self.standing.is_contribution else "Update"


def lines_of(message: DailyMessage) -> list[Line]:
    """Return what of a message is still owed, and still asked of its person, on its day; what is late comes first."""
    council, day = message.council, message.day
    routes = routes_of(council, day)
    rungs = dict(Reminder.objects.filter(message=message).values_list("request", "rung"))
    requests = UpdateRequest.objects.filter(reminders__message=message)
    found = (
        _line(each, rungs[each.request.pk], message, routes)
        for each in standings_of(requests, routes, day)
        if each.is_open
    )
    order = list(Why)
    return sorted(
        (line for line in found if line is not None), key=lambda line: (order.index(line.why), line.due_on)
    )


def _line(standing: RequestStanding, rung: str, message: DailyMessage, routes: Routes) -> Line | None:
    manages = rung == Rung.MANAGER
    route = routes.manager_of(standing.request) if manages else standing.route
    if message.person not in route.people:
        return None
    if manages:
        why = Why.MANAGES
    elif route.instead:
        why = Why.INSTEAD
    else:
        why = Why.LATE if standing.is_late else Why.OWN
    return Line(standing, why, settings.SITE_URL + place_to_answer(standing, message.person, message.council))


def letter_of(message: DailyMessage, lines: list[Line]) -> EmailMultiAlternatives:
    """Return the e-mail. Its Message-ID follows from the message, so that a second copy can be told for one."""
    context = {
        "message": message,
        "council": message.council,
        "parts": [(why, [line for line in lines if line.why == why]) for why in Why],
        "lines": lines,
        "late": sum(line.standing.is_late for line in lines),
        "asked": settings.SITE_URL + reverse("plan:asked", args=[message.council.slug]),
    }
    # One line, whatever stands in a name: a header must not be added by one.
    subject = " ".join(render_to_string(_template("daily_subject.txt"), context).split())
    letter = EmailMultiAlternatives(
        subject,
        render_to_string(_template("daily.txt"), context),
        to=[message.person.email],
        headers={"Message-ID": f"<daily-{message.pk}-{message.day:%Y%m%d}@{_host()}>"},
    )
    letter.attach_alternative(render_to_string(_template("daily.html"), context), "text/html")
    return letter


def _template(name: str) -> str:
    return f"improvement_plans/cycle/email/{name}"


def _host() -> str:
    return str(settings.SITE_URL).partition("://")[2].partition("/")[0].partition(":")[0]
