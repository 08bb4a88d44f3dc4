"""What the commands that answer questions about dates share: a JSON list in, a list of answers out."""

import json
import sys
from abc import ABC, abstractmethod
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class AnsweringCommand(BaseCommand, ABC):
    """Reads a JSON list on standard input and prints the list of answers; no database is touched.

    A wrong item is answered in its place by `{"error": ...}`, with a line on standard error, and the command
    exits with 1. Input that is not a JSON list gets one line on standard error and nothing else, and exit 2.
    """

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=["json"], default="json", help="How the answers are printed.")

    @abstractmethod
    def answer(self, item: object) -> Any:
        """Return the answer to one item as plain JSON values; raises ValueError for a wrong item."""

    def handle(self, *args: Any, **options: Any) -> None:
        items = _list_of_items()
        answers = [self._answer_in_place(number, item) for number, item in enumerate(items, start=1)]
        self.stdout.write(json.dumps([answer for answer, _ in answers], indent=1))
        if not all(right for _, right in answers):
            sys.exit(1)

    def _answer_in_place(self, number: int, item: object) -> tuple[Any, bool]:
        try:
            return self.answer(item), True
        except ValueError as error:
            message = " ".join(str(error).split())
            self.stderr.write(f"Item {number}: {message}")
            return {"error": message}, False


def _list_of_items() -> list[object]:
    try:
        items = json.loads(_standard_input())
    except (ValueError, RecursionError) as error:
        raise CommandError(f"Standard input is not JSON: {error}", returncode=2) from None
    if not isinstance(items, list):
        raise CommandError("Standard input must be a JSON list of items", returncode=2)
    return items


def _standard_input() -> str:
    """What was piped in, as UTF-8 with or without a byte order mark, whatever the locale says."""
    raw = getattr(sys.stdin, "buffer", None)
    return sys.stdin.read() if raw is None else raw.read().decode("utf-8-sig")
