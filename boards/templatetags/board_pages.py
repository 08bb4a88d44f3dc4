"""What every page of the board shows: its sections."""

from django import template

from accounts.models import Organisation, User
from boards.navigation import Section, sections_for

register = template.Library()


@register.simple_tag
def board_sections(person: User, council: Organisation) -> list[tuple[Section, str]]:
    """Return the sections of the board's pages that `person` may open, each with its address."""
    return sections_for(person, council)
