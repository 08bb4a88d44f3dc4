"""Files that no evidence names go, those that it names and those that have just come stay."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests import sample_files
from tests.factories import FileVersionFactory

pytestmark = pytest.mark.django_db


def put(path: Path, *, days_old: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"words")
    age(path, days_old)
    return path


def age(path: Path, days: int) -> None:
    """Make a file look as if it had been written so many days before the day of the tests."""
    then = timezone.now().timestamp() - days * 86_400
    os.utime(path, (then, then))


def test_only_old_files_without_evidence_are_removed(settings, capsys):
    root = Path(settings.MEDIA_ROOT)
    kept = Path(FileVersionFactory(content=sample_files.PDF).file.path)
    age(kept, 400)
    orphan, half = put(root / "evidence/ab/abcd", days_old=2), put(root / "incoming/tmp1", days_old=2)
    coming, report = (
        put(root / "incoming/tmp2", days_old=0),
        put(root / "reports/previews/old.pdf", days_old=9),
    )
    call_command("sweep_evidence_files")
    assert [path.exists() for path in (kept, coming, report)] == [True, True, True]
    assert [path.exists() for path in (orphan, half)] == [False, False]
    assert capsys.readouterr().out == "2 files removed.\n"
    call_command("sweep_evidence_files")
    assert capsys.readouterr().out == "Nothing to do.\n"


def test_an_empty_store_is_no_trouble(capsys):
    call_command("sweep_evidence_files")
    assert capsys.readouterr().out == "Nothing to do.\n"
