"""Pages of the monthly request for updates that axe looks at."""

import datetime as dt

from accounts.models import Organisation, Role
from core.clock import today
from core.working_days import within_working_days
from improvement_plans.models import DailyMessage, Reminder, UpdateCycle
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    NoticeFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_cycle import (
    ContributionFactory,
    UpdateCycleFactory,
    UpdateRequestFactory,
    UpdateScheduleFactory,
)
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory

PLAN = "/councils/fernshire/plan/"
TITLES = (
    "Agree a standard for supervision with every team and train each manager in it before the winter",
    "Fill the duty team",
    "Audit forty cases a month",
)


def a_month(known: Known) -> UpdateCycle:
    """A month whose day has passed: given, given late, opened, not opened, a contribution, and nobody to ask."""
    council, owner = known("council"), known("owner")
    asked_on = today() - dt.timedelta(days=20)
    cycle = UpdateCycleFactory(
        plan=PlanFactory(notice=NoticeFactory(council=council)),
        asked_on=asked_on,
        due_on=within_working_days(asked_on, 8),
    )
    objective = ObjectiveFactory(plan=cycle.plan)
    head = PostFactory(title="Head of Quality Assurance", organisation=council)
    PostHoldingFactory(post=head, person=owner)
    late, given, given_late = (
        UpdateRequestFactory(
            cycle=cycle, action=ActionFactory(objective=objective, owner_post=head, title=title)
        )
        for title in TITLES
    )
    ActionUpdateFactory(action=given.action, given_on=asked_on)
    ActionUpdateFactory(action=given_late.action, given_on=cycle.due_on + dt.timedelta(days=2))
    empty = PostFactory(title="Head of Commissioning", organisation=council)
    UpdateRequestFactory(cycle=cycle, action=ActionFactory(objective=objective, owner_post=empty))
    health = CouncilFactory(kind=Organisation.Kind.PARTNER_AGENCY, name="Fernshire Health")
    late.action.partner_agencies.add(health)
    UpdateRequestFactory(
        cycle=cycle, action=late.action, kind="contribution", post=None, agency=health, opened_by=owner,
        opened_at=dt.datetime.combine(asked_on, dt.time(9), tzinfo=dt.UTC),
    )  # fmt: skip
    for rung, day in (("asked", asked_on), ("on_the_day", cycle.due_on)):
        message = DailyMessage.objects.create(
            person=owner, council=council, day=day, state="failed" if rung == "on_the_day" else "sent",
            sent_at=dt.datetime.combine(day, dt.time(7), tzinfo=dt.UTC), error="The mail server does not answer",
        )  # fmt: skip
        Reminder.objects.create(request=late, rung=rung, message=message)
    UpdateScheduleFactory(council=council)
    return cycle


def page(address: str) -> Scene:
    """The scene of a page about a month."""

    def scene(known: Known) -> str:
        a_month(known)
        return PLAN + address

    return scene


def empty(address: str) -> Scene:
    """The scene of a page under a plan of which nothing has been asked."""

    def scene(known: Known) -> str:
        PlanFactory(notice=NoticeFactory(council=known("council")))
        return PLAN + address

    return scene


def contribute(known: Known) -> str:
    """The improvement team's form, with a choice for whom it writes."""
    action = a_month(known).requests.filter(kind="contribution").get().action
    action.contributing_posts.add(PostFactory(organisation=known("council")))
    return f"{PLAN}actions/{action.pk}/contribute/"


def contributed(known: Known) -> str:
    """The page of an action with a contribution and its correction."""
    request = a_month(known).requests.filter(kind="contribution").get()
    first = ContributionFactory(action=request.action, for_post=None, for_agency=request.agency)
    ContributionFactory(action=request.action, for_post=None, for_agency=request.agency, corrects=first)
    return f"{PLAN}actions/{request.action_id}/#contributions"


def asked_of_a_manager(known: Known) -> str:
    """The page of somebody who manages the empty post."""
    cycle = a_month(known)
    post = cycle.requests.get(post__title="Head of Commissioning").post
    person = UserFactory(name="Dora Director")
    MembershipFactory(council=known("council"), person=person, role=Role.CHAIR)
    post.line_manager = PostFactory(title="Director", organisation=known("council"))
    post.save()
    PostHoldingFactory(post=post.line_manager, person=known("owner"))
    return f"{PLAN}asked/"


PAGES = [
    Page("updates of a month", page("updates/")),
    Page("updates by owner", page("updates/?by=owner")),
    Page("updates filtered", page("updates/?state=late&kind=update"), "adviser"),
    Page("updates filter wrong", page("updates/?state=x&as_at=soon")),
    Page("updates empty", empty("updates/")),
    Page("updates without a plan", lambda known: f"{PLAN}updates/"),
    Page("what you are asked", page("asked/"), "owner"),
    Page("what a manager is asked", asked_of_a_manager, "owner"),
    Page("asked of nothing", empty("asked/"), "chair"),
    Page("schedule of updates", page("updates/schedule/")),
    Page("ask for updates now", empty("updates/ask/")),
    Page("contribute", contribute),
    Page("action with contributions", contributed),
]
