"""What proves a fact, as a cut holds it: title, day and hash of what may leave the council, and a count of the rest."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Prefetch

from evidence.models import Evidence, EvidenceVersion
from notices.models import Discharge, Notice
from notices.selectors.facts import is_known

Proofs = Mapping[int, Mapping[dt.date, dict[str, Any]]]
"""By the obligation's primary key, then by the day on which it was discharged."""

WITH_VERSIONS = Prefetch("evidence__versions", EvidenceVersion.objects.order_by("-number"))


def evidence_of_discharges(notice: Notice, *, known_on: dt.date) -> Proofs:
    """Return what proves each discharge under `notice` that was known on a day."""
    kept = Discharge.objects.filter(obligation__clause__notice=notice).prefetch_related(WITH_VERSIONS)
    found: dict[int, dict[dt.date, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for discharge in kept.order_by("effective_on", "pk"):
        if is_known(discharge, known_on):
            found[discharge.obligation_id][discharge.effective_on] += discharge.evidence.all()
    return {
        obligation: {day: evidence_in_cut(each) for day, each in by_day.items()}
        for obligation, by_day in found.items()
    }


def evidence_in_cut(evidence: Iterable[Evidence]) -> dict[str, Any]:
    """Return pieces of evidence, their versions fetched, each once; what may not leave is counted and not named."""
    every = {each.pk: each for each in evidence}
    leaving = [each for each in every.values() if each.may_leave]
    return {"items": [_item(each) for each in leaving], "withheld": len(every) - len(leaving)}


def _item(evidence: Evidence) -> dict[str, Any]:
    newest = next(iter(evidence.versions.all()), None)
    return {
        "title": evidence.title,
        "effective_on": evidence.effective_on.isoformat(),
        "sha256": newest.sha256 if newest else "",
    }
