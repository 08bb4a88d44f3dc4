"""Removes files that no evidence names, as the schedule does every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence.sweeping import remove_unnamed_files


class Command(BaseCommand):
    help = "Remove files of the evidence store that no evidence names and that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remove_unnamed_files(timezone.now())} files removed.")
