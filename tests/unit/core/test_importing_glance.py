"""A glance at a sheet's XML says the same as parsing it, or says nothing: nothing far away slips past it."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.importing.cell_glance import Scanned, glance
from core.importing.cell_scan import scan
from core.importing.sheet import Limits, cell_name
from core.importing.sheets import read_sheets
from core.refusals import Refusal

LIMITS = Limits("list of figures", rows=120, columns=30)
PERCENT = frozenset({"2", "12"})
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
STYLES = (
    "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0.0%'/><numFmt numFmtId='165' formatCode='0\"%\"'/>"
    "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs>"
    + "".join(f"<xf numFmtId='{164 if str(place) in PERCENT else 165}'/>" for place in range(13))
    + "</cellXfs></styleSheet>"
)


def sheet_of(*cells: str) -> str:
    rows = "".join(f"<row>{cell}</row>" for cell in cells)
    return f'<?xml version="1.0"?><worksheet><sheetData>{rows}</sheetData></worksheet>'


@pytest.fixture
def scanned(tmp_path):
    """Return what the whole scan says of a sheet, by its XML."""

    def scanner(xml: str, part: str = "xl/worksheets/sheet1.xml") -> Scanned:
        path = tmp_path / "book.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("xl/workbook.xml", WORKBOOK)
            package.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
            package.writestr("xl/styles.xml", STYLES)
            package.writestr(part, xml)
        return scan(path, LIMITS)["Plan"]

    return scanner


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="B2"><v>1</v></c>', Scanned()),
        ('<c r="B2" s="1"><f>A1</f><v>1</v></c>', Scanned()),
        ('<c r="B2"><f>A1</f><v></v></c>', Scanned(formulas=frozenset({(1, 1)}))),
        ('<c r="B2"><f>A1</f></c>', Scanned(formulas=frozenset({(1, 1)}))),
        ('<c r="B2"><f t="shared" si="0"/></c>', Scanned(formulas=frozenset({(1, 1)}))),
        ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Scanned(frozenset({(1, 1)}), errors=frozenset({(1, 1)}))),
        ('<c r="B2" s="1" t="e"><v>#N/A</v></c>', Scanned(errors=frozenset({(1, 1)}))),
        ('<c r="AD120" s="2"><v>0.846</v></c>', Scanned(percents=frozenset({(119, 29)}))),
        ('<c r="C9" s="12" t="n"><v>1</v></c>', Scanned(percents=frozenset({(8, 2)}))),
        ('<c r="C9" s="1"><v>1</v></c><c r="D9" s="22"><v>1</v></c>', Scanned()),
        ('<c r="XFD1048576" s="1"/><c r="A1"><v>1</v></c>', Scanned()),
        ('<c r="AE1"/><c r="A121" s="1" />', Scanned()),
    ],
)  # fmt: skip
def test_an_ordinary_sheet_is_told_at_a_glance(cell, found):
    assert glance(sheet_of(cell).encode(), LIMITS, PERCENT) == found


FAR = "<v>1</v></c>"


@pytest.mark.parametrize(
    "cell",
    [
        f'<c r="AE1">{FAR}', f'<c r="A121">{FAR}', f'<c r="XFD1048576" s="1">{FAR}', f'<c r="xfd1">{FAR}',
        f'<c r="AE1" s="1" t="s">{FAR}', f'<c r="AE1" x="/>">{FAR}', f"<c r='AE1'>{FAR}", f'<c s="1" r="AE1">{FAR}',
        f'<c\nr="AE1">{FAR}', f'<x:c xmlns:x="y" r="AE1">{FAR}', f'<c r="&#65;E1">{FAR}',
        f'<!-- --><c r="AE1">{FAR}', f'<c r="A120">{FAR}</row><row>' + f"<c>{FAR}" * 31,
    ],
)  # fmt: skip
def test_a_cell_that_lies_too_far_away_never_slips_past(scanned, cell):
    assert glance(sheet_of(cell).encode(), LIMITS, PERCENT) is None
    with pytest.raises(
        Refusal, match=r"beyond 120 rows or 30 columns\. Copy the cells of the list of figures"
    ):
        scanned(sheet_of(cell))


@pytest.mark.parametrize(
    "spoilt", [lambda xml: xml[:-3], lambda xml: f"{xml}\0", lambda xml: xml.encode("utf-16")]
)
def test_in_doubt_it_says_nothing(spoilt):
    xml = spoilt(sheet_of('<c r="A1"><v>1</v></c>'))
    assert glance(xml if isinstance(xml, bytes) else xml.encode(), LIMITS, PERCENT) is None


def test_a_sheet_is_found_by_its_part_whatever_the_capitals(scanned):
    with pytest.raises(Refusal, match="reaches beyond"):
        scanned(sheet_of(f'<c r="AE1">{FAR}'), part="xl/Worksheets/Sheet1.XML")


def test_a_sheet_without_its_part_is_damaged(scanned):
    with pytest.raises(Refusal, match="The file is damaged"):
        scanned(sheet_of(), part="xl/worksheets/another.xml")


PLACES = st.tuples(st.integers(0, 130), st.integers(0, 32))
CONTENTS = st.sampled_from(["<v>1</v>", "<f>A1</f>", "<f/><v></v>", "<is><t>x</t></is>", ""])
CELLS = st.dictionaries(
    PLACES, st.tuples(st.sampled_from(["", ' s="1"', ' s="2"', ' s="12" t="n"', ' s="2" t="e"']), CONTENTS)
)


@given(CELLS)
def test_a_glance_and_the_parser_say_the_same(tmp_path_factory, cells):
    written = [
        f'<c r="{cell_name(*place)}"{style}>{content}</c>' for place, (style, content) in cells.items()
    ]
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", WORKBOOK)
        package.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        package.writestr("xl/styles.xml", STYLES)
        # The comment lets nothing but the parser tell.
        package.writestr("xl/worksheets/sheet1.xml", sheet_of(*written, "<!-- -->"))
    at_a_glance = glance(sheet_of(*written).encode(), LIMITS, PERCENT)
    if at_a_glance is not None:
        assert scan(path, LIMITS)["Plan"] == at_a_glance
    else:
        far = {place for place in cells if place[0] >= LIMITS.rows or place[1] >= LIMITS.columns}
        assert far, "only what may lie too far away is left to the parser"


def test_a_workbook_gives_merged_cells_percentages_and_formulas_by_place(tmp_path):
    """The wide form that councils keep: two rows of headings, a percentage, a note below."""
    book = Workbook()
    sheet = book.active
    for row in (
        ["Indicator", "2026", None], [None, "Apr", "May"], ["Visits in time", 0.846, "=B3"], ["Plans", 12, 13.0],
        ["* from the case system"],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet["B3"].number_format, sheet["B4"].number_format, sheet["C4"].number_format = "0.0%", "0", '0.0"%"'
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "wide.xlsx"
    path.write_bytes(content.getvalue())
    (read,) = read_sheets(path, LIMITS)
    assert read.rows[2:4] == (("Visits in time", 0.846, ""), ("Plans", 12, 13))
    assert (read.merged, read.percents, read.formulas) == (
        (((0, 1), (0, 2)),), frozenset({(2, 1)}), frozenset({(2, 2)}),
    )  # fmt: skip


def test_as_many_rows_are_read_as_the_application_allows(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(b"Indicator,Month\n" + b"CS1,Apr 2026\n" * 120)
    with pytest.raises(Refusal, match="more than 120 rows or 30 columns"):
        read_sheets(path, LIMITS)
    assert len(read_sheets(path, Limits("list of figures", rows=121))[0].rows) == 121
