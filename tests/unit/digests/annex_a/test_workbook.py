"""Opening a workbook: from a file without a name, with its errors marked, and never one that is a trap."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.refusals import Refusal
from digests.annex_a import workbook
from digests.annex_a.workbook import LIMITS, read_workbook
from tests.factories_annex_a import made


def bytes_of(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(tmp_path: Path, content: bytes):
    """Read a file whose name is gone by the time that it is read, as the worker does."""
    path = tmp_path / "upload"
    path.write_bytes(content)
    with path.open("rb") as file:
        path.unlink()
        return read_workbook(file)


def refusal(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, content)
    assert refused.value.field == "file"
    return refused.value.message


def test_a_file_without_a_name_is_read_whole(tmp_path) -> None:
    content, contents = made(50, 1)
    sheets = read(tmp_path, content)
    assert list(sheets) == ["Front_Sheet", *[f"List_{number}" for number in range(1, 12)]]
    assert sheets["List_1"][1][:2] == ["Child Unique ID", "Gender"]
    assert {rows[at][0] for rows in list(sheets.values())[1:] for at in range(2, len(rows))} == set(
        contents.names
    )


def test_errors_and_formulas_without_a_value_are_not_taken_for_blanks(tmp_path) -> None:
    book = Workbook()
    book.active.append(["#N/A", "=TODAY()", "", "#REF!", "plain"])
    (rows,) = read(tmp_path, bytes_of(book)).values()
    assert rows == [["#N/A", "#N/A", "", "#N/A", "plain"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "must be an Excel workbook"),
        (b"Child Unique ID,Gender\nC1,a) Male\n", "must be an Excel workbook"),
        (b"%PDF-1.7 lists", "must be an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older or a protected one", "protected by a password"),
        (b"PK\x03\x04 broken", "is damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(tmp_path, content: bytes, words: str) -> None:
    assert words in refusal(tmp_path, content)


def test_half_a_workbook_is_damaged(tmp_path) -> None:
    content, _ = made(50, 1)
    assert "is damaged" in refusal(tmp_path, content[: len(content) // 2])


def test_a_cell_far_away_is_refused_before_the_reader_lays_out_a_block_that_large(tmp_path) -> None:
    book = Workbook()
    book.active["A1"] = "near"
    book.active.cell(LIMITS.rows + 1, 1, "far")
    assert "reaches beyond 200,000 rows or 120 columns" in refusal(tmp_path, bytes_of(book))


def test_a_bomb_is_refused_by_what_it_unpacks_to(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "LIMITS", LIMITS.__class__(LIMITS.holds, rows=100, unpacked=1024 * 1024))
    content = io.BytesIO(made(20, 1)[0])
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/more.xml", b"0" * 2 * 1024 * 1024)
    assert "unpacks to far more" in refusal(tmp_path, content.getvalue())


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST", 1024 * 1024)
    assert "must be smaller than 1 MB" in refusal(tmp_path, b"PK\x03\x04" + b"0" * 1024 * 1024)
