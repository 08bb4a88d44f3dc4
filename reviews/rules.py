"""Who may see the reviews: everybody in the recovery."""

import rules

from accounts.predicates import reads_all

rules.add_perm("reviews.view_reviews", reads_all)
