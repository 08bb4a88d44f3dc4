"""Plans and sends the reminders that are owed today, as the schedule does every half hour of the working day."""

from typing import Any

from django.core.management.base import BaseCommand

from core.clock import today
from improvement_plans.reminding import sweep


class Command(BaseCommand):
    help = "Send each person one message with what they are asked today; run again, it sends nothing twice."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep(today())} messages sent.")
