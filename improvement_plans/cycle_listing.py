"""How a month's requests are listed: the counts with the lists behind them, the owners, and the rows of an export."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from improvement_plans.models import DailyMessage, Reminder, UpdateRequest
from improvement_plans.requested import Progress, RequestStanding

COLUMNS = (
    "Month", "Reference", "Action", "Asked for", "Asked of", "Asked people", "Asked on", "Due on", "Progress",
    "Opened on", "Given on", "Days late", "Nobody to ask", "Reminders",
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """One way in which a request can stand: its key in the address, its words, the colour of its count."""

    slug: str
    words: str
    colour: str
    holds: Callable[[RequestStanding], bool]


STATES = (
    State("given", "Given", "", lambda each: each.progress == Progress.GIVEN),
    State("opened", "Opened, not given", "", lambda each: each.progress == Progress.OPENED),
    State("unopened", "Not opened", "", lambda each: each.progress == Progress.ASKED),
    State("late", "Late", "red", lambda each: each.is_late),
    State("nobody", "Nobody to ask", "red", lambda each: each.asks_nobody),
)
"""What came late was given too, and where there is nobody to ask nothing was opened: these are no parts of a sum."""

STATES_BY_SLUG = {state.slug: state for state in STATES}


@dataclass(frozen=True)
class StateCount:
    """How many requests stand in one way; `slug` is empty for all."""

    slug: str
    words: str
    number: int
    colour: str


@dataclass(frozen=True)
class OwnerLine:
    """What one post or agency was asked, and how that stands."""

    key: str
    name: str
    requests: tuple[RequestStanding, ...]

    @property
    def route(self) -> Any:
        return self.requests[0].route

    @property
    def asked(self) -> int:
        return len(self.requests)

    @property
    def given(self) -> int:
        return sum(each.progress == Progress.GIVEN for each in self.requests)

    @property
    def opened(self) -> int:
        return sum(each.progress == Progress.OPENED for each in self.requests)

    @property
    def late(self) -> int:
        return sum(each.is_late for each in self.requests)


def counts_of(requests: Sequence[RequestStanding]) -> list[StateCount]:
    """Return how many were asked, and how many of them stand in each way."""
    counted = [StateCount("", "Asked", len(requests), "")]
    for state in STATES:
        number = sum(map(state.holds, requests))
        counted.append(StateCount(state.slug, state.words, number, state.colour if number else ""))
    return counted


def owner_key(request: UpdateRequest) -> str:
    """Return what names the asked post or agency in the address: "post-3", "agency-5"."""
    return f"post-{request.post_id}" if request.post_id is not None else f"agency-{request.agency_id}"


def owners_of(requests: Iterable[RequestStanding]) -> list[OwnerLine]:
    """Return the posts and agencies that were asked, those with most that is late first, then by name."""
    found: dict[str, list[RequestStanding]] = {}
    for each in requests:
        found.setdefault(owner_key(each.request), []).append(each)
    lines = [OwnerLine(key, rows[0].asked_of, tuple(rows)) for key, rows in found.items()]
    return sorted(lines, key=lambda line: (-line.late, line.name, line.key))


def chosen(requests: Iterable[RequestStanding], asked: Mapping[str, Any]) -> list[RequestStanding]:
    """Return the requests that the filters let through, those still owed first and the latest of them on top."""
    state = STATES_BY_SLUG.get(asked.get("state") or "")
    words = (asked.get("words") or "").lower()
    through = [
        each
        for each in requests
        if (state is None or state.holds(each))
        and asked.get("owner") in (None, "", owner_key(each.request))
        and asked.get("kind") in (None, "", each.request.kind)
        and words in str(each.request.action).lower()
    ]
    return sorted(through, key=lambda each: (not each.is_open, -each.days_late))


def reminder_in_words(reminder: Reminder) -> str:
    """Return which rung went to whom and when, or that it did not go out."""
    message = reminder.message
    words = f"{reminder.get_rung_display()}: {message.day:%-d %B %Y} to {message.person}"
    return words if message.state == DailyMessage.State.SENT else f"{words} ({not_sent(message)})"


def not_sent(message: DailyMessage) -> str:
    """Return how a message stands that has not gone out."""
    waiting = message.state in (DailyMessage.State.WAITING, DailyMessage.State.SENDING)
    return "waiting to be sent" if waiting else "could not be sent"


def export_rows(
    requests: Iterable[RequestStanding], reminders: Mapping[int, Sequence[Reminder]]
) -> Iterator[list[Any]]:
    """Yield one row for each request, in the order of `COLUMNS`."""
    for each in requests:
        request = each.request
        yield [
            f"{request.cycle.month:%B %Y}",
            request.action.reference,
            request.action.title,
            request.get_kind_display(),
            each.asked_of,
            each.route.names
            + (" (in place of an empty post)" if each.route.instead and each.route.people else ""),
            request.cycle.asked_on,
            each.due_on,
            each.progress.words,
            each.opened_on,
            each.answered_on,
            each.days_late,
            each.asks_nobody,
            "; ".join(reminder_in_words(reminder) for reminder in reminders.get(request.pk, ())),
        ]
