"""Pages of reviews, as they are planned and prepared, that axe looks at."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from core.clock import today
from notices.models import Clause, PlannedEvent
from reviews.models import Judgement, Kind, Review
from reviews.services.assessing import Narrative, assess_objective, write_narrative
from reviews.services.counting import keep_rule
from reviews.services.holding import hold_review
from reviews.services.information import provide_information, refuse_information
from reviews.services.planning import ReviewWords, cancel_review, plan_review
from reviews.services.preparing import record_done
from reviews.services.recording import Proofs
from reviews.services.signs import SignWords, add_sign, rate_at_review, rate_before
from reviews.services.submitting import submit_assessment
from tests.browser.page import Known, Page, Scene
from tests.factories import AreaFactory, EvidenceFactory, PostFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory
from tests.factories_reviews import PreparationFactory, ReviewDuties, review_duties

HOME = "/councils/fernshire/reviews/"
CLAUSES = {
    "8": "Reviews of progress against the plan will be held at least every six months.",
    "10.a": "access to and time with staff and leadership;",
    "10.b": "accurate and up to date data on performance and quality;",
    "10.c": "facilities to carry out the reviews;",
    "10.d": "access to case files, minutes of meetings and supervision records.",
}
OBJECTIVES = (
    (
        "01",
        "Managers stay, and know their teams' work",
        Judgement.GOOD,
        "Nine of ten managers are permanent.",
    ),
    (
        "02",
        "Assessments are timely and say what it is like to be the child",
        Judgement.SOME,
        "Audited in 40 files.",
    ),
    (
        "03",
        "Children looked after are seen alone",
        Judgement.NOT_ASSESSED,
        "The audit comes back in January.",
    ),
)
SIGNS = (
    ("Every team holds supervision each four weeks, and it is written down", "The service"),
    ("Six pilot teams keep caseloads below sixteen", "Pilot teams"),
    ("The safeguarding board asks its partners what changed for children", "The safeguarding board"),
)


@dataclass(frozen=True)
class Prepared:
    """A review to come, half prepared, with the duties that it hangs on."""

    duties: ReviewDuties
    review: Review
    team: User


def in_days(number: int) -> dt.date:
    return today() + dt.timedelta(days=number)


def prepared(known: Known, in_so_many: int = 26) -> Prepared:
    """A notice with review duties, a plan with objectives, and a review to come that is half prepared."""
    team, council = known("improver"), known("council")
    duties = review_duties(council, in_days(-150))
    for number, words in CLAUSES.items():
        Clause.objects.filter(notice=duties.notice, number=number).update(words=words)
    areas = [AreaFactory(notice=duties.notice, letter="a", title="Leadership and management")]
    plan = PlanFactory(notice=duties.notice)
    for reference, title, _, _ in OBJECTIVES:
        objective = ObjectiveFactory(plan=plan, reference=reference, title=title, areas=areas)
        ActionUpdateFactory(action=ActionFactory(objective=objective))
    post = PostFactory(organisation=council, title="Head of Quality and Performance")
    PostHoldingFactory(post=post, person=known("owner"))
    words = ReviewWords(
        scope="Progress in all areas, with a close look at assessments.", areas=tuple(areas), led_by="adviser",
        reviewers="The adviser\nTwo officials of the Department",
    )  # fmt: skip
    review = plan_review(
        notice=duties.notice, kind=Kind.PROGRESS, planned_on=in_days(in_so_many), words=words, by=team, today=today(),
        prepared_by=post,
    )  # fmt: skip
    PreparationFactory(
        review=review, what="Letter to the partners", due_on=in_days(-3), is_set=True, owner_post=post
    )
    rooms = review.preparations.filter(what__startswith="Rooms").first()
    if rooms is not None:
        record_done(preparation=rooms, done_on=today(), note="Rooms 4 and 5", by=team, today=today())
    for place, (expected, of_whom) in enumerate(SIGNS):
        sign = add_sign(review=review, words=SignWords(words=expected, expected_of=of_whom), by=team)
        if place < 2:
            rate_before(
                sign=sign,
                level="emerging",
                because="Two of six teams do.",
                revision=1,
                by=team,
                today=today(),
            )
    _answer_some(review, team)
    return Prepared(duties, review, team)


def _answer_some(review: Review, team: User) -> None:
    first, second, third = review.information_requests.order_by("pk")[:3]
    proof = Proofs(kept=(EvidenceFactory(council=review.notice.council, title="Timetable of the two days"),))
    provide_information(
        request=first, provided_on=today(), words="Timetable agreed with the adviser", proofs=proof, revision=1,
        by=team, today=today(),
    )  # fmt: skip
    provide_information(
        request=second, provided_on=today(), words="The digest of last month", proofs=Proofs(), revision=1, by=team,
        today=today(),
    )  # fmt: skip
    refuse_information(
        request=third, because="The building is closed for repairs until spring", revision=1, by=team
    )


def written(known: Known, number: int = len(OBJECTIVES)) -> Prepared:
    """The same with the own assessment written, for so many of its objectives."""
    scene = prepared(known)
    narrative = Narrative(
        progress="Children are seen sooner than in spring, and plans are still too long to be read by families.",
        staff_survey="In May 61% of staff answered; seven in ten would recommend the service.",
        supervision="Held every four weeks in nine of ten teams; audits find reflection in half of it.",
    )
    write_narrative(
        review=scene.review, narrative=narrative, proofs=Proofs(), revision=1, by=scene.team, today=today()
    )
    objectives = {each.reference: each for each in scene.duties.notice.plan.objectives.all()}
    for reference, _, judgement, words in OBJECTIVES[:number]:
        assess_objective(
            review=scene.review, objective=objectives[reference], judgement=judgement, words=words, proofs=Proofs(),
            revision=0, by=scene.team, today=today(),
        )  # fmt: skip
    return scene


def submitted(known: Known) -> Prepared:
    """The same, submitted."""
    scene = written(known)
    submit_assessment(review=scene.review, revision=2, by=scene.team, today=today())
    return scene


def held(known: Known) -> Prepared:
    """The same after the review was held, with a sign rated at it."""
    scene = submitted(known)
    Review.objects.filter(pk=scene.review.pk).update(planned_on=today())
    review = hold_review(
        review=Review.objects.get(pk=scene.review.pk),
        held_on=today(),
        revision=1,
        by=scene.team,
        today=today(),
    )
    for sign, level in zip(review.signs_of_recovery.order_by("pk"), ("seen", "not_seen"), strict=False):
        rate_at_review(
            sign=sign, level=level, because="Seen in five teams.", revision=sign.revision, by=known("adviser"),
            today=today(),
        )  # fmt: skip
    return scene


def held_unprepared(known: Known) -> Prepared:
    """The same on the day of the review: what was to come before it did not."""
    scene = prepared(known)
    PlannedEvent.objects.filter(review=scene.review).update(planned_on=today())
    Review.objects.filter(pk=scene.review.pk).update(planned_on=today())
    return scene


def of_one(make: "type[Prepared] | object" = prepared, deed: str = "") -> Scene:
    """The scene of a review's page, or of one of the pages about it."""

    def scene(known: Known) -> str:
        made: Prepared = make(known)  # type: ignore[operator]
        return f"{HOME}{made.review.pk}/{deed}"

    return scene


