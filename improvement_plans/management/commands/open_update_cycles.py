"""Asks for updates wherever the schedule of a council says so today, as the schedule does each working day."""

from typing import Any

from django.core.management.base import BaseCommand

from core.clock import today
from improvement_plans.services.cycle import open_due_cycles


class Command(BaseCommand):
    help = "Ask the owners of every live plan for their updates, where the council's schedule says so today."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{len(open_due_cycles(today=today()))} plans asked about.")
