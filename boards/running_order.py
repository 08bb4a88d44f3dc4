"""When each item of an agenda begins, how long all of them take, and by how much that is too long."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class RunningOrder:
    """`starts` are as many as the items, None where no start of the meeting is known or midnight has passed.

    All lengths are in minutes; `length` is that of the meeting, None where it is not known.
    """

    starts: tuple[dt.time | None, ...]
    total: int
    length: int | None

    @property
    def over_by(self) -> int:
        """By how many minutes the items take longer than the meeting; 0 where they fit or its length is not known."""
        return max(0, self.total - self.length) if self.length is not None else 0


def running_order(
    minutes: Sequence[int], *, starts_at: dt.time | None, ends_at: dt.time | None
) -> RunningOrder:
    """Return when each item begins if every item takes the minutes that it is given, one after the other."""
    begins, gone = [], 0
    for each in minutes:
        begins.append(_later(starts_at, gone))
        gone += each
    return RunningOrder(tuple(begins), gone, _length(starts_at, ends_at))


def _later(start: dt.time | None, minutes: int) -> dt.time | None:
    if start is None:
        return None
    at = start.hour * 60 + start.minute + minutes
    return dt.time(at // 60, at % 60) if at < MINUTES_A_DAY else None


def _length(starts_at: dt.time | None, ends_at: dt.time | None) -> int | None:
    if starts_at is None or ends_at is None:
        return None
    return (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute
