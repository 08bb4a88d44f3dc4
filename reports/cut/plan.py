"""The part of a cut that the plan gives: ratings by area, money, and what is slow with figures and explanations."""

from typing import Any

from improvement_plans.pace import STANDARD_RULE, Pace
from improvement_plans.roll_up import RULE
from improvement_plans.selectors import SlowObjective, slow_objectives_of, weak_contributions
from improvement_plans.selectors.pace import bounds_of, setting_for
from improvement_plans.selectors.text import budget_as_at
from improvement_plans.standing import ActionStanding, Part, PlanStanding
from reports.cut.days import iso


def plan_in_cut(plan: PlanStanding | None) -> dict[str, Any] | None:
    """Return the plan by area, each action with the owner's rating and the computed one; None without a plan."""
    if plan is None:
        return None
    return {
        "rule": RULE,
        "computed_rule": bounds_of(plan.pace_rule).in_words(),
        "key": plan.group.rating,
        "word": plan.group.rating_word,
        "done": plan.group.done,
        "overdue": plan.group.overdue,
        "total": len(plan.actions),
        "areas": [_area(part) for part in plan.by_area],
    }


def slow_in_cut(plan: PlanStanding | None) -> dict[str, Any]:
    """Return what is slow and whose contribution is weak: by the rule alone, so that nobody can leave one out (5.e)."""
    if plan is None:
        return {"rule": STANDARD_RULE.in_words(), "objectives": [], "contributions": []}
    setting = setting_for(plan.plan, plan.as_at, plan.known_on)
    return {
        "rule": plan.pace_rule.in_words(),
        "rule_since": iso(setting.from_day) if setting else None,
        "rule_reason": setting.reason if setting else "",
        "objectives": [_slow_objective(each) for each in slow_objectives_of(plan)],
        "contributions": [
            {"name": each.name, "reasons": [reason.words for reason in each.reasons]}
            for each in weak_contributions(plan)
        ],
    }


def money_in_cut(plan: PlanStanding | None) -> dict[str, Any] | None:
    """Return the money for improvement work, in pounds as strings; None where the plan has no budget."""
    budget = budget_as_at(plan.plan, plan.as_at, known_on=plan.known_on) if plan else None
    if budget is None or not budget.lines:
        return None
    return {
        "amount": str(budget.amount),
        "committed": str(budget.committed),
        "left": str(budget.left),
        "lines": [
            {
                "code": each.line.code,
                "title": each.line.title,
                "amount": str(each.line.amount),
                "committed": str(each.committed),
                "left": str(each.left),
            }
            for each in budget.lines
        ],
        "uncosted": len(budget.uncosted),
    }


def _area(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "letter": part.key.removeprefix("area-") if part.narrowed_by else "",
        "key": part.group.rating,
        "word": part.group.rating_word,
        "done": part.group.done,
        "overdue": part.group.overdue,
        "actions": [
            _action(each, objective.objective.reference)
            for objective in part.objectives
            for each in objective.group.actions
        ],
    }


def _action(standing: ActionStanding, objective: str) -> dict[str, Any]:
    update = standing.newest_update
    return {
        "objective": objective,
        "reference": standing.action.reference,
        "title": standing.action.title,
        "owner": str(standing.owner.post),
        "due_on": iso(standing.due_on),
        "first_due_on": iso(standing.action.original_due_on),
        "done_on": iso(standing.done_on),
        "days_overdue": standing.days_overdue,
        "key": standing.rating_value,
        "word": standing.rating_word,
        "reason": standing.rating.reason if standing.rating else "",
        "said": update.narrative if update else "",
        "said_on": iso(update.given_on) if update else None,
        **_computed(standing),
    }


def _computed(standing: ActionStanding) -> dict[str, Any]:
    return {
        "computed": standing.computed.rating,
        "computed_word": standing.computed_word,
        "computed_because": list(standing.computed.reasons),
        "differs": standing.differs,
        "differs_because": standing.differs_because,
    }


def _slow_objective(slow: SlowObjective) -> dict[str, Any]:
    standing, note = slow.standing, slow.newest
    return {
        "reference": standing.objective.reference,
        "title": standing.objective.title,
        "owner": str(standing.owner.post),
        "reasons": [reason.words for reason in standing.pace.reasons],
        "figures": _figures(standing.pace),
        "explanation": note.explanation if note else "",
        "step": note.corrective_step if note else "",
        "step_due_on": iso(note.step_due_on) if note else None,
        "explained_by": str(note.noted_by or "") if note else "",
        "explained_on": iso(note.noted_on) if note else None,
    }


def _figures(pace: Pace) -> str:
    """Return the figures of an objective as the sentence that the report prints."""
    finish = pace.projected_finish
    projected = f"done on {finish:%-d %B %Y} at the recent rate" if finish else "nothing measured moves"
    return (
        f"{pace.achieved_share:.0%} achieved where {pace.planned_share:.0%} was planned; {projected}; "
        f"{_put_back(pace)}; "
        f"{_counted(pace.missed_updates, 'update')} and {_counted(pace.missed_contributions, 'contribution')} missed"
    )


def _put_back(pace: Pace) -> str:
    if not pace.times_put_back:
        return "no due date put back"
    return (
        f"due dates put back {_counted(pace.times_put_back, 'time')}, "
        f"by {_counted(pace.days_put_back, 'day')} in all"
    )


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
