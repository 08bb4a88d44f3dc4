"""Reading spreadsheets: every kind that is taken, and every trap that is not walked into."""

import datetime as dt
import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest

from core.importing import packages
from core.importing.sheet import Limits, cell_name, place_of
from core.importing.sheets import read_sheets, sheet_type_of
from core.refusals import Refusal
from tests.factories_import import bytes_of, workbook

LIMITS = Limits("plan", rows=10_000)


@pytest.fixture
def read(tmp_path):
    def reader(content: bytes, limits: Limits = LIMITS):
        path = tmp_path / "upload"
        path.write_bytes(content)
        return read_sheets(path, limits)

    return reader


def changed(content: bytes, part: str, change) -> bytes:
    """Return the package with one part changed."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            body = before.read(name)
            after.writestr(name, change(body) if name == part else body)
    return kept.getvalue()


def refusal_of(read, content: bytes, **narrower) -> str:
    with pytest.raises(Refusal) as refused:
        read(content, replace(LIMITS, **narrower))
    assert refused.value.field == "file"
    return refused.value.message


def test_a_workbook_gives_its_visible_sheets_without_blank_tails(read):
    book = workbook(
        Plan=[["Ref", "Due"], ["1.1", dt.date(2026, 12, 16)], [None, None], ["", " "]], Other=[[]]
    )
    book["Plan"]["H40"] = "   "
    book.create_sheet("Hidden").append(["x"])
    book["Hidden"].sheet_state = "hidden"
    (sheet,) = read(bytes_of(book))
    assert (sheet.name, sheet.rows) == ("Plan", (("Ref", "Due"), ("1.1", dt.date(2026, 12, 16))))


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Ref,Action\n1.1,Agree\n".encode("utf-8-sig"), (("Ref", "Action"), ("1.1", "Agree"))),
        (b"Ref;Action\r\n1.1;Agree, then train\r\n", (("Ref", "Action"), ("1.1", "Agree, then train"))),
        (b"Ref\tAction\n1.1\tAgree\n", (("Ref", "Action"), ("1.1", "Agree"))),
        ("Ref,Action\n1.1,Children’s café\n".encode("cp1252"), (("Ref", "Action"), ("1.1", "Children’s café"))),
        (b"Ref,Action\n1.1,'=1+1\n", (("Ref", "Action"), ("1.1", "=1+1"))),
        (b'Ref,Action\n1.1,"two\nlines"\n,,\n\n', (("Ref", "Action"), ("1.1", "two\nlines"))),
    ],
    ids=["commas", "semicolons", "tabs", "older Windows letters", "inert formula", "line breaks and blank tail"],
)  # fmt: skip
def test_csv_in_each_way_that_spreadsheets_write_it(read, content, rows):
    (sheet,) = read(content)
    assert sheet.rows == rows


def test_of_a_formula_the_saved_value_is_read_and_one_without_is_noted(read):
    book = workbook(Plan=[["Ref", "Due", "Cost"], ["1.1", "=TODAY()", "=1+1"]])

    def with_value(xml: bytes) -> bytes:
        assert b"<f>1+1</f><v />" in xml or b"<f>1+1</f><v></v>" in xml or b"<f>1+1</f><v/>" in xml
        for empty in (b"<v />", b"<v></v>", b"<v/>"):
            xml = xml.replace(b"<f>1+1</f>" + empty, b"<f>1+1</f><v>2</v>")
        return xml

    (sheet,) = read(changed(bytes_of(book), "xl/worksheets/sheet1.xml", with_value))
    assert sheet.at(1, 2) == 2
    assert sheet.formulas == frozenset({(1, 1)})


def test_merged_cells_are_found_and_belong_to_the_first(read):
    book = workbook(Plan=[["Ref", "Action"], ["1", "One"], [None, "Two"]])
    book["Plan"].merge_cells("A2:A3")
    (sheet,) = read(bytes_of(book))
    assert sheet.merged == (((1, 0), (2, 0)),)
    assert sheet.merged_around((2, 0)) == ((1, 0), (2, 0))
    assert (sheet.merged_around((1, 0)), sheet.merged_around((2, 1))) == (None, None)


def test_macros_are_not_run_and_not_in_the_way(read, tmp_path):
    content = io.BytesIO(bytes_of(workbook(Plan=[["Ref", "Action"], ["1.1", "Agree"]])))
    with zipfile.ZipFile(content, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\x00macro")
    (sheet,) = read(content.getvalue())
    assert sheet.at(1, 1) == "Agree"
    assert sheet_type_of(tmp_path / "upload", LIMITS).endings == (".xlsm",)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 not a sheet", b"\x89PNG\r\n\x1a\n", b"MZ\x90\x00", b"<html><table></table></html>",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1an old workbook"],
    ids=["pdf", "image", "program", "web page", "excel 97"],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_told_by_its_content(read, content):
    assert refusal_of(read, content).startswith(
        "The file must be one of these: Excel (.xlsx or .xlsm) or CSV"
    )


def test_a_word_document_is_no_spreadsheet(read):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w/>")
    assert "must be one of these" in refusal_of(read, content.getvalue())


def test_a_workbook_behind_a_password_says_how_to_take_it_off(read):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal_of(read, content).startswith("The file is protected by a password. Remove the password")


def bomb(size: int, *, declared: int | None = None) -> bytes:
    """Return a workbook with one part of `size` zeros more, which its directory may declare to be smaller."""
    content = io.BytesIO(bytes_of(workbook(Plan=[["Ref", "Action"], ["1.1", "Agree"]])))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/zeros.bin", bytes(size))
    packed = content.getvalue()
    if declared is None:
        return packed
    return packed.replace(struct.pack("<L", size), struct.pack("<L", declared))


def test_a_zip_bomb_is_not_opened(read):
    assert "unpacks to far more than a plan can hold" in refusal_of(read, bomb(6_000_000), unpacked=5_000_000)


def test_a_zip_bomb_that_lies_about_its_size_is_found_by_counting(read):
    lying = bomb(6_000_001, declared=1_000)
    with zipfile.ZipFile(io.BytesIO(lying)) as package:
        assert package.getinfo("xl/media/zeros.bin").file_size == 1_000
    assert "unpacks to far more than a plan can hold" in refusal_of(read, lying, unpacked=5_000_000)


def test_too_many_parts_are_not_opened(read):
    assert "unpacks to far more" in refusal_of(read, bomb(10), parts=3)


def test_a_cell_at_the_far_corner_is_refused_before_anything_is_laid_out(read):
    book = workbook(Plan=[["Ref", "Action"], ["1.1", "Agree"]])
    book["Plan"]["XFD1048576"] = "x"
    assert "reaches beyond 10,000 rows or 100 columns" in refusal_of(read, bytes_of(book))


def test_a_csv_that_is_too_long_is_refused(read):
    content = b"Ref,Action\n" + b"1,x\n" * 10_001
    assert "more than 10,000 rows" in refusal_of(read, content)


def test_a_csv_with_a_lost_quotation_mark_names_the_row(read):
    assert "from row 3 on" in refusal_of(read, b'Ref,Action\n1.1,Agree\n1.2,"Train\n')


def test_a_damaged_workbook_says_so(read):
    content = bytes_of(workbook(Plan=[["Ref", "Action"]]))
    assert refusal_of(read, content[:-200]).startswith("The file is damaged")
    broken = changed(content, "xl/worksheets/sheet1.xml", lambda xml: xml[:-30])
    assert refusal_of(read, broken).startswith("The file is damaged")


def test_xml_that_declares_entities_is_refused(read):
    content = bytes_of(workbook(Plan=[["Ref", "Action"]]))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    assert refusal_of(read, changed(content, "xl/worksheets/sheet1.xml", lambda xml: evil)).startswith(
        "The file is damaged"
    )


def test_a_workbook_with_nothing_in_it_says_so(read):
    assert refusal_of(read, bytes_of(workbook(Plan=[], Other=[[None]]))).startswith("The file holds no rows")


def test_the_counter_of_bytes_agrees_with_zlib():
    content = bytes(1_000_000) + bytes(range(256)) * 100
    packed = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packed.compress(content) + packed.flush()
    counted = packages._inflated_size(io.BytesIO(body), len(body), 10_000_000)
    assert counted == len(content)


@pytest.mark.parametrize(
    ("name", "place"), [("A1", (0, 0)), ("B7", (6, 1)), ("Z2", (1, 25)), ("AA10", (9, 26)), ("CV1", (0, 99))]
)
def test_cells_are_called_what_spreadsheets_call_them(name, place):
    assert place_of(name) == place
    assert cell_name(*place) == name
