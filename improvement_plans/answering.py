"""How something that the plan must answer stands on a day: worked out from its answers and the actions linked to it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a source or a clause is answered."""

    UNANSWERED = "unanswered"
    PLANNED = "planned"
    DONE = "done"
    NOT_PLANNED = "not_planned"


WORDS = {
    State.UNANSWERED: "Unanswered",
    State.PLANNED: "Planned",
    State.DONE: "Done",
    State.NOT_PLANNED: "Not planned",
}

RULE = (
    "The newest answer counts. Planned holds while at least one linked action is in the plan; without any answer, "
    "a linked action that is in the plan answers it planned. Done holds while evidence given with the answer counts, "
    "or while an action linked to it is done and none is still open; otherwise it is planned again, or unanswered. "
    "Not planned holds, with its reason, until another answer is given."
)


@dataclass(frozen=True)
class Span:
    """From one day up to, not including, another; without an end it still holds."""

    since: dt.date
    until: dt.date | None = None

    def holds_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class AnswerGiven:
    """One answer; of several of one day, that of the highest `order` is the newest.

    `proofs` says when each piece of its evidence counts.
    """

    state: State
    given_on: dt.date
    order: int = 0
    proofs: tuple[Span, ...] = ()

    def is_proved_on(self, day: dt.date) -> bool:
        return any(proof.holds_on(day) for proof in self.proofs)


@dataclass(frozen=True)
class ActionLinked:
    """One action that answers it: when it was linked, when it was in the plan, and when it counted as done."""

    reference: str
    linked: Span
    in_plan: Span
    done: tuple[Span, ...] = ()

    def is_done_on(self, day: dt.date) -> bool:
        return any(spell.holds_on(day) for spell in self.done)


@dataclass(frozen=True)
class Answered:
    """The state on a day. `because` says in words why it is not, or not only, what the newest answer said."""

    state: State
    because: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.state]


def answered_on(
    day: dt.date,
    answers: Iterable[AnswerGiven],
    actions: Iterable[ActionLinked],
    *,
    active_in_area: int = 0,
) -> Answered:
    """Return how it stood on `day` by `RULE`; nothing dated after that day is looked at.

    `active_in_area` is how many active actions cover it without a link, because the clause names their area.
    """
    given = [each for each in answers if each.given_on <= day]
    newest = max(given, key=lambda each: (each.given_on, each.order), default=None)
    links = [each for each in actions if each.linked.holds_on(day)]
    if newest is not None and newest.state is State.NOT_PLANNED:
        return Answered(State.NOT_PLANNED, _linked_all_the_same(day, links))
    if newest is not None and newest.state is State.DONE:
        return _called_done(day, newest, links, active_in_area)
    return _planned(day, newest, links, active_in_area)


def _linked_all_the_same(day: dt.date, links: list[ActionLinked]) -> str:
    live = _live(day, links)
    return f"Linked all the same: {_listed(live)}." if live else ""


def _called_done(
    day: dt.date, newest: AnswerGiven, links: list[ActionLinked], active_in_area: int
) -> Answered:
    still_open = [each for each in _live(day, links) if not each.is_done_on(day)]
    if newest.is_proved_on(day) or (not still_open and any(each.is_done_on(day) for each in links)):
        return Answered(State.DONE)
    said = f"Answered done on {newest.given_on:%-d %B %Y}, "
    if still_open:
        return Answered(State.PLANNED, f"{said}but still open: {_listed(still_open)}.")
    if active_in_area:
        return Answered(
            State.PLANNED, f"{said}but what showed it no longer counts. {_by_area(active_in_area)}"
        )
    return Answered(State.UNANSWERED, f"{said}but what showed it no longer counts.")


def _planned(
    day: dt.date, newest: AnswerGiven | None, links: list[ActionLinked], active_in_area: int
) -> Answered:
    live = _live(day, links)
    if live:
        all_done = all(each.is_done_on(day) for each in live)
        return Answered(State.PLANNED, "All its actions are done: answer it done." if all_done else "")
    if active_in_area:
        return Answered(State.PLANNED, _by_area(active_in_area))
    if newest is None and not links:
        return Answered(State.UNANSWERED)
    said = f"Answered planned on {newest.given_on:%-d %B %Y}, but " if newest else "It was planned, but "
    left = f"no longer in the plan: {_listed(links)}." if links else "no action is linked to it any longer."
    return Answered(State.UNANSWERED, said + left)


def _live(day: dt.date, links: list[ActionLinked]) -> list[ActionLinked]:
    return [each for each in links if each.in_plan.holds_on(day)]


def _by_area(active: int) -> str:
    return f"Covered by the {active} active action{'' if active == 1 else 's'} of its area."


def _listed(links: list[ActionLinked]) -> str:
    return ", ".join(sorted(each.reference for each in links))
