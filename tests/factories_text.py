"""Rows for tests of the words of the plan: milestones, budget lines and what a version says."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.models import Organisation
from improvement_plans.models import BudgetLine, Milestone, VersionLine
from tests.factories_plan import ActionFactory, PlanFactory, PlanVersionFactory


class AgencyFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.PARTNER_AGENCY
    name = factory.Sequence(lambda n: f"Agency {n}")
    slug = factory.Sequence(lambda n: f"agency-{n}")


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"LINE{n}")
    title = factory.Sequence(lambda n: f"Training {n}")
    amount = Decimal(10_000)


class MilestoneFactory(DjangoModelFactory[Milestone]):
    """A step between the start and the end of the action that `ActionFactory` makes."""

    class Meta:
        model = Milestone

    action = factory.SubFactory(ActionFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Draft {n} agreed")
    added_on = factory.SelfAttribute("action.added_on")
    original_due_on = dt.date(2026, 10, 15)
    due_on = factory.SelfAttribute("original_due_on")


class VersionLineFactory(DjangoModelFactory[VersionLine]):
    """An action as the version says it: by default in the words that the action has now."""

    class Meta:
        model = VersionLine

    version = factory.SubFactory(PlanVersionFactory)
    action = factory.SubFactory(ActionFactory)
    objective_reference = factory.SelfAttribute("action.objective.reference")
    objective_title = factory.SelfAttribute("action.objective.title")
    outcome_for_children = factory.SelfAttribute("action.objective.outcome_for_children")
    reference = factory.SelfAttribute("action.reference")
    title = factory.SelfAttribute("action.title")
    output = factory.SelfAttribute("action.output")
    owner = factory.LazyAttribute(lambda row: str(row.action.owner_post))
    areas = "a"
    starts_on = factory.SelfAttribute("action.starts_on")
    due_on = factory.SelfAttribute("action.due_on")
