"""Pages of what reviews asked and found that axe looks at."""

import datetime as dt
from dataclasses import dataclass

from improvement_plans.models import Answer, Rating
from reviews.models import Finding, Question, Review
from tests.browser.page import Known, Page, Scene
from tests.factories import AreaFactory, EvidenceFactory, NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, PlanFactory, ReviewFactory
from tests.factories_reviews import AreaRatingFactory, FindingFactory, QuestionFactory
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

HOME = "/councils/fernshire/reviews/"
D = dt.date
LONG = (
    "How does the council make sure that every assessment says what the child said, what was seen of the child at "
    "home, and what changed in the plan because of it, in each of the teams and at each visit?"
)
ANSWER = (
    "Since September each assessment is read by a team manager before it is closed. Of 214 assessments closed in "
    "October, 181 held the child’s own words, 85 per cent, against 61 per cent in May.\n\nThe audit of November looks "
    "at the remaining 33."
)


@dataclass(frozen=True)
class Seen:
    """A review with everything that one can ask and find, and the review before it."""

    review: Review
    awaiting: Question
    signed_off: Question
    open: Question
    planned: Finding
    new: Finding


def a_review(known: Known) -> Seen:
    """Fifteen questions in every state, six findings in every state, areas rated better and worse, an outcome."""
    council, improver, chair = known("council"), known("improver"), known("chair")
    notice = NoticeFactory(council=council)
    plan = PlanFactory(notice=notice)
    before = ReviewFactory(notice=notice, planned_on=D(2026, 2, 10), held_on=D(2026, 2, 10))
    review = ReviewFactory(
        notice=notice, planned_on=D(2026, 7, 14), held_on=D(2026, 7, 14), outcome_on=D(2026, 8, 3),
        outcome="Progress is real in the front door and too slow in assessment and in supervision.",
        consequence="varied", consequence_words="The Department varies clause 6 by October; the team answers.",
        outcome_by=improver,
    )  # fmt: skip
    post = PostFactory(organisation=council, title="Head of Assessment and Safeguarding")
    PostHoldingFactory(post=post, person=known("owner"))
    moment = dt.datetime(2026, 11, 10, 9, 30, tzinfo=dt.UTC)
    for number in range(1, 16):
        answered = {"answer": ANSWER, "sources": "Audit of October, page 4", "answered_at": moment}
        signed = {"signed_off_by": chair, "signed_off_at": moment, "written_by": improver}
        QuestionFactory(
            review=review, number=number, words=LONG, answered_by=post, due_on=D(2026, 11, 15 + number % 12),
            **(answered if number <= 9 else {}), **(signed if number <= 6 else {}),
        )  # fmt: skip
    titles = ("Front door and thresholds", "Assessment and planning", "Supervision and caseloads")
    areas = [
        AreaFactory(notice=notice, letter=letter, title=title)
        for letter, title in zip("abc", titles, strict=True)
    ]
    for area, then, now in zip(
        areas, ("limited", "limited", "secure"), ("secure", "limited", "none"), strict=True
    ):
        AreaRatingFactory(review=before, area=area, rating=then)
        AreaRatingFactory(review=review, area=area, rating=now, recorded_by=improver, words=LONG)
    kinds = ["priority", "priority", "improvement", "improvement", "strength", "strength"]
    findings = [
        FindingFactory(
            review=review, reference=f"F{place}", kind=kind, area=areas[place % 3], recorded_by=improver,
            words="Assessments in two teams do not say what the child said, nor what was seen at home.",
        )
        for place, kind in enumerate(kinds, start=1)
    ]  # fmt: skip
    for finding in (*findings[:3], FindingFactory(review=before, reference="F1", area=areas[0])):
        finding.source = SourceFactory(
            plan=plan, origin="review", kind="finding", reference=f"PR {finding.pk}", words=finding.words
        )
        finding.save()
    action = ActionFactory(objective__plan=plan, reference="2.1", title="Hear the child")
    ActionUpdateFactory(action=action, rating=Rating.AMBER)
    AnsweringFactory(action=action, source=findings[0].source)
    AnswerFactory(source=findings[2].source, kind=Answer.Kind.NOT_PLANNED, reason="The health trust does it.")
    findings[0].evidence.add(EvidenceFactory(council=council, title="Letter after the review"))
    questions = {each.number: each for each in review.questions.all()}
    return Seen(review, questions[7], questions[1], questions[15], findings[0], findings[3])


def page_of_review(address: str) -> Scene:
    """The scene of a page of that review."""

    def scene(known: Known) -> str:
        seen = a_review(known)
        keys = {
            "awaiting": seen.awaiting.pk, "signed": seen.signed_off.pk, "open": seen.open.pk,
            "planned": seen.planned.pk, "new": seen.new.pk,
            "rating": seen.review.area_ratings.all()[0].pk,
        }  # fmt: skip
        return f"{HOME}{seen.review.pk}/{address.format(**keys)}"

    return scene


def bare(address: str, *, is_held: bool = True) -> Scene:
    """The scene of a page of a review with nothing yet; `{area}` is an area that nobody rated."""

    def scene(known: Known) -> str:
        notice = NoticeFactory(council=known("council"))
        area = AreaFactory(notice=notice, letter="a", title="Front door")
        held_on = D(2026, 7, 14) if is_held else None
        review = ReviewFactory(notice=notice, planned_on=D(2026, 7, 14), held_on=held_on)
        return f"{HOME}{review.pk}/{address.format(area=area.pk)}"

    return scene


PAGES = [
    Page("review questions", page_of_review("questions/")),
    Page("review questions filtered", page_of_review("questions/?state=overdue&words=child")),
    Page("review questions filter wrong", page_of_review("questions/?state=x")),
    Page("review questions empty", bare("questions/")),
    Page("review questions print", page_of_review("questions/print/")),
    Page("review question awaiting", page_of_review("questions/{awaiting}/"), "chair"),
    Page("review question signed off", page_of_review("questions/{signed}/")),
    Page("review question open", page_of_review("questions/{open}/")),
    Page("review question add", page_of_review("questions/add/")),
    Page("review questions paste", page_of_review("questions/paste/")),
    Page("review question edit", page_of_review("questions/{open}/edit/")),
    Page("review question remove", page_of_review("questions/{open}/remove/")),
    Page("review question answer", page_of_review("questions/{awaiting}/answer/")),
    Page("review question reopen", page_of_review("questions/{signed}/reopen/")),
    Page("review question source", page_of_review("questions/{open}/source/")),
    Page("review findings", page_of_review("findings/")),
    Page("review findings empty", bare("findings/")),
    Page("review findings not held", bare("findings/", is_held=False)),
    Page("review finding", page_of_review("findings/{planned}/")),
    Page("review finding new", page_of_review("findings/{new}/")),
    Page("review finding add", page_of_review("findings/add/"), "adviser"),
    Page("review finding edit", page_of_review("findings/{new}/edit/")),
    Page("review finding correct", page_of_review("findings/{planned}/correct/")),
    Page("review finding remove", page_of_review("findings/{new}/remove/")),
    Page("review make sources", page_of_review("findings/sources/")),
    Page("review make sources none left", bare("findings/sources/")),
    Page("review outcome", page_of_review("outcome/")),
    Page("review outcome bare", bare("outcome/")),
    Page("review outcome record", page_of_review("outcome/record/")),
    Page("review rate area", bare("areas/{area}/rate/")),
    Page("review change rating", page_of_review("ratings/{rating}/change/")),
    Page("review remove rating", page_of_review("ratings/{rating}/remove/")),
    Page("review compare", page_of_review("compare/")),
    Page("review compare first", bare("compare/")),
]
