"""What the items of an agenda are filled with from the case: each layer says what it has for its kind of item."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from boards.models import Meeting


@dataclass(frozen=True)
class Found:
    """One thing in the case that an item is about: a kind registered with `boards.linking`, its key and its words."""

    kind: str
    key: int
    words: str


@dataclass(frozen=True)
class Filling:
    """What an item begins with: what the board is asked, and what it is about."""

    summary: str = ""
    links: tuple[Found, ...] = ()


Filler = Callable[[Meeting, dt.date], Filling]
"""Gives what the item of a meeting is filled with as at a day."""

_fillers: dict[str, Filler] = {}


def register(kind: str, filler: Filler) -> None:
    """Say what items of a kind (`boards.models.ItemKind`) are filled with; an application says it as it starts."""
    _fillers[kind] = filler


def filled(kind: str, meeting: Meeting, today: dt.date) -> Filling:
    """Return what an item of a kind begins with; nothing where nobody has anything for it."""
    filler = _fillers.get(kind)
    return filler(meeting, today) if filler is not None else Filling()
