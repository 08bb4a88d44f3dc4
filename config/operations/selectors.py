"""Answers how the scheduled work stands, as one council may see it."""

from dataclasses import dataclass

from config.schedule import BY_KEY, SCHEDULE, Entry
from core.models import Run
from core.runs import newest_runs, runs_of


@dataclass(frozen=True)
class RunLine:
    """One run; `did` holds what it did for this council or for all, and nothing of another council's."""

    run: Run
    did: tuple[str, ...]

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


def scheduled_work(scope: str) -> list[WorkLine]:
    """Return all scheduled work, what failed first, as the council with the slug `scope` may see it."""
    newest = newest_runs(entry.key for entry in SCHEDULE)
    lines = [
        WorkLine(entry, line_of(newest[entry.key], scope) if entry.key in newest else None)
        for entry in SCHEDULE
    ]
    return sorted(lines, key=lambda line: not line.has_failed)


def line_of(run: Run, scope: str) -> RunLine:
    """Return a run with what it did for one council and for all."""
    return RunLine(run, tuple(each["words"] for each in run.did if each["scope"] in ("", scope)))


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
