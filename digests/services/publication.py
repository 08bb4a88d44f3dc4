"""Takes a month's digest from draft through comment to publication, which freezes it, and opens corrections of it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from core import audit
from core.frozen import sha256_of
from core.refusals import Refusal
from digests.models import MonthlyDigest
from digests.publication.transitions import may_follow
from digests.selectors.publication import month_content, without_commentary
from digests.services.asking import ask_worker

Status = MonthlyDigest.Status


@transaction.atomic
def open_digest(*, council: Organisation, month: dt.date, by: User, today: dt.date) -> MonthlyDigest:
    """Return the draft of the digest for `month` (its first day); one that is in hand already is returned as it is.

    Raises Refusal for a month that has not begun, and for one that is published: that is corrected, not opened.
    """
    if month.day != 1 or month > today:
        raise Refusal("Choose a month that has begun", field="month")
    # Of two who open a month the second finds the first's.
    Organisation.objects.select_for_update(of=("self",)).get(pk=council.pk)
    known = MonthlyDigest.objects.filter(council=council, month=month)
    in_hand = known.exclude(status=Status.PUBLISHED).first()
    if in_hand is not None:
        return in_hand
    if known.exists():
        raise Refusal(f"The digest for {month:%B %Y} is published: open a corrected version of it")
    digest = MonthlyDigest.objects.create(council=council, month=month, opened_by=by)
    _record(digest, by, "opened a digest")
    return digest


@transaction.atomic
def mark_commented(
    *, digest: MonthlyDigest, by: User, today: dt.date, uncommented_because: str = ""
) -> MonthlyDigest:
    """Mark a draft as commented. Raises Refusal while an exception has no commentary and no reason is given."""
    digest = _locked(digest, Status.COMMENTED)
    lacking = without_commentary(month_content(digest.council, digest.month, as_at=today))
    reason = uncommented_because.strip()
    if lacking and not reason:
        raise Refusal(
            f"{', '.join(lacking)}: no commentary yet. Write it, or enter why it is left out.",
            field="uncommented_because",
        )
    digest.status, digest.commented_by, digest.commented_at = Status.COMMENTED, by, timezone.now()
    digest.uncommented_because = reason if lacking else ""
    digest.save()
    _record(digest, by, "marked a digest as commented", lacking=lacking, reason=digest.uncommented_because)
    return digest


@transaction.atomic
def take_back(*, digest: MonthlyDigest, by: User) -> MonthlyDigest:
    """Make a commented digest a draft again. Raises Refusal for one that is not commented."""
    digest = _locked(digest, Status.DRAFT)
    if digest.is_published:
        raise Refusal("A published digest stays: open a corrected version of it")
    digest.status, digest.commented_by, digest.commented_at = Status.DRAFT, None, None
    digest.uncommented_because = ""
    digest.save()
    _record(digest, by, "took a digest back to draft")
    return digest


@transaction.atomic
def publish(*, digest: MonthlyDigest, by: User, today: dt.date) -> MonthlyDigest:
    """Freeze what the digest shows today and publish it; its PDFs are then asked of the worker.

    Raises Refusal for one that is not marked as commented, and when an exception without commentary has come up since
    and no reason was given for any.
    """
    digest = _locked(digest, Status.PUBLISHED)
    content = month_content(digest.council, digest.month, as_at=today, months=None) | {
        "version": digest.version,
        "correction_reason": digest.correction_reason,
        "uncommented_because": digest.uncommented_because,
    }
    lacking = without_commentary(content)
    if lacking and not digest.uncommented_because:
        raise Refusal(
            f"{', '.join(lacking)}: an exception since the digest was marked as commented, and without commentary. "
            "Write it, or take the digest back to draft and say why it is left out."
        )
    digest.status, digest.published_by, digest.published_at = Status.PUBLISHED, by, timezone.now()
    digest.content, digest.format_version, digest.sha256 = content, content["format"], sha256_of(content)
    digest.save()
    ask_worker(digest)
    _record(digest, by, "published a digest", sha256=digest.sha256, version=digest.version)
    return digest


@transaction.atomic
def correct(*, digest: MonthlyDigest, reason: str, by: User) -> MonthlyDigest:
    """Open the next version of a published digest; what was published stays. Raises Refusal without a reason.

    Also raises it for a digest that is not published or not its month's newest, and where a version is open already.
    """
    digest = _locked(digest, Status.DRAFT)
    if not digest.is_published:
        raise Refusal("This digest is not published yet: change it as it is")
    if not reason.strip():
        raise Refusal("Enter why it is published again", field="reason")
    newer = MonthlyDigest.objects.filter(
        council=digest.council, month=digest.month, version__gt=digest.version
    ).first()
    if newer is not None:
        raise Refusal(f"Version {newer.version} is {newer.get_status_display().lower()}: go on from that one")
    version = MonthlyDigest.objects.create(
        council=digest.council,
        month=digest.month,
        version=digest.version + 1,
        correction_reason=reason.strip(),
        opened_by=by,
    )
    _record(version, by, "opened a correction of a digest", reason=version.correction_reason)
    return version


@transaction.atomic
def render_again(*, digest: MonthlyDigest, by: User) -> MonthlyDigest:
    """Ask the worker for the PDFs of a published digest again. Raises Refusal while it is at work, or for a draft."""
    digest = _row(digest)
    if not digest.is_published:
        raise Refusal("The PDF is made when the digest is published")
    if digest.job is not None and not digest.job.is_over:
        raise Refusal("The PDF is being made already")
    ask_worker(digest)
    _record(digest, by, "asked for the PDF of a digest")
    return digest


def _row(digest: MonthlyDigest) -> MonthlyDigest:
    """Return the digest as it is now, its row held until the transaction ends."""
    MonthlyDigest.objects.select_for_update(of=("self",)).only("pk").get(pk=digest.pk)
    return MonthlyDigest.objects.select_related("council", "job", "published_by").get(pk=digest.pk)


def _locked(digest: MonthlyDigest, status: str) -> MonthlyDigest:
    """Return the digest with its row held; raises Refusal unless it may go on to `status` from where it is now."""
    digest = _row(digest)
    if not may_follow(digest.status, status):
        done_by = f" by {digest.published_by}" if digest.is_published else ""
        raise Refusal(
            f"This digest is {digest.get_status_display().lower()}{done_by}: look at it again before you go on"
        )
    return digest


def _record(digest: MonthlyDigest, by: User, action: str, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=digest, scope=digest.council.slug, detail=detail)
