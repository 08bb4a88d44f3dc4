"""Reviews: planned and prepared, what was asked, what the council said of itself, what was found."""

from reviews.models.asked import InformationRequest, Question
from reviews.models.assessment import Judgement, ObjectiveAssessment, SelfAssessment, SignOfRecovery
from reviews.models.found import AreaRating, Finding, Rating
from reviews.models.review import CountingRule, Kind, Preparation, Review

__all__ = [
    "AreaRating",
    "CountingRule",
    "Finding",
    "InformationRequest",
    "Judgement",
    "Kind",
    "ObjectiveAssessment",
    "Preparation",
    "Question",
    "Rating",
    "Review",
    "SelfAssessment",
    "SignOfRecovery",
]
