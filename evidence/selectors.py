"""Answers what evidence a council has, in which versions, and what rests on it."""

from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from accounts.models import Organisation
from evidence.models import Evidence, EvidenceVersion


def evidence_of(council: Organisation) -> QuerySet[Evidence]:
    """Return the council's evidence, newest day first, with `newest_number`, `newest_filename`, `newest_url`."""
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("pk")).order_by("-number")
    return (
        Evidence.objects.filter(council=council)
        .select_related("recorded_by")
        .annotate(
            newest_number=Subquery(newest.values("number")[:1]),
            newest_filename=Subquery(newest.values("filename")[:1]),
            newest_url=Subquery(newest.values("url")[:1]),
        )
    )


def with_versions(council: Organisation) -> QuerySet[Evidence]:
    """Return the council's evidence with its versions, newest first, and who added each."""
    versions = EvidenceVersion.objects.select_related("added_by").order_by("-number")
    return (
        Evidence.objects.filter(council=council)
        .select_related("recorded_by")
        .prefetch_related(Prefetch("versions", queryset=versions))
    )


def versions_of(council: Organisation) -> QuerySet[EvidenceVersion]:
    """Return the versions of the council's evidence that are files."""
    return EvidenceVersion.objects.filter(evidence__council=council, url="").select_related("evidence")


@dataclass(frozen=True)
class Use:
    """Something that rests on a piece of evidence: what sort of thing, and its name."""

    kind: str
    name: str


def uses_of(evidence: Evidence) -> list[Use]:
    """Return what points at `evidence`. It knows none of the layers above it: it asks whoever holds a reference."""
    return [
        Use(str(relation.related_model._meta.verbose_name).capitalize(), str(each))
        for relation in Evidence._meta.related_objects
        if relation.many_to_many
        for each in getattr(evidence, str(relation.get_accessor_name())).all()
    ]
