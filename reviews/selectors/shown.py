"""Answers since when what must be ready before a review shows by itself to be: submitted, rated, given, answered."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Count, Max, Q

from improvement_plans.models import Objective
from notices.selectors.facts import london_day
from reviews.models import (
    InformationRequest,
    ObjectiveAssessment,
    Preparation,
    Question,
    Review,
    SelfAssessment,
    SignOfRecovery,
)

DoneBy = Preparation.DoneBy
DaysShown = dict[tuple[int, str], dt.date]
"""The day since which something is done, by the key of the review and the value of `Preparation.DoneBy`."""


def done_by_itself(reviews: Collection[Review], today: dt.date) -> DaysShown:
    """Return what of these reviews shows by itself that it is done, and since when; six queries for any number."""
    found: DaysShown = {}
    for part in (
        _written(reviews, today),
        _submitted(reviews),
        _signs(reviews),
        _given(reviews),
        _answered(reviews),
    ):
        found |= dict(part)
    return found


def _submitted(reviews: Collection[Review]) -> Iterator[tuple[tuple[int, str], dt.date]]:
    for assessment in SelfAssessment.objects.filter(review__in=reviews, submitted_at__isnull=False):
        if assessment.submitted_at is not None:
            day = london_day(assessment.submitted_at)
            yield (assessment.review_id, DoneBy.ASSESSMENT_SUBMITTED), day
            yield (assessment.review_id, DoneBy.ASSESSMENT_WRITTEN), day


def _written(reviews: Collection[Review], today: dt.date) -> Iterator[tuple[tuple[int, str], dt.date]]:
    """Every objective in the plan today has its judgement."""
    wanted: dict[int, set[int]] = defaultdict(set)
    in_the_plan = Q(added_on__isnull=True) | Q(added_on__lte=today)
    still = Q(left_on__isnull=True) | Q(left_on__gt=today)
    notices = {review.notice_id for review in reviews}
    for notice, key in Objective.objects.filter(in_the_plan, still, plan__notice__in=notices).values_list(
        "plan__notice", "pk"
    ):
        wanted[notice].add(key)
    assessed: dict[int, dict[int, dt.datetime]] = defaultdict(dict)
    rows = ObjectiveAssessment.objects.filter(assessment__review__in=reviews)
    for review, key, at in rows.values_list("assessment__review", "objective", "changed_at"):
        assessed[review][key] = at
    for each in reviews:
        given = assessed[each.pk]
        if given and wanted[each.notice_id] <= set(given):
            yield (each.pk, DoneBy.ASSESSMENT_WRITTEN), london_day(max(given.values()))


def _given(reviews: Collection[Review]) -> Iterator[tuple[tuple[int, str], dt.date]]:
    rows = InformationRequest.objects.filter(review__in=reviews).order_by().values("review")
    is_open = Q(provided_on__isnull=True, refused_because="")
    for row in rows.annotate(
        open=Count("pk", filter=is_open), given_on=Max("provided_on"), said_at=Max("changed_at")
    ):
        if not row["open"]:
            yield (row["review"], DoneBy.INFORMATION_GIVEN), row["given_on"] or london_day(row["said_at"])


def _signs(reviews: Collection[Review]) -> Iterator[tuple[tuple[int, str], dt.date]]:
    rows = SignOfRecovery.objects.filter(review__in=reviews).order_by().values("review")
    for row in rows.annotate(open=Count("pk", filter=Q(rated_before="")), rated_on=Max("before_on")):
        if not row["open"]:
            yield (row["review"], DoneBy.SIGNS_RATED), row["rated_on"]


def _answered(reviews: Collection[Review]) -> Iterator[tuple[tuple[int, str], dt.date]]:
    rows = Question.objects.filter(review__in=reviews).order_by().values("review")
    for row in rows.annotate(open=Count("pk", filter=Q(answer="")), answered_at=Max("answered_at")):
        if not row["open"] and row["answered_at"] is not None:
            yield (row["review"], DoneBy.QUESTIONS_ANSWERED), london_day(row["answered_at"])
