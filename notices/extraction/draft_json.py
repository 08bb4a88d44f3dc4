"""The draft register to and from JSON values, refusing what has not its shape with the entry's place."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from notices.extraction.draft import (
    CADENCE_FIELDS,
    DraftArea,
    DraftCadence,
    DraftClause,
    DraftHeader,
    DraftNotice,
    DraftObligation,
    DraftParty,
    Question,
    Unplaced,
)
from notices.extraction.errors import ExtractionError

_OPTIONAL_CADENCE_FIELDS = ("anchor", "lead", "lead_unit", "until")
_HEADER_FIELDS = tuple(DraftHeader.__dataclass_fields__)


def notice_to_json(draft: DraftNotice) -> dict[str, Any]:
    """Plain JSON values in the shape documented in `notices.extraction.draft`."""
    return {
        "header": asdict(draft.header),
        "sections": list(draft.sections),
        "parties": [asdict(party) for party in draft.parties],
        "areas": [asdict(area) for area in draft.areas],
        "clauses": [_clause_to_json(clause) for clause in draft.clauses],
        "needs_decision": [
            {"clause": item.clause, "line": item.line, "question": item.question}
            for item in draft.needs_decision
        ],
        "unplaced": [asdict(item) for item in draft.unplaced],
    }


def cadence_to_json(cadence: DraftCadence) -> dict[str, Any]:
    """The keys of the cadence's type, null where unknown, and the optional ones where they are known."""
    fields = CADENCE_FIELDS[cadence.type]
    printed: dict[str, Any] = {"type": cadence.type}
    for name in fields:
        value = getattr(cadence, name)
        printed[name] = list(value) if isinstance(value, tuple) else value
    for name in _OPTIONAL_CADENCE_FIELDS:
        if name not in fields and getattr(cadence, name) is not None:
            printed[name] = getattr(cadence, name)
    return printed


def _clause_to_json(clause: DraftClause) -> dict[str, Any]:
    return {
        "number": clause.number,
        "parent": clause.parent,
        "label": clause.label,
        "section": clause.section,
        "text": clause.text,
        "line": clause.line,
        "page": clause.page,
        "obligations": [_obligation_to_json(obligation) for obligation in clause.obligations],
    }


def _obligation_to_json(obligation: DraftObligation) -> dict[str, Any]:
    cadences = [cadence_to_json(cadence) for cadence in obligation.cadences]
    timing = {"cadence": cadences[0]} if len(cadences) == 1 else {"cadences": cadences}
    return {
        "duty_holder": obligation.duty_holder,
        "recipient": obligation.recipient,
        "modality": obligation.modality,
        "kind": obligation.kind,
        "summary": obligation.summary,
        **timing,
        "of": obligation.of,
        "variation_agreed_by": obligation.variation_agreed_by,
        "words": obligation.words,
        "rule": obligation.rule,
        "confidence": obligation.confidence,
        "needs_decision": list(obligation.needs_decision),
        "readings": list(obligation.readings),
    }


def notice_from_json(source: dict[str, Any] | str) -> DraftNotice:
    """The draft that `notice_to_json` printed; raises `ExtractionError` naming the entry that is wrong."""
    values = _parsed(source)
    header = _mapping(values.get("header"), "header")
    return DraftNotice(
        header=DraftHeader(**{name: _text_or_none(header, name, "header") for name in _HEADER_FIELDS}),
        sections=tuple(_entries(values, "sections", str)),
        parties=tuple(
            _build(DraftParty, entry, f"parties[{i}]")
            for i, entry in enumerate(_entries(values, "parties", dict))
        ),
        areas=tuple(
            _build(DraftArea, entry, f"areas[{i}]") for i, entry in enumerate(_entries(values, "areas", dict))
        ),
        clauses=tuple(
            _clause(entry, f"clauses[{i}]") for i, entry in enumerate(_entries(values, "clauses", dict))
        ),
        needs_decision=tuple(
            _build(Question, entry, f"needs_decision[{i}]")
            for i, entry in enumerate(_entries(values, "needs_decision", dict))
        ),
        unplaced=tuple(
            _build(Unplaced, entry, f"unplaced[{i}]")
            for i, entry in enumerate(_entries(values, "unplaced", dict))
        ),
    )


def cadence_from_json(source: Any, place: str = "cadence") -> DraftCadence:
    """One cadence; raises `ExtractionError` for a type that obligations.md does not name."""
    entry = _mapping(source, place)
    if not isinstance(entry.get("type"), str) or entry["type"] not in CADENCE_FIELDS:
        raise ExtractionError(f"{place}.type is not one of: {', '.join(CADENCE_FIELDS)}.")
    known = {name: value for name, value in entry.items() if name in DraftCadence.__dataclass_fields__}
    if isinstance(known.get("n"), list):
        known["n"] = tuple(known["n"])
    return DraftCadence(**known)


def _parsed(source: dict[str, Any] | str) -> dict[str, Any]:
    if not isinstance(source, str):
        return _mapping(source, "draft")
    try:
        return _mapping(json.loads(source), "draft")
    except ValueError as trouble:
        if isinstance(trouble, ExtractionError):
            raise
        raise ExtractionError("The draft is not JSON.") from trouble


def _mapping(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ExtractionError(f"{place} is not an object.")
    return value


def _entries(values: dict[str, Any], name: str, kind: type) -> list[Any]:
    entries = values.get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, kind) for entry in entries):
        raise ExtractionError(f"{name} is not a list of {'texts' if kind is str else 'objects'}.")
    return entries


def _text_or_none(entry: dict[str, Any], name: str, place: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise ExtractionError(f"{place}.{name} is not a text.")
    return value


def _build(kind: Any, entry: dict[str, Any], place: str) -> Any:
    """An instance of a flat dataclass from the keys that it has; a missing one is named."""
    known = {name: value for name, value in entry.items() if name in kind.__dataclass_fields__}
    try:
        return kind(**known)
    except TypeError as trouble:
        raise ExtractionError(f"{place} lacks a field: {trouble}.") from trouble


def _clause(entry: dict[str, Any], place: str) -> DraftClause:
    obligations = tuple(
        _obligation(_mapping(item, f"{place}.obligations[{i}]"), f"{place}.obligations[{i}]")
        for i, item in enumerate(_entries(entry, "obligations", dict))
    )
    clause: DraftClause = _build(DraftClause, {**entry, "obligations": obligations}, place)
    return clause


def _obligation(entry: dict[str, Any], place: str) -> DraftObligation:
    printed = entry["cadences"] if "cadences" in entry else [entry.get("cadence")]
    if not isinstance(printed, list) or not printed:
        raise ExtractionError(f"{place}.cadences is not a list with a cadence in it.")
    cadences = tuple(cadence_from_json(item, f"{place}.cadence") for item in printed)
    lists = {name: tuple(_entries(entry, name, str)) for name in ("needs_decision", "readings")}
    obligation: DraftObligation = _build(DraftObligation, {**entry, **lists, "cadences": cadences}, place)
    return obligation
