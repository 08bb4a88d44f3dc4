"""Who may see a notice's register and record what in it. The adviser and the Department read, and may ask."""

import rules

from accounts.models import Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from accounts.selectors import posts_held_by, roles_of
from core.clock import today
from notices.models import Obligation

asks_for_more = has_any_role(Role.IMPROVEMENT_TEAM, Role.ADVISER, Role.DEPARTMENT)
"""The team, and those who are entitled to ask: an adviser asks for an earlier report in their own name."""


@rules.predicate
def runs_or_owns_it(person: User, obligation: Obligation | None) -> bool:
    """Whether a person runs the programme or holds, today, the post that owns this very obligation."""
    if obligation is None or not person.is_authenticated:
        return False
    council, day = obligation.clause.notice.council, today()
    roles = roles_of(person, council, today=day)
    if Role.IMPROVEMENT_TEAM in roles:
        return True
    if Role.ACTION_OWNER not in roles or obligation.owner_post_id is None:
        return False
    return posts_held_by(person, today=day).filter(pk=obligation.owner_post_id).exists()


rules.add_perm("notices.view_register", reads_all)
rules.add_perm("notices.record_discharge", has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER))
rules.add_perm("notices.record_any", runs_the_programme)
rules.add_perm("notices.discharge_obligation", runs_or_owns_it)
rules.add_perm("notices.record_request", asks_for_more)
rules.add_perm("notices.plan_event", runs_the_programme)
rules.add_perm("notices.vary_cadence", runs_the_programme)
rules.add_perm("notices.assess_duty", runs_the_programme)
rules.add_perm("notices.set_expectation", runs_the_programme)
rules.add_perm("notices.withdraw_fact", runs_the_programme)
rules.add_perm("notices.change_status", runs_the_programme)
rules.add_perm("notices.edit_areas", runs_the_programme)
rules.add_perm("notices.appoint", runs_the_programme)
rules.add_perm("notices.draft_register", runs_the_programme)
