"""Writes a made-up Annex A workbook of any size from a seed, clean or with the faults that councils' own have."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.clock import today
from digests.annex_a.generator import make_workbook


class Command(BaseCommand):
    """`make_annex_a FILE --rows 2000 --seed 1 --dirty`; the same arguments make the same rows."""

    help = "Write a made-up Annex A workbook: nobody in it exists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--rows", type=int, default=2_000, help="rows over all lists; 2,000 unless given")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--extract-on", type=dt.date.fromisoformat, default=None, help="as 2026-10-31; today"
        )
        parser.add_argument("--dirty", action="store_true", help="with faults, drift and a list left out")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rows"] < 1:
            raise CommandError("--rows must be 1 or more")
        try:
            with options["file"].open("wb") as file:
                made = make_workbook(
                    file,
                    rows=options["rows"],
                    seed=options["seed"],
                    extract_on=options["extract_on"] or today(),
                    dirty=options["dirty"],
                )
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{made.rows} rows in {options['file']}, {len(made.faults)} faults put in")
