"""What stands in a calendar file: words without the signs that it may not hold, and with their spaces."""

import pytest

from core.calendars import printable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hold the board\nby 4 pm", "Hold the board\nby 4 pm"),
        ("16\u00a0December, 4\u202fpm", "16 December, 4 pm"),
        ("Owed by:\tthe council\r\nOverdue", "Owed by: the council\nOverdue"),
        ("A bell\x07 and a soft\u00adhyphen", "A bell and a softhyphen"),
    ],
)
def test_spaces_of_every_kind_stay_spaces_and_what_does_not_print_goes(typed: str, kept: str) -> None:
    assert printable(typed) == kept
