"""Rows for tests of the monthly request for updates."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from improvement_plans.models import Contribution, UpdateCycle, UpdateRequest, UpdateSchedule
from tests.factories import CouncilFactory, PostFactory, UserFactory
from tests.factories_plan import ActionFactory, PlanFactory

ASKED_ON, DUE_ON = dt.date(2026, 11, 2), dt.date(2026, 11, 12)


class UpdateScheduleFactory(DjangoModelFactory[UpdateSchedule]):
    class Meta:
        model = UpdateSchedule

    council = factory.SubFactory(CouncilFactory)


class UpdateCycleFactory(DjangoModelFactory[UpdateCycle]):
    """November 2026, asked for on Monday the 2nd and due on Thursday the 12th."""

    class Meta:
        model = UpdateCycle

    plan = factory.SubFactory(PlanFactory)
    month = factory.LazyAttribute(lambda row: row.asked_on.replace(day=1))
    asked_on = ASKED_ON
    due_on = DUE_ON


class UpdateRequestFactory(DjangoModelFactory[UpdateRequest]):
    """An owner asked for an update of an action of the cycle's plan."""

    class Meta:
        model = UpdateRequest

    cycle = factory.SubFactory(UpdateCycleFactory)
    action = factory.SubFactory(ActionFactory, objective__plan=factory.SelfAttribute("...cycle.plan"))
    kind = UpdateRequest.Kind.UPDATE
    post = factory.SelfAttribute("action.owner_post")


class ContributionFactory(DjangoModelFactory[Contribution]):
    class Meta:
        model = Contribution

    action = factory.SubFactory(ActionFactory)
    for_post = factory.SubFactory(PostFactory)
    given_on = dt.date(2026, 11, 5)
    given_by = factory.SubFactory(UserFactory)
    narrative = "Four of our managers took part."
