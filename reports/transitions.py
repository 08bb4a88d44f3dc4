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
    Transition("draft", "awaiting_sign_off", "The improvement team submits it"),
    Transition("returned", "awaiting_sign_off", "The improvement team submits it again"),
    Transition("awaiting_sign_off", "returned", "The signing post returns it with a comment"),
    Transition("awaiting_sign_off", "signed", "The signing post signs it"),
    Transition("signed", "issued", "The worker writes the PDF and discharges the obligation"),
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
