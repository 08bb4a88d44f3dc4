"""The part of a cut that holds the register of risks: score, owner, and what is done about each."""

from typing import Any

from django.db.models import Prefetch

from improvement_plans.models import Action
from improvement_plans.risk_levels import RULE
from improvement_plans.selectors.risks import RiskStanding, risk_standings, risks_as_at
from improvement_plans.standing import PlanStanding
from reports.cut.days import iso


def risks_in_cut(plan: PlanStanding | None) -> dict[str, Any] | None:
    """Return every risk raised by the day of the cut, the gravest first and closed ones last; None without a plan."""
    if plan is None:
        return None
    as_at, known_on = plan.as_at, plan.known_on
    treating = Action.objects.standing_on(as_at, known_on=known_on).order_by("reference", "pk")
    rows = risks_as_at(plan.plan, as_at, known_on=known_on).prefetch_related(
        Prefetch("mitigations", queryset=treating, to_attr="treated_by")
    )
    standings = risk_standings(rows, plan=plan.plan, as_at=as_at, known_on=known_on)
    return {"rule": RULE, "rows": [_risk(each) for each in standings]}


def _risk(standing: RiskStanding) -> dict[str, Any]:
    scored, risk = standing.scored, standing.risk
    return {
        "reference": risk.reference,
        "title": risk.title,
        "owner": str(standing.owner),
        "score": scored.residual.number if scored else None,
        "level": scored.residual.level.value if scored else "",
        "level_word": scored.residual.level.word if scored else "Not scored",
        "words": scored.residual.words if scored else "",
        "inherent": scored.inherent.number if scored else None,
        "movement": scored.movement if scored else "",
        "scored_on": iso(scored.given.scored_on) if scored else None,
        "reason": scored.given.reason if scored else "",
        "treatment": [_treatment(each) for each in risk.treated_by],  # type: ignore[attr-defined]
        "closed_on": iso(standing.closed_on),
    }


def _treatment(action: Action) -> str:
    done = action.done_then  # type: ignore[attr-defined]
    due = action.due_then  # type: ignore[attr-defined]
    end = f"done on {done:%-d %B %Y}" if done else f"due {due:%-d %B %Y}"
    return f"{action.reference} {action.title}, {end}"
