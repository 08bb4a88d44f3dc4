"""Rows for tests of what the plan must answer: sources, links to actions, answers."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from improvement_plans.models import Answer, Answering, Source
from tests.factories import UserFactory
from tests.factories_plan import ActionFactory, PlanFactory

RECEIVED = dt.date(2026, 5, 12)


class SourceFactory(DjangoModelFactory[Source]):
    """A recommendation of an inspection, received in May and not yet answered."""

    class Meta:
        model = Source
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    origin = Source.Origin.INSPECTION
    kind = Source.Kind.RECOMMENDATION
    reference = factory.Sequence(lambda n: f"R{n + 1}")
    words = factory.Sequence(lambda n: f"Make sure that every child is seen alone, {n + 1}")
    received_on = RECEIVED
    recorded_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def areas(self: Source, create: bool, given: object, **kwargs: object) -> None:
        if create and given:
            self.areas.set(given)


class AnsweringFactory(DjangoModelFactory[Answering]):
    """A link made on 1 June 2026 from an action to a source of its plan."""

    class Meta:
        model = Answering

    action = factory.SubFactory(ActionFactory)
    source = factory.SubFactory(SourceFactory, plan=factory.SelfAttribute("..action.objective.plan"))
    linked_on = dt.date(2026, 6, 1)
    linked_by = factory.SubFactory(UserFactory)


class AnswerFactory(DjangoModelFactory[Answer]):
    """An answer of 2 June 2026: planned."""

    class Meta:
        model = Answer

    source = factory.SubFactory(SourceFactory)
    kind = Answer.Kind.PLANNED
    given_on = dt.date(2026, 6, 2)
    given_by = factory.SubFactory(UserFactory)
