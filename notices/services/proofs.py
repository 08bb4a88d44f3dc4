"""Puts evidence to a fact as it is recorded: a piece kept already, a file that is uploaded, or a link."""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from notices.models import Assessment, Discharge, Obligation, Variation
from notices.services import checks

KINDS: dict[str, str] = {
    Obligation.Kind.MEETING: Evidence.Kind.MINUTES,
    Obligation.Kind.SUBMISSION: Evidence.Kind.PLAN,
    Obligation.Kind.REPORT: Evidence.Kind.REPORT,
    Obligation.Kind.REVIEW: Evidence.Kind.AUDIT,
}
"""What the evidence of a discharge most likely is; people correct it in the list of evidence."""


@transaction.atomic
def prove(
    *,
    fact: Assessment | Discharge | Variation,
    title: str,
    by: User,
    existing: Evidence | None = None,
    upload: "File[Any] | None" = None,
    url: str = "",
) -> Evidence | None:
    """Put one piece of evidence to a fact and return it; None when none is given.

    A file or link becomes a new piece of evidence called `title`, which counts from the day of the fact. Raises
    Refusal for another council's evidence and for an upload that is not kept: the caller's own transaction
    then takes the fact back as well. Call it last, so that nothing after it can leave a file without its row.
    """
    notice = fact.obligation.clause.notice
    piece = existing
    kind, day = _kind(fact), _day(fact)
    if upload is not None:
        piece = attach_file(
            council=notice.council, title=title, kind=kind, effective_on=day, upload=upload, by=by
        )
    elif url:
        piece = attach_link(council=notice.council, title=title, kind=kind, effective_on=day, url=url, by=by)
    if piece is None:
        return None
    checks.refuse_foreign_evidence([piece], notice)
    fact.evidence.add(piece)
    checks.write_audit(by=by, action="added evidence", subject=fact, notice=notice, evidence=piece.pk)
    return piece


def _kind(fact: Assessment | Discharge | Variation) -> str:
    if isinstance(fact, Variation):
        return str(Evidence.Kind.LETTER)
    return KINDS.get(fact.obligation.kind, Evidence.Kind.OTHER)


def _day(fact: Assessment | Discharge | Variation) -> dt.date:
    if isinstance(fact, Discharge):
        return fact.effective_on
    return fact.agreed_on if isinstance(fact, Variation) else fact.assessed_on
