"""Answers which signs of recovery are expected by a review, and how each was rated before it and at it."""

from collections import Counter
from dataclasses import dataclass

from reviews.models import Review, SignOfRecovery
from reviews.sign_levels import change_between

COLOURS = {str(level): colour for level, colour in SignOfRecovery.LEVEL_COLOURS.items()}


@dataclass(frozen=True)
class SignLine:
    """One sign with both ratings."""

    sign: SignOfRecovery

    @property
    def before_colour(self) -> str:
        return COLOURS.get(self.sign.rated_before, "grey")

    @property
    def at_review_colour(self) -> str:
        return COLOURS.get(self.sign.rated_at_review, "grey")

    @property
    def change(self) -> str:
        """What changed from the council's rating to that at the review, in words; "" while one is missing."""
        if not self.sign.rated_before or not self.sign.rated_at_review:
            return ""
        words = dict(SignOfRecovery.Level.choices)
        return change_between(
            [str(words[each]) for each in SignOfRecovery.Level],
            str(words[SignOfRecovery.Level(self.sign.rated_before)]),
            str(words[SignOfRecovery.Level(self.sign.rated_at_review)]),
        )


@dataclass(frozen=True)
class SignsOfReview:
    """The signs expected by a review, in the order in which they were written down."""

    lines: tuple[SignLine, ...]

    @property
    def rated_before(self) -> int:
        return sum(bool(line.sign.rated_before) for line in self.lines)

    @property
    def rated_at_review(self) -> int:
        return sum(bool(line.sign.rated_at_review) for line in self.lines)

    @property
    def words(self) -> str:
        """How far they are rated, in words."""
        if not self.lines:
            return "None is expected yet"
        number = len(self.lines)
        return f"{self.rated_before} of {number} rated before the review, {self.rated_at_review} at it"

    @property
    def tally(self) -> list[tuple[str, str, int, int]]:
        """Each level as (word, colour, how many before, how many at the review)."""
        before = Counter(line.sign.rated_before for line in self.lines)
        at_review = Counter(line.sign.rated_at_review for line in self.lines)
        return [
            (str(level.label), COLOURS[level], before[level], at_review[level])
            for level in SignOfRecovery.Level
        ]


def signs_of(review: Review) -> SignsOfReview:
    """Return the signs expected by a review, in one query."""
    rows = review.signs_of_recovery.select_related("area", "owner_post", "before_by", "at_review_by")
    return SignsOfReview(tuple(SignLine(row) for row in rows.order_by("pk")))
