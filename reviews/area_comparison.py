"""How the rating of an area at a review compares with the one at the review before."""

from enum import StrEnum

ORDER = ("none", "limited", "secure", "strong")
"""The ratings of an area, from the least progress to the most."""


class Movement(StrEnum):
    """From the review before to this one."""

    BETTER = "Better"
    SAME = "The same"
    WORSE = "Worse"
    FIRST = "Rated for the first time"
    NO_LONGER = "Not rated this time"
    NEVER = "Never rated"


def movement(before: str | None, now: str | None) -> Movement:
    """Return how a rating moved; None where a review did not rate the area."""
    if before is None:
        return Movement.NEVER if now is None else Movement.FIRST
    if now is None:
        return Movement.NO_LONGER
    steps = ORDER.index(now) - ORDER.index(before)
    if steps == 0:
        return Movement.SAME
    return Movement.BETTER if steps > 0 else Movement.WORSE
