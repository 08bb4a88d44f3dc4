"""Sends the e-mails of issued reports that a lost task or a killed worker left unsent, as the schedule does."""

from typing import Any

from django.core.management.base import BaseCommand

from reports.delivering import deliver_waiting


class Command(BaseCommand):
    help = "Send the e-mails of issued reports that have not been sent yet."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{deliver_waiting()} e-mails sent.")
