"""Which status of a report may follow which: the one table that services, screen and diagram are made from."""

from dataclasses import dataclass

from core.state_diagrams import diagram_of, page_of

DIAGRAM_TITLE = "The status of a report"


@dataclass(frozen=True)
class Transition:
    """One permitted change of status, by whom."""

    before: str
    after: str
    label: str


TRANSITIONS: tuple[Transition, ...] = (
    Transition("draft", "awaiting_sign_off", "Its authors put it up for sign-off"),
    Transition("returned", "awaiting_sign_off", "Its authors put it up again"),
    Transition("awaiting_sign_off", "returned", "A post of the chain returns it with a comment"),
    Transition("awaiting_sign_off", "draft", "Its authors take it back with a reason"),
    Transition("awaiting_sign_off", "signed", "The last post of the chain signs it"),
    Transition("draft", "signed", "The adviser signs his own report"),
    Transition("signed", "draft", "A signer or an author recalls it before it leaves"),
    Transition("signed", "issued", "The worker issues it once the time to recall it is over"),
)


def may_follow(before: str, after: str) -> bool:
    """Whether a report with the status `before` may become `after`."""
    return any((each.before, each.after) == (before, after) for each in TRANSITIONS)


def as_diagram() -> str:
    """Return the table as the Mermaid state diagram that `docs/report-status.md` shows."""
    return diagram_of(TRANSITIONS, begins=("draft", "Prepare report"), ends="issued")


def as_page() -> str:
    """Return the whole text of `docs/report-status.md`."""
    return page_of(
        as_diagram(), title=DIAGRAM_TITLE, source="reports/transitions.py", command="draw_report_status",
    )  # fmt: skip
