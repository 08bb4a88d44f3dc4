"""Scheduled work: registered by each application, run by beat, a command or a person, and every run recorded.

Whatever is registered is safe to run twice and safe to run late: it looks at what should be there on the day, not at
whether today is the day, so that a missed week catches up without doing the same seven times.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.utils import timezone

from core.audit import SYSTEM_NAME
from core.models import Run

ERROR_LENGTH = 1000


@dataclass(frozen=True)
class Did:
    """One thing that a run did, as words; `scope` is the slug of the council that it was done for, "" for all."""

    words: str
    scope: str = ""


Work = Callable[[dt.date], list[Did]]
"""Takes the day and returns what it did; an empty list when there was nothing to do."""

_works: dict[str, Work] = {}


class UnknownWork(LookupError):
    """There is no scheduled work of that name."""


def scheduled(key: str) -> Callable[[Work], Work]:
    """Register the function beneath as the scheduled work `key`."""

    def register(work: Work) -> Work:
        _works[key] = work
        return work

    return register


def registered() -> frozenset[str]:
    """Return the keys of all scheduled work."""
    return frozenset(_works)


def run(key: str, *, day: dt.date, asked_by: str = SYSTEM_NAME) -> Run:
    """Do the scheduled work `key` for `day`, record the run with what it did, and return it.

    What the work raises is recorded as the run's failure and raised again. Raises UnknownWork for a key that nothing
    was registered under.
    """
    work = _works.get(key)
    if work is None:
        raise UnknownWork(f"There is no scheduled work {key!r}: choose one of {', '.join(sorted(_works))}")
    begun = Run.objects.create(work=key, day=day, asked_by=asked_by)
    try:
        did = work(day)
    except Exception as failure:
        words = f"{type(failure).__name__}: {failure}"[:ERROR_LENGTH]
        _finish(begun, Run.State.FAILED, error=words)
        raise
    _finish(begun, Run.State.DONE, did=[asdict(each) for each in did])
    return begun


def _finish(run: Run, state: Run.State, **changes: object) -> None:
    run.state, run.finished_at = state, timezone.now()
    for name, value in changes.items():
        setattr(run, name, value)
    run.save(update_fields=["state", "finished_at", *changes])


def counted(number: int, one: str, many: str, *, scope: str = "") -> list[Did]:
    """Return what was done as a number of things; nothing for none of them."""
    return [Did(f"{number} {one if number == 1 else many}", scope)] if number else []
