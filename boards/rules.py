"""Who may see the boards: everybody in the recovery."""

import rules

from accounts.predicates import reads_all

rules.add_perm("boards.view_board", reads_all)
