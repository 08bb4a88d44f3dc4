"""Records the dated judgement of a standing duty by a named person, with the reason."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from notices.models import Assessment, Obligation
from notices.selectors.cadences import cadences_on
from notices.services import checks


@transaction.atomic
def assess(
    *,
    obligation: Obligation,
    judgement: str,
    assessed_on: dt.date,
    reason: str,
    by: User,
    today: dt.date,
    evidence: Iterable[Evidence] = (),
) -> Assessment:
    """Record that `by` judged a standing duty (`judgement`: a value of Assessment.Judgement) and return it.

    Raises Refusal for a duty that falls due by dates, for a day outside the notice's time and for a second
    judgement on one day: the newest counts, so one day can hold only one.
    """
    obligation = checks.locked(obligation)
    notice, what = obligation.clause.notice, "The date of the assessment"
    if not can_be_judged(obligation, today=today):
        raise Refusal("This duty is not judged: its position follows from what was done by when")
    reason = checks.refuse_empty(reason, field="reason", message="Enter the reason for the judgement")
    checks.refuse_untimely(assessed_on, notice, today=today, field="assessed_on", what=what)
    if obligation.assessments.filter(withdrawn_at=None, assessed_on=assessed_on).exists():
        raise Refusal(
            "This duty was already judged on that day. Withdraw that assessment first if it is wrong",
            field="assessed_on",
        )
    pieces = checks.refuse_foreign_evidence(evidence, notice)
    assessment = Assessment.objects.create(
        obligation=obligation,
        judgement=judgement,
        assessed_on=assessed_on,
        assessed_by=by,
        reason=reason,
        recorded_by=by,
    )
    assessment.evidence.set(pieces)
    checks.write_audit(
        by=by,
        action="assessed a duty",
        subject=assessment,
        notice=notice,
        obligation=str(obligation),
        judgement=judgement,
        assessed_on=assessed_on,
    )
    return assessment


def can_be_judged(obligation: Obligation, *, today: dt.date) -> bool:
    """Whether a duty's position comes from assessments: standing ones, membership, and content of a plan or report."""
    if obligation.kind == Obligation.Kind.CONSEQUENCE or obligation.modality == "may":
        return False
    lines = cadences_on(obligation, as_at=today)
    return not lines or any(line.cadence.type == "standing" for line in lines)
