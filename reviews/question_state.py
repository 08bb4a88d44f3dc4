"""Where a numbered question stands: unanswered, answered and waiting for its sign-off, or signed off."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class QuestionState(StrEnum):
    """How far the answer to a question is."""

    UNANSWERED = "unanswered"
    AWAITING = "awaiting"
    SIGNED_OFF = "signed_off"


STATE_WORDS = {
    QuestionState.UNANSWERED: "Unanswered",
    QuestionState.AWAITING: "Awaiting sign-off",
    QuestionState.SIGNED_OFF: "Signed off",
}


def state_of(*, answer: str, is_signed_off: bool) -> QuestionState:
    """Return where a question stands."""
    if is_signed_off:
        return QuestionState.SIGNED_OFF
    return QuestionState.AWAITING if answer else QuestionState.UNANSWERED


def days_overdue(state: QuestionState, due_on: dt.date | None, today: dt.date) -> int:
    """Return for how many days an answer has been owed; one that is not signed off is still owed."""
    if due_on is None or state is QuestionState.SIGNED_OFF:
        return 0
    return max((today - due_on).days, 0)


@dataclass(frozen=True)
class Progress:
    """How many of the questions are in each state, and how many are overdue."""

    unanswered: int
    awaiting: int
    signed_off: int
    overdue: int

    @property
    def total(self) -> int:
        return self.unanswered + self.awaiting + self.signed_off

    @property
    def words(self) -> str:
        """The progress in one sentence."""
        if not self.total:
            return "No question yet"
        return f"{self.signed_off} of {self.total} signed off"


def progress_of(standings: Iterable[tuple[QuestionState, int]]) -> Progress:
    """Return the progress of questions, each given by its state and its days overdue."""
    each = list(standings)
    states = Counter(state for state, _ in each)
    return Progress(
        unanswered=states[QuestionState.UNANSWERED],
        awaiting=states[QuestionState.AWAITING],
        signed_off=states[QuestionState.SIGNED_OFF],
        overdue=sum(1 for _, days in each if days),
    )
