"""Who may do what with people, posts and roles, and who may enter at all."""

import rules

from accounts.predicates import is_member, is_signed_in, keeps_the_doors, reads_all, runs_the_programme

rules.add_perm("accounts.be_signed_in", is_signed_in)
rules.add_perm("accounts.enter_council", is_member)
rules.add_perm("accounts.keep_views", reads_all)
# Whoever has the key in the address, which only its person was ever shown.
rules.add_perm("accounts.read_calendar_feed", rules.always_allow)
# What the schedule did, and trying it again.
rules.add_perm("accounts.see_operations", runs_the_programme | keeps_the_doors)
rules.add_perm("accounts.try_work_again", runs_the_programme | keeps_the_doors)
rules.add_perm("accounts.view_people", runs_the_programme | keeps_the_doors)
