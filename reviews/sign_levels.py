"""Puts into words how a sign of recovery changed from one rating to the next."""

from collections.abc import Sequence


def change_between(levels: Sequence[str], before: str, after: str) -> str:
    """Return the change between two of `levels` (from the lowest to the highest): "Up: Emerging → Seen".

    Raises ValueError for a level that is not one of them.
    """
    steps = levels.index(after) - levels.index(before)
    if steps == 0:
        return f"As before: {after}"
    return f"{'Up' if steps > 0 else 'Down'}: {before} → {after}"
