"""Loads the demonstration case: two fictional councils, as they stand today."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.clock import today
from core.refusals import Refusal
from reports.demo.loading import is_loaded, load, refuse_over_real_data
from reports.demo.people import FERNSHIRE_PARTNERS, FERNSHIRE_SEATS, PASSWORD, WESTMERE_SEATS, Seat


class Command(BaseCommand):
    """`load_demo`: refuses to run over real data; a second run changes nothing."""

    help = "Load the demonstration case (two fictional councils). Refuses over real data; harmless when run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demonstration accounts share one known password: they are not loaded in production."
            )
        try:
            refuse_over_real_data()
            was_there = is_loaded()
            load(today=today())
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            "The demonstration case was there already." if was_there else "The demonstration case is loaded."
        )
        self.stdout.write(f"Sign in with any of these; the password is: {PASSWORD}")
        self._accounts("fernshire", FERNSHIRE_SEATS + FERNSHIRE_PARTNERS)
        self._accounts("westmere", WESTMERE_SEATS)

    def _accounts(self, slug: str, seats: tuple[Seat, ...]) -> None:
        for seat in seats:
            self.stdout.write(f"  {seat.address + '@' + slug + '.example':<34}{seat.role.label}")