def of_row(relation: str, deed: str, make: object = prepared, *, last: bool = False) -> Scene:
    """The scene of a page about a row of a review: a task, a line of the checklist, a sign."""

    def scene(known: Known) -> str:
        review = make(known).review  # type: ignore[operator]
        rows = getattr(review, relation).order_by("pk")
        row = rows.last() if last else rows.first()
        return f"{HOME}{review.pk}/{deed.format(row.pk)}"

    return scene


def listed(query: str = "") -> Scene:
    """The scene of the list, with a review cancelled, one held and one to come."""

    def scene(known: Known) -> str:
        made = prepared(known)
        notice, team = made.duties.notice, made.team
        off = plan_review(
            notice=notice, kind=Kind.PEER, planned_on=in_days(10), words=ReviewWords(), by=team, today=today()
        )
        cancel_review(
            review=off,
            cancelled_on=today(),
            reason="The peers were called away",
            revision=1,
            by=team,
            today=today(),
        )
        past = plan_review(
            notice=notice,
            kind=Kind.STOCKTAKE,
            planned_on=in_days(-90),
            words=ReviewWords(),
            by=team,
            today=today(),
        )
        hold_review(review=past, held_on=in_days(-90), revision=1, by=team, today=today())
        return f"{HOME}{query}"

    return scene


