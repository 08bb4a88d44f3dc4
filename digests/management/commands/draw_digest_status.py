"""Writes `docs/digest-status.md`, the diagram of a digest's statuses, from the table that the code follows."""

from core.management.drawing import DrawsPage
from digests.publication.transitions import as_page


class Command(DrawsPage):
    help = "Writes docs/digest-status.md from digests/publication/transitions.py."
    page_name = "digest-status.md"
    as_page = staticmethod(as_page)
