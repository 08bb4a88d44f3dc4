"""Template tags of the pages of reports."""

from django import template

from accounts.models import User
from accounts.selectors import roles_of
from core.clock import today
from reports import mending
from reports.authorship import may_write
from reports.models import Report
from reports.readiness import Requirement

register = template.Library()


@register.simple_tag
def mend_of(requirement: Requirement, report: Report, person: User) -> mending.Mend | None:
    """Return the link by which `person` mends what the requirement lacks; None for none, and for whoever only reads."""
    if not may_write(roles_of(person, report.notice.council, today=today()), report.what):
        return None
    return mending.mend_of(requirement, report)
