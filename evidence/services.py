"""What is done to evidence: a file or a link is added, and a later version follows an earlier one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation, User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from core.storing import StoredFile, stored
from evidence.models import Evidence, EvidenceVersion
from evidence.storing import EVIDENCE

ADDRESS = URLValidator(schemes=["http", "https"])
LONGEST_ADDRESS = 1000

WORDS = frozenset({"title", "shows"})
"""What people say of evidence in words of their own; its history has them, the audit trail does not."""


@dataclass(frozen=True)
class About:
    """What is said of a piece of evidence beside its name and day; cautious where nothing is said.

    It is to be looked at again on `review_on`; from `expires_on` on it no longer counts.
    """

    shows: str = ""
    confidentiality: str = Evidence.Confidentiality.COUNCIL_ONLY
    review_on: dt.date | None = None
    expires_on: dt.date | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "shows": self.shows.strip(),
            "confidentiality": self.confidentiality,
            "review_on": self.review_on,
            "expires_on": self.expires_on,
        }


def attach_file(
    *,
    council: Organisation,
    title: str,
    kind: str,
    effective_on: dt.date,
    upload: "File[Any]",
    by: User | None,
    about: About | None = None,
) -> Evidence:
    """Return new evidence with `upload` as its first version.

    `kind` is a value of `Evidence.Kind`; `effective_on` is the day from which it counts; without `about` it stays
    within the council. Raises Refusal on `file` for an upload that is empty, larger than EVIDENCE_SIZE_LIMIT_MB,
    or of a kind that is not kept. An upload that breaks off leaves neither row nor file.
    """
    with stored(upload, EVIDENCE) as file, transaction.atomic():
        evidence = _new(council, title, kind, effective_on, about or About(), by)
        _add_file(evidence, 1, file, by)
        _record(by, "added evidence", evidence, sha256=file.sha256)
    return evidence


@transaction.atomic
def attach_link(
    *,
    council: Organisation,
    title: str,
    kind: str,
    effective_on: dt.date,
    url: str,
    by: User | None,
    about: About | None = None,
) -> Evidence:
    """Return new evidence that is kept elsewhere, at `url`. Raises Refusal on `url` for what is no web address."""
    _check_address(url)
    evidence = _new(council, title, kind, effective_on, about or About(), by)
    EvidenceVersion.objects.create(evidence=evidence, number=1, url=url, added_by=by)
    _record(by, "added evidence", evidence)
    return evidence


def add_version(
    *, evidence: Evidence, by: User | None, upload: "File[Any] | None" = None, url: str = ""
) -> EvidenceVersion:
    """Return the next version of `evidence`: a file or a link, never both. Earlier ones stay as they are.

    Raises Refusal for neither or both, and what `attach_file` and `attach_link` raise.
    """
    if (upload is None) == (not url):
        raise Refusal("Choose a file or enter a link, and not both", field="file")
    if upload is None:
        return _add_link_version(evidence, url, by)
    with stored(upload, EVIDENCE) as file, transaction.atomic():
        version = _add_file(evidence, _next_number(evidence), file, by)
        _record(by, f"added version {version.number}", evidence, sha256=file.sha256)
    return version


@transaction.atomic
def describe(
    *,
    evidence: Evidence,
    title: str,
    kind: str,
    effective_on: dt.date,
    about: About,
    revision: int,
    by: User,
) -> Evidence:
    """Say anew what a piece of evidence is and shows, whether it may leave the council, and how long it counts.

    Its versions stay as they are. Raises Refusal, and ChangedMeanwhile after another person's change.
    """
    claim_revision(evidence, seen=revision)
    evidence.refresh_from_db()
    _check(title, effective_on, about)
    wanted = {"title": title.strip(), "kind": kind, "effective_on": effective_on, **about.fields()}
    changed = {name: getattr(evidence, name) for name in wanted if getattr(evidence, name) != wanted[name]}
    before = {name: str(value) for name, value in changed.items() if name not in WORDS}
    for name, value in wanted.items():
        setattr(evidence, name, value)
    evidence.save()
    _record(by, "described evidence anew", evidence, changed=sorted(changed), before=before)
    return evidence


@transaction.atomic
def look_again(
    *, evidence: Evidence, review_on: dt.date | None, revision: int, by: User, today: dt.date
) -> Evidence:
    """Record that somebody looked at the evidence again and that it still shows what it says.

    `review_on` is when it is to be looked at next, None for never. Raises Refusal for a day that is not to come.
    """
    claim_revision(evidence, seen=revision)
    evidence.refresh_from_db()
    if review_on is not None and review_on <= max(today, evidence.effective_on):
        raise Refusal("The day to look at it again must be after today", field="review_on")
    before, evidence.review_on = evidence.review_on, review_on
    evidence.save()
    _record(by, "looked at evidence again", evidence, before=str(before), next=str(review_on))
    return evidence


@transaction.atomic
def _add_link_version(evidence: Evidence, url: str, by: User | None) -> EvidenceVersion:
    _check_address(url)
    version = EvidenceVersion.objects.create(
        evidence=evidence, number=_next_number(evidence), url=url, added_by=by
    )
    _record(by, f"added version {version.number}", evidence)
    return version


def _new(
    council: Organisation, title: str, kind: str, effective_on: dt.date, about: About, by: User | None
) -> Evidence:
    _check(title, effective_on, about)
    return Evidence.objects.create(
        council=council,
        title=title.strip(),
        kind=kind,
        effective_on=effective_on,
        recorded_by=by,
        **about.fields(),
    )


def _check(title: str, effective_on: dt.date, about: About) -> None:
    if not title.strip():
        raise Refusal("Enter the title of the evidence", field="title")
    if about.confidentiality not in Evidence.Confidentiality.values:
        raise Refusal("Choose whether it may leave the council", field="confidentiality")
    if about.review_on is not None and about.review_on < effective_on:
        raise Refusal(
            f"The day to look at it again must be on or after {effective_on:%-d %B %Y}, from which it counts",
            field="review_on",
        )
    if about.expires_on is not None and about.expires_on <= effective_on:
        raise Refusal(
            f"The day it no longer counts must be after {effective_on:%-d %B %Y}, from which it counts",
            field="expires_on",
        )


def _add_file(evidence: Evidence, number: int, file: StoredFile, by: User | None) -> EvidenceVersion:
    return EvidenceVersion.objects.create(
        evidence=evidence,
        number=number,
        file=file.name,
        filename=file.filename,
        size=file.size,
        content_type=file.kind.content_type,
        sha256=file.sha256,
        added_by=by,
    )


def _next_number(evidence: Evidence) -> int:
    # The row is locked until the version is written: of two people adding one, the second gets the next number.
    Evidence.objects.select_for_update().get(pk=evidence.pk)
    newest = EvidenceVersion.objects.filter(evidence=evidence).aggregate(Max("number"))["number__max"]
    return int(newest or 0) + 1


def _check_address(url: str) -> None:
    try:
        ADDRESS(url)
    except ValidationError as error:
        raise Refusal("The link must be a web address that starts with https://", field="url") from error
    if len(url) > LONGEST_ADDRESS:
        raise Refusal(f"The link must be {LONGEST_ADDRESS} characters or fewer", field="url")


def _record(by: User | None, action: str, evidence: Evidence, **detail: Any) -> None:
    """Write the deed into the audit trail, without title, file name or address: a paper of a board that is evidence may
    be confidential, or become so, and readers of the trail may then not even know of it. Its hash identifies a file.
    """
    audit.record(by=by, action=action, subject=evidence, scope=evidence.council.slug, detail=detail)
