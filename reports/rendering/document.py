"""Writes a report's HTML from its parts, and its PDF from the HTML with the figures behind its charts inside it."""

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.frozen import with_days
from core.pdf import pdf_bytes, stylesheet_path
from reports.attachments import figures_behind
from reports.branding import colour_of, issuer_of
from reports.models import Report
from reports.rendering.cover import cover_of
from reports.rendering.facts import key_trends
from reports.rendering.parts import parts_of
from reports.selectors.changes import content_for_report

FOR_PAPER, FOR_SCREEN = "css/report-pdf.css", "css/report-screen.css"
"""The static stylesheets that are written into every document."""

TEMPLATE_VERSION = "3"
"""Raised whenever the same cut and texts would give another document. An issued report says which it was made with."""

WITH_CHARTS, WITH_INDICATORS = "trends", "indicators"


def html_of(report: Report) -> str:
    """Return the report as one HTML document that needs nothing beside it: its stylesheets are written into it.

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
        "paper_style": _style(FOR_PAPER),
        "screen_style": _style(FOR_SCREEN),
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
        stylesheet=None,
        identifier=f"{report.cut.sha256}-{report.number}",
        files=figures_behind(trends, lines),
        made_at=report.cut.taken_at,
    )


def _shown(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = with_days(content_for_report(report, report.cut))
    return content


def _style(name: str) -> SafeString:
    words = Path(stylesheet_path(name)).read_text(encoding="utf-8")
    return mark_safe(words)  # noqa: S308  # a file of ours, in which nobody else writes
