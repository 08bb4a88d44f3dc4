"""Writes the recommendations, requirements, findings and questions of a file."""

from typing import Any

from core.importing.checked import Line
from improvement_plans.models import Source
from improvement_plans.services.import_changes import Written, set_lists, update
from improvement_plans.services.import_writing import Loading

FIELDS = ("origin", "kind", "addressee", "words", "document", "received_on")
SOURCES = Written(
    model=Source, deed="edited a source", fields={name: name for name in FIELDS}, lists=("areas",)
)


def load_sources(loading: Loading, wanted: dict[str, list[Line]]) -> None:
    """Write new and changed sources."""
    new = [line for line in wanted["source"] if line.existing is None]
    rows = [_new(loading, line) for line in new]
    loading.add(Source, rows)
    loading.audit("added a source", rows)
    set_lists(SOURCES, list(zip(rows, new, strict=True)), {})
    update(loading, SOURCES, [line for line in wanted["source"] if line.existing is not None], {})


def _new(loading: Loading, line: Line) -> Source:
    given: dict[str, Any] = {name: line.given[name] for name in (*FIELDS, "reference") if name in line.given}
    return Source(
        plan=loading.plan_import.plan,
        recorded_by=loading.by,
        recorded_at=loading.at,
        **given,
        **loading.signed(),
    )
