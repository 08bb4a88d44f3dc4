"""Who may do what with the digest: everybody in the recovery reads it, the analyst gives the figures."""

import rules

from accounts.models import Role
from accounts.predicates import has_any_role, reads_all

rules.add_perm("digests.view_digest", reads_all)
rules.add_perm("digests.give_figure", has_any_role(Role.ANALYST))
rules.add_perm("digests.link_indicator", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM))
rules.add_perm("digests.load_figures", has_any_role(Role.ANALYST))
rules.add_perm("digests.load_benchmarks", has_any_role(Role.ANALYST))
# Child-level rows: whoever gives the figures, and nobody else.
rules.add_perm("digests.load_annex_a", has_any_role(Role.ANALYST))
rules.add_perm("digests.define_indicator", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM))
rules.add_perm("digests.set_target", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM))
rules.add_perm("digests.comment_on_indicator", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM))
rules.add_perm("digests.publish_digest", has_any_role(Role.ANALYST))
# The figures of a month can be read before it is published; what is being written about them is for those within.
rules.add_perm(
    "digests.view_draft", has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.CHAIR)
)
rules.add_perm(
    "digests.view_scrutiny_copy",
    has_any_role(Role.ANALYST, Role.IMPROVEMENT_TEAM, Role.CHAIR, Role.BOARD_MEMBER),
)
