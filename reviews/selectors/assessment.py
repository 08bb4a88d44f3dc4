"""Answers how far the council's own assessment before a review has come, what it lacks, and what was submitted."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.frozen import with_days
from evidence.models import Evidence
from improvement_plans.models import Objective
from improvement_plans.selectors import plan_as_at
from improvement_plans.standing import ObjectiveStanding
from notices.models import Obligation
from notices.selectors.facts import london_day
from reviews.models import ObjectiveAssessment, Review, SelfAssessment
from reviews.selectors.information import hanging_on
from reviews.selectors.register import ReviewInRegister, RowOfRegister

PARTS = (
    ("progress", "Progress as a whole"),
    ("staff_survey", "What staff say: surveys"),
    ("supervision", "Staff supervision and the quality of feedback"),
)
"""The parts of an own assessment beside its objectives, as (field, title)."""


@dataclass(frozen=True)
class AssessedObjective:
    """An objective of the plan: how it stands today by the plan's own rule, and what the council says of it."""

    standing: ObjectiveStanding
    said: ObjectiveAssessment | None

    @property
    def objective(self) -> Objective:
        return self.standing.objective

    @property
    def actions(self) -> int:
        return len(self.standing.group.actions)


@dataclass(frozen=True)
class Gap:
    """Something that an own assessment lacks. `objective`: the key of the one that is not assessed; None for a part."""

    words: str
    objective: int | None = None


@dataclass(frozen=True)
class OwnAssessment:
    """The council's own assessment for a review while it is written. `kept`: None while nobody wrote anything."""

    review: Review
    kept: SelfAssessment | None
    objectives: tuple[AssessedObjective, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def assessed(self) -> int:
        return sum(each.said is not None for each in self.objectives)

    @property
    def revision(self) -> int:
        return self.kept.revision if self.kept is not None else 1

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Its parts as (field, title, words)."""
        return [(name, title, getattr(self.kept, name, "")) for name, title in PARTS]

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What must still be written before it can be submitted."""
        missing = [Gap(title) for _, title, words in self.parts if not words.strip()]
        missing += [
            Gap(f"Objective {each.objective.reference}: {each.objective.title}", each.objective.pk)
            for each in self.objectives
            if each.said is None
        ]
        if not self.objectives:
            missing.append(Gap("The plan under this notice has no objective to assess"))
        return tuple(missing)

    @property
    def is_complete(self) -> bool:
        return not self.gaps


@dataclass(frozen=True)
class AssessmentState:
    """In a few words where the own assessment for a review stands, and what the register says of it."""

    submitted_on: dt.date | None
    assessed: int
    is_late: bool
    row: RowOfRegister | None = None

    @property
    def tag(self) -> tuple[str, str]:
        """The word for where it stands, and the colour of its tag."""
        if self.submitted_on is None:
            return ("In work", "blue") if self.assessed else ("Not begun", "grey")
        return ("Submitted late", "orange") if self.is_late else ("Submitted", "green")


def kept_assessment(review: Review) -> SelfAssessment | None:
    """Return the own assessment for a review, None while nobody wrote anything; one query."""
    return (
        SelfAssessment.objects.select_related(
            "submitted_by", "document__evidence", "discharge__obligation__clause"
        )
        .filter(review=review)
        .first()
    )


def own_assessment_of(review: Review, *, today: dt.date) -> OwnAssessment:
    """Return the own assessment for a review as it is being written; the plan beside it as at today."""
    kept = kept_assessment(review)
    said = {row.objective_id: row for row in _rows(kept)}
    plan = plan_as_at(review.notice, today)
    standings = plan.objectives if plan is not None else ()
    return OwnAssessment(
        review=review,
        kept=kept,
        objectives=tuple(AssessedObjective(each, said.get(each.objective.pk)) for each in standings),
        evidence=tuple(kept.evidence.all()) if kept is not None else (),
    )


def state_of(review: Review, kept: SelfAssessment | None, said: ReviewInRegister) -> AssessmentState:
    """Return where the own assessment stands; `said` is what the register says of the review."""
    if kept is None:
        return AssessmentState(None, 0, is_late=False)
    submitted_on = london_day(kept.submitted_at) if kept.submitted_at is not None else None
    day = review.held_on or review.planned_on
    row = said.before.get(kept.discharge.obligation_id) if kept.discharge is not None else None
    return AssessmentState(
        submitted_on,
        kept.objectives.count(),
        is_late=submitted_on is not None and submitted_on >= day,
        row=row,
    )


def submitted_content(kept: SelfAssessment) -> dict[str, Any]:
    """Return what was submitted, from what was frozen then and nothing else, its days as days."""
    content: dict[str, Any] = with_days(kept.content or {})
    return content


def assessment_duties(review: Review) -> list[Obligation]:
    """Return the duties that it may discharge, the likeliest first; none where the review does not count."""
    if review.planned_event_id is None:
        return []
    asked = hanging_on(review).exclude(kind=Obligation.Kind.PROVISION)
    return sorted(asked, key=lambda each: not _is_of_an_assessment(each))


def _is_of_an_assessment(obligation: Obligation) -> bool:
    said = f"{obligation.summary} {obligation.words}".lower()
    return "assessment" in said or "evaluation" in said


def _rows(kept: SelfAssessment | None) -> list[ObjectiveAssessment]:
    if kept is None:
        return []
    return list(kept.objectives.select_related("changed_by").prefetch_related("evidence"))
