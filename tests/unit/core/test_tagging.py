"""What is mended in a tagged PDF: read back from small documents."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from core.pdf import AttachedFile, pdf_bytes

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A title</title></head><body>
<p class="period">October</p><h1>A heading</h1>
<nav class="contents"><ol><li><a href="#end">The end</a></li></ol></nav>
<table><thead><tr><th scope="col">Ref.</th><th scope="col">What</th></tr></thead>
<tbody><tr><th scope="row">1.1</th><td>Appoint</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" role="img">
<title>A chart</title><rect width="5" height="5"/></svg>
<h2 id="end">End</h2><p>Nothing <span class="note"></span>between</p></body></html>"""
FILES = (AttachedFile("figures.csv", "The figures", b"a,b\r\n1,2\r\n"),)


def made(**how: Any) -> bytes:
    return pdf_bytes(PAGE, stylesheet="css/report-pdf.css", identifier="abc", **how)


@pytest.fixture(scope="module")
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made(files=FILES))) as pdf:
        yield pdf


def elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the elements of one kind that stand in the document."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid, kind)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == f"/{kind}":
            yield node
        yield from elements(node.get("/K", pikepdf.Array()), kind)


def test_header_cells_say_which_way_they_look(document: pikepdf.Pdf) -> None:
    headers = elements(document.Root.StructTreeRoot, "TH")
    assert [str(each.A.Scope) for each in headers] == ["/Column", "/Column", "/Row"]


def test_a_link_is_one_element_with_its_annotations(document: pikepdf.Pdf) -> None:
    (link,) = elements(document.Root.StructTreeRoot, "Link")
    annotations = [
        kid.Obj for kid in link.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    ]
    assert len(annotations) == sum(len(page.get("/Annots", [])) for page in document.pages) > 0
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for each in annotations:
        assert each.F == 4
        assert owners[int(each.StructParent)].objgen == link.objgen


def test_what_stands_in_the_margins_is_pagination_and_nothing_else_is(document: pikepdf.Pdf) -> None:
    first = document.pages[0]
    marked = [
        operands for operands, operator in pikepdf.parse_content_stream(first) if str(operator) == "BDC"
    ]
    artifacts = [each for each in marked if str(each[0]) == "/Artifact"]
    assert artifacts
    assert all(each[1].Type == "/Pagination" for each in artifacts)
    tagged = {int(each[1].MCID) for each in marked if str(each[0]) != "/Artifact"}
    kept = document.Root.StructTreeRoot.ParentTree.Nums[1]
    assert {place for place, each in enumerate(kept) if each is not None} == tagged


def test_a_span_with_nothing_in_it_is_left_out(document: pikepdf.Pdf) -> None:
    assert all(len(each.K) for each in elements(document.Root.StructTreeRoot, "Span"))


def test_a_chart_says_in_words_what_it_shows(document: pikepdf.Pdf) -> None:
    (figure,) = elements(document.Root.StructTreeRoot, "Figure")
    assert str(figure.Alt) == "A chart"


def test_a_file_inside_says_what_it_is_to_the_document(document: pikepdf.Pdf) -> None:
    (file,) = document.Root.AF
    assert (str(file.AFRelationship), str(file.F), str(file.UF)) == ("/Data", "figures.csv", "figures.csv")
    assert document.attachments["figures.csv"].get_file().read_bytes() == FILES[0].content


def test_the_same_document_with_the_same_files_is_the_same_bytes() -> None:
    assert made(files=FILES) == made(files=FILES)


def test_what_is_not_tagged_is_left_alone() -> None:
    with pikepdf.open(io.BytesIO(made(tagged=False))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
