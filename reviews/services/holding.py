"""Records that a review was held: where it counts, that discharges the duty to review, in the same transaction."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, words_of
from notices.models import Discharge
from notices.services import prove, record_discharge, withdraw_fact
from reviews.models import Review
from reviews.selectors.counting import counting_for
from reviews.services.diary import enter_in_the_diary, refuse_anothers_day
from reviews.services.recording import Proofs, write_audit
from reviews.services.rows import locked, refuse_unless_planned

PROOF_FIELDS = ("evidence", "file", "url")


@transaction.atomic
def hold_review(
    *,
    review: Review,
    held_on: dt.date,
    revision: int,
    by: User,
    today: dt.date,
    proofs: Proofs | None = None,
) -> Review:
    """Record on which day a review was held, and return it. Raises Refusal, in the register's words too."""
    locked(review)
    review = claimed(review, by=by, revision=revision)
    refuse_unless_planned(review)
    if held_on > today:
        raise Refusal("The day it was held must be today or earlier", field="held_on")
    notice = review.notice
    if held_on < notice.in_force_from or (notice.ended_on is not None and held_on >= notice.ended_on):
        raise Refusal("The day it was held must lie within the time of the notice", field="held_on")
    review.held_on = held_on
    discharge = _discharge(review, proofs or Proofs(), by, today)
    review.save()
    write_audit(
        by=by, deed="recorded a review as held", subject=review, review=review, held_on=held_on,
        discharge=discharge.pk if discharge else None,
    )  # fmt: skip
    return review


@transaction.atomic
def take_back_holding(*, review: Review, reason: str, revision: int, by: User) -> Review:
    """Take back that a review was held, keyed in error; the record in the register is withdrawn with the reason.

    Raises Refusal once something was found, rated or told: that belongs to a review that took place.
    """
    locked(review)
    review = claimed(review, by=by, revision=revision)
    reason = words_of(reason, field="reason", message="Enter why the record is wrong")
    if review.held_on is None:
        raise Refusal("This review is not recorded as held, so there is nothing to take back")
    if review.outcome_on is not None or review.findings.exists() or review.area_ratings.exists():
        raise Refusal(
            "Its findings or its outcome are recorded already. Take those away first if they are wrong"
        )
    if review.signs_of_recovery.exclude(rated_at_review="").exists():
        raise Refusal("Signs of recovery were rated at this review, so it took place")
    before, discharge = review.held_on, discharge_of(review)
    review.held_on = None
    if discharge is not None:
        withdraw_fact(fact=discharge, reason=reason, by=by)
        _plan_again(review, by)
    review.save()
    write_audit(
        by=by,
        deed="took back that a review was held",
        subject=review,
        review=review,
        before=before,
        reason=reason,
    )
    return review


def discharge_of(review: Review) -> Discharge | None:
    """Return the record by which a review that was held discharges the duty to review, if it stands."""
    if review.planned_event is None or review.held_on is None:
        return None
    return Discharge.objects.filter(
        obligation=review.planned_event.obligation_id, effective_on=review.held_on, withdrawn_at=None
    ).first()


def _discharge(review: Review, proofs: Proofs, by: User, today: dt.date) -> Discharge | None:
    """Record the review in the register, where it counts; the diary's entry follows the day on which it was held."""
    counting = counting_for(review.notice, review.kind)
    event = review.planned_event
    obligation = event.obligation if event is not None else counting.obligation
    if obligation is None or review.held_on is None:
        return None
    refuse_anothers_day(review, obligation, review.held_on)
    try:
        discharge = record_discharge(
            obligation=obligation, effective_on=review.held_on, what=f"{review.get_kind_display()} held", by=by,
            today=today, evidence=proofs.kept, for_event=event,
        )  # fmt: skip
        prove(fact=discharge, title=str(review), by=by, upload=proofs.upload, url=proofs.url)
    except Refusal as refusal:
        raise Refusal(
            f"The review was not recorded, because the register refuses it: {refusal.message}",
            field=refusal.field if refusal.field in PROOF_FIELDS else "held_on",
            link=refusal.link,
        ) from refusal
    review.planned_event = discharge.for_event
    return discharge


def _plan_again(review: Review, by: User) -> None:
    """After its record was withdrawn the review stands in the diary again, where it was planned."""
    event = review.planned_event
    if event is None:
        return
    event.refresh_from_db()
    if event.withdrawn_at is None and event.cancelled_on is None:
        review.planned_on = event.planned_on
    else:
        review.planned_event = enter_in_the_diary(event.obligation, review.planned_on, by)
