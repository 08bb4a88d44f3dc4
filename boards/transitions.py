"""Which status of a meeting may follow which: the one table that services, screen and diagram are made from."""

from dataclasses import dataclass

from core.state_diagrams import diagram_of, page_of

DIAGRAM_TITLE = "The status of a meeting"


@dataclass(frozen=True)
class Transition:
    """One permitted change of status: `label` says by whom and what follows, `deed` what the button says.

    `url_name` is the page on which it is done, `permission` who may. Of those that lead on from one status the first
    is the page's own next step; one that `ends_it` is offered apart.
    """

    before: str
    after: str
    label: str
    deed: str
    url_name: str
    permission: str = "boards.keep_meeting"
    ends_it: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        "draft", "called", "The improvement team calls it, and everybody seated is invited",
        "Call this meeting", "board:call_meeting",
    ),
    Transition(
        "draft", "in_progress", "It was held without having been called, and the duty to meet is discharged",
        "Record that it is held", "board:start_meeting",
    ),
    Transition(
        "called", "in_progress", "It is held, and the duty to meet is discharged on that day",
        "Record that it is held", "board:start_meeting",
    ),
    Transition(
        "in_progress", "minutes_drafted", "Its minutes are drafted",
        "Put the minutes up as a draft", "board:draft_minutes", "boards.take_minutes",
    ),
    Transition(
        "minutes_drafted", "minutes_agreed", "The board agrees the minutes, and they are frozen",
        "Record that the minutes are agreed", "board:agree_minutes", "boards.agree_minutes",
    ),
    Transition(
        "minutes_agreed", "closed", "Every item is done or carried forward",
        "Close this meeting", "board:close_meeting",
    ),
    Transition(
        "draft", "cancelled", "The improvement team cancels it, warned of the breach",
        "Cancel this meeting", "board:cancel_meeting", ends_it=True,
    ),
    Transition(
        "called", "cancelled", "The improvement team cancels it, warned of the breach, and everybody invited is told",
        "Cancel this meeting", "board:cancel_meeting", ends_it=True,
    ),
)  # fmt: skip


def may_follow(before: str, after: str) -> bool:
    """Whether a meeting with the status `before` may become `after`."""
    return any((each.before, each.after) == (before, after) for each in TRANSITIONS)


def open_from(status: str) -> tuple[Transition, ...]:
    """Return what may follow `status`, the next step first."""
    return tuple(each for each in TRANSITIONS if each.before == status)


def as_diagram() -> str:
    """Return the table as the Mermaid state diagram that `docs/meeting-status.md` shows."""
    lines = diagram_of(TRANSITIONS, begins=("draft", "Put in the diary"), ends="closed")
    return f"{lines}\n    cancelled --> [*]"


def as_page() -> str:
    """Return the whole text of `docs/meeting-status.md`."""
    return page_of(
        as_diagram(), title=DIAGRAM_TITLE, source="boards/transitions.py", command="draw_meeting_status",
    )  # fmt: skip
