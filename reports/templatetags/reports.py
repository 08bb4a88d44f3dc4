"""Template tags of the pages of reports."""

from django import template

from reports import mending
from reports.models import Report
from reports.readiness import Requirement

register = template.Library()


@register.simple_tag
def mend_of(requirement: Requirement, report: Report) -> mending.Mend | None:
    """Return the link that leads to where what the requirement lacks is mended; None for none."""
    return mending.mend_of(requirement, report)
