"""Who may do what with evidence."""

import rules

from accounts.models import Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from evidence.models import Evidence

adds_evidence = has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR, Role.ADVISER)
"""Whoever has something to prove. The Department and board members read."""

rules.add_perm("evidence.view_evidence", reads_all)
rules.add_perm("evidence.add_evidence", adds_evidence)


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
