"""Which day of a notice each plain name of an event stands for, when a cadence counts from it."""

import datetime as dt
import re

from notices.models import Notice

ANCHOR_FIELDS: dict[str, str] = {
    "publication": "published_on",
    "publication of the notice": "published_on",
    "publication of this notice": "published_on",
    "inspection report": "inspection_published_on",
    "inspection": "inspection_published_on",
    "publication of the inspection report": "inspection_published_on",
    "issue": "issued_on",
    "issue of the notice": "issued_on",
    "issue of this notice": "issued_on",
    "notice": "issued_on",
    "this notice": "issued_on",
    "date of the notice": "issued_on",
    "date of this notice": "issued_on",
    "decision": "decided_on",
    "receipt": "received_on",
    "receipt of the notice": "received_on",
    "receipt of this notice": "received_on",
    "in force": "in_force_from",
}
"""Names as the extraction prints them, without an article in front, and the field of `Notice` that holds the day."""

_ARTICLE = re.compile(r"^(the|an?)\s+", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Return an event's name as the table keys it: lower case, single spaces, no article in front."""
    return _ARTICLE.sub("", " ".join(name.split())).casefold()


def day_named(name: str, notice: Notice) -> dt.date | None:
    """Return the day that `name` stands for in `notice`, or None while it has none.

    A name that is itself an ISO date stands for that date: a variation can fix a grid to a day.
    """
    field = ANCHOR_FIELDS.get(plain_name(name))
    if field is not None:
        day: dt.date | None = getattr(notice, field)
        return day
    try:
        return dt.date.fromisoformat(name)
    except ValueError:
        return None
