"""Calls failed every background job whose worker was killed, as the schedule does every five minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from core import jobs


class Command(BaseCommand):
    help = "Call failed every background job of which nothing was heard for 15 minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{jobs.fail_abandoned(timezone.now())} abandoned jobs called failed.")
