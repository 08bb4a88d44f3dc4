"""What the services share that write what a review asked and found: it was held, proofs are kept, deeds audited."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db.models import Model
from django.urls import reverse

from accounts.models import Organisation, User
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from notices.models import Area
from reviews.models import Review


@dataclass(frozen=True)
class Proofs:
    """Evidence that something rests on: pieces that are kept already, and a file or a link that is not kept yet."""

    kept: tuple[Evidence, ...] = ()
    upload: "File[Any] | None" = None
    url: str = ""


def refuse_unless_held(review: Review, what: str) -> dt.date:
    """Return the day on which the review was held; raises Refusal, with the way out, for one that was not."""
    if review.cancelled_on is not None:
        raise Refusal(
            f"This review was cancelled on {review.cancelled_on:%-d %B %Y}: {what} belongs to one that was held"
        )
    if review.held_on is None:
        raise Refusal(
            f"Record first that the review was held: {what} comes after it",
            link=(page_of(review), "To the review"),
        )
    return review.held_on


def page_of(review: Review) -> str:
    """Return the address of the review's page."""
    return reverse("reviews:review", args=[review.notice.council.slug, review.pk])


def refuse_foreign_area(area: Area | None, review: Review) -> None:
    """Raise Refusal for an area of another notice."""
    if area is not None and area.notice_id != review.notice_id:
        raise Refusal("Choose an area of the notice that the review is under", field="area")


def put_evidence(row: Any, proofs: Proofs, *, title: str, by: User, today: dt.date) -> dict[str, list[str]]:
    """Let `row` rest on exactly these proofs; return what its evidence was and is, in words, if that changed."""
    council = row.review.notice.council
    if any(each.council_id != council.pk for each in proofs.kept):
        raise Refusal("Choose evidence of this council", field="evidence")
    before = _for_the_trail(row.evidence.all())
    row.evidence.set([*proofs.kept, *_new(proofs, council, title, by, today)])
    after = _for_the_trail(row.evidence.all())
    return {} if before == after else {"Evidence": [before, after]}


def _new(proofs: Proofs, council: Organisation, title: str, by: User, today: dt.date) -> list[Evidence]:
    asked: dict[str, Any] = {
        "council": council,
        "title": title[:200],
        "kind": Evidence.Kind.OTHER,
        "effective_on": today,
        "by": by,
    }
    if proofs.upload is not None:
        return [attach_file(upload=proofs.upload, **asked)]
    return [attach_link(url=proofs.url, **asked)] if proofs.url else []


def _for_the_trail(pieces: Iterable[Evidence]) -> str:
    """Name evidence without its title: a paper of the board may become confidential after it was chosen here."""
    return "; ".join(f"{each.trail_name}, no. {each.pk}" for each in sorted(pieces, key=lambda each: each.pk))


def write_audit(*, by: User, deed: str, subject: Model, review: Review, **detail: Any) -> None:
    """Write the deed into the audit trail of the council; what is empty in `detail` is left out.

    The trail is read by people who do not read the council's own assessment before it is submitted: of that, no word.
    """
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in detail.items()
        if value not in (None, "", {}, [])
    }
    audit.record(by=by, action=deed, subject=subject, scope=review.notice.council.slug, detail=plain)
