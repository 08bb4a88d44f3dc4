"""Who may see the reviews: everybody in the recovery."""

import rules

from accounts.predicates import is_member

rules.add_perm("reviews.view_reviews", is_member)
