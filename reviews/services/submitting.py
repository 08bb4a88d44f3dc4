"""Submits the own assessment: frozen, printed, kept as evidence and recorded in the register, or none of it."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.frozen import sha256_of
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import About, attach_file
from improvement_plans.services.writing import claimed
from notices.models import Discharge, Obligation
from notices.services import record_discharge
from reviews.models import Review, SelfAssessment
from reviews.selectors.assessment import assessment_duties, own_assessment_of
from reviews.services.assessing import open_assessment
from reviews.services.recording import write_audit
from reviews.services.rows import in_words
from reviews.submission import content_of, document_of


@transaction.atomic
def submit_assessment(
    *, review: Review, revision: int, by: User, today: dt.date, obligation: Obligation | None = None
) -> SelfAssessment:
    """Submit the own assessment as it stands, and return it frozen, with its document and the register's record.

    `obligation`: the duty that it discharges; None takes the likeliest, where the review counts. Raises Refusal
    naming what it lacks, for a second submission, and with the register's words where that refuses.
    """
    # Some seconds of drawing inside the transaction, once before each review: a document without its record in the
    # register, or the other way round, could never be told from a mistake.
    review, assessment = open_assessment(review, by)
    assessment = claimed(assessment, by=by, revision=revision)
    own = own_assessment_of(review, today=today)
    if own.gaps:
        raise Refusal(f"This is still missing: {'; '.join(gap.words for gap in own.gaps)}")
    duty = _duty(review, obligation)
    content = content_of(own, assessment, by=by.get_full_name(), today=today)
    assessment.content, assessment.sha256 = content, sha256_of(content)
    assessment.submitted_at, assessment.submitted_by = timezone.now(), by
    evidence = _keep(assessment, review, document_of(content, assessment.sha256), by, today)
    assessment.document = evidence.versions.get()
    if duty is not None:
        assessment.discharge = _discharge(duty, review, evidence, by, today)
    assessment.save()
    write_audit(
        by=by, deed="submitted the own assessment", subject=assessment, review=review, sha256=assessment.sha256,
        document=assessment.document.sha256, discharge=str(duty or ""),
    )  # fmt: skip
    return assessment


def _duty(review: Review, obligation: Obligation | None) -> Obligation | None:
    duties = assessment_duties(review)
    if obligation is None:
        return duties[0] if duties else None
    if obligation not in duties:
        raise Refusal("Choose a duty that is owed before this review", field="obligation")
    return obligation


def _keep(assessment: SelfAssessment, review: Review, document: bytes, by: User, today: dt.date) -> Evidence:
    day = review.held_on or review.planned_on
    return attach_file(
        council=review.notice.council,
        title=f"The council's own assessment for the review of {in_words(day)}",
        kind=Evidence.Kind.REPORT,
        effective_on=today,
        upload=ContentFile(document, name=f"own-assessment-{day:%Y-%m-%d}.pdf"),
        by=by,
        # It is submitted to people outside the council.
        about=About(confidentiality=Evidence.Confidentiality.MAY_LEAVE),
    )


def _discharge(duty: Obligation, review: Review, evidence: Evidence, by: User, today: dt.date) -> Discharge:
    try:
        return record_discharge(
            obligation=duty, effective_on=today, what="The council's own assessment submitted", by=by, today=today,
            evidence=[evidence], for_event=review.planned_event,
        )  # fmt: skip
    except Refusal as refusal:
        raise Refusal(
            f"The assessment was not submitted, because the register refuses it: {refusal.message}",
            link=refusal.link,
        ) from refusal
