"""`import_notice FILE --council NAME`: leaves a draft to review, or one line that says why not, and nothing else."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Organisation
from notices.models import Notice, NoticeDraft
from tests.integration.notices_drafts.notice_text import NOTICE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE)
    return path


def imported(file: Path, council: str) -> str:
    out = StringIO()
    call_command("import_notice", str(file), council=council, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["Fernshire Council", "fernshire council", "fernshire"])
def test_it_leaves_an_open_draft_and_says_where(council: Organisation, file: Path, name: str) -> None:
    printed = imported(file, name)
    draft = NoticeDraft.objects.get()
    assert (draft.council, draft.state, draft.source_name) == (council, "open", "notice.txt")
    assert reverse("drafts:review", args=[council.slug, draft.pk]) in printed
    assert "9 clauses, 1 open decisions" in printed
    assert draft.content["questions"][0]["text"] in printed
    assert not Notice.objects.exists()


def test_an_unknown_council_is_named_with_the_way_out(council: Organisation, file: Path) -> None:
    with pytest.raises(CommandError, match="No council is called 'Elsewhere'") as refused:
        imported(file, "Elsewhere")
    assert "Fernshire Council" in str(refused.value)
    assert not NoticeDraft.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("plain.txt", b"Thank you for your letter of Tuesday. We will write again."),
        ("notice.pdf", b"this is not a PDF"),
        ("broken.pdf", b"%PDF-1.7\nbroken"),
        ("day.txt", NOTICE.replace("30 January 2026", "31 February 2026").encode()),
        ("twice.txt", NOTICE.replace("7. The adviser", "6. The adviser").encode()),
    ],
)
def test_what_cannot_be_read_is_one_line_and_leaves_nothing(
    council: Organisation, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError) as refused:
        imported(tmp_path / name, "fernshire")
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)
    assert not NoticeDraft.objects.exists()


def test_a_file_that_is_not_there(council: Organisation, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        imported(tmp_path / "absent.txt", "fernshire")
    with pytest.raises(CommandError, match="Is a directory"):
        imported(tmp_path, "fernshire")
