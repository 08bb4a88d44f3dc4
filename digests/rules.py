"""Who may do what with the digest: everybody in the recovery reads it, the analyst gives the figures."""

import rules

from accounts.models import Role
from accounts.predicates import has_any_role, reads_all

rules.add_perm("digests.view_digest", reads_all)
rules.add_perm("digests.give_figure", has_any_role(Role.ANALYST))
rules.add_perm("digests.link_indicator", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM))
