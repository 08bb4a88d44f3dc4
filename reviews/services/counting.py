"""Keeps, for a notice, which kinds of review discharge a duty to review; what is recorded already follows the rule."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from core.refusals import Refusal
from improvement_plans.services.writing import words_of
from notices.models import Notice, Obligation
from notices.services import cancel_event, record_discharge, withdraw_fact
from reviews.models import CountingRule, Kind, Review
from reviews.selectors.counting import counting_for
from reviews.services.diary import enter_in_the_diary, refuse_anothers_day
from reviews.services.holding import discharge_of
from reviews.services.recording import page_of


@transaction.atomic
def keep_rule(
    *, notice: Notice, kind: str, obligation: Obligation | None, because: str, by: User, today: dt.date
) -> CountingRule:
    """Say whether reviews of a kind discharge a duty to review (`obligation`: which; None: they do not), and why.

    Reviews of the kind that are planned or were held enter the register, or leave it, in the same transaction.
    Raises Refusal, with the review and the register's words where the register refuses one.
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)
    if kind not in Kind.values:
        raise Refusal("Choose the kind of review from the list", field="kind")
    because = words_of(because, field="because", message="Enter the words that say so, and where they stand")
    if obligation is not None and (
        obligation.clause.notice_id != notice.pk or obligation.kind != Obligation.Kind.REVIEW
    ):
        raise Refusal("Choose a duty to review of this notice", field="obligation")
    before = counting_for(notice, kind)
    rule, _ = CountingRule.objects.update_or_create(
        notice=notice, kind=kind,
        defaults={"counts": obligation is not None, "obligation": obligation, "because": because},
    )  # fmt: skip
    changed = (before.obligation.pk if before.obligation else None) != (obligation.pk if obligation else None)
    moved = _follow(notice, kind, obligation, because, by, today) if changed else 0
    audit.record(
        by=by, action="kept a rule on what counts as a review", subject=rule, scope=notice.council.slug,
        detail={"counts": str(obligation or "no"), "because": because, "before": before.words, "reviews": moved},
    )  # fmt: skip
    return rule


def _follow(
    notice: Notice, kind: str, obligation: Obligation | None, because: str, by: User, today: dt.date
) -> int:
    """Let every review of the kind that stands enter or leave the register, and return how many did."""
    reviews = Review.objects.select_for_update(of=("self",)).select_related("planned_event__obligation")
    moved = 0
    for review in reviews.filter(notice=notice, kind=kind, cancelled_on=None).order_by("planned_on", "pk"):
        try:
            if review.planned_event is not None:
                _leave(review, f"Reviews of this kind do not count: {because}"[:300], by, today)
            if obligation is not None:
                _enter(review, obligation, by, today)
        except Refusal as refusal:
            raise Refusal(
                f"{review}: the register refuses it. {refusal.message}",
                link=(page_of(review), "To that review"),
            ) from refusal
        review.save()
        moved += 1
    return moved


def _enter(review: Review, obligation: Obligation, by: User, today: dt.date) -> None:
    if review.held_on is None:
        review.planned_event = enter_in_the_diary(obligation, review.planned_on, by)
        return
    refuse_anothers_day(review, obligation, review.held_on)
    discharge = record_discharge(
        obligation=obligation, effective_on=review.held_on, what=f"{review.get_kind_display()} held", by=by,
        today=today,
    )  # fmt: skip
    review.planned_event = discharge.for_event


def _leave(review: Review, reason: str, by: User, today: dt.date) -> None:
    event = review.planned_event
    if event is None:
        return
    discharge = discharge_of(review)
    if discharge is not None:
        withdraw_fact(fact=discharge, reason=reason, by=by)
        event.refresh_from_db()
    if event.withdrawn_at is None and event.cancelled_on is None:
        if review.held_on is None:
            cancel_event(event=event, cancelled_on=today, reason=reason, by=by, today=today)
        else:
            withdraw_fact(fact=event, reason=reason, by=by)
    review.planned_event = None
