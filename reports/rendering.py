"""A report as HTML and as PDF, from its frozen cut and its text alone: the same cut gives the same bytes."""

import re
from typing import Any

from django.template.loader import render_to_string

from core.frozen import with_days
from core.pdf import pdf_bytes
from digests.chart import one_legend
from reports.models import Report
from reports.trends import trend_of

STYLESHEET = "css/report-pdf.css"


def html_of(report: Report) -> str:
    """Return the report as one HTML document, complete but for its stylesheet."""
    cut = with_days(report.cut.content)
    key_lines = [line for line in cut["digest"]["lines"] if line["is_key"]]
    trends = [(line, trend_of(line)) for line in key_lines]
    context = {
        "report": report,
        "cut": cut,
        "council": cut["council"],
        "number": report.number or "Draft, not issued",
        "late": [row for clause in cut["clauses"] for row in _late_rows(clause)],
        "theirs": [row for clause in cut["clauses"] for row in _theirs(clause)],
        "trends": trends,
        "legend": one_legend(chart.legend for _, chart in trends),
        "analysis": paragraphs(report.analysis),
        "recommendations": paragraphs(report.recommendations),
    }
    return render_to_string("pdf/adviser_report/report.html", context)


def document_for(report: Report, html: str) -> bytes:
    """Return `html` as PDF; the document's identifier is the hash of the cut and the report's number."""
    return pdf_bytes(html, stylesheet=STYLESHEET, identifier=f"{report.cut.sha256}-{report.number}")


def paragraphs(text: str) -> list[str]:
    """Return what somebody wrote, by its paragraphs; line ends within one are spaces."""
    return [
        " ".join(each.split()) for each in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if each.strip()
    ]


def _late_rows(clause: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the council was late with or missed under a clause: every one, from the first day on."""
    return [
        {"clause": clause["number"], "summary": obligation["summary"], **row}
        for obligation in clause["obligations"]
        if obligation["counts"]
        for row in obligation["rows"]
        if row["outcome"] in ("met_late", "overdue", "missed")
    ]


def _theirs(clause: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what others owe and have not done: shown, and never counted against the council."""
    return [
        {
            "clause": clause["number"],
            "summary": obligation["summary"],
            "duty_holder": obligation["duty_holder"],
            **row,
        }
        for obligation in clause["obligations"]
        if not obligation["counts"]
        for row in obligation["rows"]
        if row["outcome"] in ("overdue", "missed")
    ]
