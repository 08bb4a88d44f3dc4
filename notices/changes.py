"""Says what a deed did to the position of an obligation and of its notice."""

from notices.models import Obligation
from notices.position import Position
from notices.selectors import Register
from notices.wording import position_in_words


def change_in_words(obligation: Obligation, before: Register, after: Register) -> str:
    """Return what a deed did to the position of an obligation and of its notice."""
    was, now = before.standing_of(obligation).position, after.standing_of(obligation).position
    clause = f"Clause {obligation.clause.number}"
    return f"{_moved(clause, was, now)} {_moved('The notice', before.position, after.position)}"


def _moved(what: str, was: Position | None, now: Position | None) -> str:
    if was == now:
        return f"{what} is still {position_in_words(now).lower()}."
    return f"{what} was {position_in_words(was).lower()} and is now {position_in_words(now).lower()}."
