"""What people write reaches no page and no document as anything but words: the hostile examples, through HTTP."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Report
from reports.rendering import html_of
from reports.services import comments, writing
from tests.factories_reports import SectionDraftFactory, section_of

HOSTILE = """# <b onmouseover=alert(1)>Visits</b>

<script>alert("harm")</script> <img src=x onerror=alert(1)> ![pixel](https://evil.example/pixel.png)

[one](javascript:alert(1)) [two](data:text/html,harm) <iframe src="https://evil.example"></iframe>

| <svg/onload=alert(1)> |
| --- |
| <style>p{display:none}</style> |"""
HARM = (
    "<script>alert", "<img src=x", "<b onmouseover", '<img src="https', 'href="javascript', 'href="data:',
    "<iframe", "<svg/onload", "<style>p{",
)  # fmt: skip
PAGES = ["", "write/", "write/analysis/", "write/analysis/?unsaved=1", "write/analysis/versions/",
         "write/analysis/comments/"]  # fmt: skip


@pytest.fixture
def hostile(draft: Report, improver: User) -> Report:
    """A report with hostile words in its text, in a comment, and kept unsaved."""
    writing.write_sections(report=draft, texts={"analysis": HOSTILE, "recommendations": HOSTILE}, by=improver)
    section = section_of(draft, "analysis")
    comments.comment_on(section=section, words=HOSTILE, by=improver)
    SectionDraftFactory(section=section, person=improver, text=f"{HOSTILE} more", based_on=2)
    return draft


@pytest.mark.parametrize("place", PAGES)
def test_no_page_shows_it_as_anything_but_words(
    place: str, hostile: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(f"/councils/fernshire/reports/{hostile.pk}/{place}").content.decode()
    assert "alert(1)" in page
    assert [each for each in HARM if each in page] == []


def test_nor_does_the_document(hostile: Report) -> None:
    html = html_of(hostile)
    assert "alert(1)" in html
    assert [each for each in HARM if each in html] == []
