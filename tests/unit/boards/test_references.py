"""References of board actions."""

import datetime as dt

import pytest

from boards.references import action_reference

OCTOBER = dt.date(2026, 10, 14)


@pytest.mark.parametrize(
    ("taken", "reference"),
    [
        ([], "B-2026-10/1"),
        (["B-2026-10/1", "B-2026-10/2"], "B-2026-10/3"),
        (["B-2026-10/9", "B-2026-10/10"], "B-2026-10/11"),
        (["B-2026-09/7", "B001"], "B-2026-10/1"),
        (["B-2026-10/3"], "B-2026-10/4"),
        (["B-2026-10/x", "B-2026-10/²", "B-2026-10/"], "B-2026-10/1"),
    ],
    ids=["first", "third", "ten is more than nine", "other months", "after a gap", "no numbers"],
)
def test_the_next_reference_of_the_month(taken, reference):
    assert action_reference(OCTOBER, taken) == reference
