"""Writes a report's HTML from its parts, and its PDF from the HTML with the figures behind its charts inside it."""

from typing import Any

from django.template.loader import render_to_string

from core.frozen import with_days
from core.pdf import pdf_bytes
from reports.attachments import figures_behind
from reports.branding import colour_of, issuer_of
from reports.models import Report
from reports.rendering.cover import cover_of
from reports.rendering.facts import key_trends
from reports.rendering.parts import parts_of
from reports.selectors.changes import content_for_report

STYLESHEET = "css/report-pdf.css"
TEMPLATE_VERSION = "2"
"""Raised whenever the same cut and texts would give another document. An issued report says which it was made with."""

WITH_CHARTS, WITH_INDICATORS = "trends", "indicators"


def html_of(report: Report) -> str:
    """Return the report as one HTML document, complete but for its stylesheet.

    Raises Refusal where small numbers must be hidden and the cut does not hold what they are told by.
    """
    cut = _shown(report)
    cover = cover_of(report, cut)
    context = {
        "report": report,
        "kind": report.what,
        "cut": cut,
        "cover": cover,
        "issuer": issuer_of(report),
        "colour": colour_of(report),
        "template_version": TEMPLATE_VERSION,
        "parts": parts_of(report, cut),
    }
    return render_to_string("pdf/report/report.html", context)


def document_for(report: Report, html: str) -> bytes:
    """Return `html` as PDF; the document's identifier is the hash of the cut and the report's number."""
    cut, shown = _shown(report), report.what.parts
    trends = key_trends(cut) if WITH_CHARTS in shown else ()
    lines = cut["digest"]["lines"] if WITH_INDICATORS in shown else ()
    return pdf_bytes(
        html,
        stylesheet=STYLESHEET,
        identifier=f"{report.cut.sha256}-{report.number}",
        files=figures_behind(trends, lines),
        made_at=report.cut.taken_at,
    )


def _shown(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = with_days(content_for_report(report, report.cut))
    return content
