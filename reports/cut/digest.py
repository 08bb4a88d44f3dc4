"""The part of a cut that the month's digest gives: what was published, or until then what the figures say."""

import datetime as dt
from typing import Any

from accounts.models import Organisation
from digests.models import MonthlyDigest
from digests.selectors.publication import month_content


def digest_in_cut(
    council: Organisation, month: dt.date, *, as_at: dt.date, known_on: dt.date
) -> dict[str, Any]:
    """Return the digest of `month`. `published` says which version was taken, None where none was published yet."""
    published = _published(council, month, known_on)
    if published is not None and published.content is not None:
        said = {
            "version": published.version,
            "sha256": published.sha256,
            "on": published.published_at.date().isoformat() if published.published_at else None,
        }
        return {**published.content, "published": said}
    live = month_content(council, month, as_at=as_at, known_on=known_on, months=None)
    return {**live, "published": None}


def _published(council: Organisation, month: dt.date, known_on: dt.date) -> MonthlyDigest | None:
    kept = MonthlyDigest.objects.filter(
        council=council, month=month, status=MonthlyDigest.Status.PUBLISHED, published_at__date__lte=known_on
    )
    return kept.order_by("-version").first()
