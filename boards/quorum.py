"""Whether a meeting had its quorum: how many whose presence counts were there, themselves or by a substitute."""

from collections.abc import Iterable
from dataclasses import dataclass

COUNTS = frozenset({"chair", "member", "partner_agency"})
"""The capacities that count; advisers and participant observers do not."""

THERE = frozenset({"present", "substitute"})


@dataclass(frozen=True)
class Quorum:
    """`needed` is None for a board without a quorum; `seats` are those that count, filled or not."""

    present: int
    seats: int
    needed: int | None

    @property
    def is_met(self) -> bool:
        return self.needed is None or self.present >= self.needed

    @property
    def short_by(self) -> int:
        """How many more would have to be there."""
        return max(0, (self.needed or 0) - self.present)


def quorum_of(seats: Iterable[tuple[str, str | None]], *, needed: int | None) -> Quorum:
    """Return the quorum of a meeting from each seat's capacity and how it was filled (None: not recorded yet)."""
    counting = [state for capacity, state in seats if capacity in COUNTS]
    return Quorum(sum(state in THERE for state in counting), len(counting), needed)
