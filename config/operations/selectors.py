"""Answers how the scheduled work stands, as one council may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Organisation, User
from config.schedule import BY_KEY, SCHEDULE, Entry
from core.models import Run
from core.runs import newest_runs, runs_of


@dataclass(frozen=True)
class RunLine:
    """One run as a council may see it: `did` for this council or for all, `asked_by` of its own people alone."""

    run: Run
    did: tuple[str, ...]
    asked_by: str

    @property
    def word(self) -> str:
        return "Failed" if self.run.has_failed else self.run.get_state_display()

    @property
    def colour(self) -> str:
        return {"running": "blue", "done": "green", "failed": "red"}[self.run.state]

    @property
    def seconds(self) -> int | None:
        """How long it took, in whole seconds; None while it runs."""
        if self.run.finished_at is None:
            return None
        return round((self.run.finished_at - self.run.started_at).total_seconds())


@dataclass(frozen=True)
class WorkLine:
    """One piece of scheduled work with its newest run, if it ever ran."""

    entry: Entry
    newest: RunLine | None

    @property
    def has_failed(self) -> bool:
        return self.newest is not None and self.newest.run.has_failed


def scheduled_work(council: Organisation) -> list[WorkLine]:
    """Return all scheduled work, what failed first, as one council may see it."""
    lines = {line.run.work: line for line in lines_of(newest_runs(BY_KEY).values(), council)}
    work = [WorkLine(entry, lines.get(entry.key)) for entry in SCHEDULE]
    return sorted(work, key=lambda line: not line.has_failed)


def lines_of(runs: Iterable[Run], council: Organisation) -> list[RunLine]:
    """Return runs as one council may see them: who asked in another one is not named."""
    shown = list(runs)
    asked = {run.asked_by for run in shown}
    others = User.objects.filter(Q(name__in=asked) | Q(email__in=asked)).exclude(memberships__council=council)
    elsewhere = {str(person) for person in others}
    return [
        RunLine(
            run,
            tuple(each["words"] for each in run.did if each["scope"] in ("", council.slug)),
            "Somebody in another council" if run.asked_by in elsewhere else run.asked_by,
        )
        for run in shown
    ]


def runs_to_show(key: str, *, only: str = "") -> list[Run]:
    """Return the newest 500 runs of one work; `only` keeps those that "failed" or "did" something."""
    runs = runs_of(key)
    if only == "failed":
        runs = runs.filter(state=Run.State.FAILED)
    elif only == "did":
        runs = runs.exclude(did=[])
    return list(runs[:500])


def entry_named(key: str) -> Entry | None:
    """Return the work of the schedule with a key, None for none."""
    return BY_KEY.get(key)
