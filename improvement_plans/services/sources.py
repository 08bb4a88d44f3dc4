"""Adds and edits what the plan must answer: recommendations, requirements, findings and questions; all audited."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from improvement_plans.models import Plan, Source
from improvement_plans.references import LONGEST_REFERENCE, Line
from notices.models import Area


@dataclass(frozen=True)
class WhereFrom:
    """What sources typed at once share: who raised them, in which document, received when, for which areas."""

    origin: str
    kind: str
    addressee: str
    received_on: dt.date
    document: str = ""
    areas: Sequence[Area] = ()


@transaction.atomic
def add_source(
    *, plan: Plan, reference: str, words: str, where_from: WhereFrom, by: User, today: dt.date
) -> Source:
    """Add one source to the plan. Raises Refusal for a reference that the plan has already."""
    _check(plan, where_from, today)
    _check_words(reference, words)
    source = _keep(plan, Line(reference.strip(), words.strip()), where_from, by)
    _record(by, "added a source", source)
    return source


@transaction.atomic
def add_sources(
    *, plan: Plan, lines: Sequence[Line], where_from: WhereFrom, by: User, today: dt.date
) -> list[Source]:
    """Add several sources typed at once, all of them or none. Raises Refusal on `lines`, naming the references."""
    _check(plan, where_from, today)
    if not lines:
        raise Refusal("Enter at least one line", field="lines")
    given = [line.reference for line in lines]
    kept = set(Source.objects.filter(plan=plan, reference__in=given).values_list("reference", flat=True))
    if kept:
        names = ", ".join(sorted(kept))
        raise Refusal(
            f"The plan already has {names}: leave out those lines or number them anew", field="lines"
        )
    sources = [_keep(plan, line, where_from, by) for line in lines]
    for source in sources:
        _record(by, "added a source", source)
    return sources


@transaction.atomic
def edit_source(
    *,
    source: Source,
    reference: str,
    words: str,
    where_from: WhereFrom,
    by: User,
    today: dt.date,
    revision: int,
) -> Source:
    """Correct what a source says; the earlier words stay in its history.

    `revision` is the one that the person saw. Raises Refusal, ChangedMeanwhile after another person's change.
    """
    _check(source.plan, where_from, today)
    _check_words(reference, words)
    claim_revision(source, seen=revision)
    source.refresh_from_db()
    for name in ("origin", "kind", "addressee", "received_on"):
        setattr(source, name, getattr(where_from, name))
    source.reference, source.words = reference.strip(), words.strip()
    source.document = where_from.document.strip()
    source.changed_by, source.changed_at = by, timezone.now()
    before, after = _letters(source.areas.all()), _letters(where_from.areas)
    _save(source, where_from.areas)
    _record(
        by, "edited a source", source, **({"lists": {"Areas": (before, after)}} if before != after else {})
    )
    return source


def _check(plan: Plan, where_from: WhereFrom, today: dt.date) -> None:
    for name, choices in (
        ("origin", Source.Origin), ("kind", Source.Kind), ("addressee", Source.Addressee),
    ):  # fmt: skip
        if getattr(where_from, name) not in choices.values:
            raise Refusal(f"Choose the {name} from the list", field=name)
    if where_from.received_on > today:
        raise Refusal("The day it was received must be today or earlier", field="received_on")
    if any(area.notice_id != plan.notice_id for area in where_from.areas):
        raise Refusal("Choose areas of the notice that the plan stands under", field="areas")


def _check_words(reference: str, words: str) -> None:
    if not reference.strip():
        raise Refusal("Enter the reference by which people know it", field="reference")
    if len(reference.strip()) > LONGEST_REFERENCE:
        raise Refusal(f"The reference must be {LONGEST_REFERENCE} characters or fewer", field="reference")
    if not words.strip():
        raise Refusal("Enter the exact words", field="words")


def _keep(plan: Plan, line: Line, where_from: WhereFrom, by: User) -> Source:
    source = Source(
        plan=plan,
        origin=where_from.origin,
        kind=where_from.kind,
        addressee=where_from.addressee,
        reference=line.reference,
        words=line.words,
        document=where_from.document.strip(),
        received_on=where_from.received_on,
        recorded_by=by,
        changed_by=by,
    )
    _save(source, where_from.areas)
    return source


def _save(source: Source, areas: Iterable[Area]) -> None:
    """Save it with its areas. The database has the last word on whether the reference is the plan's only one."""
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:
        raise Refusal(
            f"The plan already has a source with the reference {source.reference}: enter another",
            field="reference",
        ) from None
    source.areas.set(areas)


def _letters(areas: Iterable[Area]) -> str:
    return ", ".join(sorted(area.letter for area in areas))


def _record(by: User, deed: str, source: Source, **more: Any) -> None:
    detail = {"reference": source.reference, "origin": source.origin, "words": source.words, **more}
    audit.record(by=by, action=deed, subject=source, scope=source.plan.notice.council.slug, detail=detail)
