"""Answers how the risks of a plan stand on a day: scored, open or closed, owned by whom; in constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from improvement_plans.heat_map import HeatMap, Placed, heat_map
from improvement_plans.models import Action, Plan, Risk, RiskClosing, RiskScore, known_by
from improvement_plans.risk_levels import Score
from improvement_plans.selectors.facts import holders_on
from improvement_plans.selectors.standings import action_standings
from improvement_plans.standing import ActionStanding, Owner

SCORES_NEEDED = 2
"""The newest score says how a risk stands, the one before it whether it moved."""


@dataclass(frozen=True)
class Scored:
    """One score in the history of a risk, beside the residual score that it followed."""

    given: RiskScore
    before: Score | None

    @property
    def inherent(self) -> Score:
        return Score(self.given.inherent_likelihood, self.given.inherent_impact)

    @property
    def residual(self) -> Score:
        return Score(self.given.residual_likelihood, self.given.residual_impact)

    @property
    def movement(self) -> str:
        """How the residual score moved, in words; empty for the first."""
        if self.before is None:
            return ""
        change = self.residual.number - self.before.number
        if change == 0:
            return "Unchanged"
        return f"{'Up' if change > 0 else 'Down'} by {abs(change)}"


@dataclass(frozen=True)
class RiskStanding:
    """One risk as at a day. `scored` is None as long as no score was known."""

    risk: Risk
    owner: Owner
    scored: Scored | None
    closed_on: dt.date | None

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


def risks_as_at(plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None) -> QuerySet[Risk]:
    """Return the plan's risks with how they stood, the open ones with the highest residual score first."""
    return (
        Risk.objects.filter(plan=plan)
        .standing_on(as_at, known_on=known_on)
        .select_related("owner_post")
        .order_by(*BY_RESIDUAL)
    )


BY_RESIDUAL = (
    F("closed_then").asc(nulls_first=True),
    F("residual_then").desc(nulls_last=True),
    F("inherent_then").desc(nulls_last=True),
    "reference",
)


def risk_standings(
    risks: Iterable[Risk], *, plan: Plan, as_at: dt.date, known_on: dt.date | None = None
) -> list[RiskStanding]:
    """Return how each of `risks` (rows of `risks_as_at`) stands, in their order."""
    rows = list(risks)
    holders = holders_on(as_at, {row.owner_post_id for row in rows})
    scores = _newest_scores(plan, as_at, known_on)
    return [
        RiskStanding(
            risk=row,
            owner=Owner(row.owner_post, holders[row.owner_post_id]),
            scored=scores[row.pk][-1] if scores[row.pk] else None,
            closed_on=row.closed_then,  # type: ignore[attr-defined]
        )
        for row in rows
    ]


def top_risks(
    plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None, count: int = 5
) -> list[RiskStanding]:
    """Return the open risks with the highest residual scores."""
    every: Any = risks_as_at(plan, as_at, known_on=known_on)
    worst = every.filter(closed_then__isnull=True, residual_then__isnull=False)
    return risk_standings(worst[:count], plan=plan, as_at=as_at, known_on=known_on)


def map_of(risks: Iterable[Risk], *, inherent: bool) -> HeatMap:
    """Return the heat map of the open and scored among `risks`, rows of `risks_as_at`, by one side of their scores."""
    side = "inherent" if inherent else "residual"
    return heat_map(
        Placed(
            risk.pk,
            risk.reference,
            Score(getattr(risk, f"{side}_likelihood_then"), getattr(risk, f"{side}_impact_then")),
        )
        for risk in risks
        if risk.closed_then is None and risk.residual_then is not None  # type: ignore[attr-defined]
    )


def scores_of(risk: Risk, as_at: dt.date, *, known_on: dt.date | None = None) -> list[Scored]:
    """Return every score of a risk by then, the newest first."""
    given = risk.scores.given_by(as_at, known_on=known_on).select_related("scored_by")
    return _followed(given.order_by("scored_on", "pk"))[::-1]


def closings_of(risk: Risk, as_at: dt.date, *, known_on: dt.date | None = None) -> list[RiskClosing]:
    """Return when and why the risk was closed by then, the newest first; `reopened_then` is None while it stands."""
    found = list(
        risk.closings.filter(known_by(known_on), closed_on__lte=as_at)
        .select_related("closed_by", "reopened_by")
        .order_by("-closed_on", "-pk")
    )
    standing = set(risk.closings.standing_on(as_at, known_on=known_on).values_list("pk", flat=True))
    for closing in found:
        closing.reopened_then = None if closing.pk in standing else closing.reopened_on  # type: ignore[attr-defined]
    return found


def mitigations_of(risk: Risk, as_at: dt.date, *, known_on: dt.date | None = None) -> list[ActionStanding]:
    """Return how the actions that mitigate the risk stood. Which they are is as it is now."""
    return action_standings(Action.objects.filter(mitigates=risk), as_at=as_at, known_on=known_on)


def risks_of_action(action: Action, as_at: dt.date, *, known_on: dt.date | None = None) -> list[RiskStanding]:
    """Return the open risks that the action mitigates."""
    plan = action.objective.plan
    every: Any = risks_as_at(plan, as_at, known_on=known_on)
    open_then = every.filter(mitigations=action, closed_then__isnull=True)
    return risk_standings(open_then, plan=plan, as_at=as_at, known_on=known_on)


def _newest_scores(plan: Plan, as_at: dt.date, known_on: dt.date | None) -> dict[int, list[Scored]]:
    place = Window(RowNumber(), partition_by=F("risk"), order_by=[F("scored_on").desc(), F("pk").desc()])
    given = RiskScore.objects.given_by(as_at, known_on=known_on).filter(risk__plan=plan)
    newest = given.annotate(place=place).filter(place__lte=SCORES_NEEDED).order_by("scored_on", "pk")
    by_risk: dict[int, list[RiskScore]] = defaultdict(list)
    for score in newest:
        by_risk[score.risk_id].append(score)
    return defaultdict(list, {risk: _followed(scores) for risk, scores in by_risk.items()})


def _followed(scores: Iterable[RiskScore]) -> list[Scored]:
    """Return scores, the earliest first, each with the residual score before it."""
    found: list[Scored] = []
    for given in scores:
        found.append(Scored(given, found[-1].residual if found else None))
    return found
