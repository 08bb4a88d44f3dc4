"""Where the engine stands when it looks: the day, and the facts that count on it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from notices.cadence.facts import Assessment, Event, Parent, Question, Request, Variation


@dataclass(frozen=True)
class Standpoint:
    """A question cut down to what counts on its day.

    `day` is `as_at`, or the day of the lift once that has come, when everything is frozen (reading 4); then
    `lifted` is true. `events` are in force, not cancelled, in order of date, and `event_days` are their days,
    each once. `meetings` are the parents in order, a cancellation standing only from the day on which it was
    made. `limit` is how far ahead rows are wanted, whatever is open.
    """

    question: Question
    day: dt.date
    lifted: bool
    limit: dt.date
    events: tuple[Event, ...]
    event_days: tuple[dt.date, ...]
    meetings: tuple[Parent, ...]
    requests: tuple[Request, ...]
    variations: tuple[Variation, ...]
    assessments: tuple[Assessment, ...]

    @property
    def in_force(self) -> dt.date:
        return self.question.in_force

    def first_event(self, start: dt.date, end: dt.date | None = None) -> dt.date | None:
        """Return the first day with an event from `start` on, up to and including `end` where it is given."""
        return next((day for day in self.event_days if start <= day and (end is None or day <= end)), None)


def standpoint_of(question: Question) -> Standpoint:
    """Return the question as it stands on its day: what came later, or was recorded later, is left out."""
    lift = _known_lift(question)
    day = question.as_at if lift is None else lift
    horizon = question.horizon or day
    seen = _Seen(question, lift)
    events = seen.events()
    return Standpoint(
        question=question,
        day=day,
        lifted=lift is not None,
        limit=day if lift is not None else max(day, horizon),
        events=events,
        event_days=tuple(sorted({event.on for event in events})),
        meetings=seen.meetings(),
        requests=seen.requests(),
        variations=seen.variations(),
        assessments=seen.assessments(),
    )


def _known_lift(question: Question) -> dt.date | None:
    """The day of the lift, if it has come by `as_at` and was known."""
    lift, known_on = question.lifted, question.known_on
    if lift is None or lift > question.as_at or (known_on is not None and lift > known_on):
        return None
    return lift


@dataclass(frozen=True)
class _Seen:
    """Chooses among the facts of a question those that count, given the day of the lift (None: not lifted)."""

    question: Question
    lift: dt.date | None

    def counts(self, on: dt.date, recorded_on: dt.date | None) -> bool:
        """Whether a fact of the day `on` had come about, while the notice ran, and was known."""
        known_on = self.question.known_on
        return (
            on <= self.question.as_at
            and (self.lift is None or on < self.lift)
            and (known_on is None or (recorded_on or on) <= known_on)
        )

    def in_force(self, on: dt.date, recorded_on: dt.date | None) -> bool:
        return on >= self.question.in_force and self.counts(on, recorded_on)

    def events(self) -> tuple[Event, ...]:
        found = (
            event
            for event in self.question.events
            if not event.cancelled and self.in_force(event.on, event.recorded_on)
        )
        return tuple(sorted(found, key=lambda event: (event.on, event.parent or "", event.rung or 0)))

    def meetings(self) -> tuple[Parent, ...]:
        known_on = self.question.known_on
        in_the_diary = (
            parent
            for parent in self.question.parents
            if known_on is None or parent.recorded_on is None or parent.recorded_on <= known_on
        )
        return tuple(sorted(map(self._as_it_stood, in_the_diary), key=lambda parent: (parent.on, parent.id)))

    def _as_it_stood(self, parent: Parent) -> Parent:
        """The meeting as it stood on the day: one that was called off only later still stood (reading 10)."""
        if parent.cancelled_on is None or self.counts(parent.cancelled_on, None):
            return parent
        return Parent(id=parent.id, on=parent.on, recorded_on=parent.recorded_on)

    def requests(self) -> tuple[Request, ...]:
        found = (
            each for each in self.question.requests if self.in_force(each.requested_on, each.recorded_on)
        )
        return tuple(sorted(found, key=lambda each: (each.due_on, each.requested_on)))

    def variations(self) -> tuple[Variation, ...]:
        return tuple(
            each for each in self.question.variations if self.counts(each.agreed_on, each.recorded_on)
        )

    def assessments(self) -> tuple[Assessment, ...]:
        found: Iterable[Assessment] = (
            each for each in self.question.assessments if self.in_force(each.on, each.recorded_on)
        )
        return tuple(sorted(found, key=lambda each: (each.on, JUDGED_WORSE[each.judgement])))


JUDGED_WORSE = {"met": 0, "partly_met": 1, "not_met": 2}
"""Of two judgements of one day the worse counts, whichever was keyed first."""
