"""How a cut writes a day."""

import datetime as dt


def iso(day: dt.date | None) -> str | None:
    """Return a day as a cut holds it."""
    return None if day is None else day.isoformat()
