"""The pages of pace that axe looks at: what is slow, its explanation, the rule, and an action with everything in it."""

import datetime as dt

from improvement_plans.models import Action, ActionUpdate, Rating
from tests.browser.page import Known, Page, Scene
from tests.factories import EvidenceFactory, PostFactory, PostHoldingFactory
from tests.factories_pace import PaceNoteFactory, PaceSettingsFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory
from tests.factories_text import AgencyFactory, BudgetLineFactory, MilestoneFactory

HOME = "/councils/fernshire/plan/"


def an_action(known: Known) -> Action:
    """An action behind its milestones whose two ratings differ, in a slow objective that is explained twice."""
    plan = PlanFactory(notice__council=known("council"))
    objective = ObjectiveFactory(plan=plan, title="Every child has a plan that is followed")
    PaceNoteFactory(objective=objective, noted_on=dt.date(2026, 10, 20))
    PaceNoteFactory(objective=objective, step_due_on=dt.date(2026, 12, 10))
    PaceSettingsFactory(plan=plan)
    action = ActionFactory(
        objective=objective,
        budget_line=BudgetLineFactory(plan=plan),
        cost=4500,
        outcome="Children know their plan.",
    )
    action.contributing_posts.add(PostFactory(organisation=known("council")))
    action.partner_agencies.add(AgencyFactory())
    PostHoldingFactory(post=action.owner_post, person=known("owner"))
    reached, *_ = MilestoneFactory.create_batch(3, action=action, original_due_on=dt.date(2026, 10, 30))
    update = ActionUpdateFactory(
        action=action, rating=Rating.RED, differs_because="The money is gone", given_on=dt.date(2026, 11, 2),
        help_needed="A day a week of an analyst", help_from_post=PostFactory(organisation=known("council")),
    )  # fmt: skip
    update.milestones_reached.add(reached)
    update.evidence.add(EvidenceFactory(council=known("council")))
    ActionFactory(objective=objective, original_due_on=dt.date(2026, 10, 1)).depends_on.add(action)
    ActionFactory(objective=ObjectiveFactory(plan=plan), original_due_on=dt.date(2026, 10, 1))
    return action


def page(address: str) -> Scene:
    """The scene of a page of the plan."""

    def scene(known: Known) -> str:
        an_action(known)
        return f"{HOME}{address}"

    return scene


def of_action(deed: str = "") -> Scene:
    def scene(known: Known) -> str:
        return f"{HOME}actions/{an_action(known).pk}/{deed}"

    return scene


def of_objective(deed: str = "") -> Scene:
    def scene(known: Known) -> str:
        return f"{HOME}objectives/{an_action(known).objective_id}/{deed}"

    return scene


def correction(known: Known) -> str:
    action = an_action(known)
    return f"{HOME}actions/{action.pk}/updates/{ActionUpdate.objects.get(action=action).pk}/correct/"


PAGES = [
    Page("slow with explanations", page("slow/")),
    Page("slow as the adviser sees it", page("slow/"), "adviser"),
    Page("slow earlier", page("slow/?as_at=2026-10-25")),
    Page("slow rule", page("slow/rule/"), "adviser"),
    Page("slow rule changed", page("slow/rule/change/")),
    Page("explain slow progress", of_objective("explain/")),
    Page("objective with chart", of_objective()),
    Page("action whole", of_action()),
    Page("update with milestones", of_action("update/"), "owner"),
    Page("correction with everything", correction, "owner"),
]
