"""Records an agreed change of cadence: by whom it was agreed, when, and from when it governs."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from core.refusals import Refusal
from evidence.models import Evidence
from notices.cadence import Cadence, CadenceError
from notices.leads import lead_outlasts_gap
from notices.models import Obligation, Party, Variation
from notices.selectors.anchors import ANCHOR_FIELDS, plain_name
from notices.selectors.cadences import cadences_on
from notices.services import checks

HANGS_ON_ANOTHER = frozenset({"before_each", "at_each"})


@transaction.atomic
def vary(
    *,
    obligation: Obligation,
    cadence: Mapping[str, Any],
    agreed_by: str,
    agreed_on: dt.date,
    effective_from: dt.date,
    reference: str,
    by: User,
    today: dt.date,
    part: int = 0,
    follows: Obligation | None = None,
    evidence: Iterable[Evidence] = (),
) -> Variation:
    """Record the new cadence (JSON of a Cadence) of one part of an obligation and return the variation.

    One agreed after its effective date is kept; `Variation.agreed_late` flags it. Raises Refusal when anybody but
    the party that the clause names agreed it (`agreed_by`: a value of Party), for days in the future or before the
    notice, and for terms that cannot be worked out: a fixed grid without an anchor, a lead longer than the gap.
    """
    obligation = checks.locked(obligation)
    notice = obligation.clause.notice
    _refuse_part(obligation, part)
    _refuse_party(obligation, agreed_by)
    _refuse_days(obligation, agreed_on, effective_from, today)
    reference = checks.refuse_empty(
        reference, field="reference", message="Enter the reference of the letter or minute"
    )
    terms = _terms(cadence, obligation, follows, today)
    _refuse_repetition(obligation, part, agreed_on, effective_from)
    pieces = checks.refuse_foreign_evidence(evidence, notice)
    variation = Variation.objects.create(
        obligation=obligation,
        part=part,
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        effective_from=effective_from,
        terms=terms.to_json(),
        follows=follows,
        reference=reference,
        recorded_by=by,
    )
    variation.evidence.set(pieces)
    checks.write_audit(
        by=by,
        action="varied a cadence",
        subject=variation,
        notice=notice,
        obligation=str(obligation),
        cadence=terms.in_words(),
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        effective_from=effective_from,
    )
    return variation


def _refuse_part(obligation: Obligation, part: int) -> None:
    if not obligation.cadences.filter(part=part, is_local=False).exists():
        raise Refusal("Choose which of its cadences changes", field="part")


def _refuse_party(obligation: Obligation, agreed_by: str) -> None:
    """The clause says who must agree; where it names nobody, at least it cannot be the one who owes the thing."""
    named = obligation.variation_agreed_by
    if named and agreed_by != named:
        raise Refusal(
            f"{Party(named).label} must agree a change of this: clause {obligation.clause.number} says so",
            field="agreed_by",
        )
    if agreed_by not in Party.values:
        raise Refusal("Choose who agreed the change", field="agreed_by")
    if not named and agreed_by in (obligation.duty_holder, Party.COUNCIL):
        raise Refusal(
            f"{Party(agreed_by).label} cannot agree a change of its own duty. Choose the party that agreed it",
            field="agreed_by",
        )


def _refuse_days(obligation: Obligation, agreed_on: dt.date, effective_from: dt.date, today: dt.date) -> None:
    notice = obligation.clause.notice
    checks.refuse_untimely(agreed_on, notice, today=today, field="agreed_on", what="The date it was agreed")
    checks.refuse_before_notice(
        effective_from, notice, field="effective_from", what="The date it takes effect"
    )
    checks.refuse_after_notice(
        effective_from, notice, field="effective_from", what="The date it takes effect"
    )


def _terms(
    cadence: Mapping[str, Any], obligation: Obligation, follows: Obligation | None, today: dt.date
) -> Cadence:
    try:
        terms = Cadence.from_json(dict(cadence))
    except CadenceError as trouble:
        raise Refusal(f"The new cadence cannot be worked out: {trouble}", field="cadence_type") from trouble
    if terms.type == "every" and not terms.anchor:
        raise Refusal(
            "Enter the day from which a fixed grid is counted, or choose “at least every” for one that runs from "
            "the last event",
            field="anchor",
        )
    if terms.anchor and not _is_known(terms.anchor) and follows is None:
        raise Refusal("Choose an event of the notice or enter the day to count from", field="anchor")
    if terms.type in HANGS_ON_ANOTHER:
        _refuse_meetings(terms, obligation, follows, today)
    return terms


def _is_known(anchor: str) -> bool:
    if plain_name(anchor) in ANCHOR_FIELDS:
        return True
    try:
        dt.date.fromisoformat(anchor)
    except ValueError:
        return False
    return True


def _refuse_meetings(
    terms: Cadence, obligation: Obligation, follows: Obligation | None, today: dt.date
) -> None:
    if (
        follows is None
        or follows.pk == obligation.pk
        or follows.clause.notice_id != obligation.clause.notice_id
    ):
        raise Refusal("Choose which meetings or reviews it hangs on", field="follows")
    if lead_outlasts_gap(terms, (line.cadence for line in cadences_on(follows, as_at=today))):
        raise Refusal(
            "The time before each meeting must be shorter than the time between two meetings", field="lead"
        )


def _refuse_repetition(
    obligation: Obligation, part: int, agreed_on: dt.date, effective_from: dt.date
) -> None:
    same = obligation.variations.filter(
        withdrawn_at=None, part=part, agreed_on=agreed_on, effective_from=effective_from
    )
    if same.exists():
        raise Refusal(
            "A change agreed on that day for that day is already recorded. Withdraw it first if it is wrong",
            field="agreed_on",
        )
