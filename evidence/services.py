"""What is done to evidence: a file or a link is added, and a later version follows an earlier one."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Max

from accounts.models import Organisation, User
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence, EvidenceVersion
from evidence.storing import StoredFile, stored

ADDRESS = URLValidator(schemes=["http", "https"])
LONGEST_ADDRESS = 1000


def attach_file(
    *,
    council: Organisation,
    title: str,
    kind: str,
    effective_on: dt.date,
    upload: "File[Any]",
    by: User | None,
) -> Evidence:
    """Return new evidence with `upload` as its first version.

    `kind` is a value of `Evidence.Kind`; `effective_on` is the day from which it counts. Raises Refusal on `file` for
    an upload that is empty, larger than EVIDENCE_SIZE_LIMIT_MB, or of a kind that is not kept. An upload that
    breaks off leaves neither row nor file.
    """
    with stored(upload) as file, transaction.atomic():
        evidence = _new(council=council, title=title, kind=kind, effective_on=effective_on, by=by)
        _add_file(evidence, 1, file, by)
        _record(by, "added evidence", evidence, filename=file.filename, sha256=file.sha256)
    return evidence


@transaction.atomic
def attach_link(
    *, council: Organisation, title: str, kind: str, effective_on: dt.date, url: str, by: User | None
) -> Evidence:
    """Return new evidence that is kept elsewhere, at `url`. Raises Refusal on `url` for what is no web address."""
    _check_address(url)
    evidence = _new(council=council, title=title, kind=kind, effective_on=effective_on, by=by)
    EvidenceVersion.objects.create(evidence=evidence, number=1, url=url, added_by=by)
    _record(by, "added evidence", evidence, url=url)
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
    with stored(upload) as file, transaction.atomic():
        version = _add_file(evidence, _next_number(evidence), file, by)
        _record(by, f"added version {version.number}", evidence, filename=file.filename, sha256=file.sha256)
    return version


@transaction.atomic
def _add_link_version(evidence: Evidence, url: str, by: User | None) -> EvidenceVersion:
    _check_address(url)
    version = EvidenceVersion.objects.create(
        evidence=evidence, number=_next_number(evidence), url=url, added_by=by
    )
    _record(by, f"added version {version.number}", evidence, url=url)
    return version


def _new(*, council: Organisation, title: str, kind: str, effective_on: dt.date, by: User | None) -> Evidence:
    if not title.strip():
        raise Refusal("Enter the title of the evidence", field="title")
    return Evidence.objects.create(
        council=council, title=title.strip(), kind=kind, effective_on=effective_on, recorded_by=by
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


def _record(by: User | None, action: str, evidence: Evidence, **detail: str) -> None:
    audit.record(by=by, action=action, subject=evidence, scope=evidence.council.slug, detail=detail)
