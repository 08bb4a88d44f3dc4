"""Tags that show what people wrote in a report."""

from django import template
from django.utils.safestring import SafeString

from accounts.models import User
from reports import markdown
from reports.models import Report
from reports.rules import allows
from reports.selectors import sections

register = template.Library()


@register.filter
def as_html(text: str) -> SafeString:
    """Return Markdown as clean HTML, its headings below those of its section."""
    return markdown.as_html(text)


@register.simple_tag
def printed_sections(report: Report) -> list[sections.Printed]:
    """Return the sections of a report with their text as HTML, in the order of its kind."""
    return sections.printed_sections(report)


@register.simple_tag
def may_comment(person: User, report: Report) -> bool:
    """Whether a person sees reports of this kind while they are written, and so what colleagues say of them."""
    return allows(person, "reports.comment_on_this_report", report)


@register.simple_tag
def open_comments(report: Report) -> int:
    """Return how many comments on the report nobody has settled."""
    return sections.open_comments_of(report)
