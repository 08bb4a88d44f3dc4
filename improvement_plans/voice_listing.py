"""How voices are listed: by theme on the page that is shown to those who spoke, and as the rows of an export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

COLUMNS = (
    "Heard on", "Who spoke", "Where and how", "Theme", "What they said", "Summary or own words", "Areas",
    "What changed", "Changed on", "Practice standard", "Actions", "Told back on", "Told back how",
)  # fmt: skip


@dataclass(frozen=True)
class Theme:
    """One theme with its voices; those that changed something come first."""

    name: str
    changed: tuple[Any, ...]
    nothing_yet: tuple[Any, ...]


def by_theme(voices: Iterable[Any]) -> tuple[Theme, ...]:
    """Return voices, which come in the order of their themes, as themes."""
    found = []
    for name, group in groupby(voices, key=lambda voice: voice.theme):
        kept = tuple(group)
        found.append(
            Theme(
                name,
                changed=tuple(each for each in kept if each.changed_then),
                nothing_yet=tuple(each for each in kept if not each.changed_then),
            )
        )
    return tuple(found)


def export_rows(voices: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield one row for each voice, in the order of `COLUMNS`; what had not come of it by the day is left empty."""
    for each in voices:
        changed, told = each.changed_then is not None, each.told_then is not None
        yield [
            each.heard_on,
            each.get_group_display(),
            each.setting,
            each.theme,
            each.words,
            "Summary" if each.is_summary else "Own words",
            ", ".join(area.letter for area in each.areas.all()),
            each.what_changed if changed else "",
            each.changed_then,
            each.practice_standard if changed else "",
            ", ".join(action.reference for action in each.actions.all()) if changed else "",
            each.told_then,
            each.told_back_how if told else "",
        ]
