"""Makes sources of the plan of what a review found and asked: each once, to be answered there."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from core.refusals import Refusal
from improvement_plans.models import Plan, Source
from improvement_plans.services.sources import WhereFrom, add_source
from improvement_plans.services.writing import signed
from notices.models import Area
from reviews.models import Finding, Kind, Question, Review
from reviews.services.findings import names_of
from reviews.services.recording import refuse_unless_held, write_audit
from reviews.services.rows import locked
from reviews.source_references import source_reference

ORIGINS = {
    Kind.PROGRESS: Source.Origin.REVIEW,
    Kind.STOCKTAKE: Source.Origin.REVIEW,
    Kind.DIAGNOSTIC: Source.Origin.DIAGNOSTIC,
    Kind.MONITORING_VISIT: Source.Origin.MONITORING_VISIT,
    Kind.PEER: Source.Origin.PEER_REVIEW,
    Kind.AUDIT: Source.Origin.AUDIT,
}
"""Where the sources of a review of each kind come from; a question may come from a Department letter instead."""


@transaction.atomic
def make_sources(
    *,
    review: Review,
    findings: Sequence[Finding],
    received_on: dt.date,
    document: str,
    by: User,
    today: dt.date,
) -> list[Source]:
    """Make each of the findings a source of the plan, all of them or none.

    Raises Refusal for a strength, and for a finding that is a source already: of two at once, one makes it.
    """
    review = locked(review)
    held_on = refuse_unless_held(review, "a source of the plan")
    plan = plan_of(review)
    chosen = list(
        review.findings.filter(pk__in=[each.pk for each in findings]).select_related("area", "recorded_by")
    )
    _check_findings(chosen)
    sources = []
    for finding in chosen:
        where_from = _where_from(
            ORIGINS[Kind(review.kind)], Source.Kind.FINDING, received_on, document, finding.area
        )
        source = _made(plan, review, held_on, finding.reference, finding.words, where_from, by, today)
        if finding.recorded_by_id not in (None, by.pk):
            # Whose words they are decides who may edit them in the plan.
            source.recorded_by = finding.recorded_by
            source.save(update_fields=["recorded_by"])
        finding.source = source
        signed(finding, by).save()
        write_audit(
            by=by,
            deed="made it a source of the plan",
            subject=finding,
            review=review,
            source=source.reference,
        )
        sources.append(source)
    return sources


@transaction.atomic
def make_question_a_source(
    *, question: Question, origin: str, received_on: dt.date, document: str, by: User, today: dt.date
) -> Source:
    """Make a question a source of the plan. Raises Refusal for one that is a source already."""
    review = locked(question.review)
    plan = plan_of(review)
    question = Question.objects.select_related("source").get(pk=question.pk)
    if question.source is not None:
        raise Refusal(f"{question} is a source of the plan already: {question.source.reference}")
    if origin not in (Source.Origin.DEPARTMENT_LETTER, ORIGINS[Kind(review.kind)]):
        raise Refusal("Choose where the question comes from", field="origin")
    where_from = _where_from(origin, Source.Kind.QUESTION, received_on, document, None)
    day = review.held_on or review.planned_on
    source = _made(plan, review, day, f"Q{question.number}", question.words, where_from, by, today)
    question.source = source
    signed(question, by).save()
    write_audit(
        by=by, deed="made it a source of the plan", subject=question, review=review, source=source.reference
    )
    return source


def plan_of(review: Review) -> Plan:
    """Return the plan under the review's notice; raises Refusal, with the way out, when there is none."""
    plan = Plan.objects.select_related("notice__council").filter(notice=review.notice_id).first()
    if plan is None:
        raise Refusal(
            "There is no improvement plan under this notice yet: start it first",
            link=(reverse("plan:by_area", args=[review.notice.council.slug]), "To the plan"),
        )
    return plan


def _check_findings(chosen: Sequence[Finding]) -> None:
    if not chosen:
        raise Refusal("Choose at least one finding", field="findings")
    there = [each for each in chosen if each.source_id is not None]
    if there:
        raise Refusal(
            f"Already a source of the plan: {names_of(there)}. Load the page again to see which are left",
            field="findings",
        )
    strengths = [each for each in chosen if each.kind == Finding.Kind.STRENGTH]
    if strengths:
        raise Refusal(f"A strength asks for no action: leave out {names_of(strengths)}", field="findings")


def _where_from(origin: str, kind: str, received_on: dt.date, document: str, area: Area | None) -> WhereFrom:
    return WhereFrom(
        origin=origin,
        kind=kind,
        addressee=Source.Addressee.CHILDRENS_SERVICES,
        received_on=received_on,
        document=document,
        areas=() if area is None else (area,),
    )


def _made(
    plan: Plan, review: Review, day: dt.date, own: str, words: str, where_from: WhereFrom, by: User, today: dt.date
) -> Source:  # fmt: skip
    taken = plan.sources.values_list("reference", flat=True)
    reference = source_reference(review.kind, day, own, taken)
    return add_source(plan=plan, reference=reference, words=words, where_from=where_from, by=by, today=today)
