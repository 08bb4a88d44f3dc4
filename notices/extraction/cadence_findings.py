"""What a cadence rule is and finds: the shapes that the tables of cadence phrases share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from notices.extraction.draft import DraftCadence


@dataclass(frozen=True)
class Reading:
    """A cadence with what was read into the words and what only a person can say.

    `cadences` is empty for words that look like a cadence and are none.
    """

    cadences: tuple[DraftCadence, ...] = ()
    readings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class CadenceRule:
    """A named phrase; `read` says what it means, or None where the match is not meant."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], dt.date | None], Reading | None]


@dataclass(frozen=True)
class Finding:
    """What one rule found at [start, end) of a statement."""

    start: int
    end: int
    rule: str
    reading: Reading


def one(cadence: DraftCadence, reading: str | None = None, question: str | None = None) -> Reading:
    """A reading of a single cadence."""
    return Reading((cadence,), (reading,) if reading else (), (question,) if question else ())


def rule(
    name: str, pattern: str, read: Callable[[re.Match[str], dt.date | None], Reading | None]
) -> CadenceRule:
    return CadenceRule(name, re.compile(pattern, re.I), read)
