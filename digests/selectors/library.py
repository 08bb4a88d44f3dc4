"""Answers what of the starter library a council has taken already: one query."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Organisation
from digests.library import Entry, by_topic, entries
from digests.models import Indicator


@dataclass(frozen=True)
class Offered:
    """An entry of the library, and the council's own indicator that came of it, if it was taken."""

    entry: Entry
    taken: Indicator | None


@dataclass(frozen=True)
class OfferedTopic:
    """What the library has on one topic."""

    name: str
    offered: tuple[Offered, ...]


def library_for(council: Organisation, *, words: str = "") -> list[OfferedTopic]:
    """Return the entries with `words` in them, by topic, each with what the council made of it."""
    taken = taken_from_library(council)
    found = [entry for entry in entries() if entry.has_words(words)]
    return [
        OfferedTopic(topic.name, tuple(Offered(entry, taken.get(entry.key)) for entry in topic.entries))
        for topic in by_topic(found)
    ]


def taken_from_library(council: Organisation) -> dict[str, Indicator]:
    """Return the indicators that came from the library, by the key of their entry."""
    kept = Indicator.objects.filter(council=council).exclude(library_key="")
    return {indicator.library_key: indicator for indicator in kept}


def number_offered(topics: Sequence[OfferedTopic]) -> int:
    """Return how many entries there are in `topics`."""
    return sum(len(topic.offered) for topic in topics)
