"""Who may see the boards: everybody in the recovery."""

import rules

from accounts.predicates import is_member

rules.add_perm("boards.view_board", is_member)
