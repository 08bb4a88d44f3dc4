"""Pages of the plan, the digest, the board and the reviews that axe looks at."""

import datetime as dt
from decimal import Decimal

from digests.models import Indicator
from digests.months import months_up_to
from improvement_plans.models import Action, Rating
from notices.models import Obligation
from reviews.models import Finding
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    AreaFactory,
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    EvidenceFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostHoldingFactory,
)
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    BoardFactory,
    BoardMembershipFactory,
    CompletionFactory,
    DueDateChangeFactory,
    IndicatorFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanFactory,
    ReadingFactory,
    ReviewFactory,
    TargetFactory,
    WorkStreamFactory,
)

HOME = "/councils/fernshire/"
LONG_TITLE = (
    "Agree a standard for supervision with every team and train each manager in it before the winter " * 2
)


def an_action(known: Known) -> Action:
    """An action with everything that its page can show; beside it one that is done and one nobody has begun."""
    plan = PlanFactory(notice=NoticeFactory(council=known("council")))
    objective = ObjectiveFactory(
        plan=plan,
        areas=[AreaFactory(notice=plan.notice, letter="a")],
        work_streams=[WorkStreamFactory(plan=plan)],
    )
    AreaFactory(notice=plan.notice, letter="b")
    action = ActionFactory(objective=objective, title=LONG_TITLE, original_due_on=dt.date(2026, 10, 1))
    PostHoldingFactory(post=action.owner_post, person=known("owner"))
    earlier = ActionUpdateFactory(action=action, rating=Rating.RED, given_on=dt.date(2026, 10, 2))
    ActionUpdateFactory(action=action, rating=Rating.AMBER, given_on=dt.date(2026, 10, 2), corrects=earlier)
    ActionUpdateFactory(action=action, given_on=dt.date(2026, 11, 2), forecast_on=dt.date(2027, 1, 5))
    DueDateChangeFactory(action=action, to_day=dt.date(2026, 11, 15))
    Action.objects.filter(pk=action.pk).update(due_on=dt.date(2026, 11, 15))
    action.evidence.add(EvidenceFactory(council=known("council")))
    CompletionFactory(action=ActionFactory(objective=objective))
    ActionFactory(objective=objective)
    return action


def plan_page(address: str) -> Scene:
    """The scene of a page of a plan with something in it."""

    def scene(known: Known) -> str:
        an_action(known)
        return f"{HOME}plan/{address}"

    return scene


def action_page(deed: str = "") -> Scene:
    """The scene of an action's page, or of one of the forms about it."""

    def scene(known: Known) -> str:
        return f"{HOME}plan/actions/{an_action(known).pk}/{deed}"

    return scene


def objective_page(known: Known) -> str:
    action = an_action(known)
    an_indicator(known).objectives.add(action.objective)
    return f"{HOME}plan/objectives/{action.objective_id}/"


def reopen(known: Known) -> str:
    done = CompletionFactory(action=an_action(known))
    return f"{HOME}plan/actions/{done.action_id}/reopen/"


def an_indicator(known: Known) -> Indicator:
    """A key indicator with a band, a gap, a suppressed month, a revision and a note; beside it one without a figure."""
    indicator = IndicatorFactory(
        council=known("council"),
        is_key=True,
        direction=Indicator.Direction.BAND,
        title="Enquiries that go to conference",
    )
    TargetFactory(indicator=indicator, at_least=Decimal(40), at_most=Decimal(45))
    for place, month in enumerate(months_up_to(dt.date(2026, 10, 1), 20)):
        if place == 4:
            ReadingFactory(
                indicator=indicator,
                month=month,
                numerator=None,
                denominator=None,
                value=None,
                is_suppressed=True,
            )
        elif place != 9:
            ReadingFactory(
                indicator=indicator, month=month, numerator=Decimal(36 + place), quality_note="One team late"
            )
    IndicatorFactory(council=known("council"), direction=Indicator.Direction.NEITHER)
    return indicator


def digest(known: Known) -> str:
    an_indicator(known)
    return f"{HOME}digest/"


def indicator_page(known: Known) -> str:
    return f"{HOME}digest/indicators/{an_indicator(known).pk}/"


def figure(known: Known) -> str:
    return f"{HOME}digest/indicators/{an_indicator(known).pk}/2026/10/"


def board(known: Known) -> str:
    notice = NoticeFactory(council=known("council"))
    duty = ObligationFactory(clause=ClauseFactory(notice=notice, number="6"))
    CadenceTermsFactory(obligation=duty)
    event = PlannedEventFactory(obligation=duty, planned_on=dt.date(2026, 10, 14))
    DischargeFactory(obligation=duty, for_event=event)
    group = BoardFactory(notice=notice, quorum=5)
    BoardMembershipFactory(board=group)
    MeetingFactory(board=group, planned_event=event, minutes=EvidenceFactory(council=known("council")))
    return f"{HOME}board/"


def reviews(known: Known) -> str:
    notice = NoticeFactory(council=known("council"))
    duty = ObligationFactory(
        clause=ClauseFactory(notice=notice), kind=Obligation.Kind.REVIEW, owed_by_council=False
    )
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 6, "unit": "months"})
    review = ReviewFactory(notice=notice, held_on=dt.date(2026, 7, 15), outcome="Progress in area a.")
    Finding.objects.create(review=review, kind=Finding.Kind.STRENGTH, words="Supervision")
    return f"{HOME}reviews/"


def empty(address: str) -> Scene:
    """The scene of a page that has nothing to show yet."""
    return lambda known: f"{HOME}{address}"


PAGES = [
    Page("plan by area", plan_page("")),
    Page("plan by work stream", plan_page("by-work-stream/")),
    Page("plan by owner", plan_page("by-owner/")),
    Page("plan list", plan_page("actions/?overdue=yes")),
    Page("plan earlier", plan_page("?as_at=2026-09-15&known_on=2026-09-15")),
    Page("plan filter wrong", plan_page("actions/?area=x&as_at=soon")),
    Page("plan empty", empty("plan/")),
    Page("slow to progress", plan_page("slow/")),
    Page("objective", objective_page),
    Page("action", action_page()),
    Page("give an update", action_page("update/"), "owner"),
    Page("move the due date", action_page("due-date/")),
    Page("mark as done", action_page("done/"), "owner"),
    Page("reopen", reopen),
    Page("digest", digest),
    Page("digest filter wrong", empty("digest/?month=x&known_on=soon")),
    Page("indicator", indicator_page, "analyst"),
    Page("figure", figure, "analyst"),
    Page("board", board),
    Page("board empty", empty("board/")),
    Page("reviews", reviews),
    Page("reviews empty", empty("reviews/")),
]
