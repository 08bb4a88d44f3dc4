"""Scenes of the monthly request for updates, each played in a process of its own within an installation."""

import datetime as dt
import os
import signal
import socket
from typing import Any

from django.utils import timezone

from accounts.models import Organisation, Role, User
from core.clock import today
from core.sending import CLAIM_HOLDS_FOR
from core.tasks import run_scheduled
from improvement_plans.ladder import working_day_from
from improvement_plans.models import DailyMessage, Plan, Reminder, UpdateCycle, UpdateRequest
from improvement_plans.reminding import sweep
from improvement_plans.services.cycle import open_cycle
from tests import factories as rows
from tests import factories_plan
from tests.services.scenes import at_once
from tests.waiting import wait_for

OWNERS = 5


class Case:
    """A council with a plan of five actions, each owned by a post of somebody else's."""

    def __init__(self, slug: str) -> None:
        self.council: Organisation = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
        self.team = self._person("team", Role.IMPROVEMENT_TEAM)
        self.day = working_day_from(today())
        notice = rows.NoticeFactory(council=self.council, issued_on=self.day - dt.timedelta(days=200))
        self.plan: Plan = factories_plan.PlanFactory(notice=notice)
        objective = factories_plan.ObjectiveFactory(plan=self.plan)
        begun = self.day - dt.timedelta(days=100)
        for number in range(OWNERS):
            post = rows.PostFactory(organisation=self.council)
            rows.PostHoldingFactory(post=post, person=self._person(f"owner{number}", Role.ACTION_OWNER))
            factories_plan.ActionFactory(
                objective=objective, owner_post=post, added_on=begun, starts_on=begun,
                original_due_on=self.day + dt.timedelta(days=100),
            )  # fmt: skip

    def _person(self, name: str, role: str) -> User:
        person = rows.UserFactory(name=f"The {name}", email=f"{name}@{self.council.slug}.example")
        rows.MembershipFactory(council=self.council, person=person, role=role)
        return person

    def ask(self) -> UpdateCycle:
        return open_cycle(plan=self.plan, by=self.team, today=self.day)

    def messages(self) -> Any:
        return DailyMessage.objects.filter(council=self.council)

    def found(self) -> dict[str, Any]:
        """Return how often there is each thing that asking makes, and how the messages stand."""
        return {
            "cycles": UpdateCycle.objects.filter(plan=self.plan).count(),
            "requests": UpdateRequest.objects.filter(cycle__plan=self.plan).count(),
            "reminders": Reminder.objects.filter(request__cycle__plan=self.plan).count(),
            "states": sorted(set(self.messages().values_list("state", flat=True))),
            "messages": self.messages().count(),
        }


def asked_and_reminded(slug: str) -> dict[str, Any]:
    """Asked for by the team, planned and sent by the worker that runs beside; the task then comes twice more."""
    case = Case(slug)
    case.ask()
    run_scheduled.delay("send-reminders", day=case.day.isoformat())
    wait_for(lambda: case.messages().filter(state="sent").count() == OWNERS, "the e-mails")
    for _ in range(2):
        run_scheduled.delay("send-reminders", day=case.day.isoformat())
    last = Case(f"{slug}-last")
    last.ask()
    run_scheduled.delay("send-reminders", day=case.day.isoformat())
    # One worker takes one task after the other: once these are sent, the repeated ones are over.
    wait_for(lambda: last.messages().filter(state="sent").count() == OWNERS, "the e-mails after them")
    return case.found()


def two_ask_at_once(slug: str) -> dict[str, Any]:
    """Two of the team ask for the same month in the same moment."""
    case = Case(slug)
    answers = at_once(lambda: str(case.ask().pk))
    # A sweep takes in every council: none is left waiting for another scene.
    sweep(case.day)
    return case.found() | {"same": len(set(answers)) == 1}


def two_sweep_at_once(slug: str) -> dict[str, Any]:
    """Two sweeps begin in the same moment, on the day of the asking and on that on which the updates are due."""
    case = Case(slug)
    cycle = case.ask()
    answers = [swept_at_once(day) for day in (case.day, cycle.due_on)]
    return case.found() | {"as_many_as_were_marked": [said == marked for said, marked in answers]}


def swept_at_once(day: dt.date) -> tuple[int, int]:
    """Return how many messages two sweeps of all councils say that they sent, and how many are marked as sent since."""
    sent = DailyMessage.objects.filter(state="sent")
    before = sent.count()
    answers = at_once(lambda: str(sweep(day)))
    return sum(map(int, answers)), sent.count() - before


def killed_while_it_sends(slug: str, group: str, port: str) -> dict[str, Any]:
    """The worker is killed while it waits for a mail server that accepts it and never answers."""
    case = Case(slug)
    case.ask()
    with socket.create_server(("127.0.0.1", int(port))):
        run_scheduled.delay("send-reminders", day=case.day.isoformat())
        wait_for(lambda: case.messages().filter(state="sending").exists(), "the worker to claim a message")
        os.killpg(int(group), signal.SIGKILL)
    return case.found()


def after_the_kill(slug: str) -> dict[str, Any]:
    """Another sweep comes before the claim has lapsed, one after it, and one more."""
    council = Organisation.objects.get(slug=slug)
    messages = DailyMessage.objects.filter(council=council)
    day = messages.latest("day").day
    lapsed = timezone.now() - CLAIM_HOLDS_FOR - dt.timedelta(seconds=1)

    def sent() -> int:
        sweep(day)
        return messages.filter(state="sent").count()

    before = sent()
    messages.filter(state="sending").update(claimed_at=lapsed)
    return {"before": before, "after": sent(), "again": sent()}


SCENES = {
    scene.__name__: scene
    for scene in (
        asked_and_reminded,
        two_ask_at_once,
        two_sweep_at_once,
        killed_while_it_sends,
        after_the_kill,
    )
}
