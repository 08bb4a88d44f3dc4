"""The one hop from rows to the engine: an obligation and its facts become the question that the engine answers."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from notices.cadence import Assessment, Cadence, Event, Parent, Question, Request, Variation
from notices.models import CadenceTerms, Notice, Obligation, PlannedEvent
from notices.selectors.anchors import day_named
from notices.selectors.facts import is_counted, is_known, known_cancellation, known_end, london_day


@dataclass(frozen=True)
class Asked:
    """What every question of one register shares: the day, what was known on, and all its obligations by key."""

    notice: Notice
    as_at: dt.date
    known_on: dt.date | None
    horizon: dt.date | None
    obligations: Mapping[int, Obligation]


def question_about(
    obligation: Obligation, terms: Iterable[CadenceTerms], asked: Asked, *, in_force: dt.date | None = None
) -> Question:
    """Return the question for an obligation under some of its cadences (`in_force`: a later start, for a local one).

    Of cadences that say the same of several duties ("before any review") one is asked, over the reviews of all.
    """
    chosen = said_once(obligation, terms, asked)
    cadences = tuple(Cadence.from_json(each.terms) for each in chosen) or (
        Cadence.from_json({"type": "standing"}),
    )
    variations = variations_of(obligation, chosen, asked.known_on)
    followed = followed_by(obligation, _saying_the_same(obligation, chosen, asked), asked)
    return Question(
        cadences=cadences,
        in_force=in_force or asked.notice.in_force_from,
        lifted=known_end(asked.notice, asked.known_on),
        as_at=asked.as_at,
        known_on=asked.known_on,
        anchors=anchors_of(obligation, (*cadences, *(each.cadence for each in variations)), chosen, asked),
        events=events_of(obligation, asked.known_on),
        parents=tuple(parent for each in followed for parent in parents_of(each, asked.known_on)),
        requests=requests_of(obligation, asked.known_on),
        variations=variations,
        assessments=assessments_of(obligation, asked.known_on),
        lead_days=obligation.lead_days,
        owed_by_council=obligation.counts_against_council,
        horizon=asked.horizon,
    )


def said_once(
    obligation: Obligation, terms: Iterable[CadenceTerms], asked: Asked
) -> tuple[CadenceTerms, ...]:
    """Return the cadences without those that say of another duty's reviews what one before them says."""
    found: dict[Hashable, CadenceTerms] = {}
    for each in terms:
        found.setdefault(_said_by(obligation, each, asked), each)
    return tuple(found.values())


def _saying_the_same(
    obligation: Obligation, chosen: tuple[CadenceTerms, ...], asked: Asked
) -> tuple[CadenceTerms, ...]:
    """Return the cadences with those of the obligation that say the same of another duty's reviews."""
    said = {_said_by(obligation, each, asked) for each in chosen}
    others = (each for each in obligation.cadences.all() if each not in chosen)
    return (*chosen, *(each for each in others if _said_by(obligation, each, asked) in said))


def _said_by(obligation: Obligation, terms: CadenceTerms, asked: Asked) -> Hashable:
    """What a cadence says of the reviews on which it hangs, whosever they are; any other says something of its own.

    A review is one whoever holds it, so that what is due before any review is due anew after each. A meeting of one
    body is none of another.
    """
    followed = asked.obligations.get(terms.follows_id or 0)
    is_varied = any(
        each.part == terms.part and is_counted(each, asked.known_on) for each in obligation.variations.all()
    )
    if followed is None or followed.kind != Obligation.Kind.REVIEW or is_varied or terms.is_local:
        return terms.part
    if terms.terms.get("type") not in ("before_each", "at_each"):
        return terms.part
    return tuple(sorted((name, str(value)) for name, value in terms.terms.items() if name != "of"))


def events_of(obligation: Obligation, known_on: dt.date | None) -> tuple[Event, ...]:
    """Return the discharges of an obligation as the engine's events."""
    return tuple(
        Event(
            on=discharge.effective_on,
            recorded_on=london_day(discharge.recorded_at),
            parent=None if discharge.for_event_id is None else str(discharge.for_event_id),
            rung=discharge.rung,
        )
        for discharge in obligation.discharges.all()
        if is_counted(discharge, known_on)
    )


