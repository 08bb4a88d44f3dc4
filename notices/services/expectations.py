"""Sets what a council expects of itself where the notice names no period: shown as local, and never a breach."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from notices.cadence import Cadence, CadenceError
from notices.models import CadenceTerms, Obligation
from notices.selectors.cadences import cadences_on
from notices.services import checks

AGE = frozenset({"kept_up_to_date"})
INTERVALS = frozenset({"at_least_every", "each_calendar"})
EXPECTATIONS: dict[str, frozenset[str]] = {"kept_up_to_date": AGE, "regular": INTERVALS}
"""Which local cadences may stand beside which cadence of the notice: it names neither an age nor a period for these."""


@transaction.atomic
def set_local_expectation(
    *, obligation: Obligation, cadence: Mapping[str, Any] | None, by: User, today: dt.date
) -> CadenceTerms | None:
    """Set the local expectation (JSON of a Cadence) from today on, or take it away (None); returns it.

    Raises Refusal where the notice itself says when the thing is due, and for terms that make no cadence.
    """
    obligation = checks.locked(obligation)
    notice = obligation.clause.notice
    existing = obligation.cadences.filter(is_local=True).first()
    if cadence is None:
        if existing is None:
            raise Refusal("There is no local expectation to remove")
        existing.delete()
        checks.write_audit(by=by, action="removed a local expectation", subject=obligation, notice=notice)
        return None
    terms = _permitted(obligation, cadence, today)
    kept = existing or CadenceTerms(obligation=obligation, is_local=True, part=_next_part(obligation))
    kept.terms, kept.local_since = terms.to_json(), today
    kept.save()
    checks.write_audit(
        by=by,
        action="set a local expectation",
        subject=obligation,
        notice=notice,
        expectation=terms.in_words(),
    )
    return kept


def expectations_open_to(obligation: Obligation, *, today: dt.date) -> frozenset[str]:
    """Return the types of cadence that the council may set for itself beside those of the notice."""
    types = {line.cadence.type for line in cadences_on(obligation, as_at=today) if not line.is_local}
    return frozenset().union(*(EXPECTATIONS.get(each, frozenset()) for each in types))


def _permitted(obligation: Obligation, cadence: Mapping[str, Any], today: dt.date) -> Cadence:
    try:
        terms = Cadence.from_json(dict(cadence))
    except CadenceError as trouble:
        raise Refusal(str(trouble)) from trouble
    if terms.type not in expectations_open_to(obligation, today=today):
        raise Refusal("The notice itself says when this is due, so it takes no local expectation")
    if terms.type in AGE and not terms.max_age_days:
        raise Refusal("Enter how old it may be, in days", field="max_age_days")
    return terms


def _next_part(obligation: Obligation) -> int:
    return max(obligation.cadences.values_list("part", flat=True), default=-1) + 1
