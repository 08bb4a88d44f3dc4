"""What a page about a meeting shows of its packs."""

from typing import Any

from django import template

from boards.models import Meeting
from boards.selectors.packs import packs_of
from core.clock import today

register = template.Library()


@register.inclusion_tag("boards/_meeting_pack.html", takes_context=True)
def meeting_pack(context: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """Show the packs of a meeting that the person may take, and the way to make and send them."""
    person = context["request"].user
    return {
        "packs": packs_of(meeting, person, today=today()),
        "meeting": meeting,
        "council": meeting.board.notice.council,
        "csrf_token": context.get("csrf_token"),
    }
