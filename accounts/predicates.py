"""The parts that every application's permission rules are made of: what role a person has in a council."""

from typing import Any

import rules

from accounts.models import Organisation, Role, User
from accounts.selectors import roles_of
from core.clock import today


def has_any_role(*roles: str) -> Any:
    """Return the predicate (person, council) that is true for a person with one of `roles` in the council today."""
    wanted = frozenset(roles)

    def predicate(person: User, council: Organisation | None) -> bool:
        if council is None or not person.is_authenticated or not person.is_active:
            return False
        return bool(wanted & roles_of(person, council, today=today()))

    return rules.predicate(predicate, name="has_any_role:" + ",".join(sorted(wanted)))


is_member = has_any_role(*Role.values)
"""Whoever has any role in the council's recovery."""

reads_all = has_any_role(*(role for role in Role.values if role != Role.PARTNER))
"""Whoever reads the council's whole recovery: everybody but a partner, who sees what it contributes to."""

is_partner = has_any_role(Role.PARTNER)
"""Somebody from a partner agency, who sees what the agency contributes to and nothing else."""

runs_the_programme = has_any_role(Role.IMPROVEMENT_TEAM)
"""The improvement team: it keeps the register, the plan and the month's papers."""

keeps_the_doors = has_any_role(Role.ADMINISTRATOR)
"""The administrator: people, posts, roles and the audit trail."""

is_signed_in = rules.is_authenticated
