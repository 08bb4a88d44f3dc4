"""What falls due only when somebody entitled to ask has asked."""

from collections.abc import Iterator, Sequence

from notices.cadence.dues import Due, Family, past_bound
from notices.cadence.spells import Spell
from notices.cadence.standpoint import Standpoint


def request_dues(spell: Spell, at: Standpoint, kept: Sequence[Due]) -> Iterator[Due]:
    """Yield one row for every request made (law H3), with the first event on or after it.

    One event may answer two open requests (reading 12).
    """
    asked_before = {due.asked for due in kept}
    for place, request in enumerate(at.requests):
        asked = ("request", request.requested_on, request.due_on, place)
        is_later = spell.end is not None and request.requested_on >= spell.end
        is_past = max(request.requested_on, request.due_on) < spell.start
        if is_later or is_past or asked in asked_before:
            continue
        yield Due(
            due_on=request.due_on,
            discharged_on=at.first_event(max(request.requested_on, spell.start)),
            asked=asked,
            stands_alone=True,
            requested_on=request.requested_on,
        )


ON_REQUEST = Family(request_dues, is_spent=past_bound)
