"""How a sign of recovery changed from one rating to the next, in words."""

import pytest

from reviews.sign_levels import change_between

LEVELS = ["Not seen yet", "Emerging", "Seen", "Embedded"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Emerging", "Seen", "Up: Emerging → Seen"),
        ("Not seen yet", "Embedded", "Up: Not seen yet → Embedded"),
        ("Seen", "Emerging", "Down: Seen → Emerging"),
        ("Seen", "Seen", "As before: Seen"),
    ],
)
def test_a_change_has_its_direction_and_both_words(before: str, after: str, words: str) -> None:
    assert change_between(LEVELS, before, after) == words


def test_a_level_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="is not in list"):
        change_between(LEVELS, "Emerging", "Gone")
