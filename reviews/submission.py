"""What is frozen when the council submits its own assessment: JSON, and the document made from that alone."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string

from core.frozen import with_days
from core.pdf import pdf_bytes
from evidence.models import Evidence
from reviews.models import SelfAssessment
from reviews.selectors.assessment import AssessedObjective, OwnAssessment

FORMAT = 1
STYLESHEET = "css/self-assessment-pdf.css"


def content_of(own: OwnAssessment, kept: SelfAssessment, *, by: str, today: dt.date) -> dict[str, Any]:
    """Return the own assessment as JSON, with the plan's standing and the evidence named as they are on the day."""
    review = own.review
    return {
        "format": FORMAT,
        "council": review.notice.council.name,
        "notice": {"title": review.notice.title, "issued_on": review.notice.issued_on.isoformat()},
        "review": {
            "kind": review.get_kind_display(),
            "on": (review.held_on or review.planned_on).isoformat(),
            "scope": review.scope,
        },
        "submitted_on": today.isoformat(),
        "submitted_by": by,
        "parts": [{"key": key, "title": title, "words": words} for key, title, words in own.parts],
        "evidence": _evidence(kept.evidence.all()),
        "objectives": [_objective(each) for each in own.objectives],
    }


def html_of(content: dict[str, Any], sha256: str) -> str:
    """Return what was submitted as one HTML document, complete but for its stylesheet."""
    return render_to_string(
        "pdf/self_assessment/assessment.html", {"said": with_days(content), "sha256": sha256}
    )


def document_of(content: dict[str, Any], sha256: str) -> bytes:
    """Return what was submitted as PDF; the same content gives the same bytes."""
    return pdf_bytes(html_of(content, sha256), stylesheet=STYLESHEET, identifier=sha256)


def _objective(each: AssessedObjective) -> dict[str, Any]:
    said, group = each.said, each.standing.group
    return {
        "reference": each.objective.reference,
        "title": each.objective.title,
        "outcome_for_children": each.objective.outcome_for_children,
        "owner": str(each.standing.owner),
        "areas": [str(area) for area in each.standing.areas],
        "judgement": said.judgement if said else "",
        "judgement_word": said.get_judgement_display() if said else "",
        "words": said.words if said else "",
        "evidence": _evidence(said.evidence.all()) if said else [],
        "plan": {
            "rating": str(group.rating or ""),
            "rating_word": group.rating_word,
            "actions": len(group.actions),
            "done": group.done,
            "overdue": group.overdue,
            "is_slow": each.standing.pace.is_slow,
        },
    }


def _evidence(pieces: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {"key": piece.pk, "title": piece.title, "effective_on": piece.effective_on.isoformat()}
        for piece in sorted(pieces, key=lambda each: (each.title, each.pk))
    ]
