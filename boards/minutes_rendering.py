"""Agreed minutes as HTML and as PDF, from what was frozen alone: the same content gives the same bytes."""

import datetime as dt
from typing import Any

from django.template.loader import render_to_string

from core.frozen import sha256_of, with_days
from core.pdf import pdf_bytes

STYLESHEET = "css/minutes-pdf.css"


def html_of(content: dict[str, Any], *, agreed_on: dt.date, agreed_where: str) -> str:
    """Return minutes as one HTML document, complete but for its stylesheet.

    `agreed_where` says where they were agreed: "at the meeting of 16 December 2026".
    """
    context = {
        "minutes": with_days(content),
        "agreed_on": agreed_on,
        "agreed_where": agreed_where,
        "sha256": sha256_of(content),
        "decisions": _of_kind(content, "decision"),
        "actions": _of_kind(content, "action"),
    }
    return render_to_string("pdf/minutes/minutes.html", context)


def document_of(content: dict[str, Any], *, agreed_on: dt.date, agreed_where: str) -> bytes:
    """Return minutes as a tagged PDF, identified by the hash of what was frozen."""
    html = html_of(content, agreed_on=agreed_on, agreed_where=agreed_where)
    return pdf_bytes(html, stylesheet=STYLESHEET, identifier=sha256_of(content))


def _of_kind(content: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        with_days({**outcome, "number": item["number"]})
        for item in content["items"]
        for outcome in item.get("outcomes", ())
        if outcome["kind"] == kind
    ]
    return found
