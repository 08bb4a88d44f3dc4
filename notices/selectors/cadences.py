"""Which cadences govern an obligation on a day: those of the notice, as varied, and the council's own beside them."""

import datetime as dt

from notices.cadence import Cadence
from notices.models import CadenceTerms, Obligation, Variation
from notices.selectors.facts import is_known
from notices.selectors.standing import CadenceLine


def binding_terms(obligation: Obligation) -> list[CadenceTerms]:
    """Return the cadences that the notice itself sets, in order."""
    return [each for each in obligation.cadences.all() if not each.is_local]


def local_terms(obligation: Obligation) -> CadenceTerms | None:
    """Return the council's own expectation, if any: a maximum age, or an interval where the notice says "regular"."""
    return next((each for each in obligation.cadences.all() if each.is_local), None)


def cadences_on(
    obligation: Obligation, *, as_at: dt.date, known_on: dt.date | None = None
) -> tuple[CadenceLine, ...]:
    """Return the cadences as they govern on `as_at`, with the variation that set each one, if any did."""
    lines = [_governing(obligation, each, as_at, known_on) for each in binding_terms(obligation)]
    local = local_terms(obligation)
    if local is not None and (local.local_since is None or local.local_since <= as_at):
        lines.append(CadenceLine(part=local.part, cadence=Cadence.from_json(local.terms), is_local=True))
    return tuple(lines)


def _governing(
    obligation: Obligation, terms: CadenceTerms, as_at: dt.date, known_on: dt.date | None
) -> CadenceLine:
    newest = newest_variation(obligation, terms.part, as_at=as_at, known_on=known_on)
    if newest is None:
        return CadenceLine(part=terms.part, cadence=Cadence.from_json(terms.terms))
    return CadenceLine(part=terms.part, cadence=Cadence.from_json(newest.terms), varied_by=newest)


def newest_variation(
    obligation: Obligation, part: int, *, as_at: dt.date, known_on: dt.date | None = None
) -> Variation | None:
    """Return the agreed variation of one cadence that has taken effect last by `as_at`, or None.

    A variation counts from the day it was agreed and governs from the day it takes effect (reading 14).
    """
    effective = [
        each
        for each in obligation.variations.all()
        if each.part == part
        and is_known(each, known_on)
        and max(each.agreed_on, each.effective_from) <= as_at
    ]
    return max(effective, key=lambda each: (each.effective_from, each.agreed_on), default=None)
