"""What a dry run finds: the lines of the file beside what is there already, and what is wrong where."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.importing.columns import Meaning

Identity = tuple[str, ...]
"""What a line is known by among its sort, folded: (objective, action), (source)."""


def fold(reference: str) -> str:
    """Return a reference as it is compared: capitals and spaces make no difference."""
    return " ".join(reference.split()).casefold()


@dataclass(frozen=True)
class Trouble:
    """Something about one cell, row or sheet. It stops the row, or (`stops` False) is only worth a look."""

    sheet: str
    row: int | None
    cell: str
    words: str
    stops: bool = True


@dataclass(frozen=True)
class Existing:
    """What is there already under an identity.

    `closed` says why a row cannot name it, `kept_by_others` why a row that names it must say the same,
    `settled` why its due date can no longer move.
    """

    key: int
    label: str
    values: Mapping[str, Meaning | None]
    closed: str = ""
    settled: str = ""
    kept_by_others: str = ""


@dataclass(frozen=True)
class Line:
    """One thing that the file says, of the sort `what`: an action, a source.

    `changes` holds old and new value by field.
    """

    what: str
    sheet: str
    row: int
    identity: Identity
    label: str
    given: Mapping[str, Meaning]
    existing: Existing | None = None
    changes: Mapping[str, tuple[Meaning | None, Meaning]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Return "new", "same" or "different"."""
        if self.existing is None:
            return "new"
        return "different" if self.changes else "same"


@dataclass(frozen=True)
class Checked:
    """A whole file: every line that can be loaded, and every trouble. Rows with errors have no line."""

    lines: tuple[Line, ...]
    troubles: tuple[Trouble, ...]

    @property
    def errors(self) -> list[Trouble]:
        return [each for each in self.troubles if each.stops]

    def of(self, what: str, *states: str) -> list[Line]:
        """Return the lines of one sort in one of `states`, in the order of the file."""
        return [line for line in self.lines if line.what == what and line.state in states]

    @property
    def digest(self) -> str:
        """What is the same for two checks that found the same to do."""
        seen = hashlib.sha256()
        for line in self.lines:
            given = sorted((name, _plain(value)) for name, value in line.given.items())
            changes = sorted((name, _plain(old), _plain(new)) for name, (old, new) in line.changes.items())
            key = line.existing.key if line.existing else None
            seen.update(repr((line.what, line.identity, key, given, changes)).encode())
        seen.update(repr([(each.sheet, each.row, each.words) for each in self.errors]).encode())
        return seen.hexdigest()


def changes_between(
    given: Mapping[str, Meaning], existing: Existing | None, *, only_added: frozenset[str] = frozenset()
) -> dict[str, tuple[Meaning | None, Meaning]]:
    """Return the fields in which a line differs from what is there. An empty cell never says anything.

    Of the fields in `only_added` what is there beyond the file is no difference.
    """
    if existing is None:
        return {}
    found: dict[str, tuple[Meaning | None, Meaning]] = {}
    for name, value in given.items():
        if name not in existing.values:
            continue
        old = existing.values[name]
        if name in only_added and isinstance(old, frozenset) and isinstance(value, frozenset):
            value = old | value
        if old != value and not (old is None and value == frozenset()):
            found[name] = (old, value)
    return found


def _plain(value: Meaning | None) -> str:
    return repr(sorted(map(str, value))) if isinstance(value, frozenset) else repr(value)
