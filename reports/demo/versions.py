"""Loads the versions of Fernshire's plan: the first, the one in force with what changed since, and an open draft."""

import datetime as dt

from improvement_plans.models import Action, Plan, PlanVersion
from improvement_plans.services.leaving import drop_action
from improvement_plans.services.versions import judge_version, open_version, put_in_force, submit_version
from reports.demo.days import FernshireDays, afternoon, days_after
from reports.demo.people import Cast

REWORDED = ("07.3", "Cut agency posts by a third")
"""An action whose target the second version lowered, in the open: its reference and its words since then."""
DROPPED = ("01.4", "The lease could not be had; the teams share a floor in the present building instead")
FIRST_SAYS = (
    "Fit for purpose. Say more on keeping experienced workers, set measures for area g, and put milestones to "
    "whatever takes longer than a quarter."
)
SECOND_SAYS = "Fit for purpose. Keep the dates of the front door; they are what the rest hangs on."


def load_versions(cast: Cast, plan: Plan, days: FernshireDays) -> None:
    """Submit and judge two versions on their days, with the changes between them, and open a third."""
    _version(cast, plan, "The first plan", FIRST_SAYS, days.plan_submitted)
    second = days_after(days.today, -140)
    _change_what_the_second_changes(cast, plan, days_after(second, -3))
    _version(cast, plan, "Three actions more, one less, and one target lowered", SECOND_SAYS, second)
    open_version(
        plan=plan, by=cast.team, today=days_after(days.today, -12),
        what_changed="Actions for what the monitoring visit found.",
    )  # fmt: skip


def _version(cast: Cast, plan: Plan, what_changed: str, says: str, submitted_on: dt.date) -> None:
    opened = open_version(plan=plan, by=cast.team, today=days_after(submitted_on, -6))
    version = submit_version(
        version=opened, submitted_on=submitted_on, what_changed=what_changed, by=cast.team, today=submitted_on
    )
    judged_on = days_after(submitted_on, 18)
    version = judge_version(
        version=version, judgement=PlanVersion.Status.FIT, judged_on=judged_on, recommendations=says,
        by=cast.people["adviser"], today=judged_on,
    )  # fmt: skip
    put_in_force(
        version=version, from_day=days_after(judged_on, 2), by=cast.team, today=days_after(judged_on, 2)
    )


def _change_what_the_second_changes(cast: Cast, plan: Plan, day: dt.date) -> None:
    reference, title = REWORDED
    reworded = Action.objects.get(objective__plan=plan, reference=reference)
    reworded.title = title
    reworded._history_date, reworded._history_user = afternoon(day), cast.team  # type: ignore[attr-defined]
    reworded.save()
    reference, reason = DROPPED
    dropped = Action.objects.get(objective__plan=plan, reference=reference)
    drop_action(action=dropped, reason=reason, by=cast.team, today=day)
    Action.history.filter(id=dropped.pk, left_on=day).update(history_date=afternoon(day))
