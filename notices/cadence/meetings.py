"""What hangs on the meetings or reviews of another obligation: due before each of them, or at each."""

import datetime as dt
from collections.abc import Iterator, Sequence

from notices.cadence.dues import Due, Family, past_bound
from notices.cadence.facts import Parent
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint
from notices.cadence.units import led_back

Days = dict[str, dt.date]
"""A day for each meeting, by the meeting's id."""


def before_each_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield what is due before each meeting: the day before, or the lead that is stated."""
    meetings = _asked_for(spell, at, kept)
    days = {meeting.id: led_back(meeting.on, spell.cadence) for meeting in meetings}
    return _meeting_dues(spell, at, meetings, days, _sent_before(spell, at, meetings, days))


def at_each_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield what is due on the day of each meeting."""
    meetings = _asked_for(spell, at, kept)
    days = {meeting.id: meeting.on for meeting in meetings}
    return _meeting_dues(spell, at, meetings, days, _given_at(spell, at, meetings))


def _meeting_dues(
    spell: Spell, at: Standpoint, meetings: Sequence[Parent], days: Days, answers: Days
) -> Iterator[Due]:
    """One row for every meeting in force, and no event discharges two of them (law H1).

    A cancelled meeting asks for nothing, also where its paper had been sent (reading 10); a due date before
    the notice is passed over (reading 6).
    """
    for meeting in meetings:
        if days[meeting.id] >= at.in_force:
            yield Due(
                due_on=max(days[meeting.id], spell.start),
                discharged_on=answers.get(meeting.id),
                asked=("meeting", meeting.id),
                lapses=True,
                cancelled=meeting.cancelled_on is not None,
                parent=meeting.id,
            )


def _asked_for(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> list[Parent]:
    """The meetings, in order, for which a spell asks: from its start on, and not those that stand from before."""
    asked_before = {due.parent for due in kept}
    return [each for each in at.meetings if each.on >= spell.start and each.id not in asked_before]


def _sent_before(spell: Spell, at: Standpoint, meetings: Sequence[Parent], days: Days) -> Days:
    """The first event by the due date and after the meeting before; a cancelled one bounds nothing (reading 10)."""
    answers: Days = {}
    for meeting in filter(_stands, meetings):
        earlier = [other.on for other in at.meetings if _stands(other) and other.on < meeting.on]
        due_on = max(days[meeting.id], spell.start)
        sent = [day for day in at.event_days if spell.start <= day <= due_on and day not in answers.values()]
        found = next((day for day in sent if not earlier or day > earlier[-1]), None)
        if found is not None:
            answers[meeting.id] = found
    return answers


def _given_at(spell: Spell, at: Standpoint, meetings: Sequence[Parent]) -> Days:
    """The event linked to the meeting, whenever it came, or one without a link on its day (reading 11)."""
    answers: Days = {}
    given = [event for event in at.events if event.on >= spell.start]
    unlinked = {event.on for event in given if event.parent is None}
    for meeting in filter(_stands, meetings):
        found = next((event.on for event in given if event.parent == meeting.id), None)
        if (found is None or found > meeting.on) and meeting.on in unlinked:
            unlinked.discard(meeting.on)
            found = meeting.on
        if found is not None:
            answers[meeting.id] = found
    return answers


def _stands(meeting: Parent) -> bool:
    return meeting.cancelled_on is None


BEFORE_EACH = Family(before_each_dues, is_spent=past_bound)
"""There may always be another meeting, up to the bound."""
AT_EACH = Family(at_each_dues, is_spent=past_bound)
