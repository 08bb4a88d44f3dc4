"""Checks a list of recommendations, requirements and questions against those that the plan has."""

import datetime as dt
from collections.abc import Mapping, Sequence

from core.importing.checked import Checked, Existing, Identity, Line, changes_between, fold
from core.importing.doubles import refuse_doubles
from core.importing.rows import Row
from improvement_plans.importing.columns import SOURCES


def check_sources(rows: Sequence[Row], known: Mapping[Identity, Existing], *, today: dt.date) -> Checked:
    """Return what can be loaded of the rows, and what is wrong with the others."""
    for row in rows:
        if "reference" not in row.given and row.is_good:
            row.ask_for(SOURCES.column("reference"))
    refuse_doubles(rows, _identity, "Reference")
    for row in rows:
        _check(row, known.get(_identity(row)), today)
    lines = tuple(_line(row, known.get(_identity(row))) for row in rows if row.is_good)
    return Checked(lines, tuple(trouble for row in rows for trouble in row.troubles))


def _identity(row: Row) -> Identity:
    return (fold(row.words("reference")),) if "reference" in row.given else ()


def _check(row: Row, existing: Existing | None, today: dt.date) -> None:
    received = row.given.get("received_on")
    if isinstance(received, dt.date) and received > today:
        row.trouble("Received must be today or earlier", "received_on")
    if existing is not None and existing.kept_by_others and changes_between(row.given, existing):
        row.trouble(existing.kept_by_others, "reference")
    if existing is None and row.is_good:
        for column in SOURCES.columns:
            if column.required and column.key not in row.given:
                row.ask_for(column)


def _line(row: Row, existing: Existing | None) -> Line:
    return Line(
        what="source",
        sheet=row.mapped.sheet.name,
        row=row.number,
        identity=_identity(row),
        label=f"{row.words('reference')} {row.words('words')[:80]}".strip(),
        given=row.given,
        existing=existing,
        changes=changes_between(row.given, existing),
    )
