"""The log of escalations: what was taken to somebody above is entered, corrected, and closed with its outcome."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from evidence.models import Evidence
from notices.models import Notice, Party
from reports.models import Escalation


@dataclass(frozen=True)
class Raised:
    """What is said of an escalation: when, by which post, to whom (a value of `Party`), what and why."""

    raised_on: dt.date
    raised_by: str
    raised_to: str
    what: str
    because: str


@transaction.atomic
def enter(
    *, notice: Notice, raised: Raised, by: User, today: dt.date, evidence: Evidence | None = None
) -> Escalation:
    """Enter an escalation. Raises Refusal for a day to come or from before the notice, and where a word is missing."""
    _refuse_wrong(raised, notice, today)
    escalation = Escalation.objects.create(notice=notice, recorded_by=by, **_fields(raised))
    if evidence is not None:
        _add(escalation, evidence)
    _record(escalation, by, "entered an escalation", raised_to=raised.raised_to)
    return escalation


@transaction.atomic
def correct(
    *,
    escalation: Escalation,
    raised: Raised,
    seen: int,
    by: User,
    today: dt.date,
    evidence: Evidence | None = None,
) -> Escalation:
    """Say anew what was escalated. Raises Refusal as `enter` does, and ChangedMeanwhile after another's change."""
    claim_revision(escalation, seen=seen)
    escalation.refresh_from_db()
    _refuse_wrong(raised, escalation.notice, today)
    if escalation.closed_on is not None and raised.raised_on > escalation.closed_on:
        raise Refusal(
            "It was closed before that day: enter the day on which it was raised", field="raised_on"
        )
    before = {name: str(getattr(escalation, name)) for name in _fields(raised)}
    for name, value in _fields(raised).items():
        setattr(escalation, name, value)
    escalation.save()
    if evidence is not None:
        _add(escalation, evidence)
    _record(escalation, by, "corrected an escalation", before=before)
    return escalation


@transaction.atomic
def close(
    *,
    escalation: Escalation,
    outcome: str,
    closed_on: dt.date,
    by: User,
    today: dt.date,
    evidence: Evidence | None = None,
) -> Escalation:
    """Close an escalation with what came of it. Two at once: the second is told that it is closed.

    Raises Refusal without an outcome, and for a day before it was raised or to come.
    """
    escalation = Escalation.objects.select_for_update().get(pk=escalation.pk)
    if escalation.closed_on is not None:
        raise Refusal(f"This was closed on {escalation.closed_on:%-d %B %Y} already")
    if not outcome.strip():
        raise Refusal("Enter what came of it", field="outcome")
    if closed_on > today:
        raise Refusal("The day it was closed must be today or in the past", field="closed_on")
    if closed_on < escalation.raised_on:
        raise Refusal(
            f"It was raised on {escalation.raised_on:%-d %B %Y}: enter that day or a later one",
            field="closed_on",
        )
    escalation.outcome, escalation.closed_on = outcome.strip(), closed_on
    escalation.revision += 1
    escalation.save()
    if evidence is not None:
        _add(escalation, evidence)
    _record(escalation, by, "closed an escalation", closed_on=f"{closed_on:%Y-%m-%d}")
    return escalation


def _fields(raised: Raised) -> dict[str, object]:
    return {
        "raised_on": raised.raised_on,
        "raised_by": raised.raised_by.strip(),
        "raised_to": raised.raised_to,
        "what": raised.what.strip(),
        "because": raised.because.strip(),
    }


def _refuse_wrong(raised: Raised, notice: Notice, today: dt.date) -> None:
    for words, field, message in (
        (raised.what, "what", "Enter what was escalated"),
        (raised.because, "because", "Enter why it was escalated"),
        (raised.raised_by, "raised_by", "Enter who raised it, by post"),
    ):
        if not words.strip():
            raise Refusal(message, field=field)
    if raised.raised_to not in Party.values:
        raise Refusal("Choose to whom it was raised", field="raised_to")
    if raised.raised_on > today:
        raise Refusal("The day it was raised must be today or in the past", field="raised_on")
    if raised.raised_on < notice.issued_on:
        raise Refusal(
            f"The notice was issued on {notice.issued_on:%-d %B %Y}: enter that day or a later one",
            field="raised_on",
        )


def _add(escalation: Escalation, evidence: Evidence) -> None:
    if evidence.council_id != escalation.notice.council_id:
        raise Refusal("Choose evidence of this council", field="evidence")
    escalation.evidence.add(evidence)


def _record(escalation: Escalation, by: User, action: str, **detail: object) -> None:
    audit.record(
        by=by, action=action, subject=escalation, scope=escalation.notice.council.slug, detail=detail
    )
