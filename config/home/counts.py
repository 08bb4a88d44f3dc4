"""The numbers on the home page, each of which leads to the list behind it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.models import Organisation
from config.home.owed import Owed, State
from improvement_plans.models import Action
from improvement_plans.selectors import plans_of
from notices.cadence import Outcome
from notices.selectors import Deadline

COUNTED = (State.OVERDUE, State.DUE_SOON, State.TO_SIGN, State.RETURNED)
"""The states that are counted."""
COUNTED_FOR_PARTNERS = (State.OVERDUE, State.DUE_SOON)
"""A partner agency signs and writes no report."""


@dataclass(frozen=True)
class Count:
    """A number that leads to the list behind it. Its colour marks what is wrong, and only when there is any."""

    number: int
    words: str
    address: str
    colour: str = ""


def counts_of(owed: Iterable[Owed], council: Organisation, counted: Iterable[State]) -> Iterator[Count]:
    """Yield how much is in each of the states `counted`; each count leads to that part of the list."""
    home, states = reverse("council_home", args=[council.slug]), [each.state for each in owed]
    for state in counted:
        yield _count(states.count(state), state.words, f"{home}?show={state.slug}", state.colour)


def programme_counts(
    council: Organisation, deadlines: Iterable[Deadline], *, today: dt.date
) -> Iterator[Count]:
    """Yield the counts of the whole programme, each with the filtered list behind it."""
    register = reverse("notices:deadlines", args=[council.slug])
    outcomes = [each.outcome for each in deadlines if not each.is_theirs]
    for outcome, words, colour in (
        (Outcome.OVERDUE, "Duties overdue under the notice", "red"),
        (Outcome.DUE_SOON, "Duties due soon under the notice", "yellow"),
    ):
        address = f"{register}?outcome={outcome.value}&whose=council"
        yield _count(outcomes.count(outcome), words, address, colour)
    plan = plans_of(council).first()
    if plan is not None:
        standing: Any = Action.objects.filter(objective__plan=plan).standing_on(today)
        address = f"{reverse('plan:actions', args=[council.slug])}?overdue=yes"
        late = standing.filter(overdue_then=True).count()
        yield _count(late, "Actions of the plan overdue", address, "red")


def _count(number: int, words: str, address: str, colour: str) -> Count:
    return Count(number, words, address, colour if number else "")
