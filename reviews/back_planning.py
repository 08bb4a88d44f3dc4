"""Counts back from the day of a review: what must be ready when, in working days, for each kind of review."""

import datetime as dt
from dataclasses import dataclass

from core.working_days import is_working_day, within_working_days, working_days_before


@dataclass(frozen=True)
class Lead:
    """Something that must be ready so many working days before a review.

    `kind` is a value of `Preparation.Kind`; `done_by_itself` one of `Preparation.DoneBy`, or "" where somebody
    says that it is done.
    """

    kind: str
    what: str
    days_before: int
    done_by_itself: str = ""


@dataclass(frozen=True)
class Task:
    """A lead with its day. `is_short`: the day that it should have had was gone when the review was planned."""

    lead: Lead
    due_on: dt.date
    is_short: bool


_CONFIRMED = Lead("information", "Agree with the reviewers what they are to be given", 20)
_TIMETABLE = Lead("arrangement", "Agree the timetable and who is to be spoken to", 15)
_FILES = Lead("information", "Choose the case files, minutes and supervision records", 10)
_GIVEN = Lead("information", "Give the reviewers everything that was asked for", 10, "information_given")
_FIGURES = Lead("information", "Give the newest figures on performance and quality", 10)
_WRITTEN = Lead("self_assessment", "Assess every objective of the plan", 10, "assessment_written")
_SUBMITTED = Lead("self_assessment", "Submit the council's own assessment", 5, "assessment_submitted")
_SIGNS = Lead("signs", "Rate the signs of recovery", 5, "signs_rated")
_ANSWERS = Lead("questions", "Answer the numbered questions", 5, "questions_answered")
_ROOMS = Lead("arrangement", "Rooms, passes and access to the case system", 3)
_BRIEFED = Lead("arrangement", "Tell staff and partners what to expect", 3)

LEADS: dict[str, tuple[Lead, ...]] = {
    "progress": (
        _CONFIRMED, _TIMETABLE, _FIGURES, _FILES, _GIVEN, _WRITTEN, _SUBMITTED, _SIGNS, _ANSWERS, _ROOMS, _BRIEFED,
    ),
    "diagnostic": (_CONFIRMED, _TIMETABLE, _FIGURES, _FILES, _GIVEN, _ROOMS, _BRIEFED),
    # An inspectorate gives little notice: what it asks for comes quickly or not at all.
    "monitoring_visit": (
        Lead("information", "Name the person who answers to the inspectors", 9),
        Lead("information", "Give the list of children and the figures", 6),
        Lead("information", "Give the audited files that were asked for", 3, "information_given"),
        Lead("arrangement", "Rooms, passes and access to the case system", 2),
        Lead("arrangement", "Tell staff and partners what to expect", 2),
    ),
    "stocktake": (_FIGURES, _SIGNS, _ANSWERS, _ROOMS),
    "peer": (_CONFIRMED, _TIMETABLE, _FIGURES, _FILES, _GIVEN, _SIGNS, _ROOMS, _BRIEFED),
    "audit": (_FILES, _GIVEN, _ROOMS),
}  # fmt: skip
"""What must be ready before each kind of review, the longest before it first."""

FOR_INFORMATION = _GIVEN.days_before
"""By how many working days before a review a line of the information request falls due, unless it is set."""


def tasks_for(kind: str, review_on: dt.date, today: dt.date) -> tuple[Task, ...]:
    """Return what must be ready before a review of `kind`, each with its day; nothing for one that is not to come."""
    if review_on <= today:
        return ()
    return tuple(
        Task(lead, due_day(review_on, lead.days_before, today), is_short(review_on, lead.days_before, today))
        for lead in LEADS.get(kind, ())
    )


def due_day(review_on: dt.date, days_before: int, today: dt.date) -> dt.date:
    """Return the working day on which something is due, counted back from the review; at once where it is past.

    At once is today, or the next working day where that still comes before the review. For a review that is not to
    come any more nothing falls due at once: it was due on its day.
    """
    wanted = wanted_day(review_on, days_before)
    return at_once(review_on, today) if wanted < today < review_on else wanted


def is_short(review_on: dt.date, days_before: int, today: dt.date) -> bool:
    """Whether the day that something should have been due on is gone already."""
    return wanted_day(review_on, days_before) < today


def wanted_day(review_on: dt.date, days_before: int) -> dt.date:
    """Return the nth working day before a review, however long ago that was; 0 counts as 1, for before is before."""
    return working_days_before(review_on, max(1, days_before))


def at_once(review_on: dt.date, today: dt.date) -> dt.date:
    """Return today if it is a working day, else the next one before the review, else today."""
    if is_working_day(today):
        return today
    following = within_working_days(today, 1)
    return following if following < review_on else today
