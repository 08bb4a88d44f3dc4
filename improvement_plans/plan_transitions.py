"""Which status of a version of the plan may follow which: one table, from which service, page and diagram are made."""

import datetime as dt
from dataclasses import dataclass

from core.state_diagrams import diagram_of, page_of

DIAGRAM_TITLE = "The status of a version of the plan"


@dataclass(frozen=True)
class Transition:
    """One permitted change of status. `by_itself` means that it follows from another version's, by nobody's hand."""

    before: str
    after: str
    label: str
    by_itself: bool = False


TRANSITIONS: tuple[Transition, ...] = (
    Transition("draft", "submitted", "The improvement team submits it"),
    Transition("submitted", "fit", "The adviser judges it fit for purpose"),
    Transition("submitted", "not_fit", "The adviser judges it not fit for purpose"),
    Transition("fit", "in_force", "The improvement team puts it in force"),
    Transition("in_force", "superseded", "A later version comes into force", by_itself=True),
    Transition("fit", "superseded", "A later version comes into force first", by_itself=True),
    Transition(
        "submitted", "superseded", "A later version comes into force, this one unjudged", by_itself=True
    ),
)


def may_follow(before: str, after: str) -> bool:
    """Whether a version with the status `before` may become `after`."""
    return any((each.before, each.after) == (before, after) for each in TRANSITIONS)


def given_way_to() -> frozenset[str]:
    """Return the statuses that end when a later version comes into force."""
    return frozenset(each.before for each in TRANSITIONS if each.by_itself)


@dataclass(frozen=True)
class VersionDates:
    """The days of a version's life, None for what has not happened, and whether it was found unfit."""

    opened_on: dt.date | None
    submitted_on: dt.date | None
    judged_on: dt.date | None
    in_force_from: dt.date | None
    superseded_on: dt.date | None
    is_unfit: bool = False


def status_on(dates: VersionDates, day: dt.date) -> str | None:
    """Return the status that a version had on `day`; None before it was opened."""
    judged = "not_fit" if dates.is_unfit else "fit"
    course = (
        (dates.superseded_on, "superseded"),
        (dates.in_force_from, "in_force"),
        (dates.judged_on, judged),
        (dates.submitted_on, "submitted"),
        (dates.opened_on, "draft"),
    )
    return next((status for began, status in course if began is not None and began <= day), None)


def as_diagram() -> str:
    """Return the table as the Mermaid state diagram that `docs/plan-version-status.md` shows."""
    drawn = diagram_of(TRANSITIONS, begins=("draft", "The improvement team opens it"), ends="superseded")
    return f"{drawn}\n    not_fit --> [*]"


def as_page() -> str:
    """Return the whole text of `docs/plan-version-status.md`."""
    return page_of(
        as_diagram(), title=DIAGRAM_TITLE, source="improvement_plans/plan_transitions.py",
        command="draw_plan_version_status",
        note="A version found not fit stays so: what answers the recommendations is the next version.",
    )  # fmt: skip
