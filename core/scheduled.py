"""Scheduled work: registered by each application, run by beat, a command or a person, and every run recorded.

Whatever is registered is safe to run twice and safe to run late: it looks at what should be there on the day, not at
whether today is the day, so that a missed week catches up without doing the same seven times.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from django.utils import timezone

from core.apart import each_apart
from core.audit import SYSTEM_NAME
from core.models import Run

ERROR_LENGTH = 1000
ADDRESS = re.compile(r"[^\s'\"<>(){},;:]+@[^\s'\"<>(){},;:]+")
"""An e-mail address, as mail servers name it in what they refuse."""


@dataclass(frozen=True)
class Did:
    """One thing that a run did, as words; `scope` is the slug of the council that it was done for, "" for all."""

    words: str
    scope: str = ""


Work = Callable[[dt.date], Iterable[Did]]
"""Takes the day and gives what it did, nothing when there was nothing to do.

One that yields it as it is done has it recorded even where it fails half-way.
"""

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

    What the work raises is recorded as the run's failure, beside what had been done by then, and raised again. Raises
    UnknownWork for a key that nothing was registered under.
    """
    work = _works.get(key)
    if work is None:
        raise UnknownWork(f"There is no scheduled work {key!r}: choose one of {', '.join(sorted(_works))}")
    begun = Run.objects.create(work=key, day=day, asked_by=asked_by)
    try:
        for each in work(day):
            begun.did.append(asdict(each))
    except Exception as failure:
        _finish(begun, Run.State.FAILED, error=in_words(failure))
        raise
    _finish(begun, Run.State.DONE, error="")
    return begun


def _finish(run: Run, state: Run.State, *, error: str) -> None:
    """Write down how a run ended, also where it took so long that it was called failed meanwhile."""
    run.state, run.finished_at, run.error = state, timezone.now(), error
    run.save(update_fields=["state", "finished_at", "error", "did"])


def in_words(failure: Exception) -> str:
    """Return a failure as it is recorded: every council may read it, so that it names nobody's e-mail address."""
    return ADDRESS.sub("an address", f"{type(failure).__name__}: {failure}")[:ERROR_LENGTH]


def in_turn(steps: Iterable[Callable[[], Iterable[Did]]]) -> Iterator[Did]:
    """Yield what each step did; one that fails keeps none of the others, and its failure is raised at the end."""
    for did in each_apart(steps, lambda step: list(step())):
        yield from did


def counted(number: int, one: str, many: str, *, scope: str = "") -> list[Did]:
    """Return what was done as a number of things; nothing for none of them."""
    return [Did(f"{number} {one if number == 1 else many}", scope)] if number else []
