"""The starter library: indicators that children's services usually count, to be taken over and adapted."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "indicators.csv"


@dataclass(frozen=True)
class Entry:
    """One indicator of the library. `key` never changes; a council gives the indicator a code of its own.

    `short_name` tells the measures of one national code apart, as published files name them. `usual_target` and
    `known_problems` are words for whoever adapts it.
    """

    key: str
    topic: str
    title: str
    meaning: str
    numerator: str
    denominator: str
    unit: str
    decimals: int
    period: str
    direction: str
    national_code: str
    short_name: str
    usual_target: str
    known_problems: str
    annex_a_measure: str

    def has_words(self, words: str) -> bool:
        """Whether every one of `words` stands somewhere in it, in whatever case."""
        text = " ".join(
            (self.key, self.title, self.meaning, self.numerator, self.denominator, self.national_code)
        )
        return all(word in text.lower() for word in words.lower().split())


@dataclass(frozen=True)
class Topic:
    """The indicators of one topic, in the order of the library."""

    name: str
    entries: tuple[Entry, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return the whole library, topic by topic."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple(_entry(row) for row in csv.DictReader(table))


def entry_of(key: str) -> Entry | None:
    """Return the entry that has `key`, or None."""
    return next((entry for entry in entries() if entry.key == key), None)


def by_topic(found: Iterable[Entry]) -> list[Topic]:
    """Return entries grouped by topic, in their order."""
    topics: dict[str, list[Entry]] = {}
    for entry in found:
        topics.setdefault(entry.topic, []).append(entry)
    return [Topic(name, tuple(kept)) for name, kept in topics.items()]


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        key=row["key"],
        topic=row["topic"],
        title=row["title"],
        meaning=row["meaning"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        unit=row["unit"],
        decimals=int(row["decimals"]),
        period=row["period"],
        direction=row["direction"],
        national_code=row["national"],
        short_name=row["short"],
        usual_target=row["target"],
        known_problems=row["trouble"],
        annex_a_measure=row["annex_a"],
    )
