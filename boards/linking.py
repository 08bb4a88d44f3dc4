"""What an agenda item can be about: each layer says for its own things how they are chosen, called and looked at.

A board knows neither what stands beside it nor what stands above it: reports, digests and reviews register theirs from
above, in `reports.board_links`.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from accounts.models import Organisation

Choices = Callable[[Organisation, dt.date], Iterable[tuple[int, str]]]
"""Gives the key and the words of everything of a council that can be linked today."""

Resolve = Callable[[Organisation, Collection[int]], Mapping[int, tuple[str, str]]]
"""Gives by key the words and the address of those that are still there, in a constant number of queries."""


@dataclass(frozen=True)
class LinkKind:
    """One kind of thing: its words ("Action of the plan") and the rule that opens its pages, asked of the council."""

    key: str
    words: str
    choices: Choices
    resolve: Resolve
    permission: str


_kinds: dict[str, LinkKind] = {}


def register(key: str, words: str, *, choices: Choices, resolve: Resolve, permission: str) -> None:
    """Let agenda items be about one more kind of thing; an application says it for its own as it starts."""
    _kinds[key] = LinkKind(key, words, choices, resolve, permission)


def registered() -> list[LinkKind]:
    """Return every kind, by its words."""
    return sorted(_kinds.values(), key=lambda each: each.words)


def kind_of(key: str) -> LinkKind | None:
    """Return a kind by its key; None for one that nobody registers (any more)."""
    return _kinds.get(key)


@dataclass(frozen=True)
class Resolved:
    """What a link leads to now: `address` is empty where it is gone or not for this person, and its words stay."""

    words: str
    address: str = ""


def resolved(
    council: Organisation, links: Iterable[tuple[str, int, str]], *, may: Callable[[str], bool]
) -> dict[tuple[str, int], Resolved]:
    """Return by (kind, key) what each of `links` (kind, key, words when linked) is called now and where it is shown.

    `may` says whether a rule lets the person who looks pass; without it they get the words as they were linked.
    """
    asked: dict[str, dict[int, str]] = {}
    for kind, key, words in links:
        asked.setdefault(kind, {})[key] = words
    found = {}
    for name, kept in asked.items():
        kind_found = kind_of(name)
        now = kind_found.resolve(council, list(kept)) if kind_found and may(kind_found.permission) else {}
        for key, words in kept.items():
            found[name, key] = Resolved(*now[key]) if key in now else Resolved(words)
    return found
