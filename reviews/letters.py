"""Reads the numbered questions of a pasted letter, and says what of it could not be placed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_QUESTIONS = 100
LARGEST_NUMBER = 999
_BEGINNING = re.compile(
    r"""(?:
        (?:q|question)\s*\(?(?P<named>\d{1,3})\)?(?:[.:)]|(?=\s|$))   # Q1 …, Question 1: …
        | \((?P<bracketed>\d{1,3})\)                                   # (1) …
        | (?P<plain>\d{1,3})(?:[.:)](?!\d)|\t)                         # 1. …, 1) …, 1: …, but not 1.5 million
    )\s*(?P<words>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(r"(?:yours|with best wishes|kind regards)\b", re.IGNORECASE)
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class LetterQuestion:
    """One question as read: its number, and its words in paragraphs without the letter's line breaks."""

    number: int
    words: str


@dataclass(frozen=True)
class Letter:
    """What was read of a letter.

    `unplaced` are the lines that belong to no question, `doubts` what was read in one of several ways, and `troubles`
    what must be mended before anything can be kept.
    """

    questions: tuple[LetterQuestion, ...]
    unplaced: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()


def read_letter(text: str) -> Letter:
    """Return the questions of a letter: each begins a line with a number greater than the one before.

    A line with a number that is not greater belongs to the question above it: a list within a question begins anew.
    """
    reading = _Reading()
    for line in text.splitlines():
        reading.take(" ".join(line.split()))
    return reading.result()


def runs_of(numbers: Iterable[int]) -> str:
    """Return numbers in words, three or more in a row as one run: 1 to 3, 5, 7 and 8."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [
        words
        for run in runs
        for words in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else [str(each) for each in run])
    ]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


class _Reading:
    """The state between two lines of a letter."""

    def __init__(self) -> None:
        self.found: list[tuple[int, list[str]]] = []
        self.unplaced: list[str] = []
        self.doubts: list[str] = []
        self.after_blank = self.is_closed = False

    def take(self, line: str) -> None:
        if not line:
            self.after_blank = True
            return
        begins = _BEGINNING.fullmatch(line)
        number = int(begins["named"] or begins["bracketed"] or begins["plain"]) if begins else 0
        if begins and number > self._last():
            self._begin(number, begins["words"])
        elif self.is_closed or not self.found or (self.after_blank and _CLOSING.match(line)):
            self.is_closed = bool(self.found)
            self.unplaced.append(line)
        else:
            self._continue(line, number if begins else None)
        self.after_blank = False

    def _last(self) -> int:
        return self.found[-1][0] if self.found else 0

    def _begin(self, number: int, words: str) -> None:
        self.is_closed = False
        if self.found and number > self._last() + 1:
            self.doubts.append(f"After question {self._last()} comes question {number}: is one left out?")
        self.found.append((number, [words] if words else []))

    def _continue(self, line: str, number: int | None) -> None:
        if number is not None:
            self.doubts.append(f"A line with the number {number} is kept as part of question {self._last()}.")
        paragraphs = self.found[-1][1]
        if self.after_blank or number is not None or not paragraphs:
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"

    def result(self) -> Letter:
        questions = tuple(LetterQuestion(number, PARAGRAPH.join(words)) for number, words in self.found)
        troubles = [
            f"Question {each.number} has no words: type them, or take the number out"
            for each in questions
            if not each.words
        ]
        if not questions:
            troubles.append(
                "No numbered question was found: begin each with its number, such as 1. or (1) or Q1"
            )
        if len(questions) > MOST_QUESTIONS:
            troubles.append(f"Paste at most {MOST_QUESTIONS} questions at once: these are {len(questions)}")
        return Letter(questions, tuple(self.unplaced), tuple(self.doubts), tuple(troubles))