def rules(known: Known) -> str:
    made = prepared(known)
    because = "Letter of the Department: the stocktake stands for a review of progress."
    keep_rule(
        notice=made.duties.notice, kind=Kind.STOCKTAKE, obligation=made.duties.progress, because=because, by=made.team,
        today=today(),
    )  # fmt: skip
    return f"{HOME}what-counts/"


def one_rule(known: Known) -> str:
    return f"{HOME}what-counts/{prepared(known).duties.notice.pk}/progress/"


def objective(known: Known) -> str:
    made = written(known, 1)
    first = made.duties.notice.plan.objectives.order_by("reference")[0]
    return f"{HOME}{made.review.pk}/assessment/objectives/{first.pk}/"


PAGES = [
    Page("reviews", listed()),
    Page("reviews narrowed", listed("?state=held&kind=stocktake"), "adviser"),
    Page("reviews filtered to none", listed("?kind=audit")),
    Page("plan a review", lambda known: f"{prepared(known) and HOME}plan/"),
    Page("what counts", rules),
    Page("what counts, a rule", one_rule),
    Page("review to come", of_one()),
    Page("review to come for the Department", of_one(), "department_official"),
    Page("review held", of_one(held)),
    Page("review, edit", of_one(deed="edit/")),
    Page("review, move", of_one(deed="move/")),
    Page("review, cancel", of_one(deed="cancel/")),
    Page("review, held form", of_one(deed="held/")),
    Page("review, held form with warnings", of_one(held_unprepared, "held/")),
    Page("review, taken back", of_one(held, "not-held/")),
    Page("preparation", of_one(deed="preparation/")),
    Page("preparation for an owner", of_one(deed="preparation/?state=overdue"), "owner"),
    Page("preparation, add", of_one(deed="preparation/add/")),
    Page("preparation, done", of_row("preparations", "preparation/{}/done/")),
    Page("information", of_one(deed="information/")),
    Page("information for an owner", of_one(deed="information/"), "owner"),
    Page("information, given", of_row("information_requests", "information/{}/given/", last=True)),
    Page(
        "information, cannot be given",
        of_row("information_requests", "information/{}/cannot-be-given/", last=True),
    ),
    Page("information, edit", of_row("information_requests", "information/{}/edit/", last=True)),
    Page("own assessment, draft", of_one(lambda known: written(known, 2), "assessment/")),
    Page("own assessment, not for the adviser yet", of_one(written, "assessment/"), "adviser"),
    Page("own assessment, write", of_one(written, "assessment/write/")),
    Page("own assessment, an objective", objective),
    Page("own assessment, submit", of_one(written, "assessment/submit/")),
    Page("own assessment, lacking", of_one(lambda known: written(known, 1), "assessment/submit/")),
    Page("own assessment, submitted", of_one(submitted, "assessment/"), "adviser"),
    Page("signs of recovery", of_one(held, "signs/")),
    Page("signs of recovery before", of_one(deed="signs/")),
    Page("sign, add", of_one(deed="signs/add/")),
    Page("sign, rate", of_row("signs_of_recovery", "signs/{}/before/")),
]
