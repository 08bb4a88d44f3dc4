"""The parts of the one daily message: each application that asks people for something registers its own."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Model, QuerySet
from django.utils.safestring import SafeString

from accounts.models import Organisation, User
from improvement_plans.council_day import CouncilDay
from improvement_plans.models import DailyMessage


@dataclass(frozen=True)
class Said:
    """What one part has to say in a message: a few words for its subject, and the whole as text and as HTML."""

    subject: str
    text: str
    html: SafeString


class DailyPart(Protocol):
    """One part of the daily message. It plans nothing and sends nothing: that is done for all of them, once."""

    def councils(self, today: dt.date) -> QuerySet[Organisation]:
        """Return the councils in which something may be owed today."""

    def owed(self, on: CouncilDay) -> Iterator[tuple[User, Model]]:
        """Yield each person with the unsaved reminder of something that has not been said to them yet.

        Its `message` is set, and it is saved, by whoever plans the messages, under the council's lock. What stands
        in a message that was dropped was never said.
        """

    def said_in(self, message: DailyMessage, on: CouncilDay) -> Said | None:
        """Return what is still owed of that which a message was planned with; None when nothing is.

        `on` is the message's council on its day. What is the same for all its messages is asked of it once.
        """


_parts: dict[str, DailyPart] = {}


def register(name: str, part: DailyPart) -> None:
    """Let `part` have its say in every daily message, after those that were registered before it."""
    _parts[name] = part


def registered() -> list[DailyPart]:
    """Return every part, in the order of a message."""
    return list(_parts.values())
