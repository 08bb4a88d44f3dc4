"""Pages on which the plan is written, and its versions, that axe looks at."""

import datetime as dt
from decimal import Decimal

from core.clock import today
from improvement_plans.models import Action, PlanVersion, VersionLine
from improvement_plans.services import edit_action
from improvement_plans.services.text import ActionWords
from notices.models import Obligation
from tests.browser.page import Known, Page, Scene
from tests.browser.pages_plan import HOME, an_action
from tests.factories import CadenceTermsFactory, ClauseFactory, NoticeFactory, ObligationFactory, PostFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanVersionFactory, WorkStreamFactory
from tests.factories_text import AgencyFactory, BudgetLineFactory, MilestoneFactory, VersionLineFactory

Status = PlanVersion.Status


def a_plan(known: Known) -> Action:
    """A plan with money, milestones, posts and agencies to choose from, and an action that another waits for."""
    action = an_action(known)
    plan = action.objective.plan
    line = BudgetLineFactory(plan=plan, title="Recruitment and development", amount=Decimal(215_000))
    over = BudgetLineFactory(plan=plan, title="The front door", amount=Decimal(4_000))
    BudgetLineFactory(plan=plan, title="Not yet spent")
    Action.objects.filter(pk=action.pk).update(budget_line=line, cost=Decimal("12500.50"))
    ActionFactory(objective=action.objective, budget_line=over, cost=Decimal(6_000))
    PostFactory.create_batch(12, organisation=known("council"))
    AgencyFactory.create_batch(3)
    MilestoneFactory(action=action, number=1)
    MilestoneFactory(
        action=action, number=2, title="Signed by every partner, with a date for the first review"
    )
    ActionFactory(objective=action.objective, reference="waits").depends_on.add(action)
    return Action.objects.select_related("objective__plan").get(pk=action.pk)


def of_plan(address: str) -> Scene:
    """The scene of a page about the whole plan."""

    def scene(known: Known) -> str:
        a_plan(known)
        return f"{HOME}plan/{address}"

    return scene


def of_action(deed: str) -> Scene:
    """The scene of a page about one action."""

    def scene(known: Known) -> str:
        return f"{HOME}plan/actions/{a_plan(known).pk}/{deed}"

    return scene


def of_objective(deed: str) -> Scene:
    """The scene of a page about one objective."""

    def scene(known: Known) -> str:
        return f"{HOME}plan/objectives/{a_plan(known).objective_id}/{deed}"

    return scene


def changed_action(known: Known) -> str:
    action = a_plan(known)
    words = ActionWords(
        reference="02.1", title="Agree a shorter standard", owner_post=action.owner_post,
        starts_on=action.starts_on, output="One page that every team uses.",
        contributing_posts=[PostFactory(organisation=known("council"))],
    )  # fmt: skip
    edit_action(action=action, words=words, by=known("improver"))
    return f"{HOME}plan/actions/{action.pk}/"


def left_plan(known: Known) -> str:
    action = a_plan(known)
    left = ActionFactory(objective=action.objective)
    Action.objects.filter(pk=left.pk).update(left_on=today(), left_because="The board agreed another way.")
    ObjectiveFactory(plan=action.objective.plan, left_on=today(), left_because="Taken up by objective 3.")
    return f"{HOME}plan/left/"


def budget_line(known: Known) -> str:
    return f"{HOME}plan/budget/?line={a_plan(known).budget_line_id}"


def edit_line(known: Known) -> str:
    return f"{HOME}plan/budget/{a_plan(known).budget_line_id}/edit/"


def stream(known: Known) -> str:
    action = a_plan(known)
    return f"{HOME}plan/work-streams/{WorkStreamFactory(plan=action.objective.plan).pk}/edit/"


def milestone(deed: str) -> Scene:
    def scene(known: Known) -> str:
        found = a_plan(known).milestones.get(number=1)
        return f"{HOME}plan/actions/{found.action_id}/milestones/{found.pk}/{deed}"

    return scene


