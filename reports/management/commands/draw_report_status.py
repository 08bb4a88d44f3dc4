"""Writes `docs/report-status.md`, the diagram of a report's statuses, from the table that the code follows."""

from core.management.drawing import DrawsPage
from reports.transitions import as_page


class Command(DrawsPage):
    help = "Writes docs/report-status.md from reports/transitions.py."
    page_name = "report-status.md"
    as_page = staticmethod(as_page)
