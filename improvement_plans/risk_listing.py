"""The rows of an export of risks: exactly what the list shows."""

from collections.abc import Iterable, Iterator
from typing import Any

from improvement_plans.selectors.risks import RiskStanding

COLUMNS = (
    "Reference", "Title", "Cause", "Event", "Effect", "Owner", "Held by", "Raised on", "Closed on",
    "Inherent likelihood", "Inherent impact", "Inherent score", "Residual likelihood", "Residual impact",
    "Residual score", "Residual level", "Since the score before", "Scored on", "Reason for the score",
)  # fmt: skip


def export_rows(risks: Iterable[RiskStanding]) -> Iterator[list[Any]]:
    """Yield one row for each risk, in the order of `COLUMNS`."""
    for each in risks:
        risk = each.risk
        yield [
            risk.reference,
            risk.title,
            risk.cause,
            risk.event,
            risk.effect,
            str(each.owner.post),
            ", ".join(each.owner.holders) or "Vacant",
            risk.raised_on,
            each.closed_on,
            *_scores(each),
        ]


def _scores(each: RiskStanding) -> list[Any]:
    if each.scored is None:
        return [None] * 6 + ["Not scored yet", "", None, ""]
    inherent, residual = each.scored.inherent, each.scored.residual
    return [
        inherent.likelihood,
        inherent.impact,
        inherent.number,
        residual.likelihood,
        residual.impact,
        residual.number,
        residual.level.word,
        each.scored.movement,
        each.scored.given.scored_on,
        each.scored.given.reason,
    ]
