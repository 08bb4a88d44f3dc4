"""Adds evidence to an action at any time: a piece that is kept already, a file, or a link."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import About, attach_file, attach_link
from improvement_plans.models import Action


@dataclass(frozen=True)
class NewEvidence:
    """A file or a link that is not kept yet, and what is said of it."""

    title: str
    kind: str
    effective_on: dt.date
    about: About
    upload: "File[Any] | None" = None
    url: str = ""


@transaction.atomic
def add_evidence(
    *, action: Action, by: User, existing: Evidence | None = None, new: NewEvidence | None = None
) -> Evidence:
    """Put one piece of evidence to the action and return it: `existing` or `new`, never both.

    An upload that breaks off leaves no evidence, no link to the action and no file. Raises Refusal for evidence of
    another council or that is there already, and for what cannot be kept.
    """
    council = action.objective.plan.notice.council
    if (existing is None) == (new is None):
        raise Refusal("Choose evidence that is kept already, or add a file or a link", field="evidence")
    if existing is not None and existing.council_id != council.pk:
        raise Refusal("Choose evidence of this council", field="evidence")
    if existing is not None and action.evidence.filter(pk=existing.pk).exists():
        raise Refusal("That evidence is already there: choose another", field="evidence")
    piece = existing if new is None else _kept(new, action, by)
    if piece is None:
        raise Refusal("Choose evidence that is kept already, or add a file or a link", field="evidence")
    action.evidence.add(piece)
    audit.record(
        by=by, action="added evidence", subject=action, scope=council.slug, detail={"evidence": piece.pk}
    )
    return piece


def _kept(new: NewEvidence, action: Action, by: User) -> Evidence:
    asked: dict[str, Any] = {
        "council": action.objective.plan.notice.council,
        "title": new.title,
        "kind": new.kind,
        "effective_on": new.effective_on,
        "about": new.about,
        "by": by,
    }
    if new.upload is not None:
        return attach_file(upload=new.upload, **asked)
    return attach_link(url=new.url, **asked)
