"""A published digest as HTML and as PDF, from its content alone: the same content gives the same bytes."""

from django.template.loader import render_to_string

from core.frozen import with_days
from core.pdf import pdf_bytes
from digests.chart import PAPER
from digests.models import MonthlyDigest
from digests.publication.page import chart_of_line, front_of, sections_of
from digests.publication.reading import content_to_read

STYLESHEET = "css/digest-pdf.css"


def html_of(digest: MonthlyDigest, *, for_scrutiny: bool) -> str:
    """Return a published digest as one HTML document, complete but for its stylesheet."""
    content = with_days(content_to_read(digest, for_scrutiny=for_scrutiny))
    lines = content["lines"]
    charts = [(line, chart_of_line(line, PAPER)) for line in sorted(lines, key=lambda line: line["code"])]
    context = {
        "digest": digest,
        "content": content,
        "front": front_of(lines),
        "by_area": sections_of(lines),
        "charts": charts,
    }
    return render_to_string("pdf/digest/digest.html", context)


def pdf_of(digest: MonthlyDigest, *, for_scrutiny: bool) -> bytes:
    """Return a published digest as tagged PDF; its identifier is the hash of what it shows."""
    sha256 = content_to_read(digest, for_scrutiny=for_scrutiny)["sha256"]
    html = html_of(digest, for_scrutiny=for_scrutiny)
    return pdf_bytes(html, stylesheet=STYLESHEET, identifier=sha256)
