"""What is new in one version of the plan against another: carried over, changed field by field, added, dropped."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

WORDS: Mapping[str, str] = {
    "objective_reference": "Objective",
    "objective_title": "Title of the objective",
    "outcome_for_children": "Outcome for children",
    "reference": "Reference",
    "title": "Action",
    "output": "What will exist",
    "owner": "Owner",
    "areas": "Areas",
    "starts_on": "Starts",
    "due_on": "Due",
}
"""The fields of a line that are compared, with the words by which they are shown."""


@dataclass(frozen=True)
class Line:
    """One action as a version says it; `action` is its key, by which it is the same in every version."""

    action: int
    objective_reference: str
    objective_title: str
    outcome_for_children: str
    reference: str
    title: str
    output: str
    owner: str
    areas: str
    starts_on: dt.date
    due_on: dt.date


@dataclass(frozen=True)
class FieldChange:
    """One field that reads otherwise: what it is called, what it said and what it says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedLine:
    """An action that both versions have and that reads otherwise in the later one."""

    line: Line
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Comparison:
    """Every action of the two versions, each in one of four groups."""

    carried: tuple[Line, ...]
    changed: tuple[ChangedLine, ...]
    added: tuple[Line, ...]
    dropped: tuple[Line, ...]


def compare(earlier: Iterable[Line], later: Iterable[Line]) -> Comparison:
    """Return what became of the actions of `earlier` in `later`, in the order of their lines."""
    before = {line.action: line for line in earlier}
    after = {line.action: line for line in later}
    kept = [(line, differences(before[key], line)) for key, line in after.items() if key in before]
    return Comparison(
        carried=tuple(line for line, changes in kept if not changes),
        changed=tuple(ChangedLine(line, changes) for line, changes in kept if changes),
        added=tuple(line for key, line in after.items() if key not in before),
        dropped=tuple(line for key, line in before.items() if key not in after),
    )


def differences(before: Line, after: Line) -> tuple[FieldChange, ...]:
    """Return what differs between two lines of one action, field by field."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _NAMES)
    return tuple(FieldChange(WORDS[name], _words(old), _words(new)) for name, old, new in pairs if old != new)


_NAMES = tuple(each.name for each in fields(Line) if each.name in WORDS)


def _words(value: str | dt.date) -> str:
    return f"{value:%-d %B %Y}" if isinstance(value, dt.date) else value
