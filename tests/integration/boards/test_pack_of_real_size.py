"""A real meeting's pack, 10 papers and 200 pages: every bookmark, every page number, every line of the contents."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdf
import pytest

from boards.packing.copies import MadeCopy, made
from tests.factories_packs import page_words, real_meeting

PAPERS, PAGES = 10, 20


@pytest.fixture(scope="module")
def copies() -> list[MadeCopy]:
    plan, files = real_meeting(PAPERS, PAGES)
    return made(plan, lambda paper: io.BytesIO(files[paper.key]), lambda percent, message: None)


@pytest.fixture(scope="module", params=["confidential", "open"])
def copy(request: pytest.FixtureRequest, copies: list[MadeCopy]) -> MadeCopy:
    return next(each for each in copies if each.is_confidential is (request.param == "confidential"))


@pytest.fixture(scope="module")
def reader(copy: MadeCopy) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(copy.document))


@pytest.fixture(scope="module")
def texts(reader: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def papers_in(copy: MadeCopy) -> list[int]:
    return [key for key in range(1, PAPERS + 1) if copy.is_confidential or key % 4]


def test_every_page_says_which_of_how_many_it_is(copy: MadeCopy, texts: list[str]) -> None:
    # Two of ten papers are confidential.
    assert len(papers_in(copy)) == (10 if copy.is_confidential else 8)
    assert len(texts) == 3 + PAGES * len(papers_in(copy))
    told = [re.search(r"Page (\d+) of (\d+)", words) for words in texts]
    assert [found and (int(found[1]), int(found[2])) for found in told] == [
        (number, len(texts)) for number in range(1, len(texts) + 1)
    ]


def test_every_page_of_a_paper_is_there_once_in_its_place_under_its_title(
    copy: MadeCopy, texts: list[str]
) -> None:
    expected = [(key, leaf) for key in papers_in(copy) for leaf in range(1, PAGES + 1)]
    for words, (key, leaf) in zip(texts[3:], expected, strict=True):
        assert page_words(f"Paper{key:02}", leaf) in words
        assert f"Matter {key:02}" in words


def test_every_bookmark_leads_to_its_page(copy: MadeCopy, reader: pypdf.PdfReader) -> None:
    found = {}
    for entry in reader.outline:
        for each in entry if isinstance(entry, list) else [entry]:
            found[str(each.title)] = (isinstance(entry, list), reader.get_destination_page_number(each) + 1)
    first = 4
    for key in papers_in(copy):
        assert found[f"{(key + 1) // 2}.{2 - key % 2} Matter {key:02}"] == (True, first)
        first += PAGES
    assert found["Contents"] == (False, 2)
    assert found["Agenda"] == (False, 3)
    assert all(found[f"{number}. Item {number:02}"] == (False, 3) for number in range(1, 6))


def test_every_line_of_the_contents_names_its_page_and_leads_there(
    copy: MadeCopy, reader: pypdf.PdfReader, texts: list[str]
) -> None:
    told = dict(re.findall(r"\d\.\d Matter (\d\d) (\d+)", texts[1]))
    assert told == {f"{key:02}": str(4 + PAGES * place) for place, key in enumerate(papers_in(copy))}
    with pikepdf.open(io.BytesIO(copy.document)) as pdf:
        led_to = {pikepdf.Page(link.Dest[0]).index + 1 for link in pdf.pages[1].obj.Annots if "/Dest" in link}
    assert led_to == {3} | {int(page) for page in told.values()}


def test_the_open_copy_names_no_confidential_paper(copies: list[MadeCopy]) -> None:
    open_copy = next(each for each in copies if not each.is_confidential)
    words = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(open_copy.document)).pages)
    assert not re.search(r"Matter (04|08)|Paper(04|08)", words)


def test_it_opens_without_a_complaint(copy: MadeCopy, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(copy.document)) as pdf:
        assert pdf.check_pdf_syntax() == []
    if qpdf := shutil.which("qpdf"):
        path = tmp_path / "pack.pdf"
        path.write_bytes(copy.document)
        done = subprocess.run([qpdf, "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
