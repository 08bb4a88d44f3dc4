"""Answers whose contribution to a plan is weak, by the rule in force and never by choice (clause 5.e)."""

from collections import defaultdict
from dataclasses import dataclass

from improvement_plans.pace import PaceRule, Reason, not_given_by, pace_of
from improvement_plans.standing import ActionStanding, PlanStanding


@dataclass(frozen=True)
class ContributionStanding:
    """What one post or partner agency owns or contributes to, and the reasons for which that is weak."""

    name: str
    actions: tuple[ActionStanding, ...]
    reasons: tuple[Reason, ...]


def weak_contributions(plan: PlanStanding, *, rule: PaceRule | None = None) -> list[ContributionStanding]:
    """Return whose contribution is weak, by name; without a `rule`, by the one that the plan is held to.

    An owner's is when the actions of the post together are slow. Whoever only contributes answers for what they
    were asked, and not for what the owner does.
    """
    held_to = rule or plan.pace_rule
    owners, contributors = _owned(plan), _asked(plan)
    found = []
    for title in sorted({*owners, *contributors}):
        owned, asked = owners.get(title, []), contributors.get(title, [])
        reasons = (*_as_owner(owned, plan, held_to), *_as_contributor(title, asked, held_to))
        if reasons:
            name = str(owned[0].owner) if owned else title
            found.append(ContributionStanding(name, (*owned, *asked), reasons))
    return found


def _owned(plan: PlanStanding) -> dict[str, list[ActionStanding]]:
    owned: dict[str, list[ActionStanding]] = defaultdict(list)
    for standing in plan.actions:
        owned[standing.owner.post.title].append(standing)
    return owned


def _asked(plan: PlanStanding) -> dict[str, list[ActionStanding]]:
    asked: dict[str, list[ActionStanding]] = defaultdict(list)
    for standing in plan.actions:
        for title in standing.missed_contributions_by:
            asked[title].append(standing)
    return asked


def _as_owner(owned: list[ActionStanding], plan: PlanStanding, rule: PaceRule) -> tuple[Reason, ...]:
    return pace_of([each.dates for each in owned], today=plan.as_at, rule=rule).reasons


def _as_contributor(title: str, asked: list[ActionStanding], rule: PaceRule) -> tuple[Reason, ...]:
    missed = {
        each.action.reference: each.missed_contributions_by[title] for each in asked if not each.is_done
    }
    reason = not_given_by(missed, rule)
    return () if reason is None else (reason,)
