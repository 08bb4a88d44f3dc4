"""Rows for tests of the plan, the digest, the board and the reviews."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from boards.models import Board, BoardMembership, Meeting
from digests.models import Indicator, Reading, Target
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Completion,
    DueDateChange,
    Objective,
    Plan,
    PlanVersion,
    Rating,
    WorkStream,
)
from reviews.models import Review
from tests.factories import CouncilFactory, NoticeFactory, PlannedEventFactory, PostFactory, UserFactory

PLAN_SUBMITTED = dt.date(2026, 2, 2)


class PlanFactory(DjangoModelFactory[Plan]):
    class Meta:
        model = Plan

    notice = factory.SubFactory(NoticeFactory)


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    status = PlanVersion.Status.IN_FORCE
    submitted_on = PLAN_SUBMITTED


class WorkStreamFactory(DjangoModelFactory[WorkStream]):
    class Meta:
        model = WorkStream

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Strand of work {n}")


class ObjectiveFactory(DjangoModelFactory[Objective]):
    class Meta:
        model = Objective
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    reference = factory.Sequence(lambda n: f"O{n:03}")
    title = factory.Sequence(lambda n: f"Objective {n}")
    outcome_for_children = "Children are seen and heard."
    owner_post = factory.SubFactory(PostFactory, organisation=factory.SelfAttribute("..plan.notice.council"))

    @factory.post_generation
    def areas(self: Objective, create: bool, given: object, **kwargs: object) -> None:
        if create and given:
            self.areas.set(given)

    @factory.post_generation
    def work_streams(self: Objective, create: bool, given: object, **kwargs: object) -> None:
        if create and given:
            self.work_streams.set(given)


class ActionFactory(DjangoModelFactory[Action]):
    """An action begun on 1 September 2026 and due at the end of the year, in the plan from its submission on."""

    class Meta:
        model = Action

    objective = factory.SubFactory(ObjectiveFactory)
    reference = factory.Sequence(lambda n: f"A{n:04}")
    title = factory.Sequence(lambda n: f"Action {n}")
    output = "A signed-off standard."
    owner_post = factory.SelfAttribute("objective.owner_post")
    added_on = PLAN_SUBMITTED
    starts_on = dt.date(2026, 9, 1)
    original_due_on = dt.date(2026, 12, 31)
    due_on = factory.SelfAttribute("original_due_on")


class DueDateChangeFactory(DjangoModelFactory[DueDateChange]):
    class Meta:
        model = DueDateChange

    action = factory.SubFactory(ActionFactory)
    from_day = factory.SelfAttribute("action.due_on")
    to_day = dt.date(2027, 1, 31)
    reason = "The supplier withdrew."
    changed_on = dt.date(2026, 10, 1)
    changed_by = factory.SubFactory(UserFactory)


class ActionUpdateFactory(DjangoModelFactory[ActionUpdate]):
    class Meta:
        model = ActionUpdate

    action = factory.SubFactory(ActionFactory)
    given_on = dt.date(2026, 11, 1)
    given_by = factory.SubFactory(UserFactory)
    for_post = factory.SelfAttribute("action.owner_post")
    narrative = "Two of three teams trained."
    rating = Rating.GREEN
    rating_reason = "On the dates agreed."


class CompletionFactory(DjangoModelFactory[Completion]):
    class Meta:
        model = Completion

    action = factory.SubFactory(ActionFactory)
    done_on = dt.date(2026, 11, 10)
    achieved = "All three teams trained."
    recorded_by = factory.SubFactory(UserFactory)


class IndicatorFactory(DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    council = factory.SubFactory(CouncilFactory)
    code = factory.Sequence(lambda n: f"FS{n:02}")
    title = factory.Sequence(lambda n: f"Visits in time {n}")
    meaning = "Whether children are seen as often as they must be."
    numerator_words = "Visits made in time"
    denominator_words = "Visits due"
    unit = Indicator.Unit.PERCENT
    direction = Indicator.Direction.HIGHER


class TargetFactory(DjangoModelFactory[Target]):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    effective_from = dt.date(2025, 4, 1)
    at_least = Decimal(90)
    tolerance = Decimal(5)


class ReadingFactory(DjangoModelFactory[Reading]):
    class Meta:
        model = Reading

    indicator = factory.SubFactory(IndicatorFactory)
    month = dt.date(2026, 10, 1)
    numerator = Decimal(90)
    denominator = Decimal(100)
    value = factory.LazyAttribute(lambda row: Decimal(100) * row.numerator / row.denominator)
    recorded_by = factory.SubFactory(UserFactory)


class BoardFactory(DjangoModelFactory[Board]):
    class Meta:
        model = Board

    notice = factory.SubFactory(NoticeFactory)


class BoardMembershipFactory(DjangoModelFactory[BoardMembership]):
    class Meta:
        model = BoardMembership

    board = factory.SubFactory(BoardFactory)
    post = factory.SubFactory(PostFactory)
    capacity = BoardMembership.Capacity.MEMBER
    started_on = dt.date(2026, 2, 1)


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    board = factory.SubFactory(BoardFactory)
    planned_event = factory.SubFactory(PlannedEventFactory)


class ReviewFactory(DjangoModelFactory[Review]):
    class Meta:
        model = Review

    notice = factory.SubFactory(NoticeFactory)
    kind = Review.Kind.PROGRESS
    planned_on = dt.date(2026, 7, 14)
