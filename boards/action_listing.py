"""The rows of a list of board actions and of its exports: exactly what the list shows."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from boards.models import BoardAction
from boards.selectors.actions import days_overdue
from improvement_plans.selectors import holders_on

COLUMNS = (
    "Reference", "Action", "Owner", "Held by", "Due on", "State", "Days overdue", "Given on", "Updates",
    "Closed on", "What came of it", "Action of the plan",
)  # fmt: skip

COLOURS = {BoardAction.State.OPEN: "blue", BoardAction.State.DONE: "green", BoardAction.State.DROPPED: "grey"}


@dataclass(frozen=True)
class ActionLine:
    """A board action as it stands on a day."""

    action: BoardAction
    holders: tuple[str, ...]
    days_overdue: int

    @property
    def given_on(self) -> dt.date:
        return self.action.outcome.item.meeting.day

    @property
    def state(self) -> str:
        return "Overdue" if self.days_overdue else self.action.get_state_display()

    @property
    def colour(self) -> str:
        return "red" if self.days_overdue else COLOURS[BoardAction.State(self.action.state)]


def lines_of(actions: Iterable[BoardAction], today: dt.date) -> list[ActionLine]:
    """Return each action with whoever holds its owner's post today; one query for all of them."""
    every = list(actions)
    holders = holders_on(today, {each.owner_post_id for each in every})
    return [
        ActionLine(each, holders.get(each.owner_post_id, ()), days_overdue(each, today)) for each in every
    ]


def export_rows(lines: Iterable[ActionLine]) -> Iterator[list[Any]]:
    """Yield one row for each action, in the order of `COLUMNS`."""
    for line in lines:
        action: Any = line.action
        yield [
            action.reference, action.words, str(action.owner_post), ", ".join(line.holders) or "Vacant",
            action.due_on, line.state, line.days_overdue or None, line.given_on, action.updates_given,
            action.closed_on, action.closing_words, str(action.plan_action) if action.plan_action else "",
        ]  # fmt: skip
