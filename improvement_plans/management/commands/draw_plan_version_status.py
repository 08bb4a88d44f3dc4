"""Writes `docs/plan-version-status.md`, the diagram of a version's statuses, from the table that the code follows."""

from core.management.drawing import DrawsPage
from improvement_plans.plan_transitions import as_page


class Command(DrawsPage):
    help = "Writes docs/plan-version-status.md from improvement_plans/plan_transitions.py."
    page_name = "plan-version-status.md"
    as_page = staticmethod(as_page)
