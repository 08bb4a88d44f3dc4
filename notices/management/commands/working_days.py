"""Counts working days and clear days by hand: `working_days --format json` reads a list of questions."""

from notices.management.answering import AnsweringCommand
from notices.worked_days import answer_days


class Command(AnsweringCommand):
    help = "Read a JSON list of questions about working days on standard input and print the answers."

    def answer(self, item: object) -> bool | int | str:
        return answer_days(item)
