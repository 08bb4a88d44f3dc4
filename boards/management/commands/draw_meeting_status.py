"""Writes `docs/meeting-status.md`, the diagram of a meeting's statuses, from the table that the code follows."""

from boards.transitions import as_page
from core.management.drawing import DrawsPage


class Command(DrawsPage):
    help = "Writes docs/meeting-status.md from boards/transitions.py."
    page_name = "meeting-status.md"
    as_page = staticmethod(as_page)
