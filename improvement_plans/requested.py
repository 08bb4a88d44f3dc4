"""How a request for an update or a contribution stands on a day: what selectors give and pages and e-mails draw."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.urls import reverse

from accounts.models import Organisation, User
from improvement_plans.models import UpdateRequest


class Progress(Enum):
    """How far a request has come: (value in the address, words, colour of its tag)."""

    ASKED = ("asked", "Asked", "grey")
    OPENED = ("opened", "Opened", "blue")
    GIVEN = ("given", "Given", "green")
    LEFT = ("left", "No longer asked", "grey")

    def __init__(self, slug: str, words: str, colour: str) -> None:
        self.slug, self.words, self.colour = slug, words, colour


@dataclass(frozen=True)
class Route:
    """Who is asked. `instead` is set where the post is empty and whoever manages it is asked in its place."""

    people: tuple[User, ...] = ()
    instead: bool = False

    @property
    def is_nobody(self) -> bool:
        return not self.people

    @property
    def names(self) -> str:
        return ", ".join(str(person) for person in self.people)

    @property
    def in_words(self) -> str:
        if self.is_nobody:
            return "Nobody to ask"
        return f"{self.names} (the post is empty)" if self.instead else self.names


@dataclass(frozen=True)
class RequestStanding:
    """One request as at a day, with who was asked then. On its due day it is still on time."""

    request: UpdateRequest
    as_at: dt.date
    given_on: dt.date | None
    done_on: dt.date | None
    opened_on: dt.date | None
    in_plan: bool
    route: Route

    @property
    def due_on(self) -> dt.date:
        return self.request.cycle.due_on

    @property
    def is_contribution(self) -> bool:
        return self.request.kind == UpdateRequest.Kind.CONTRIBUTION

    @property
    def asked_of(self) -> str:
        return str(self.request.post or self.request.agency)

    @property
    def answered_on(self) -> dt.date | None:
        """The day of the answer; an action that is done has nothing more to report."""
        answers = [day for day in (self.given_on, self.done_on) if day is not None]
        return max(min(answers), self.request.cycle.asked_on) if answers else None

    @property
    def progress(self) -> Progress:
        if self.answered_on is not None:
            return Progress.GIVEN
        if not self.in_plan:
            return Progress.LEFT
        return Progress.OPENED if self.opened_on else Progress.ASKED

    @property
    def is_open(self) -> bool:
        return self.progress in (Progress.ASKED, Progress.OPENED)

    @property
    def days_late(self) -> int:
        """Days after the due day on which the answer came, or for which it is still owed; 0 in time."""
        until = self.answered_on or (self.as_at if self.is_open else self.due_on)
        return max(0, (until - self.due_on).days)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def asks_nobody(self) -> bool:
        return self.is_open and self.route.is_nobody


def place_to_answer(standing: RequestStanding, person: User, council: Organisation) -> str:
    """Return the address of the very form for whoever is asked and may fill it in, else of the action's page."""
    name, permission = "plan:give_update", "improvement_plans.give_update"
    if standing.is_contribution:
        name, permission = "plan:contribute", "improvement_plans.contribute"
    is_asked = person in standing.route.people and not standing.route.instead
    if not is_asked or not person.has_perm(permission, council):
        name = "plan:action"
    return reverse(name, args=[council.slug, standing.request.action_id])
