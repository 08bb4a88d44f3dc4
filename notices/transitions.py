"""Which status of a notice may follow which: one table, from which service, screen and diagram are made."""

from dataclasses import dataclass

from core.state_diagrams import diagram_of, page_of

DIAGRAM_TITLE = "The status of a notice"


@dataclass(frozen=True)
class Transition:
    """One permitted change: `ends` means that from its day on nothing falls due, `reopens` undoes such an end."""

    before: str
    after: str
    label: str
    ends: bool = False
    reopens: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition("issued", "in_force", "It comes into force"),
    Transition("in_force", "lifted", "The Secretary of State lifts it", ends=True),
    Transition("in_force", "revoked", "It is revoked", ends=True),
    Transition("in_force", "superseded", "Another notice supersedes it", ends=True),
    Transition("in_force", "escalated", "It is escalated to a direction", ends=True),
    Transition("lifted", "supervision", "Supervision and support follow"),
    Transition("lifted", "closed", "It is closed"),
    Transition("revoked", "closed", "It is closed"),
    Transition("superseded", "closed", "It is closed"),
    Transition("escalated", "closed", "It is closed"),
    Transition("supervision", "closed", "Supervision ends and it is closed"),
    Transition("lifted", "in_force", "The end was recorded in error", reopens=True),
    Transition("revoked", "in_force", "The end was recorded in error", reopens=True),
    Transition("superseded", "in_force", "The end was recorded in error", reopens=True),
    Transition("escalated", "in_force", "The end was recorded in error", reopens=True),
)


def open_from(status: str) -> tuple[Transition, ...]:
    """Return the changes that a notice with `status` may go through."""
    return tuple(each for each in TRANSITIONS if each.before == status)


def transition(before: str, after: str) -> Transition | None:
    """Return the change from one status to another, or None when it is not permitted."""
    return next((each for each in TRANSITIONS if (each.before, each.after) == (before, after)), None)


def as_diagram() -> str:
    """Return the table as the Mermaid state diagram that `docs/notice-status.md` shows."""
    return diagram_of(TRANSITIONS, begins=("issued", "The draft register is confirmed"), ends="closed")


def as_page() -> str:
    """Return the whole text of `docs/notice-status.md`."""
    return page_of(
        as_diagram(), title=DIAGRAM_TITLE, source="notices/transitions.py", command="draw_notice_status",
        note="A notice whose day in force has come when its draft is confirmed starts as `in_force`.",
    )  # fmt: skip