def versions(known: Known) -> PlanVersion:
    """Three versions: one superseded, one in force with recommendations, one in draft with changes in every group."""
    action = a_plan(known)
    plan = action.objective.plan
    PlanVersionFactory(
        plan=plan, number=1, status=Status.SUPERSEDED, submitted_on=dt.date(2026, 2, 2),
        judged_on=dt.date(2026, 2, 20), in_force_from=dt.date(2026, 3, 1), superseded_on=dt.date(2026, 7, 1),
    )  # fmt: skip
    held = PlanVersionFactory(
        plan=plan, number=2, status=Status.IN_FORCE, submitted_on=dt.date(2026, 6, 2), judged_by=known("adviser"),
        judged_on=dt.date(2026, 6, 20), in_force_from=dt.date(2026, 7, 1), submitted_by=known("improver"),
        recommendations="Say how workers are kept.\nSet measures for area g.", what_changed="Two objectives more.",
    )  # fmt: skip
    VersionLineFactory(version=held, action=action, title="Agree a standard", due_on=dt.date(2026, 10, 1))
    left = ActionFactory(objective=action.objective, left_on=today(), left_because="Done elsewhere.")
    VersionLineFactory(version=held, action=left)
    kept = VersionLineFactory(version=held, action=ActionFactory(objective=action.objective))
    VersionLine.objects.filter(pk=kept.pk).update(areas="a")
    return PlanVersionFactory(
        plan=plan, number=3, status=Status.DRAFT, submitted_on=None, opened_on=dt.date(2026, 11, 2)
    )


def version_page(query: str = "", number: int = 3) -> Scene:
    """The scene of one version's page."""

    def scene(known: Known) -> str:
        found = PlanVersion.objects.get(plan=versions(known).plan, number=number)
        return f"{HOME}plan/versions/{found.pk}/{query}"

    return scene


def version_list(known: Known) -> str:
    versions(known)
    return f"{HOME}plan/versions/"


def submit(known: Known) -> str:
    draft = versions(known)
    duty = ObligationFactory(clause=ClauseFactory(notice=draft.plan.notice), kind=Obligation.Kind.SUBMISSION)
    CadenceTermsFactory(obligation=duty, terms={"type": "by_date", "date": "2026-12-15"})
    return f"{HOME}plan/versions/{draft.pk}/submit/"


def with_status(status: str, deed: str) -> Scene:
    """The scene of a deed that a version with `status` waits for."""

    def scene(known: Known) -> str:
        draft = versions(known)
        PlanVersion.objects.filter(pk=draft.pk).update(status=status, submitted_on=dt.date(2026, 11, 2))
        return f"{HOME}plan/versions/{draft.pk}/{deed}/"

    return scene


def open_next(known: Known) -> str:
    versions(known).delete()
    return f"{HOME}plan/versions/open/"


def a_notice_without_plan(known: Known) -> str:
    NoticeFactory(council=known("council"))
    return f"{HOME}plan/start/"


PAGES = [
    Page("plan write start", a_notice_without_plan),
    Page("plan write add objective", of_plan("objectives/add/")),
    Page("plan write edit objective", of_objective("edit/")),
    Page("plan write drop objective", of_objective("drop/")),
    Page("plan write add action", of_objective("actions/add/")),
    Page("plan write edit action", of_action("edit/")),
    Page("plan write drop action", of_action("drop/")),
    Page("plan write milestones", of_action("milestones/")),
    Page("plan write change milestone", milestone("")),
    Page("plan write drop milestone", milestone("drop/")),
    Page("plan write action with changed words", changed_action),
    Page("plan write left", left_plan),
    Page("plan write budget", budget_line),
    Page("plan write budget without lines", lambda known: (an_action(known), f"{HOME}plan/budget/")[1]),
    Page("plan write edit budget line", edit_line),
    Page("plan write work streams", of_plan("work-streams/")),
    Page("plan write edit work stream", stream),
    Page("plan versions", version_list),
    Page("plan versions earlier", lambda known: version_list(known) + "?as_at=2026-05-01"),
    Page("plan version in force", version_page(number=2), "adviser"),
    Page("plan version draft", version_page()),
    Page("plan version changed", version_page("?show=changed")),
    Page("plan version dropped", version_page("?show=dropped&against=2")),
    Page("plan version without words", version_page(number=1)),
    Page("plan version open", open_next),
    Page("plan version submit", submit),
    Page("plan version judge", with_status("submitted", "judge"), "adviser"),
    Page("plan version in force from", with_status("fit", "in-force")),
]
