"""Takes Fernshire's digests month by month through comment to publication; the newest one still waits for the board."""

import datetime as dt

from core.models import Job
from core.working_days import add_months
from digests.models import Commentary, Indicator, MonthlyDigest
from digests.services.commentary import Said, write_commentary
from digests.services.publication import mark_commented, open_digest, publish
from reports.demo.days import FernshireDays, afternoon, days_after, digest_published, first_of
from reports.demo.people import Cast
from reports.demo.tables import rows

PUBLISHED = 6
"""How many digests are published: those of the months before the last one."""
LEFT_OUT = "The owner’s words had not come by the day of the digest; the Board asks for them when it meets."


def publish_digests(cast: Cast, made: dict[str, Indicator], days: FernshireDays) -> None:
    """Comment and publish the digests up to that of the month before last, each on its day."""
    for back in range(PUBLISHED + 1, 1, -1):
        digest = _commented(cast, made, days, back)
        day = digest_published(digest.month)
        digest = publish(digest=digest, by=cast.people["analyst"], today=day)
        MonthlyDigest.objects.filter(pk=digest.pk).update(published_at=afternoon(day))
        if back > 2:
            _without_pdf(digest)


def comment_last_month(cast: Cast, made: dict[str, Indicator], days: FernshireDays) -> None:
    """Comment the digest of the last whole month, which is to be published when the reader likes."""
    _commented(cast, made, days, 1)


def _commented(cast: Cast, made: dict[str, Indicator], days: FernshireDays, back: int) -> MonthlyDigest:
    by, month = cast.people["analyst"], add_months(first_of(days.today), -back)
    day = min(days_after(digest_published(month), -2), days.today)
    for row in rows("commentaries"):
        if int(row["from"]) >= back >= int(row["to"]):
            said = Said(
                cause=row["cause"], problem=row["problem"], action_taken=row["action_taken"],
                expected_effect=row["expected_effect"], expected_by=_expected(month, row["expected_in"]),
            )  # fmt: skip
            write_commentary(indicator=made[row["code"]], month=month, said=said, by=by)
    Commentary.objects.filter(month=month).update(changed_at=afternoon(day))
    digest = open_digest(council=cast.council, month=month, by=by, today=day)
    digest = mark_commented(digest=digest, by=by, today=day, uncommented_because=LEFT_OUT)
    moment = afternoon(day)
    MonthlyDigest.objects.filter(pk=digest.pk).update(opened_at=moment, commented_at=moment)
    return digest


def _expected(month: dt.date, months: str) -> dt.date | None:
    """Return the last day of the month so many months after `month`."""
    return days_after(add_months(month, int(months) + 1), -1) if months else None


def _without_pdf(digest: MonthlyDigest) -> None:
    """Ask no worker for the PDFs of the older ones: each takes it half a minute, and nobody waits for any."""
    Job.objects.filter(monthly_digest=digest.pk).delete()
