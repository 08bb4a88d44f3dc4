"""A report's PDF: chapters as bookmarks, heads and feet, files inside, and the same bytes for the same cut."""

import io

import pikepdf
import pypdf
import pytest

from accounts.models import Organisation, User
from reports.models import Report
from reports.rendering import document_for, html_of
from tests.conftest import TODAY
from tests.factories_cuts import a_draft, a_full_case, two_cuts


@pytest.fixture
def report(council: Organisation, improver: User) -> Report:
    case = a_full_case(council)
    return a_draft(case, "digest", improver, two_cuts(case, improver, TODAY)[1])


def test_what_a_reader_finds_in_it(report: Report) -> None:
    document = document_for(report, html_of(report))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert pdf.check_pdf_syntax() == []
        with pdf.open_outline() as outline:
            chapters = [item.title for item in outline.root]
        assert sorted(pdf.attachments) == ["figures-behind-the-charts.csv", "indicators.csv"]
        assert "Monthly performance digest, October 2026 (Draft)" in str(pdf.docinfo.Title)
    assert chapters == [
        "Contents", "Commentary", "What to look at", "Performance trends", "All indicators",
        "Where the figures come from", "The figures behind the charts",
    ]  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages]
    assert [f"Page {place} of {len(pages)}" in words for place, words in enumerate(pages, start=1)] == [
        True
    ] * len(pages)
    assert "Fernshire Council · October 2026" in pages[1]


def test_the_same_cut_and_texts_give_the_same_bytes(report: Report) -> None:
    html = html_of(report)
    assert html_of(Report.objects.select_related("notice__council", "cut").get(pk=report.pk)) == html
    assert document_for(report, html) == document_for(report, html)
