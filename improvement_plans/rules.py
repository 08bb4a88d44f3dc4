"""Who may do what with the plan: everybody in the recovery reads it, owners report on their own actions."""

import rules

from accounts.models import Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from accounts.selectors import posts_held_by
from core.clock import today
from improvement_plans.models import Action

reports_progress = has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER)


@rules.predicate
def runs_the_programme_of_it(person: User, action: Action | None) -> bool:
    """The improvement team of the council whose action it is."""
    return action is not None and runs_the_programme(person, action.objective.plan.notice.council)


@rules.predicate
def holds_the_owner_post(person: User, action: Action | None) -> bool:
    """An action owner who holds the post today. The role alone, or the post alone, is not enough."""
    if action is None or not reports_progress(person, action.objective.plan.notice.council):
        return False
    return posts_held_by(person, today=today()).filter(pk=action.owner_post_id).exists()


rules.add_perm("improvement_plans.view_plan", reads_all)
# The pages on which progress is reported, and then the very action.
rules.add_perm("improvement_plans.give_update", reports_progress)
rules.add_perm("improvement_plans.update_action", runs_the_programme_of_it | holds_the_owner_post)
# Dates that were agreed are moved, and what was called done is opened again, by the improvement team alone.
rules.add_perm("improvement_plans.move_due_date", runs_the_programme)
rules.add_perm("improvement_plans.reopen_action", runs_the_programme)
