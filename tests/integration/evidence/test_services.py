"""Evidence is attached whole or not at all, and its versions follow one another."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from core.models import AuditEntry
from core.refusals import Refusal
from evidence import services
from evidence.models import Evidence, EvidenceVersion
from tests import sample_files

pytestmark = pytest.mark.django_db

MET_ON = dt.date(2026, 11, 10)


class BreaksOff(ContentFile):
    """An upload whose sender goes away in the middle."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield sample_files.PDF
        raise ConnectionResetError("the sender went away")


def pdf(name: str = "minutes.pdf", content: bytes = sample_files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(council: Any, by: Any, upload: Any) -> Evidence:
    return services.attach_file(
        council=council, title="Board minutes", kind="minutes", effective_on=MET_ON, upload=upload, by=by
    )


def files_in(root: Any) -> list[Path]:
    return [path for path in Path(root).rglob("*") if path.is_file()]


def test_a_file_is_kept_with_its_hash_and_its_type(council, improver, settings):
    version = attach(council, improver, pdf()).versions.get()
    sha256 = hashlib.sha256(sample_files.PDF).hexdigest()
    assert (version.number, version.sha256, version.content_type) == (1, sha256, "application/pdf")
    assert (version.size, version.filename) == (len(sample_files.PDF), "minutes.pdf")
    assert Path(version.file.path).read_bytes() == sample_files.PDF
    assert files_in(settings.MEDIA_ROOT) == [Path(version.file.path)]


def test_the_deed_is_in_the_audit_trail(council, improver):
    evidence = attach(council, improver, pdf())
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.action, entry.scope) == ("Imogen Prowse", "added evidence", "fernshire")
    assert entry.subject_key == str(evidence.pk)
    assert entry.detail["sha256"] == hashlib.sha256(sample_files.PDF).hexdigest()


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (pdf(content=b""), "The file that you chose is empty"),
        (pdf("virus.pdf", sample_files.PROGRAM), "The file must be one of these"),
        (pdf("page.txt", b"<html><script>x</script>"), "The file must be one of these"),
    ],
)
def test_what_is_not_kept_is_refused_and_leaves_nothing(council, improver, settings, upload, message):
    with pytest.raises(Refusal, match=message) as refusal:
        attach(council, improver, upload)
    assert refusal.value.field == "file"
    assert not Evidence.objects.exists()
    assert files_in(settings.MEDIA_ROOT) == []


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(council, improver, settings):
    settings.EVIDENCE_SIZE_LIMIT_MB = 1
    with pytest.raises(Refusal, match="smaller than 1 MB"):
        attach(council, improver, pdf(content=sample_files.PDF + bytes(1024 * 1024)))
    assert not Evidence.objects.exists()
    assert files_in(settings.MEDIA_ROOT) == []


def test_an_upload_that_breaks_off_leaves_nothing(council, improver, settings):
    with pytest.raises(ConnectionResetError):
        attach(council, improver, BreaksOff(b"", name="minutes.pdf"))
    assert not Evidence.objects.exists()
    assert not AuditEntry.objects.exists()
    assert files_in(settings.MEDIA_ROOT) == []


def test_a_row_that_cannot_be_written_leaves_no_file(council, improver, settings):
    with pytest.raises(Refusal, match="Enter the title"):
        services.attach_file(
            council=council, title="  ", kind="minutes", effective_on=MET_ON, upload=pdf(), by=improver
        )
    assert files_in(settings.MEDIA_ROOT) == []


def test_what_fails_later_does_not_take_a_file_that_was_there_before(council, improver, settings):
    kept = attach(council, improver, pdf()).versions.get()
    with pytest.raises(Refusal):
        services.attach_file(
            council=council, title="", kind="minutes", effective_on=MET_ON, upload=pdf(), by=improver
        )
    assert files_in(settings.MEDIA_ROOT) == [Path(kept.file.path)]


def test_a_link_is_kept_as_a_link(council, improver):
    evidence = services.attach_link(
        council=council,
        title="Minutes",
        kind="minutes",
        effective_on=MET_ON,
        url="https://intranet.fernshire.example/minutes",
        by=improver,
    )
    assert evidence.versions.get().is_link


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://fernshire.example/a", "minutes", "https://x/" + "a" * 1000]
)
def test_what_is_no_web_address_is_refused(council, improver, url):
    with pytest.raises(Refusal, match="The link must be") as refusal:
        services.attach_link(
            council=council, title="M", kind="minutes", effective_on=MET_ON, url=url, by=improver
        )
    assert refusal.value.field == "url"
    assert not Evidence.objects.exists()


def test_versions_follow_one_another_and_none_changes(council, improver, owner):
    evidence = attach(council, improver, pdf())
    services.add_version(evidence=evidence, upload=pdf("signed.pdf", sample_files.PDF + b"signed"), by=owner)
    services.add_version(evidence=evidence, url="https://intranet.fernshire.example/signed", by=owner)
    assert list(evidence.versions.values_list("number", "filename")) == [
        (3, ""),
        (2, "signed.pdf"),
        (1, "minutes.pdf"),
    ]
    with pytest.raises(TypeError, match="never changed"):
        evidence.versions.get(number=1).save()


@pytest.mark.parametrize("both", [True, False])
def test_a_version_is_a_file_or_a_link(council, improver, both):
    evidence = attach(council, improver, pdf())
    given = {"upload": pdf(), "url": "https://fernshire.example/"} if both else {}
    with pytest.raises(Refusal, match="not both"):
        services.add_version(evidence=evidence, by=improver, **given)
    assert EvidenceVersion.objects.count() == 1


def test_a_deed_that_fails_around_it_leaves_no_row(council, improver):
    def attach_and_fail() -> None:
        with transaction.atomic():
            attach(council, improver, pdf())
            raise Refusal("It went wrong later")

    with pytest.raises(Refusal, match="later"):
        attach_and_fail()
    assert not Evidence.objects.exists()
