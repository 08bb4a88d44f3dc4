"""Which status of a month's digest may follow which: the one table that services, screen and diagram are made from."""

from dataclasses import dataclass

from core.state_diagrams import diagram_of, page_of

DIAGRAM_TITLE = "The status of a month's digest"
NOTE = (
    "A published digest never changes. A correction is a version of its own that begins as a draft; until it is "
    "published too, and afterwards in the list, what was published first stays."
)


@dataclass(frozen=True)
class Transition:
    """One permitted change of status; `button` is what the page calls it, `deed` the address that does it."""

    before: str
    after: str
    label: str
    button: str
    deed: str


TRANSITIONS: tuple[Transition, ...] = (
    Transition("draft", "commented", "Every exception has its commentary, or a reason why not",
               "Mark as commented", "commented"),
    Transition("commented", "draft", "Somebody takes it back", "Take back to draft", "take_back"),
    Transition("commented", "published", "The analyst publishes it, and what it shows is frozen",
               "Publish the digest", "publish"),
    Transition("published", "draft", "The analyst opens a correction with a reason, the next version",
               "Open a corrected version", "correct"),
)  # fmt: skip


def may_follow(before: str, after: str) -> bool:
    """Whether a digest with the status `before` may become `after`."""
    return any((each.before, each.after) == (before, after) for each in TRANSITIONS)


def next_steps(status: str) -> tuple[Transition, ...]:
    """Return what may be done with a digest that has this status, the way forward first."""
    return tuple(
        sorted(
            (each for each in TRANSITIONS if each.before == status), key=lambda each: each.after == "draft"
        )
    )


def as_diagram() -> str:
    """Return the table as the Mermaid state diagram that `docs/digest-status.md` shows."""
    return diagram_of(TRANSITIONS, begins=("draft", "Open the month's digest"), ends="published")


def as_page() -> str:
    """Return the whole text of `docs/digest-status.md`."""
    return page_of(
        as_diagram(), title=DIAGRAM_TITLE, source="digests/publication/transitions.py",
        command="draw_digest_status", note=NOTE,
    )  # fmt: skip
