"""What the commands share that do scheduled work now, as beat does it by the clock."""

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from core.clock import today
from core.scheduled import in_words, run


class DoesScheduledWork(BaseCommand):
    """Does the scheduled work `work` for today, recorded as a run, and says what it did. Safe to run twice."""

    work: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = "Safe to run twice, and late: it does what is still to be done."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = run(self.work, day=today(), asked_by=f"The command {self.work.replace('-', '_')}")
        except Exception as failure:
            raise CommandError(f"It failed, and is safe to run again. {in_words(failure)}") from failure
        for line in done.did:
            place = f"{line['scope']}: " if line["scope"] else ""
            self.stdout.write(f"{place}{line['words']}.")
        if not done.did:
            self.stdout.write("Nothing to do.")
