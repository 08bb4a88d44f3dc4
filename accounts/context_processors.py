"""What the header of every page names: the council that is being worked on."""

from typing import Any

from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, Any]:
    """Give templates the `council` that the page belongs to, or None."""
    return {"council": getattr(request, "council", None)}
