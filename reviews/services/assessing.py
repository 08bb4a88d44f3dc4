"""Writes the council's own assessment before a review, part by part; what was submitted is never written again."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.editing import ChangedMeanwhile, claim_revision
from core.refusals import Refusal
from improvement_plans.models import Objective
from improvement_plans.services.writing import claimed, signed, words_of
from notices.selectors.facts import london_day
from reviews.models import Judgement, ObjectiveAssessment, Review, SelfAssessment
from reviews.services.recording import Proofs, put_evidence, write_audit
from reviews.services.rows import in_words, locked, refuse_cancelled


@dataclass(frozen=True)
class Narrative:
    """What an own assessment says beside its objectives."""

    progress: str = ""
    staff_survey: str = ""
    supervision: str = ""


@transaction.atomic
def write_narrative(
    *, review: Review, narrative: Narrative, proofs: Proofs, revision: int, by: User, today: dt.date
) -> SelfAssessment:
    """Write the parts beside the objectives, complete or not. Raises Refusal once submitted, and ChangedMeanwhile."""
    review, assessment = open_assessment(review, by)
    assessment = claimed(assessment, by=by, revision=revision)
    for name, words in vars(narrative).items():
        setattr(assessment, name, words.strip())
    assessment.save()
    put_evidence(assessment, proofs, title=f"For the own assessment: {review}", by=by, today=today)
    write_audit(by=by, deed="wrote the own assessment", subject=assessment, review=review)
    return assessment


@transaction.atomic
def assess_objective(
    *,
    review: Review,
    objective: Objective,
    judgement: str,
    words: str,
    proofs: Proofs,
    revision: int,
    by: User,
    today: dt.date,
) -> ObjectiveAssessment:
    """Say how far an objective has come and what shows it; one that is not assessed says why.

    `revision` is 0 where the person saw none. Raises Refusal once submitted, and ChangedMeanwhile.
    """
    review, assessment = open_assessment(review, by)
    if objective.plan.notice_id != review.notice_id:
        raise Refusal("Choose an objective of the plan under this notice")
    if judgement not in Judgement.values:
        raise Refusal("Choose how far the objective has come", field="judgement")
    why = judgement == Judgement.NOT_ASSESSED
    said = words_of(
        words, field="words", message="Enter why it is not assessed" if why else "Enter what shows it"
    )
    row = _claimed_or_new(assessment, objective, revision)
    row.judgement, row.words = judgement, said
    signed(row, by).save()
    put_evidence(row, proofs, title=f"Objective {objective.reference}: what shows it", by=by, today=today)
    write_audit(
        by=by,
        deed="assessed an objective",
        subject=row,
        review=review,
        objective=str(objective),
    )
    return row


def open_assessment(review: Review, by: User) -> tuple[Review, SelfAssessment]:
    """Return the review and its own assessment, both locked, making it where there is none.

    Raises Refusal for a review that was cancelled and for an assessment that was submitted.
    """
    review = locked(review)
    refuse_cancelled(review)
    # The review's row is held, so that of two who begin it at once only one makes it.
    if not SelfAssessment.objects.filter(review=review).exists():
        signed(SelfAssessment(review=review), by).save()
    assessment = SelfAssessment.objects.select_for_update(of=("self",)).get(review=review)
    refuse_submitted(assessment)
    return review, assessment


def refuse_submitted(assessment: SelfAssessment) -> None:
    """Raise Refusal for what was submitted: from then on it is frozen."""
    if assessment.submitted_at is not None:
        raise Refusal(
            f"The council's own assessment was submitted on {in_words(london_day(assessment.submitted_at))} "
            "and is frozen. What has come since belongs in the next one"
        )


def _claimed_or_new(assessment: SelfAssessment, objective: Objective, revision: int) -> ObjectiveAssessment:
    row = assessment.objectives.filter(objective=objective).first()
    if row is None:
        return ObjectiveAssessment(assessment=assessment, objective=objective)
    if revision == 0:
        raise ChangedMeanwhile(
            revision=row.revision, changed_by=str(row.changed_by or ""), changed_at=row.changed_at
        )
    claim_revision(row, seen=revision)
    row.refresh_from_db()
    return row
