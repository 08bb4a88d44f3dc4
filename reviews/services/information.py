"""Tracks what reviewers are to be given: asked for, given with proof or not given with the reason, and recorded."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from accounts.models import Post, User
from core.editing import read_anew
from core.refusals import Refusal
from improvement_plans.services.writing import claimed, signed, words_of
from notices.models import Discharge
from notices.selectors.facts import london_day
from notices.services import record_discharge
from reviews.back_planning import FOR_INFORMATION, due_day
from reviews.information_kinds import lines_named
from reviews.models import InformationRequest, Review
from reviews.selectors.information import ProvisionStanding, checklist_of
from reviews.services.recording import Proofs, put_evidence, write_audit
from reviews.services.rows import in_words, locked, own_post, refuse_cancelled


@dataclass(frozen=True)
class Wanted:
    """One thing that the reviewers are to be given: what, of which kind, by whom and by when."""

    what: str
    kind: str
    owner_post: Post | None
    due_on: dt.date


@transaction.atomic
def ask_for_what_the_notice_names(
    *, review: Review, by: User, today: dt.date, owner_post: Post | None = None
) -> int:
    """Put on the checklist what the clauses of the notice name and it lacks; return how many lines were added.

    A line belongs to the post that owns the clause's duty, else to `owner_post`. Raises Refusal for a cancelled review.
    """
    review = locked(review)
    refuse_cancelled(review)
    due_on = max(today, due_day(review.planned_on, FOR_INFORMATION, today))
    added = 0
    for each in checklist_of(review, today=today).missing:
        for kind, what in lines_named(each.clause.words, each.obligation.summary):
            owner = each.obligation.owner_post or owner_post
            request = InformationRequest(
                review=review, kind=kind, what=what, clause=each.clause, owner_post=owner, requested_on=today,
                due_on=due_on,
            )  # fmt: skip
            signed(request, by).save()
            added += 1
    if added:
        write_audit(by=by, deed="asked for what the notice names", subject=review, review=review, lines=added)
    return added


@transaction.atomic
def add_information(*, review: Review, wanted: Wanted, by: User, today: dt.date) -> InformationRequest:
    """Add a line to the checklist. Raises Refusal."""
    review = locked(review)
    refuse_cancelled(review)
    request = InformationRequest(review=review, requested_on=today)
    _write(request, wanted)
    signed(request, by).save()
    write_audit(by=by, deed="asked for information", subject=request, review=review, due_on=request.due_on)
    return request


@transaction.atomic
def edit_information(
    *, request: InformationRequest, wanted: Wanted, revision: int, by: User
) -> InformationRequest:
    """Change what is asked for, by whom and when. Raises Refusal, ChangedMeanwhile.

    What was answered stays as it was asked for: a later date would make something given late look given in time.
    """
    review = locked(request.review)
    refuse_cancelled(review)
    request = claimed(request, by=by, revision=revision)
    _refuse_answered(request, "so it stays as it was asked for. Take the answer back first if it is wrong")
    before = request.due_on
    _write(request, wanted)
    request.save()
    write_audit(
        by=by, deed="changed what is asked for", subject=request, review=review, before=before,
        due_on=request.due_on,
    )  # fmt: skip
    return request


@transaction.atomic
def remove_information(*, request: InformationRequest, by: User) -> None:
    """Take a line off the checklist that nobody needs; one that was given or refused stays. Raises Refusal."""
    review = locked(request.review)
    read_anew(request)
    _refuse_answered(request, "so it stays on the checklist")
    write_audit(by=by, deed="took off what was asked for", subject=request, review=review)
    request._history_user = by  # type: ignore[attr-defined]
    request.delete()


@transaction.atomic
def provide_information(
    *,
    request: InformationRequest,
    provided_on: dt.date,
    words: str,
    proofs: Proofs,
    revision: int,
    by: User,
    today: dt.date,
) -> InformationRequest:
    """Record that it was given, when and how, with evidence if there is any. Raises Refusal, ChangedMeanwhile."""
    review = locked(request.review)
    refuse_cancelled(review)
    request = claimed(request, by=by, revision=revision)
    if request.provided_on is not None:
        raise Refusal(f"This was recorded as given on {in_words(request.provided_on)} already")
    if provided_on > today:
        raise Refusal("The day it was given must be today or earlier", field="provided_on")
    if provided_on < review.notice.in_force_from:
        raise Refusal(
            f"The day it was given must be on or after {in_words(review.notice.in_force_from)}",
            field="provided_on",
        )
    request.provided_words = words_of(words, field="words", message="Enter what was given, and how")
    request.provided_on, request.provided_by, request.refused_because = provided_on, by, ""
    request.save()
    put_evidence(request, proofs, title=f"{request.what}, given to the reviewers", by=by, today=today)
    write_audit(by=by, deed="gave information", subject=request, review=review, provided_on=provided_on)
    return request


@transaction.atomic
def refuse_information(
    *, request: InformationRequest, because: str, revision: int, by: User
) -> InformationRequest:
    """Record that it cannot be given, and why. Raises Refusal, ChangedMeanwhile."""
    review = locked(request.review)
    refuse_cancelled(review)
    request = claimed(request, by=by, revision=revision)
    if request.provided_on is not None:
        raise Refusal(
            f"This was given on {in_words(request.provided_on)}. Take that back first if it is wrong"
        )
    request.refused_because = words_of(because, field="because", message="Enter why it cannot be given")
    request.save()
    write_audit(
        by=by, deed="said that information cannot be given", subject=request, review=review,
        because=request.refused_because,
    )  # fmt: skip
    return request


@transaction.atomic
def take_back_answer(*, request: InformationRequest, revision: int, by: User) -> InformationRequest:
    """Take back that it was given or cannot be. Raises Refusal once the register records its clause as met."""
    review = locked(request.review)
    request = claimed(request, by=by, revision=revision)
    if request.provided_on is None and not request.refused_because:
        raise Refusal("Nothing is recorded about this yet, so there is nothing to take back")
    if request.provided_on is not None and _recorded(review, request) is not None:
        raise Refusal("The register records this clause as met. Withdraw that record first if it is wrong")
    before = {"provided_on": request.provided_on, "because": request.refused_because}
    request.provided_on = request.provided_by = None
    request.provided_words = request.refused_because = ""
    request.save()
    request.evidence.clear()
    write_audit(by=by, deed="took back an answer to a request", subject=request, review=review, **before)
    return request


@transaction.atomic
def record_provision(*, review: Review, by: User, today: dt.date) -> list[Discharge]:
    """Record in the register every clause whose lines are all given, for this review; return the records.

    A clause is met on the day on which the last of it was given. Raises Refusal where there is nothing to record.
    """
    review = locked(review)
    refuse_cancelled(review)
    checklist = checklist_of(review, today=today)
    if review.planned_event is None:
        raise Refusal("This review does not count under the notice, so the register asks nothing before it")
    if not checklist.to_record:
        raise Refusal("No clause is met that the register does not know of: give what is still open first")
    return [_record(review, each, by, today) for each in checklist.to_record]


def move_information(*, review: Review, before: dt.date, by: User, today: dt.date) -> None:
    """After a review moved, let what is still open and was due by the old day's count fall due by the new one's.

    That was counted when the line was asked for, or when the review was moved before.
    """
    due_on = due_day(review.planned_on, FOR_INFORMATION, today)
    for request in review.information_requests.filter(provided_on=None, refused_because=""):
        counted = (request.requested_on, london_day(request.changed_at))
        if request.due_on in {due_day(before, FOR_INFORMATION, day) for day in counted}:
            request.due_on = max(due_on, request.requested_on)
            signed(request, by).save()


def _record(review: Review, met: ProvisionStanding, by: User, today: dt.date) -> Discharge:
    given = "; ".join(line.request.what for line in met.lines)
    pieces = {piece for line in met.lines for piece in line.request.evidence.all()}
    try:
        return record_discharge(
            obligation=met.obligation, effective_on=met.completed_on or today,
            what=f"Given before the review: {given}"[:300], by=by, today=today, evidence=pieces,
            for_event=review.planned_event,
        )  # fmt: skip
    except Refusal as refusal:
        raise Refusal(
            f"Clause {met.clause.number}: the register refuses it. {refusal.message}", link=refusal.link
        ) from refusal


def _recorded(review: Review, request: InformationRequest) -> Discharge | None:
    """The record of the clause for this review, or for a day from which it, or another, was taken since."""
    event = review.planned_event
    if request.clause_id is None or event is None:
        return None
    taken_away = Q(for_event__cancelled_on__isnull=False, effective_on__gte=request.provided_on)
    return Discharge.objects.filter(
        Q(for_event=event) | taken_away, obligation__clause=request.clause_id, withdrawn_at=None,
        for_event__obligation=event.obligation_id,
    ).first()  # fmt: skip


def _refuse_answered(request: InformationRequest, so: str) -> None:
    if request.provided_on is not None or request.refused_because:
        raise Refusal(f"This was answered already, {so}")


def _write(request: InformationRequest, wanted: Wanted) -> None:
    request.what = words_of(wanted.what, field="what", message="Enter what is to be given")
    if wanted.kind not in InformationRequest.Kind.values:
        raise Refusal("Choose the kind from the list", field="kind")
    if wanted.due_on < request.requested_on:
        raise Refusal(
            f"It must be due on or after {in_words(request.requested_on)}, when it was asked for",
            field="due_on",
        )
    request.kind, request.due_on = wanted.kind, wanted.due_on
    request.owner_post = own_post(wanted.owner_post, request.review)
