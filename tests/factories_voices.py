"""Rows for tests of voices and risks."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from improvement_plans.models import Risk, RiskClosing, RiskScore, Voice
from tests.factories import AreaFactory, PostFactory, UserFactory
from tests.factories_plan import PlanFactory


class VoiceFactory(DjangoModelFactory[Voice]):
    """Something that was said on 1 October 2026 and has changed nothing yet."""

    class Meta:
        model = Voice
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    heard_on = dt.date(2026, 10, 1)
    setting = "Group evening at the youth centre"
    group = Voice.Group.YOUNG_PEOPLE
    theme = "Being seen alone"
    words = "Nobody asks me without my mum in the room."
    recorded_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def areas(self: Voice, create: bool, given: object, **kwargs: object) -> None:
        if create:
            self.areas.set(given or [AreaFactory(notice=self.plan.notice)])


class ChangedVoiceFactory(VoiceFactory):
    """One that changed something on 20 October 2026; those who spoke were told on 5 November."""

    what_changed = "Workers now agree with the child where they meet."
    changed_on = dt.date(2026, 10, 20)
    changed_recorded_at = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
    practice_standard = "Standard 3: time alone with the child"
    told_back_on = dt.date(2026, 11, 5)
    told_back_how = "At the next group evening"
    told_back_recorded_at = dt.datetime(2026, 11, 5, 12, tzinfo=dt.UTC)


class RiskFactory(DjangoModelFactory[Risk]):
    """A risk raised on 1 March 2026 that nobody has scored."""

    class Meta:
        model = Risk

    plan = factory.SubFactory(PlanFactory)
    reference = factory.Sequence(lambda n: f"R{n:03}")
    title = factory.Sequence(lambda n: f"Too few workers {n}")
    cause = "Neighbouring councils pay more."
    event = "Posts stay empty."
    effect = "Children change workers."
    owner_post = factory.SubFactory(PostFactory, organisation=factory.SelfAttribute("..plan.notice.council"))
    raised_on = dt.date(2026, 3, 1)


class RiskScoreFactory(DjangoModelFactory[RiskScore]):
    """Severe without mitigation (5 × 4), high with it (3 × 4), on the day the risk was raised."""

    class Meta:
        model = RiskScore

    risk = factory.SubFactory(RiskFactory)
    scored_on = dt.date(2026, 3, 1)
    inherent_likelihood = 5
    inherent_impact = 4
    residual_likelihood = 3
    residual_impact = 4
    reason = "The award is paid; half the posts are filled."
    scored_by = factory.SubFactory(UserFactory)


class RiskClosingFactory(DjangoModelFactory[RiskClosing]):
    class Meta:
        model = RiskClosing

    risk = factory.SubFactory(RiskFactory)
    closed_on = dt.date(2026, 9, 1)
    closed_because = "Every post is filled."
    closed_by = factory.SubFactory(UserFactory)
