"""Writes `docs/notice-status.md`, the diagram of a notice's statuses, from the table that the code follows."""

from core.management.drawing import DrawsPage
from notices.transitions import as_page


class Command(DrawsPage):
    help = "Writes docs/notice-status.md from notices/transitions.py."
    page_name = "notice-status.md"
    as_page = staticmethod(as_page)
