"""Removes uploaded Annex A workbooks that no worker took, as the schedule does every ten minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from digests.annex_a_uploads.waiting_files import sweep


class Command(BaseCommand):
    help = "Remove uploaded Annex A workbooks that have waited for a worker for more than an hour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sweep(timezone.now())} files removed.")
