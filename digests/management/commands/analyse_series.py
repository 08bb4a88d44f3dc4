"""Judges series by hand: `analyse_series --format json` reads a list of series and prints their XmR statistics."""

from typing import Any

from digests.spc_items import answer_series
from notices.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = (
        "Read a JSON list of monthly series on standard input and print for each its segments with their limits, "
        "the signal and meaning of each point, its variation and its assurance."
    )

    def answer(self, item: object) -> dict[str, Any]:
        return answer_series(item)
