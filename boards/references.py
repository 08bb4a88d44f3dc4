"""References of a board's actions: B-2026-10/3 is the third that the board gave in meetings of October 2026."""

import datetime as dt
from collections.abc import Iterable


def action_reference(held_on: dt.date, taken: Iterable[str]) -> str:
    """Return the next reference for a meeting held on a day, after the highest of that month among `taken`."""
    begins = f"B-{held_on:%Y-%m}/"
    numbers = (each.removeprefix(begins) for each in taken if each.startswith(begins))
    highest = max((int(each) for each in numbers if each.isascii() and each.isdecimal()), default=0)
    return f"{begins}{highest + 1}"
