"""Who may do what with the plan: everybody in the recovery reads it, owners report on their own actions."""

import rules
from django.utils import timezone

from accounts.models import Role, User
from accounts.predicates import has_any_role, is_partner, reads_all, runs_the_programme
from accounts.selectors import posts_held_by, roles_of
from core.clock import today
from improvement_plans.models import Action, Source
from improvement_plans.selectors.partners import contributed_to_by

reports_progress = has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER)

adds_sources = has_any_role(Role.IMPROVEMENT_TEAM, Role.ADVISER)
"""The team, and the adviser, who enters the recommendations of a diagnostic; neither edits the other's words."""


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


@rules.predicate
def reads_all_of_it(person: User, action: Action | None) -> bool:
    """Whoever reads the whole recovery of the council whose action it is."""
    return action is not None and reads_all(person, action.objective.plan.notice.council)


@rules.predicate
def contributes_to_it(person: User, action: Action | None) -> bool:
    """Somebody from a partner agency whose organisation, or a post that they hold, contributes to the action."""
    if action is None or not is_partner(person, action.objective.plan.notice.council):
        return False
    council = action.objective.plan.notice.council
    return contributed_to_by(person, council, today=today()).filter(pk=action.pk).exists()


@rules.predicate
def keeps_the_words_of_it(person: User, source: Source | None) -> bool:
    """The improvement team, but for what the adviser wrote; the adviser, for his own words on a diagnostic."""
    if source is None:
        return False
    council, is_own = source.plan.notice.council, source.recorded_by_id == person.pk
    if runs_the_programme(person, council):
        return is_own or not _was_written_by_the_adviser(source)
    return is_own and adds_sources(person, council) and source.origin == Source.Origin.DIAGNOSTIC


def _was_written_by_the_adviser(source: Source) -> bool:
    if source.recorded_by is None:
        return False
    then = timezone.localdate(source.recorded_at)
    return Role.ADVISER in roles_of(source.recorded_by, source.plan.notice.council, today=then)


rules.add_perm("improvement_plans.view_plan", reads_all)
# The page of an action is open to partners too; which action they may see is asked of the very action.
rules.add_perm("improvement_plans.open_action", reads_all | is_partner)
rules.add_perm("improvement_plans.view_action", reads_all_of_it | contributes_to_it)
rules.add_perm("improvement_plans.view_contributions", is_partner)
# The pages on which progress is reported, and then the very action.
rules.add_perm("improvement_plans.give_update", reports_progress)
rules.add_perm("improvement_plans.update_action", runs_the_programme_of_it | holds_the_owner_post)
# Dates that were agreed are moved, and what was called done is opened again, by the improvement team alone.
rules.add_perm("improvement_plans.move_due_date", runs_the_programme)
rules.add_perm("improvement_plans.reopen_action", runs_the_programme)
# What the plan must answer, and how it is answered.
rules.add_perm("improvement_plans.add_source", adds_sources)
rules.add_perm("improvement_plans.edit_source", keeps_the_words_of_it)
rules.add_perm("improvement_plans.keep_sources", runs_the_programme)
# Asking for updates is the team's; what one is asked, and the form for a contribution, partners open too.
rules.add_perm("improvement_plans.keep_update_cycle", runs_the_programme)
rules.add_perm("improvement_plans.see_what_is_asked", reads_all | is_partner)
rules.add_perm("improvement_plans.contribute", reports_progress | is_partner)
# What is slow is found by rule; the team explains it, and says from when on which bounds hold.
rules.add_perm("improvement_plans.note_pace", runs_the_programme)
rules.add_perm("improvement_plans.set_pace_rule", runs_the_programme)
# The words of the plan, its money and its versions are the team's; whether a version is fit is the adviser's to say.
rules.add_perm("improvement_plans.write_plan", runs_the_programme)
rules.add_perm("improvement_plans.judge_version", has_any_role(Role.ADVISER))
# What was said, and what may go wrong.
rules.add_perm("improvement_plans.keep_voices", runs_the_programme)
rules.add_perm("improvement_plans.keep_risks", runs_the_programme)
rules.add_perm("improvement_plans.import_plan", runs_the_programme)
