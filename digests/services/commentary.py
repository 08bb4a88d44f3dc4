"""Writes what lies behind an indicator's figure of a month; of two who write at once the second is told."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import ChangedMeanwhile, claim_revision
from core.refusals import Refusal
from digests.models import Commentary, Indicator, MonthlyDigest


@dataclass(frozen=True)
class Said:
    """Everything that a commentary says; `problem` is a value of `digests.models.Problem` or empty."""

    cause: str
    problem: str = ""
    action_taken: str = ""
    expected_effect: str = ""
    expected_by: dt.date | None = None


@transaction.atomic
def write_commentary(
    *, indicator: Indicator, month: dt.date, said: Said, by: User, seen: int = 0
) -> Commentary:
    """Write the commentary on an indicator for `month`; `seen` is the revision that the person saw, 0 for none.

    Raises Refusal once the month is published and no corrected version is open, and ChangedMeanwhile when another
    person was quicker.
    """
    _refuse_published(indicator, month)
    _check(said, month)
    commentary = Commentary.objects.filter(indicator=indicator, month=month).first()
    if commentary is None:
        commentary = _first(indicator, month, said, by)
    elif seen == 0:
        raise _quicker(commentary)
    else:
        claim_revision(commentary, seen=seen)
        for name, value in asdict(said).items():
            setattr(commentary, name, value)
        commentary.changed_by, commentary.changed_at = by, timezone.now()
        commentary.save()
    audit.record(
        by=by,
        action="commented on an indicator",
        subject=commentary,
        scope=indicator.council.slug,
        detail={**asdict(said), "expected_by": said.expected_by.isoformat() if said.expected_by else None},
    )
    return commentary


def _refuse_published(indicator: Indicator, month: dt.date) -> None:
    """Hold the digest that is in hand, so that nobody publishes it meanwhile; refuse where there is none any more."""
    of_month = MonthlyDigest.objects.filter(council=indicator.council_id, month=month)
    in_hand = of_month.exclude(status=MonthlyDigest.Status.PUBLISHED)
    if not in_hand.select_for_update(of=("self",)).exists() and of_month.exists():
        raise Refusal(
            f"The digest for {month:%B %Y} is published. To change its commentary, open a corrected version first."
        )


def _check(said: Said, month: dt.date) -> None:
    if not said.cause.strip():
        raise Refusal("Enter what lies behind the figure", field="cause")
    if said.expected_effect.strip() and said.expected_by is None:
        raise Refusal("Enter by when the effect is expected", field="expected_by")
    if said.expected_by is not None and said.expected_by < month:
        raise Refusal(
            f"The day by which the effect is expected must be in {month:%B %Y} or later", field="expected_by"
        )


def _first(indicator: Indicator, month: dt.date, said: Said, by: User) -> Commentary:
    try:
        with transaction.atomic():
            return Commentary.objects.create(indicator=indicator, month=month, changed_by=by, **asdict(said))
    except IntegrityError:
        # Two people wrote the first one at the same moment: the constraint let one through.
        raise _quicker(Commentary.objects.get(indicator=indicator, month=month)) from None


def _quicker(commentary: Commentary) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        revision=commentary.revision,
        changed_by=str(commentary.changed_by or ""),
        changed_at=commentary.changed_at,
    )
