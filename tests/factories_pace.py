"""Rows for tests of pace: what the team said of a slow objective, and the rule by which it was found."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from improvement_plans.models import PaceNote, PaceSettings
from tests.factories import UserFactory
from tests.factories_plan import ObjectiveFactory, PlanFactory


class PaceNoteFactory(DjangoModelFactory[PaceNote]):
    class Meta:
        model = PaceNote

    objective = factory.SubFactory(ObjectiveFactory)
    noted_on = dt.date(2026, 11, 10)
    noted_by = factory.SubFactory(UserFactory)
    explanation = "The supplier withdrew in September."
    corrective_step = "The second bidder begins in December."


class PaceSettingsFactory(DjangoModelFactory[PaceSettings]):
    """The standard rule, but for silence."""

    class Meta:
        model = PaceSettings

    plan = factory.SubFactory(PlanFactory)
    from_day = dt.date(2026, 10, 1)
    overdue_allowed = 0
    silent_after_days = 50
    moves_allowed = 1
    days_moved_allowed = 56
    percent_behind_allowed = 25
    reason = "The council asks every six weeks."
    set_by = factory.SubFactory(UserFactory)
