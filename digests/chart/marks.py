"""One month of a chart: its figure, what it is held against and what the statistics say; and the same as plain JSON."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

NUMBERS = ("value", "at_least", "at_most", "mean", "lower_limit", "upper_limit")


@dataclass(frozen=True)
class Mark:
    """One month of a series. What is None is not drawn; a value of None breaks the line.

    `words` is what a reader gets on the point. `signal` and `meaning` are those of `digests.spc`, empty where nothing
    was tested. `turn` says why limits or meaning are others from this month on; it is empty where they are not.
    """

    month: dt.date
    value: Decimal | None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    words: str = ""
    target_words: str = ""
    mean: Decimal | None = None
    lower_limit: Decimal | None = None
    upper_limit: Decimal | None = None
    signal: str = ""
    meaning: str = ""
    is_suppressed: bool = False
    turn: str = ""

    @property
    def numbers(self) -> list[Decimal]:
        """Every number but the limits that has a place on the axis of values."""
        numbers = (self.value, self.at_least, self.at_most, self.mean)
        return [number for number in numbers if number is not None]

    @property
    def limits(self) -> list[Decimal]:
        return [limit for limit in (self.lower_limit, self.upper_limit) if limit is not None]

    @property
    def target(self) -> tuple[Decimal | None, Decimal | None]:
        return self.at_least, self.at_most


def mark_to_json(mark: Mark) -> dict[str, Any]:
    """Return a month as a frozen document keeps it: numbers as they were, in words."""
    return {
        "month": mark.month.isoformat(),
        **{name: None if (it := getattr(mark, name)) is None else str(it) for name in NUMBERS},
        "words": mark.words,
        "target_words": mark.target_words,
        "signal": mark.signal,
        "meaning": mark.meaning,
        "is_suppressed": mark.is_suppressed,
        "turn": mark.turn,
    }


def mark_from_json(kept: Mapping[str, Any]) -> Mark:
    """Return a month that `mark_to_json` wrote. Of what was kept before there were statistics, those are missing.

    The month may be a day already, as whoever reads a frozen document with its dates leaves it.
    """
    month = kept["month"]
    numbers = {name: None if kept.get(name) is None else Decimal(kept[name]) for name in NUMBERS}
    return Mark(
        month=month if isinstance(month, dt.date) else dt.date.fromisoformat(month),
        **numbers,
        words=kept["words"],
        target_words=kept.get("target_words", ""),
        signal=kept.get("signal", ""),
        meaning=kept.get("meaning", ""),
        is_suppressed=kept.get("is_suppressed", False),
        turn=kept.get("turn", ""),
    )
