"""Who may see, write and sign reports: the council writes, the signing post signs, everybody reads what was issued."""

import rules

from accounts.models import Role
from accounts.predicates import has_any_role, reads_all, runs_the_programme

sees_drafts = has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR, Role.ANALYST, Role.ACTION_OWNER)
"""The council's own people; the adviser, the Department and the board read a report once it has been issued."""

rules.add_perm("reports.view_dashboard", reads_all)
rules.add_perm("reports.view_reports", reads_all)
rules.add_perm("reports.view_drafts", sees_drafts)
rules.add_perm("reports.prepare_report", runs_the_programme)
rules.add_perm("reports.write_report", runs_the_programme)
# Whoever holds the signing post signs: that is checked on the report itself, for a post is not a role.
rules.add_perm("reports.sign_report", sees_drafts)
