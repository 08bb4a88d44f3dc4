"""Answers what a review found, how the plan answers it, how the areas were rated, and what that was before."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from improvement_plans.action_standing import ActionStanding
from improvement_plans.answering import State
from improvement_plans.models import Action, Source
from improvement_plans.references import counted
from improvement_plans.selectors import action_standings
from improvement_plans.selectors.sources import AnswerStanding, source_standings
from notices.models import Area
from reviews.area_comparison import Movement, movement
from reviews.models import AreaRating, Finding, Review

KINDS_IN_ORDER = (Finding.Kind.PRIORITY, Finding.Kind.IMPROVEMENT, Finding.Kind.STRENGTH)


@dataclass(frozen=True)
class FindingLine:
    """A finding with how the source that it became is answered, and the actions of the plan that answer it."""

    finding: Finding
    standing: AnswerStanding | None
    actions: tuple[ActionStanding, ...] = ()
    corrected_by: Finding | None = None

    @property
    def is_strength(self) -> bool:
        return self.finding.kind == Finding.Kind.STRENGTH

    @property
    def is_to_become(self) -> bool:
        """Whether it asks for something and the plan does not know of it yet."""
        return not self.is_strength and self.standing is None

    @property
    def state(self) -> State | None:
        return None if self.standing is None else self.standing.state


@dataclass(frozen=True)
class FindingCounts:
    """How many findings there are, and how the plan answers those that are no strengths."""

    total: int
    strengths: int
    no_source: int
    unanswered: int
    planned: int
    done: int
    not_planned: int


def findings_of(review: Review, as_at: dt.date) -> list[FindingLine]:
    """Return the findings, priorities first, with how the plan answered them; in a constant number of queries."""
    findings = list(
        review.findings.select_related(
            "area", "source", "recorded_by", "corrects", "review__notice__council"
        ).prefetch_related("evidence")
    )
    sources = Source.objects.filter(finding__review=review, received_on__lte=as_at)
    standings = {each.about.pk: each for each in source_standings(sources, as_at)}
    linked = {each.action.pk for standing in standings.values() for each in standing.in_plan}
    actions = action_standings(Action.objects.filter(pk__in=linked), as_at=as_at) if linked else []
    by_action = {each.action.pk: each for each in actions}
    corrections = {each.corrects_id: each for each in findings if each.corrects_id is not None}
    findings.sort(key=lambda each: (KINDS_IN_ORDER.index(Finding.Kind(each.kind)), counted(each.reference)))
    return [_line(each, standings, by_action, corrections) for each in findings]


def _line(
    finding: Finding,
    standings: Mapping[int, AnswerStanding],
    actions: Mapping[int, ActionStanding],
    corrections: Mapping[int, Finding],
) -> FindingLine:
    standing = None if finding.source_id is None else standings.get(finding.source_id)
    linked = () if standing is None else standing.in_plan
    return FindingLine(
        finding=finding,
        standing=standing,
        actions=tuple(actions[each.action.pk] for each in linked if each.action.pk in actions),
        corrected_by=corrections.get(finding.pk),
    )


def counts_of(lines: Iterable[FindingLine]) -> FindingCounts:
    """Return how many findings there are of each sort."""
    each = list(lines)

    def answered(state: State) -> int:
        return sum(1 for line in each if line.state is state)

    return FindingCounts(
        total=len(each),
        strengths=sum(1 for line in each if line.is_strength),
        no_source=sum(1 for line in each if line.is_to_become),
        unanswered=answered(State.UNANSWERED),
        planned=answered(State.PLANNED),
        done=answered(State.DONE),
        not_planned=answered(State.NOT_PLANNED),
    )


def to_become(review: Review) -> list[Finding]:
    """Return the findings that ask for something and are no source of the plan yet, priorities first."""
    findings = review.findings.filter(source__isnull=True).exclude(kind=Finding.Kind.STRENGTH)
    return sorted(
        findings.select_related("area"),
        key=lambda each: (KINDS_IN_ORDER.index(Finding.Kind(each.kind)), counted(each.reference)),
    )


@dataclass(frozen=True)
class AreaLine:
    """One area of the notice: how this review rated it, how the one before did, and how that moved."""

    area: Area
    now: AreaRating | None
    before: AreaRating | None

    @property
    def movement(self) -> Movement:
        then = None if self.before is None else self.before.rating
        return movement(then, None if self.now is None else self.now.rating)


def area_lines(review: Review, before: Review | None) -> list[AreaLine]:
    """Return every area of the notice with its ratings at two reviews, in the order of the notice."""
    reviews = [review.pk] if before is None else [review.pk, before.pk]
    ratings = AreaRating.objects.filter(review__in=reviews).select_related(
        "area", "recorded_by", "review__notice__council"
    )
    found = {(each.review_id, each.area_id): each for each in ratings}
    # One object for each person: their roles are then asked for once, however much they recorded.
    people = {each.recorded_by_id: each.recorded_by for each in found.values()}
    for each in found.values():
        each.recorded_by = people[each.recorded_by_id]
    return [
        AreaLine(
            area=area,
            now=found.get((review.pk, area.pk)),
            before=None if before is None else found.get((before.pk, area.pk)),
        )
        for area in Area.objects.filter(notice=review.notice_id)
    ]


def review_before(review: Review) -> Review | None:
    """Return the last review under the notice that was held before this one and rated areas or found something."""
    rated = AreaRating.objects.filter(review=OuterRef("pk"))
    found = Finding.objects.filter(review=OuterRef("pk"))
    told = Review.objects.filter(
        Exists(rated) | Exists(found),
        notice=review.notice_id,
        held_on__lt=review.held_on or review.planned_on,
    ).exclude(pk=review.pk)
    return told.order_by("-held_on", "-pk").select_related("notice__council").first()


@dataclass(frozen=True)
class Comparison:
    """A review beside the one before: the areas' ratings, and what became of the earlier findings."""

    review: Review
    before: Review
    areas: Sequence[AreaLine]
    findings: Sequence[FindingLine]
    counts: FindingCounts

    @property
    def movements(self) -> list[tuple[str, int]]:
        """How many areas moved which way; only what there is."""
        seen = [each.movement for each in self.areas]
        return [(each.value, seen.count(each)) for each in Movement if each in seen]


def comparison_of(review: Review, as_at: dt.date) -> Comparison | None:
    """Return the comparison with the review before; None for the first one."""
    before = review_before(review)
    if before is None:
        return None
    findings = findings_of(before, as_at)
    return Comparison(review, before, area_lines(review, before), findings, counts_of(findings))
