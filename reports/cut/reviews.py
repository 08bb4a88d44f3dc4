"""The part of a cut that says which reviews were held, what came of them, and how what they found was answered."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from improvement_plans.models import Answer
from notices.models import Notice
from reports.cut.days import iso
from reviews.models import AreaRating, Finding, Review


def reviews_in_cut(notice: Notice, *, as_at: dt.date) -> list[dict[str, Any]]:
    """Return every review under `notice`, the earliest first, with what was known of it by a day."""
    answers = Answer.objects.filter(given_on__lte=as_at).order_by("given_on", "pk")
    findings = Finding.objects.select_related("area", "source").order_by("pk")
    reviews = Review.objects.filter(notice=notice).prefetch_related(
        Prefetch("area_ratings", AreaRating.objects.select_related("area").order_by("area__letter")),
        Prefetch("findings", findings.prefetch_related(Prefetch("source__answers", answers))),
    )
    return [_review(each, as_at) for each in reviews.order_by("planned_on", "pk")]


def _review(review: Review, as_at: dt.date) -> dict[str, Any]:
    was_held = review.held_on is not None and review.held_on <= as_at
    is_told = review.outcome_on is not None and review.outcome_on <= as_at
    was_cancelled = review.cancelled_on is not None and review.cancelled_on <= as_at
    return {
        "word": review.get_kind_display(),
        "planned_on": iso(review.planned_on),
        "held_on": iso(review.held_on) if was_held else None,
        "cancelled_on": iso(review.cancelled_on) if was_cancelled else None,
        "led_by": review.get_led_by_display() if review.led_by else "",
        "outcome": review.outcome if is_told else "",
        "outcome_on": iso(review.outcome_on) if is_told else None,
        "consequence": review.get_consequence_display() if is_told and review.consequence else "",
        "consequence_words": review.consequence_words if is_told else "",
        "ratings": [_rating(each) for each in review.area_ratings.all()] if was_held else [],
        "findings": [_finding(each) for each in review.findings.all()] if was_held else [],
    }


def _rating(rating: AreaRating) -> dict[str, Any]:
    return {"area": rating.area.letter, "word": rating.get_rating_display(), "words": rating.words}


def _finding(finding: Finding) -> dict[str, Any]:
    given = list(finding.source.answers.all()) if finding.source else []
    answer = given[-1] if given else None
    return {
        "reference": finding.reference,
        "kind": finding.kind,
        "kind_word": finding.get_kind_display(),
        "area": finding.area.letter if finding.area else "",
        "words": finding.words,
        "answer": answer.get_kind_display() if answer else "",
        "answer_reason": answer.reason if answer else "",
    }
