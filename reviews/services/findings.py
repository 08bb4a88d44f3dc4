"""Records what a review found, and makes sources of the plan of it; what became a source is frozen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from notices.models import Area
from reviews.models import Finding, Review
from reviews.services.recording import (
    Proofs,
    put_evidence,
    refuse_foreign_area,
    refuse_unless_held,
    write_audit,
)
from reviews.services.rows import locked
from reviews.source_references import LONGEST, next_reference

NO_PROOFS = Proofs()


@dataclass(frozen=True)
class Found:
    """What a finding says. Without a reference it gets the next one of its review."""

    kind: str
    words: str
    area: Area | None = None
    reference: str = ""


@dataclass(frozen=True)
class Correction:
    """That a finding corrects another, which is frozen because the plan answers it, and why."""

    of: Finding
    note: str


@transaction.atomic
def add_finding(
    *,
    review: Review,
    found: Found,
    by: User,
    today: dt.date,
    proofs: Proofs = NO_PROOFS,
    correction: Correction | None = None,
) -> Finding:
    """Record a finding of a review that was held. Raises Refusal."""
    review = locked(review)
    refuse_unless_held(review, "a finding")
    taken = review.findings.values_list("reference", flat=True)
    finding = Finding(review=review, reference=next_reference(taken), recorded_by=by)
    _say(finding, found)
    if correction is not None:
        _correct(finding, correction)
    _keep(signed(finding, by))
    put_evidence(finding, proofs, title=f"{finding.reference}: {finding.words}", by=by, today=today)
    write_audit(
        by=by, deed="recorded a finding", subject=finding, review=review, reference=finding.reference,
        words=finding.words, corrects=correction.of.reference if correction else "",
        because=finding.correction_note,
    )  # fmt: skip
    return finding


@transaction.atomic
def edit_finding(
    *,
    finding: Finding,
    found: Found,
    by: User,
    today: dt.date,
    revision: int,
    proofs: Proofs = NO_PROOFS,
) -> Finding:
    """Change a finding that is no source of the plan yet. Raises Refusal, ChangedMeanwhile."""
    review = locked(finding.review)
    finding = claimed(finding, by=by, revision=revision)
    _refuse_source(finding)
    _say(finding, found)
    _keep(finding)
    lists = put_evidence(finding, proofs, title=f"{finding.reference}: {finding.words}", by=by, today=today)
    write_audit(
        by=by, deed="edited a finding", subject=finding, review=review, words=finding.words, lists=lists
    )
    return finding


@transaction.atomic
def remove_finding(*, finding: Finding, by: User) -> None:
    """Take away a finding that was entered by mistake. Raises Refusal for one that the plan answers."""
    review = locked(finding.review)
    read_anew(finding)
    _refuse_source(finding)
    write_audit(
        by=by, deed="removed a finding", subject=finding, review=review, reference=finding.reference,
        words=finding.words,
    )  # fmt: skip
    finding._history_user = by  # type: ignore[attr-defined]
    finding.delete()


def _say(finding: Finding, found: Found) -> None:
    if found.kind not in Finding.Kind.values:
        raise Refusal("Choose what kind of finding it is", field="kind")
    refuse_foreign_area(found.area, finding.review)
    if len(found.reference.strip()) > LONGEST:
        raise Refusal(f"The reference must be {LONGEST} characters or fewer", field="reference")
    finding.kind, finding.area = found.kind, found.area
    finding.words = words_of(found.words, field="words", message="Enter what was found, in its exact words")
    finding.reference = found.reference.strip() or finding.reference


def _correct(finding: Finding, correction: Correction) -> None:
    frozen = Finding.objects.select_related("source").get(pk=correction.of.pk)
    if frozen.review_id != finding.review_id:
        raise Refusal("Choose a finding of the same review")
    if frozen.source is None:
        raise Refusal(f"{frozen.reference} is no source of the plan yet: edit it as it is")
    corrected = Finding.objects.filter(corrects=frozen).first()
    if corrected is not None:
        raise Refusal(f"{frozen.reference} is corrected by {corrected.reference} already: correct that")
    finding.corrects = frozen
    finding.correction_note = words_of(
        correction.note, field="note", message=f"Enter why {frozen.reference} is corrected"
    )


def _refuse_source(finding: Finding) -> None:
    if finding.source is not None:
        raise Refusal(
            f"{finding.reference or 'This finding'} is a source of the plan ({finding.source.reference}) and is "
            "frozen. Correct it by a new finding, with a note."
        )


def _keep(finding: Finding) -> None:
    """Save it. The database has the last word on whether its reference is free."""
    try:
        with transaction.atomic():
            finding.save()
    except IntegrityError:
        raise Refusal(
            f"This review already has a finding {finding.reference}: enter another reference",
            field="reference",
        ) from None


def names_of(findings: Sequence[Finding]) -> str:
    """Return the findings in one line of words, for a message."""
    return ", ".join(each.reference or each.words[:30] for each in findings)
