"""Answers which signs of recovery are expected by a review, and how each was rated before it and at it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Role, User
from accounts.selectors import roles_of
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


def kept_from(review: Review, signs: Iterable[SignOfRecovery], *, by: User, today: dt.date) -> frozenset[int]:
    """Return which of the signs, by their keys, somebody from outside rated at the review so that `by` may not.

    Asks the database once for each rater of the council's own and day, not for each sign.
    """
    others = [each for each in signs if each.at_review_by and each.at_review_by_id != by.pk]
    if not others or _is_from_outside(by, review, today):
        return frozenset()
    from_outside: dict[tuple[int, dt.date], bool] = {}
    for sign in others:
        rater, day = sign.at_review_by, sign.at_review_on
        if rater is not None and day is not None and (rater.pk, day) not in from_outside:
            from_outside[rater.pk, day] = _is_from_outside(rater, review, day)
    return frozenset(
        each.pk
        for each in others
        if from_outside.get((each.at_review_by_id or 0, each.at_review_on or today))
    )


def _is_from_outside(person: User, review: Review, day: dt.date) -> bool:
    council = review.notice.council
    return person.organisation_id != council.pk or Role.ADVISER in roles_of(person, council, today=day)