def parents_of(followed: Obligation, known_on: dt.date | None) -> tuple[Parent, ...]:
    """Return the meetings or reviews of `followed`: those in the diary, and any held without an entry there."""
    planned = [event for event in followed.planned_events.all() if is_counted(event, known_on)]
    in_the_diary = {event.planned_on for event in planned if known_cancellation(event, known_on) is None}
    unplanned = {
        discharge.effective_on: london_day(discharge.recorded_at)
        for discharge in followed.discharges.all()
        if is_counted(discharge, known_on) and discharge.effective_on not in in_the_diary
    }
    held = (Parent(id=f"held {day}", on=day, recorded_on=recorded) for day, recorded in unplanned.items())
    return (*(_parent(event, known_on) for event in planned), *held)


def _parent(event: PlannedEvent, known_on: dt.date | None) -> Parent:
    return Parent(
        id=str(event.pk),
        on=event.planned_on,
        cancelled_on=known_cancellation(event, known_on),
        recorded_on=london_day(event.recorded_at),
    )


def requests_of(obligation: Obligation, known_on: dt.date | None) -> tuple[Request, ...]:
    """Return the requests made of an obligation."""
    return tuple(
        Request(requested_on=each.requested_on, due_on=each.due_on, recorded_on=london_day(each.recorded_at))
        for each in obligation.requests.all()
        if is_counted(each, known_on)
    )


def variations_of(
    obligation: Obligation, terms: tuple[CadenceTerms, ...], known_on: dt.date | None
) -> tuple[Variation, ...]:
    """Return the variations of the cadences in `terms`, each pointing at the place of the cadence that it replaces."""
    place = {each.part: index for index, each in enumerate(terms)}
    return tuple(
        Variation(
            agreed_on=each.agreed_on,
            effective_from=each.effective_from,
            cadence=Cadence.from_json(each.terms),
            part=place[each.part],
            recorded_on=london_day(each.recorded_at),
        )
        for each in obligation.variations.all()
        if each.part in place and is_counted(each, known_on)
    )


def assessments_of(obligation: Obligation, known_on: dt.date | None) -> tuple[Assessment, ...]:
    """Return the judgements made of a standing duty."""
    return tuple(
        Assessment(on=each.assessed_on, judgement=each.judgement, recorded_on=london_day(each.recorded_at))
        for each in obligation.assessments.all()
        if is_counted(each, known_on)
    )


def hung_on(
    obligation: Obligation, terms: tuple[CadenceTerms, ...], known_on: dt.date | None
) -> tuple[tuple[Cadence, int], ...]:
    """Return the cadences, and the variations of them that count, which follow an obligation: with its primary key."""
    parts = {each.part for each in terms}
    hangs = [(each.terms, each.follows_id) for each in terms]
    hangs += [
        (each.terms, each.follows_id)
        for each in obligation.variations.all()
        if each.part in parts and is_counted(each, known_on)
    ]
    return tuple((Cadence.from_json(given), key) for given, key in hangs if key is not None)


def followed_by(
    obligation: Obligation, terms: tuple[CadenceTerms, ...], asked: Asked
) -> tuple[Obligation, ...]:
    """Return the obligations whose meetings, reviews or submissions these cadences, or their variations, follow."""
    keys = dict.fromkeys(key for _, key in hung_on(obligation, terms, asked.known_on))
    return tuple(asked.obligations[key] for key in keys if key in asked.obligations)


def anchors_of(
    obligation: Obligation, cadences: Iterable[Cadence], terms: tuple[CadenceTerms, ...], asked: Asked
) -> dict[str, dt.date]:
    """Return the day of every event that the cadences count from and that has happened by the day asked about.

    A cadence, or a variation of it, that follows another obligation counts from its first discharge (a
    recommendation within 20 working days of the submission); any other name is looked up among the notice's days.
    """
    followed = {
        cadence.anchor: asked.obligations.get(key)
        for cadence, key in hung_on(obligation, terms, asked.known_on)
    }
    found: dict[str, dt.date] = {}
    for name in {cadence.anchor for cadence in cadences if cadence.anchor}:
        source = followed.get(name)
        day = day_named(name, asked.notice) if source is None else first_discharge_on(source, asked)
        if day is not None:
            found[name] = day
    return found


def first_discharge_on(obligation: Obligation, asked: Asked) -> dt.date | None:
    """Return the day of the first discharge in force, known by `known_on` and not after `as_at`."""
    days = (
        discharge.effective_on
        for discharge in obligation.discharges.all()
        if is_known(discharge, asked.known_on)
        and asked.notice.in_force_from <= discharge.effective_on <= asked.as_at
    )
    return min(days, default=None)
