"""One item of `work_out` as JSON, read into a question and answered as JSON."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.working_days import WorkingDayError
from notices.cadence import (
    Assessment,
    Cadence,
    CadenceError,
    Event,
    Occurrence,
    Parent,
    Question,
    Request,
    Variation,
)
from notices.cadence.facts import JUDGEMENTS
from notices.cadence.fields import FieldError, Fields
from notices.position import Answer, work_out


class ItemError(ValueError):
    """An item that cannot be answered; its one-line message names the field and what it must be."""


def answer_item(item: object) -> dict[str, Any]:
    """Return the answer to one item; raises `ItemError` for one that cannot be read or counted."""
    try:
        return answer_to_json(work_out(question_from_json(item)))
    except (CadenceError, WorkingDayError) as error:
        raise ItemError(str(error)) from None
    except OverflowError:
        raise ItemError("as_at must be nearer: counting on runs past the year 9999") from None


def question_from_json(item: object) -> Question:
    """Read an item into a question; raises `ItemError`."""
    try:
        return _question(Fields(item))
    except FieldError as error:
        raise ItemError(str(error)) from None


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer with exactly the fields that are documented, dates in ISO form."""
    return {
        "occurrences": [_row(occurrence) for occurrence in answer.occurrences],
        "position": answer.position.value if answer.position else None,
        "late": answer.late,
        "missed": answer.missed,
        "overdue": answer.overdue,
        "counts_against_council": answer.counts_against_council,
    }


def _row(occurrence: Occurrence) -> dict[str, Any]:
    return {
        "due_on": occurrence.due_on.isoformat(),
        "window_start": occurrence.window_start.isoformat() if occurrence.window_start else None,
        "outcome": occurrence.outcome.value,
        "days": occurrence.days,
        "discharged_on": occurrence.discharged_on.isoformat() if occurrence.discharged_on else None,
    }


def _question(item: Fields) -> Question:
    cadences = _cadences(item)
    in_force, lifted = item.day("in_force"), item.optional_day("lifted")
    if lifted is not None and lifted < in_force:
        raise item.wrong("lifted", "on or after in_force")
    return Question(
        cadences=cadences,
        in_force=in_force,
        lifted=lifted,
        as_at=item.day("as_at"),
        known_on=item.optional_day("known_on"),
        anchors=_anchors(item),
        events=_rungs_by_n(tuple(_event(each) for each in item.objects("events")), cadences),
        parents=_parents(item),
        requests=tuple(_request(each) for each in item.objects("requests")),
        variations=tuple(_variation(each, len(cadences)) for each in item.objects("variations")),
        assessments=tuple(_assessment(each) for each in item.objects("assessments")),
        lead_days=item.optional_number("lead_days", least=0) or 0,
        owed_by_council=item.flag("owed_by_council", default=True),
    )


def _cadences(item: Fields) -> tuple[Cadence, ...]:
    if item.has("cadences"):
        cadences = tuple(Cadence.from_json(each) for each in item.objects("cadences"))
    else:
        cadences = (Cadence.from_json(item.inner("cadence")),)
    if not cadences:
        raise item.wrong("cadences", "a list of one cadence or more")
    return cadences


def _anchors(item: Fields) -> Mapping[str, Any]:
    """Event name to date; an event whose date is null has no date yet."""
    if not item.has("anchors"):
        return {}
    anchors = item.inner("anchors")
    return {name: anchors.day(name) for name in anchors.source if anchors.has(name)}


def _event(fields: Fields) -> Event:
    return Event(
        on=fields.day("date"),
        recorded_on=fields.optional_day("recorded_on"),
        cancelled=fields.flag("cancelled", default=False),
        parent=_parent_id(fields, "for") if fields.has("for") else None,
        rung=fields.optional_number("rung", least=0),
    )


def _rungs_by_n(events: tuple[Event, ...], cadences: tuple[Cadence, ...]) -> tuple[Event, ...]:
    """Return events whose rungs are named by their n (6: the six-month rung), as the engine names them.

    Other tools may count the rungs as they count the parts, from 0: read so where some rung is none of the n and
    all are such places.
    """
    ns = next((cadence.ns for cadence in cadences if cadence.type == "ladder"), ())
    named = {event.rung for event in events if event.rung is not None}
    if named <= set(ns) or not named <= set(range(len(ns))):
        return events
    return tuple(event if event.rung is None else replace(event, rung=ns[event.rung]) for event in events)


def _parents(item: Fields) -> tuple[Parent, ...]:
    parents = tuple(_parent(each) for each in item.objects("parents"))
    if len({parent.id for parent in parents}) < len(parents):
        raise FieldError("parents must each have an id of their own")
    return parents


def _parent(fields: Fields) -> Parent:
    return Parent(
        id=_parent_id(fields, "id"),
        on=fields.day("date"),
        cancelled_on=fields.optional_day("cancelled_on"),
        recorded_on=fields.optional_day("recorded_on"),
    )


def _parent_id(fields: Fields, name: str) -> str:
    """An id, written as text or as a number."""
    value = fields.source.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return fields.text(name)


def _request(fields: Fields) -> Request:
    return Request(
        requested_on=fields.day("requested_on"),
        due_on=fields.day("due_on"),
        recorded_on=fields.optional_day("recorded_on"),
    )


def _variation(fields: Fields, cadences: int) -> Variation:
    part = fields.optional_number("part", least=0)
    if part is not None and part >= cadences:
        raise fields.wrong("part", f"the place of one of the {cadences} cadences, counted from 0")
    return Variation(
        agreed_on=fields.day("agreed_on"),
        effective_from=fields.day("effective_from"),
        cadence=Cadence.from_json(fields.inner("cadence")),
        part=part,
        recorded_on=fields.optional_day("recorded_on"),
    )


def _assessment(fields: Fields) -> Assessment:
    return Assessment(
        on=fields.day("date"),
        judgement=fields.one_of("judgement", JUDGEMENTS),
        recorded_on=fields.optional_day("recorded_on"),
    )
