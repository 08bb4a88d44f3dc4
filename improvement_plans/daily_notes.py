"""A part of the daily message for whatever has no reminder of its own: what falls due, to whom, each step said once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string

from accounts.models import Organisation, User
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_parts import Said
from improvement_plans.models import DailyMessage, DailyNote


@dataclass(frozen=True)
class Note:
    """One thing to say to somebody. `topic` names it for good; how far along it is (`step`) is said once.

    `address` is the page (without the site) on which it is done; `due_on` when; `about` where it comes from.
    """

    topic: str
    step: str
    words: str
    address: str
    due_on: dt.date
    about: str = ""

    @property
    def what(self) -> str:
        return f"{self.topic}:{self.step}"


Notes = Callable[[CouncilDay], Iterator[tuple[User, Note]]]
"""Yields whom to tell what in a council on a day, whether or not they were told already."""


def step_of(due_on: dt.date, today: dt.date, *, soon: int) -> str | None:
    """Return how far along something due on a day is: None while it is more than `soon` days ahead.

    After that "soon", "due" on the day itself, "late" on the day after, and then one step a week ("late-1", "late-2").
    Only the newest counts: after a week without a message there is one to send, not seven.
    """
    days_late = (today - due_on).days
    if days_late < -soon:
        return None
    if days_late < 0:
        return "soon"
    if days_late == 0:
        return "due"
    return f"late-{weeks}" if (weeks := (days_late - 1) // 7) else "late"


@dataclass(frozen=True)
class NotesPart:
    """One application's notes as a part of the daily message, under a heading; `subject` names one of them and many."""

    heading: str
    subject: tuple[str, str]
    notes: Notes
    asked_in: Callable[[], QuerySet[Organisation]]

    def councils(self, today: dt.date) -> QuerySet[Organisation]:
        return self.asked_in()

    def owed(self, on: CouncilDay) -> Iterator[tuple[User, DailyNote]]:
        """Yield each person with the note of everything that has not been said to them yet."""
        standing = on.once(self._by_person)
        whats = {what for notes in standing.values() for what in notes}
        said = set(
            DailyNote.objects.filter(message__council=on.council, what__in=whats)
            .exclude(message__state=DailyMessage.State.DROPPED)
            .values_list("message__person", "what")
        )
        for person, notes in standing.items():
            for what in notes:
                if (person.pk, what) not in said:
                    yield person, DailyNote(what=what)

    def said_in(self, message: DailyMessage, on: CouncilDay) -> Said | None:
        lines = self._lines(message, on)
        if not lines:
            return None
        late = sum(note.due_on < message.day for note in lines)
        context: dict[str, Any] = {
            "heading": self.heading, "lines": lines, "day": message.day, "site": settings.SITE_URL,
        }  # fmt: skip
        one, many = self.subject
        words = f"{len(lines)} {one if len(lines) == 1 else many}{f', {late} late' if late else ''}"
        return Said(
            words,
            *(
                render_to_string(f"improvement_plans/cycle/email/notes.{kind}", context)
                for kind in ("txt", "html")
            ),
        )

    def _lines(self, message: DailyMessage, on: CouncilDay) -> list[Note]:
        """Return what was noted in a message and still stands, what has been due the longest first."""
        noted = on.once(_noted).get(message.pk)
        if not noted:
            return []
        standing = on.once(self._by_person).get(message.person, {})
        found = (note for what, note in standing.items() if what in noted)
        return sorted(found, key=lambda note: (note.due_on, note.what))

    def _by_person(self, on: CouncilDay) -> dict[User, dict[str, Note]]:
        """Return whom to tell what, each note by its name: the first of two of one name."""
        found: dict[User, dict[str, Note]] = defaultdict(dict)
        for person, note in self.notes(on):
            found[person].setdefault(note.what, note)
        return found


def _noted(on: CouncilDay) -> dict[int, set[str]]:
    """Return what was noted in each message of the day, by the message's key: of every part in one query."""
    noted: dict[int, set[str]] = defaultdict(set)
    messages = DailyNote.objects.filter(message__council=on.council, message__day=on.today)
    for message, what in messages.values_list("message", "what"):
        noted[message].add(what)
    return noted
