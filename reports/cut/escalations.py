"""The part of a cut that says what was escalated, to whom, and what came of it."""

import datetime as dt
from typing import Any

from notices.models import Notice
from reports.cut.days import iso
from reports.cut.evidence import WITH_VERSIONS, evidence_in_cut
from reports.models import Escalation


def escalations_in_cut(notice: Notice, *, as_at: dt.date) -> list[dict[str, Any]]:
    """Return what had been escalated by a day, the earliest first; what came of it only if it had by then."""
    raised = Escalation.objects.filter(notice=notice, raised_on__lte=as_at).prefetch_related(WITH_VERSIONS)
    return [_escalation(each, as_at) for each in raised.order_by("raised_on", "pk")]


def _escalation(escalation: Escalation, as_at: dt.date) -> dict[str, Any]:
    is_closed = escalation.closed_on is not None and escalation.closed_on <= as_at
    is_later = escalation.closed_on is not None and not is_closed
    return {
        "raised_on": iso(escalation.raised_on),
        "raised_by": escalation.raised_by,
        "raised_to": escalation.get_raised_to_display(),
        "what": escalation.what,
        "because": escalation.because,
        "outcome": "" if is_later else escalation.outcome,
        "closed_on": iso(escalation.closed_on) if is_closed else None,
        "evidence": evidence_in_cut(escalation.evidence.all()),
    }
