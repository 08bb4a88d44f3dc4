"""What every deed on the register is held to: days in their order, the right notice, the row locked."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.models import User
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence
from notices.models import Notice, Obligation


def locked(obligation: Obligation) -> Obligation:
    """Return the obligation read afresh with its row locked: of two deeds at once the second sees the first."""
    return (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("clause__notice__council")
        .get(pk=obligation.pk)
    )


def in_words(day: dt.date) -> str:
    """Return a day as people write it: 16 December 2026."""
    return f"{day:%-d %B %Y}"


def refuse_future(day: dt.date, *, today: dt.date, field: str, what: str) -> None:
    """Raise Refusal for a day after today."""
    if day > today:
        raise Refusal(f"{what} must be today or earlier", field=field)


def refuse_before_notice(day: dt.date, notice: Notice, *, field: str, what: str) -> None:
    """Raise Refusal for a day before the notice was in force: nothing counts from before it."""
    if day < notice.in_force_from:
        raise Refusal(
            f"{what} must be on or after {in_words(notice.in_force_from)}, when the notice came into force",
            field=field,
        )


def refuse_after_notice(day: dt.date, notice: Notice, *, field: str, what: str) -> None:
    """Raise Refusal for a day on or after that on which the notice ended: from then on nothing falls due."""
    if notice.ended_on is not None and day >= notice.ended_on:
        raise Refusal(
            f"{what} must be before {in_words(notice.ended_on)}, when the notice ended: from then on nothing is due",
            field=field,
        )


def refuse_untimely(day: dt.date, notice: Notice, *, today: dt.date, field: str, what: str) -> None:
    """Raise Refusal for a day on which nothing of the notice can have happened: in the future or outside its time."""
    refuse_future(day, today=today, field=field, what=what)
    refuse_before_notice(day, notice, field=field, what=what)
    refuse_after_notice(day, notice, field=field, what=what)


def refuse_empty(words: str, *, field: str, message: str) -> str:
    """Return the words without surrounding space; raises Refusal when there are none."""
    kept = words.strip()
    if not kept:
        raise Refusal(message, field=field)
    return kept


def refuse_foreign_evidence(evidence: Iterable[Evidence], notice: Notice) -> tuple[Evidence, ...]:
    """Return the evidence; raises Refusal when a piece belongs to another council."""
    chosen = tuple(evidence)
    if any(piece.council_id != notice.council_id for piece in chosen):
        raise Refusal("Choose evidence that belongs to this council", field="evidence")
    return chosen


def clause_address(obligation: Obligation) -> str:
    """Return the address of the page that shows an obligation with its facts."""
    clause = obligation.clause
    page = reverse("notices:clause", args=[clause.notice.council.slug, clause.notice_id, clause.pk])
    return f"{page}#obligation-{obligation.pk}"


def write_audit(*, by: User, action: str, subject: Any, notice: Notice, **detail: Any) -> None:
    """Write the deed into the audit trail of the notice's council; days in `detail` as ISO dates."""
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value for name, value in detail.items()
    }
    audit.record(by=by, action=action, subject=subject, scope=notice.council.slug, detail=plain)
