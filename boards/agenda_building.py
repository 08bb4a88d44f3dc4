"""What an agenda begins with, and what of it a meeting still lacks; what people changed is never made anew."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    """One item that an agenda is to have. `key` is that of the template's item, None for the standard agenda."""

    kind: str
    title: str
    purpose: str
    minutes: int
    key: int | None = None


@dataclass(frozen=True)
class Present:
    """One item that an agenda has, withdrawn or not. `key` is that of the template's item that it was made from."""

    kind: str
    title: str
    key: int | None = None


PLAIN = "item"
"""The kind of an item that is about nothing in the case: only its title or its template tells it apart."""

STANDARD: tuple[Wanted, ...] = (
    Wanted("item", "Welcome, apologies and declarations of interest", "note", 5),
    Wanted("minutes", "Minutes of the last meeting", "decide", 5),
    Wanted("actions", "Actions from last time", "discuss", 15),
    Wanted("progress_report", "Progress report", "discuss", 30),
    Wanted("slow", "Objectives that are slow to progress", "discuss", 20),
    Wanted("digest", "Performance digest", "discuss", 15),
    Wanted("decisions", "Decisions pending", "decide", 15),
    Wanted("next", "What falls due before the next meeting", "note", 5),
    Wanted("item", "Any other business", "note", 5),
)
"""The agenda of a board that has no template of its own: 115 minutes."""


def is_other_business(kind: str, title: str) -> bool:
    """Whether an item is the one that ends an agenda, so that whatever is added later goes before it."""
    last = STANDARD[-1]
    return kind == last.kind and title.strip().casefold() == last.title.casefold()


def missing_items(wanted: Sequence[Wanted], present: Iterable[Present]) -> list[Wanted]:
    """Return what an agenda still lacks, in the order wanted.

    Each item that is present answers for one that is wanted: made from it, or of the same kind (a plain one: under the
    same title). One that was withdrawn or renamed answers too, so building again brings back nothing that people took
    off or worded anew.
    """
    left = list(present)
    lacking = []
    for each in wanted:
        answer = next((one for one in left if _answers(one, each)), None)
        if answer is None:
            lacking.append(each)
        else:
            left.remove(answer)
    return lacking


def _answers(present: Present, wanted: Wanted) -> bool:
    if wanted.key is not None and present.key is not None:
        return present.key == wanted.key
    if present.kind != wanted.kind:
        return False
    return wanted.kind != PLAIN or present.title.casefold() == wanted.title.casefold()


Link = tuple[str, int]
"""The kind and the key of what an item is about."""


def missing_links(
    found: Sequence[Link], *, linked: Collection[Link], taken_off: Collection[Link]
) -> list[Link]:
    """Return what of `found` is neither linked already nor was taken off by a person, each once, in its order."""
    lacking = [each for each in found if each not in linked and each not in taken_off]
    return list(dict.fromkeys(lacking))
