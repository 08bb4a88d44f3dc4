"""Who may see, write and sign reports: each its own author, everybody reads what was issued.

A page asks a permission on the council first, and then one on the very report. Those on a report are asked with
`allows`, which makes no exception for a superuser: nobody reads the adviser's drafts for being an administrator.
"""

import rules

from accounts.models import Organisation, Role, User
from accounts.predicates import has_any_role, keeps_the_doors, reads_all, runs_the_programme
from accounts.selectors import roles_of
from core.clock import today
from reports import authorship
from reports.models import Report
from reports.selectors.visible import may_be_seen_by
from reports.selectors.waiting import was_asked, was_signed_by

writes_some_kind = has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR, Role.ADVISER)


def _roles(person: User, report: Report) -> frozenset[str]:
    return roles_of(person, report.notice.council, today=today())


@rules.predicate
def sees_it(person: User, report: Report | None) -> bool:
    """Whoever may read the report as it is now."""
    return report is not None and may_be_seen_by(person, report)


@rules.predicate
def writes_it(person: User, report: Report | None) -> bool:
    """Whoever's words the report is."""
    return report is not None and authorship.may_write(_roles(person, report), report.what)


@rules.predicate
def sees_its_drafts(person: User, report: Report | None) -> bool:
    """Whoever sees reports of the kind while they are written, and may say something of them."""
    return report is not None and authorship.sees_drafts(_roles(person, report), report.what)


@rules.predicate
def stands_in_its_chain(person: User, report: Report | None) -> bool:
    """Whoever holds a post or deputy post that was asked in the newest round; whose turn it is, the service says."""
    return report is not None and was_asked(person, report, today=today())


@rules.predicate
def signed_it(person: User, report: Report | None) -> bool:
    """Whoever signed the report in the round that led to its signature."""
    return report is not None and was_signed_by(person, report)


def writes_kind(person: User, council: Organisation, kind: str) -> bool:
    """Whether `person` may prepare reports of a kind (by its key) in `council` today."""
    written = authorship.kinds_written_by(roles_of(person, council, today=today()))
    return kind in {each.key for each in written}


def allows(person: User, permission: str, report: Report) -> bool:
    """Whether `person` has a permission on the very report, superuser or not."""
    return bool(rules.has_perm(permission, person, report))


rules.add_perm("reports.view_dashboard", reads_all)
rules.add_perm("reports.view_reports", reads_all)
rules.add_perm("reports.read_this_report", sees_it)
# The pages on which reports are prepared and written; the kind and the very report decide further.
rules.add_perm("reports.prepare_report", writes_some_kind)
rules.add_perm("reports.write_report", writes_some_kind)
rules.add_perm("reports.write_this_report", sees_it & writes_it)
# Colleagues who see a draft say what they think of it.
rules.add_perm("reports.comment_on_report", reads_all)
rules.add_perm("reports.comment_on_this_report", sees_it & sees_its_drafts)
# Whoever holds the post that was asked signs: that is asked of the report itself, for a post is not a role.
rules.add_perm("reports.sign_report", reads_all)
rules.add_perm("reports.sign_this_report", sees_it & stands_in_its_chain)
rules.add_perm("reports.recall_this_report", sees_it & (writes_it | signed_it))
rules.add_perm("reports.keep_chains", runs_the_programme | keeps_the_doors)
rules.add_perm("reports.view_escalations", reads_all)
rules.add_perm("reports.keep_escalations", has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR))
