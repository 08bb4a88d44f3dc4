"""What the engine is told: dated facts, and the question that is asked of them.

Each fact has two dates, when it took effect and when it was recorded (reading 21). Without the second a fact
counts as recorded on the day it took effect; a meeting in the diary without one was always known.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from notices.cadence.terms import Cadence


@dataclass(frozen=True)
class Event:
    """Something done: a plan submitted, a meeting held, a report sent. A cancelled one counts for nothing.

    `parent` is the id of the meeting or review that it is for; `rung` the n of the rung that it answers.
    """

    on: dt.date
    recorded_on: dt.date | None = None
    cancelled: bool = False
    parent: str | None = None
    rung: int | None = None


@dataclass(frozen=True)
class Parent:
    """A meeting or review of another obligation, held or in the diary, that something is due before or at."""

    id: str
    on: dt.date
    cancelled_on: dt.date | None = None
    recorded_on: dt.date | None = None


@dataclass(frozen=True)
class Request:
    """Somebody entitled to ask has asked, for a day."""

    requested_on: dt.date
    due_on: dt.date
    recorded_on: dt.date | None = None


@dataclass(frozen=True)
class Variation:
    """An agreed change of cadence. `part` is the place of the cadence that it replaces, the first being 0."""

    agreed_on: dt.date
    effective_from: dt.date
    cadence: Cadence
    part: int | None = None
    recorded_on: dt.date | None = None


@dataclass(frozen=True)
class Assessment:
    """A dated judgement of a standing duty: met, partly_met or not_met."""

    on: dt.date
    judgement: str
    recorded_on: dt.date | None = None


JUDGEMENTS = ("met", "partly_met", "not_met")


@dataclass(frozen=True)
class Question:
    """Where does an obligation stand on `as_at`, from what was known on `known_on` (None: all that is known)?

    `lifted` is the first day on which the notice is no longer in force. `anchors` gives the day of each event
    that a cadence counts from, by its plain name. `lead_days` is how far ahead a due date reads as due soon.
    With `horizon` the answer goes on to the rows due up to that day, for a calendar.
    """

    cadences: tuple[Cadence, ...]
    in_force: dt.date
    as_at: dt.date
    lifted: dt.date | None = None
    known_on: dt.date | None = None
    anchors: Mapping[str, dt.date] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    parents: tuple[Parent, ...] = ()
    requests: tuple[Request, ...] = ()
    variations: tuple[Variation, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    lead_days: int = 0
    owed_by_council: bool = True
    horizon: dt.date | None = None
