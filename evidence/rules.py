"""Who may do what with evidence."""

import rules

from accounts.models import Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from evidence.models import Evidence

adds_evidence = has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR, Role.ADVISER)
"""Whoever has something to prove. The Department and board members read."""

rules.add_perm("evidence.view_evidence", reads_all)
rules.add_perm("evidence.add_evidence", adds_evidence)


sees_what_stays_within = has_any_role(
    Role.IMPROVEMENT_TEAM,
    Role.ACTION_OWNER,
    Role.ANALYST,
    Role.CHAIR,
    Role.ADVISER,
    Role.ADMINISTRATOR,
)
"""Who opens what stays within the council: its own people, and the adviser, whom the notice entitles to see progress.

A partner, the Department and a board member do not, unless by another role.
"""


@rules.predicate
def may_take_it(person: User, evidence: Evidence | None) -> bool:
    """Whether a person may open or download the evidence itself; that it exists is another question."""
    if evidence is None or not reads_all(person, evidence.council):
        return False
    return evidence.may_leave or bool(sees_what_stays_within(person, evidence.council))


rules.add_perm("evidence.take_evidence", may_take_it)


@rules.predicate
def recorded_it(person: User, evidence: Evidence | None) -> bool:
    """Whoever put the evidence in follows it with later versions."""
    return (
        evidence is not None
        and evidence.recorded_by_id == person.pk
        and adds_evidence(person, evidence.council)
    )


@rules.predicate
def runs_the_programme_of_it(person: User, evidence: Evidence | None) -> bool:
    """The improvement team of the council whose evidence it is."""
    return evidence is not None and runs_the_programme(person, evidence.council)


rules.add_perm("evidence.add_version", recorded_it | runs_the_programme_of_it)
rules.add_perm("evidence.describe_evidence", recorded_it | runs_the_programme_of_it)
