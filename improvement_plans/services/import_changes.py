"""Changes rows of the plan field by field in bulk, and keeps what an undo puts back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.importing.checked import Identity, Line
from improvement_plans.services.import_writing import ROWS_AT_ONCE, Loading, before_and_after, plain


@dataclass(frozen=True)
class Written:
    """How lines of one sort are written: `fields` gives the model's field for a column, `lists` those to many."""

    model: Any
    deed: str
    fields: Mapping[str, str]
    lists: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ("revision", "changed_by", "changed_at")


def update(loading: Loading, written: Written, lines: Sequence[Line], keys: Mapping[Identity, int]) -> None:
    """Change the fields in which the lines differ and take each row's next revision.

    `keys` finds the actions that others depend on. The rows are locked already (`import_loading`).
    """
    by_key = {line.existing.key: line for line in lines if line.existing is not None}
    rows = rows_by_key(written.model, by_key)
    before = {}
    for row in rows:
        changes = by_key[row.pk].changes
        before[row.pk] = {
            name: plain(_linked(old, keys))
            for name, (old, new) in changes.items()
            if name in written.fields or name in written.lists
        }
        for name, (_, new) in changes.items():
            if name in written.fields:
                setattr(row, written.fields[name], new)
    sign(loading, rows)
    changed = {name for line in lines for name in line.changes}
    columns = [field for name, field in written.fields.items() if name in changed]
    loading.update(written.model, rows, [*columns, *written.stamps])
    loading.note(rows, is_new=False, before=before)
    loading.audit(written.deed, rows, {key: before_and_after(line) for key, line in by_key.items()})
    set_lists(written, [(row, by_key[row.pk]) for row in rows], keys)


def sign(loading: Loading, rows: Sequence[Any]) -> None:
    """Take the next revision of each row, in the name of whoever loads."""
    for row in rows:
        if not hasattr(row, "revision"):
            continue
        row.revision += 1
        row.changed_by, row.changed_at = loading.by, loading.at


def set_lists(written: Written, pairs: Sequence[tuple[Any, Line]], keys: Mapping[Identity, int]) -> None:
    """Give rows their many-to-many members: of a new row all that its line says, of another what differs."""
    for name in written.lists:
        wanted = {}
        for row, line in pairs:
            if line.existing is None and name in line.given:
                wanted[row.pk] = _linked(line.given[name], keys)
            elif name in line.changes:
                wanted[row.pk] = _linked(line.changes[name][1], keys)
        replace_links(written.model, name, wanted)


def replace_links(model: Any, name: str, wanted: Mapping[int, Any]) -> None:
    """Make the members of a many-to-many field those that `wanted` gives by the key of the row."""
    field = model._meta.get_field(name)
    through = getattr(model, name).through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    for some in in_parts(list(wanted)):
        through.objects.filter(**{f"{own}__in": some}).delete()
    through.objects.bulk_create(
        [through(**{own: key, other: each}) for key, members in wanted.items() for each in sorted(members)],
        batch_size=ROWS_AT_ONCE,
    )


def rows_by_key(model: Any, keys: Mapping[int, Any]) -> list[Any]:
    """Return rows by their keys, in the order of the keys."""
    found = {row.pk: row for some in in_parts(list(keys)) for row in model.objects.filter(pk__in=some)}
    return [found[key] for key in keys]


def in_parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the keys in parts that a database takes as parameters."""
    for start in range(0, len(keys), ROWS_AT_ONCE):
        yield keys[start : start + ROWS_AT_ONCE]


def _linked(value: Any, keys: Mapping[Identity, int]) -> Any:
    """Return identities of actions as their keys; anything else as it is."""
    if isinstance(value, frozenset):
        return frozenset(keys[each] if isinstance(each, tuple) else each for each in value)
    return value
