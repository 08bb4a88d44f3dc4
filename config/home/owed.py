"""One thing that somebody owes, as it stands on their home page: why it is there, what it is, where it is done."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from notices.wording import days_in_words

SOON = dt.timedelta(days=14)
"""How far ahead something counts as due soon; an obligation has a lead time of its own."""


class State(Enum):
    """Why something is on the list: (value in the address, words, colour of its tag)."""

    OVERDUE = ("overdue", "Overdue", "red")
    RETURNED = ("returned", "Returned", "orange")
    TO_SIGN = ("to-sign", "Awaiting your sign-off", "purple")
    DUE_SOON = ("due-soon", "Due soon", "yellow")
    LATER = ("later", "Later", "grey")

    def __init__(self, slug: str, words: str, colour: str) -> None:
        self.slug, self.words, self.colour = slug, words, colour


@dataclass(frozen=True)
class Owed:
    """One thing that somebody owes: what it is, where it is done, and when it is due (None: no day is set)."""

    state: State
    kind: str
    title: str
    address: str
    due_on: dt.date | None = None
    note: str = ""

    @property
    def hint(self) -> str:
        """What stands beneath the title: where it comes from, when it is due, and how late it is."""
        due = f", due {self.due_on:%-d %B %Y}" if self.due_on else ""
        return ". ".join(words for words in (self.kind + due, self.note) if words)

    @property
    def urgency(self) -> tuple[int, dt.date, str]:
        """By which the list is sorted."""
        return list(State).index(self.state), self.due_on or dt.date.max, self.title


def state_on(due_on: dt.date, today: dt.date) -> State:
    """Return how something stands that is due on a day: on the day itself it is not late yet."""
    if due_on < today:
        return State.OVERDUE
    return State.DUE_SOON if due_on <= today + SOON else State.LATER


def overdue_by(days: int | None) -> str:
    """Return by how many days something is overdue, in words; nothing for none."""
    return f"Overdue by {days_in_words(days)}" if days else ""


def dated(*, kind: str, title: str, address: str, due_on: dt.date, today: dt.date) -> Owed:
    """Return something that is open until its day and overdue after it."""
    return Owed(
        state=state_on(due_on, today),
        kind=kind,
        title=title,
        address=address,
        due_on=due_on,
        note=overdue_by(max(0, (today - due_on).days)),
    )
