"""Answers what evidence a council has, in which versions, and what rests on it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import ForeignObjectRel, OuterRef, Prefetch, QuerySet, Subquery

from accounts.models import Organisation, User
from evidence.hiding import not_hidden_from
from evidence.models import Evidence, EvidenceVersion
from evidence.uses import place_of


def evidence_of(council: Organisation, *, seen_by: User) -> QuerySet[Evidence]:
    """Return the council's evidence, newest day first, with `newest_number`, `newest_filename`, `newest_url`.

    What a layer above hides from the person is not among it, here and in every other answer that is `seen_by` somebody.
    """
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    return (
        Evidence.objects.filter(not_hidden_from(seen_by, council), council=council)
        .select_related("recorded_by")
        .annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_filename=Subquery(newest.values("filename")[:1]),
            newest_url=Subquery(newest.values("url")[:1]),
        )
    )


def with_versions(council: Organisation, *, seen_by: User) -> QuerySet[Evidence]:
    """Return the council's evidence with its versions, newest first, and who added each."""
    versions = EvidenceVersion.objects.select_related("added_by").order_by("-number")
    return (
        Evidence.objects.filter(not_hidden_from(seen_by, council), council=council)
        .select_related("recorded_by")
        .prefetch_related(Prefetch("versions", queryset=versions))
    )


def versions_of(council: Organisation, *, seen_by: User) -> QuerySet[EvidenceVersion]:
    """Return the versions of the council's evidence that are files."""
    evidence = Evidence.objects.filter(not_hidden_from(seen_by, council), council=council)
    return EvidenceVersion.objects.filter(evidence__in=evidence, url="").select_related("evidence")


@dataclass(frozen=True)
class Use:
    """Something that rests on a piece of evidence: what sort of thing, its name, and its address if it has one."""

    kind: str
    name: str
    address: str = ""


def uses_of(evidence: Evidence, *, council: Organisation) -> list[Use]:
    """Return what points at `evidence`, in one query for each sort of thing.

    It knows none of the layers above it: it asks whoever holds a reference, and they have said where each is shown.
    """
    return [
        use
        for relation in Evidence._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and _is_a_use(relation)
        for use in _uses_by(relation.related_model, str(relation.field.name), evidence, council)
    ]


def _is_a_use(relation: ForeignObjectRel) -> bool:
    """Leave out what the evidence consists of, and hidden references that nobody shows: history, link tables."""
    model = relation.related_model
    return model is not EvidenceVersion and (not relation.hidden or place_of(model) is not None)


def _uses_by(
    model: type[models.Model], field: str, evidence: Evidence, council: Organisation
) -> Iterator[Use]:
    place, kind = place_of(model), str(model._meta.verbose_name).capitalize()
    rows = model._default_manager.filter(**{field: evidence})
    for row in rows.select_related(*place.related) if place and place.related else rows:
        yield Use(kind, str(row), place.address(row, council.slug) if place else "")


@dataclass(frozen=True)
class Attention:
    """How much of the evidence is to be looked at again, and how much has expired."""

    look_again: int
    expired: int


def attention_for(council: Organisation, today: dt.date, *, seen_by: User) -> Attention:
    """Return what of the council's evidence wants attention today."""
    kept = Evidence.objects.filter(not_hidden_from(seen_by, council), council=council)
    return Attention(kept.to_be_looked_at(today).count(), kept.expired_on(today).count())
