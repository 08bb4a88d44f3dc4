"""Rows for tests of reviews: a Lambeth-like register of review duties, and what is prepared, asked, found and rated."""

import datetime as dt
from dataclasses import dataclass

import factory
from factory.django import DjangoModelFactory

from accounts.models import Organisation
from notices.models import Notice, Obligation, Party
from reviews.models import (
    AreaRating,
    CountingRule,
    Finding,
    InformationRequest,
    Judgement,
    Kind,
    ObjectiveAssessment,
    Preparation,
    Question,
    Rating,
    SelfAssessment,
    SignOfRecovery,
)
from tests.factories import (
    AreaFactory,
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    UserFactory,
)
from tests.factories_plan import ObjectiveFactory, ReviewFactory


class CountingRuleFactory(DjangoModelFactory[CountingRule]):
    class Meta:
        model = CountingRule

    notice = factory.SubFactory(NoticeFactory)
    kind = Kind.STOCKTAKE
    counts = False
    because = "The notice speaks of reviews of progress; a stocktake is the Department's own."


class PreparationFactory(DjangoModelFactory[Preparation]):
    class Meta:
        model = Preparation

    review = factory.SubFactory(ReviewFactory)
    kind = Preparation.Kind.ARRANGEMENT
    what = factory.Sequence(lambda n: f"Book room {n}")
    days_before = 5
    due_on = dt.date(2026, 7, 7)


class InformationRequestFactory(DjangoModelFactory[InformationRequest]):
    class Meta:
        model = InformationRequest

    review = factory.SubFactory(ReviewFactory)
    kind = InformationRequest.Kind.FIGURES
    what = factory.Sequence(lambda n: f"Figures of team {n}")
    requested_on = dt.date(2026, 6, 1)
    due_on = dt.date(2026, 6, 30)


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    review = factory.SubFactory(ReviewFactory)
    number = factory.Sequence(lambda n: n + 1)
    words = factory.LazyAttribute(lambda row: f"How is matter {row.number} followed up?")
    asked_by = "The Department"


class SelfAssessmentFactory(DjangoModelFactory[SelfAssessment]):
    class Meta:
        model = SelfAssessment

    review = factory.SubFactory(ReviewFactory)


class ObjectiveAssessmentFactory(DjangoModelFactory[ObjectiveAssessment]):
    class Meta:
        model = ObjectiveAssessment

    assessment = factory.SubFactory(SelfAssessmentFactory)
    objective = factory.SubFactory(ObjectiveFactory)
    judgement = Judgement.SOME
    words = "Two of three teams keep to the standard."


class SignOfRecoveryFactory(DjangoModelFactory[SignOfRecovery]):
    class Meta:
        model = SignOfRecovery

    review = factory.SubFactory(ReviewFactory)
    words = factory.Sequence(lambda n: f"Team {n} holds its supervision every four weeks")
    expected_of = "The service"


class FindingFactory(DjangoModelFactory[Finding]):
    class Meta:
        model = Finding

    review = factory.SubFactory(ReviewFactory)
    reference = factory.Sequence(lambda n: f"F{n + 1}")
    kind = Finding.Kind.IMPROVEMENT
    words = factory.Sequence(lambda n: f"Plans of team {n} are not seen by families")


class AreaRatingFactory(DjangoModelFactory[AreaRating]):
    class Meta:
        model = AreaRating

    review = factory.SubFactory(ReviewFactory)
    area = factory.SubFactory(AreaFactory, notice=factory.SelfAttribute("..review.notice"))
    rating = Rating.LIMITED
    words = "Early signs only."


@dataclass(frozen=True)
class ReviewDuties:
    """The duties about reviews of a notice worded like the one of 2015, by the clause in which each stands."""

    notice: Notice
    progress: Obligation
    diagnostic: Obligation
    provisions: tuple[Obligation, ...]
    own_assessment: Obligation


PROVISIONS = (
    ("a", "Give time of staff and leadership", "time with staff and leaders"),
    ("b", "Give accurate figures on performance and quality", "data on performance and quality"),
    ("c", "Give facilities for the review", "facilities to hold the review"),
    ("d", "Give case files, minutes and supervision records", "case files, minutes and supervision records"),
)


def review_duties(council: Organisation, issued_on: dt.date = dt.date(2015, 12, 16)) -> ReviewDuties:
    """Return a notice with review duties in clauses 8 to 11, worded for this test and shaped like the one of 2015."""
    notice = NoticeFactory(council=council, issued_on=issued_on)
    progress = _duty(
        notice, "8", "Review progress against the plan", "reviews of progress at least every six months",
        kind=Obligation.Kind.REVIEW, duty_holder=Party.ADVISER_DEPARTMENT_OR_COMMISSIONED, owed_by_council=False,
        terms={"type": "at_least_every", "n": 6, "unit": "months"},
    )  # fmt: skip
    diagnostic = _duty(
        notice, "9", "Have a service area looked into", "the adviser may ask for a look into one service",
        kind=Obligation.Kind.REVIEW, duty_holder=Party.ADVISER, owed_by_council=False, modality="may",
        terms={"type": "on_request"},
    )  # fmt: skip
    provisions = tuple(
        _duty(
            notice, f"10.{letter}", summary, words, kind=Obligation.Kind.PROVISION, duty_holder=Party.COUNCIL,
            recipient=Party.REVIEWERS, terms={"type": "before_each", "of": "review"}, follows=progress,
        )
        for letter, summary, words in PROVISIONS
    )  # fmt: skip
    own_assessment = _duty(
        notice, "11", "Give the council's own assessment of improvement", "its own assessment before the review",
        kind=Obligation.Kind.SUBMISSION, duty_holder=Party.COUNCIL, recipient=Party.ADVISER,
        terms={"type": "before_each", "of": "review"}, follows=progress,
    )  # fmt: skip
    return ReviewDuties(notice, progress, diagnostic, provisions, own_assessment)


def _duty(
    notice: Notice, number: str, summary: str, words: str, *, terms: dict[str, object],
    follows: Obligation | None = None, **fields: object,
) -> Obligation:  # fmt: skip
    clause = ClauseFactory(notice=notice, number=number, section="Reviews")
    duty: Obligation = ObligationFactory(clause=clause, summary=summary, words=words, **fields)
    CadenceTermsFactory(obligation=duty, terms=terms, follows=follows)
    return duty


__all__ = [
    "AreaRatingFactory",
    "CountingRuleFactory",
    "FindingFactory",
    "InformationRequestFactory",
    "ObjectiveAssessmentFactory",
    "PlannedEventFactory",
    "PreparationFactory",
    "QuestionFactory",
    "ReviewDuties",
    "ReviewFactory",
    "SelfAssessmentFactory",
    "SignOfRecoveryFactory",
    "UserFactory",
    "review_duties",
]
