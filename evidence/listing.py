"""The rows of an export of evidence: exactly what the list shows."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from evidence.models import Evidence

COLUMNS = (
    "Title", "Kind", "What it shows", "Counts from", "Look at it again on", "No longer counts from",
    "Worth today", "Confidentiality", "Kept as", "Version", "Added by", "Added on",
)  # fmt: skip


def worth(evidence: Evidence, today: dt.date) -> str:
    """Return in words what a piece of evidence is worth today."""
    if evidence.is_expired(today):
        return "Expired"
    if evidence.effective_on > today:
        return "Does not count yet"
    return "To look at again" if evidence.is_to_be_looked_at(today) else "Counts"


def export_rows(evidence: Iterable[Any], today: dt.date) -> Iterator[list[Any]]:
    """Yield one row for each piece of evidence, in the order of `COLUMNS`."""
    for each in evidence:
        yield [
            each.title,
            each.get_kind_display(),
            each.shows,
            each.effective_on,
            each.review_on,
            each.expires_on,
            worth(each, today),
            each.get_confidentiality_display(),
            "Link" if each.newest_url else "File",
            each.newest_number,
            str(each.recorded_by or "The schedule"),
            each.recorded_at.date(),
        ]
