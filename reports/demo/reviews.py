"""The reviews of the demonstration case that were held: what they rated and found, and what the plan answers."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from improvement_plans.models import Action, Source
from improvement_plans.services.answers import change_links, give_answer
from notices.models import Area, Notice, Party, PlannedEvent
from reports.demo.days import FernshireDays, afternoon, days_after, working_day_by
from reports.demo.people import Cast
from reports.demo.registers import obligation_of
from reports.demo.tables import rows
from reviews.models import AreaRating, Finding, Kind, Review, SelfAssessment
from reviews.services.becoming import make_sources
from reviews.services.counting import keep_rule
from reviews.services.findings import Found, add_finding
from reviews.services.ratings import rate_area

TOLD_AFTER = 10
"""How many days after a review its letter came."""


@dataclass(frozen=True)
class HeldReview:
    """A review that was held, with the outcome that was told after it."""

    kind: str
    held_on: dt.date
    scope: str
    led_by: str
    outcome: str
    consequence: str
    reviewers: str = ""

    @property
    def told_on(self) -> dt.date:
        return days_after(self.held_on, TOLD_AFTER)


def held_reviews(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """Keep the four reviews that were held, each with its ratings, findings and outcome."""
    _rules(cast, notice, days)
    for name, held in _held(days).items():
        review = _kept(cast, notice, held)
        _rate(cast, review, name, held.told_on)
        _find(cast, review, name, held.told_on)
    _own_assessment(cast, Review.objects.get(notice=notice, kind=Kind.PROGRESS), days)


def _held(days: FernshireDays) -> dict[str, HeldReview]:
    continues, nothing = Review.Consequence.CONTINUES, Review.Consequence.NONE
    return {
        "diagnostic": HeldReview(
            Kind.DIAGNOSTIC, working_day_by(days_after(days.issued, 65)), "The front door and first assessments",
            Party.ADVISER,
            "The front door decides well when its rota is full. Supervision and audit do not yet change practice.",
            nothing, "Two practice leads of Larkfield Practice Partners",
        ),
        "progress": HeldReview(
            Kind.PROGRESS, days.first_review, "All areas of the notice", Party.ADVISER_DEPARTMENT_OR_COMMISSIONED,
            "Progress in the front door and in assessment. The workforce is the main risk.", continues,
            "The adviser, and two officials of the Department",
        ),
        "visit": HeldReview(
            Kind.MONITORING_VISIT, working_day_by(days_after(days.today, -80)), "Help and protection", "",
            "Some progress from a low starting point.", continues, "Two inspectors",
        ),
        "peer": HeldReview(
            Kind.PEER, working_day_by(days_after(days.today, -65)), "How children looked after are heard", "",
            "Children have much to say and are asked too seldom.", nothing, "Three colleagues of another council",
        ),
    }  # fmt: skip


def _rules(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """Say what counts: the review of clause 8, and neither the Department's visits nor those of others."""
    because = (
        "Clause 8 speaks of a review by the adviser and the Department of progress under the whole plan."
    )
    for kind, duty in (
        (Kind.PROGRESS, obligation_of(notice, "8", kind="review")),
        (Kind.MONITORING_VISIT, None),
    ):
        words = because if duty else "A visit of the inspectorate is its own, and clause 8 does not name it."
        keep_rule(
            notice=notice, kind=kind, obligation=duty, because=words, by=cast.team, today=days.published
        )


def _kept(cast: Cast, notice: Notice, held: HeldReview) -> Review:
    """Keep a review as held: the register has its discharge already."""
    event = None
    if held.kind == Kind.PROGRESS:
        duty = obligation_of(notice, "8", kind="review")
        event = PlannedEvent.objects.get(obligation=duty, planned_on=held.held_on)
    review = Review.objects.create(
        notice=notice, kind=held.kind, scope=held.scope, led_by=held.led_by, reviewers=held.reviewers,
        conducted_by=cast.adviser_body if held.led_by else None, planned_event=event, planned_on=held.held_on,
        held_on=held.held_on, outcome=held.outcome, outcome_on=held.told_on, outcome_by=cast.team,
        consequence=held.consequence, changed_by=cast.team, changed_at=afternoon(held.told_on),
    )  # fmt: skip
    letters = {row["area"] for row in rows("review_ratings") if Kind(held.kind) == KINDS[row["review"]]}
    review.areas.set(Area.objects.filter(notice=notice, letter__in=letters))
    return review


KINDS = {
    "diagnostic": Kind.DIAGNOSTIC, "progress": Kind.PROGRESS, "visit": Kind.MONITORING_VISIT, "peer": Kind.PEER,
}  # fmt: skip


def _rate(cast: Cast, review: Review, name: str, told_on: dt.date) -> None:
    for row in rows("review_ratings"):
        if row["review"] == name:
            area = Area.objects.get(notice=review.notice, letter=row["area"])
            rate_area(
                review=review, area=area, rating=row["rating"], words=row["words"], by=_author(cast, name)
            )
    AreaRating.objects.filter(review=review).update(
        recorded_at=afternoon(told_on), changed_at=afternoon(told_on)
    )


def _find(cast: Cast, review: Review, name: str, told_on: dt.date) -> None:
    """Record the findings; some are among the plan's sources already, the others become sources and are answered."""
    for row in rows("review_findings"):
        if row["review"] == name:
            finding = add_finding(
                review=review, by=_author(cast, name), today=told_on,
                found=Found(row["kind"], row["words"], Area.objects.get(notice=review.notice, letter=row["area"])),
            )  # fmt: skip
            if row["source"]:
                _is_source(finding, Source.objects.get(plan__notice=review.notice, reference=row["source"]))
            elif row["kind"] != Finding.Kind.STRENGTH:
                _becomes_source(cast, finding, row, told_on)
    Finding.objects.filter(review=review).update(
        recorded_at=afternoon(told_on), changed_at=afternoon(told_on)
    )


def _is_source(finding: Finding, source: Source) -> None:
    finding.source = source
    finding.save(update_fields=["source"])


def _becomes_source(cast: Cast, finding: Finding, row: dict[str, str], told_on: dt.date) -> None:
    document = f"Letter after the review, {finding.review}"
    [source] = make_sources(
        review=finding.review,
        findings=[finding],
        received_on=told_on,
        document=document,
        by=cast.team,
        today=told_on,
    )
    answered_on = days_after(told_on, 5)
    actions = list(Action.objects.filter(objective__plan=source.plan, reference__in=row["actions"].split()))
    if actions:
        change_links(about=source, plan=source.plan, add=actions, by=cast.team, today=answered_on)
    if row["answer"]:
        give_answer(
            about=source,
            plan=source.plan,
            kind=row["answer"],
            reason=row["reason"],
            by=cast.team,
            today=answered_on,
        )


def _author(cast: Cast, name: str) -> User:
    """The adviser writes what he found himself; the team takes the others' words from their letters."""
    return cast.people["adviser"] if name == "diagnostic" else cast.team


def _own_assessment(cast: Cast, review: Review, days: FernshireDays) -> None:
    SelfAssessment.objects.create(
        review=review, progress="Fourteen actions done, nine late.", submitted_by=cast.team,
        staff_survey="Six in ten would recommend us.", supervision="Two in three supervisions on time.",
        submitted_at=afternoon(days_after(days.first_review, -2)),
    )  # fmt: skip
