"""Works out positions by hand: `work_out --format json` reads a list of items and prints their answers."""

from typing import Any

from notices.management.answering import AnsweringCommand
from notices.worked_items import answer_item


class Command(AnsweringCommand):
    help = (
        "Read a JSON list of obligations with their facts on standard input and print where each one stands."
    )

    def answer(self, item: object) -> dict[str, Any]:
        return answer_item(item)
