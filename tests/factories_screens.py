"""A plan of any size with something of everything in it, written in bulk: for tests and measurements of scale."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import factory

from accounts.models import Organisation, Post, PostHolding, User
from evidence.models import Evidence
from improvement_plans.models import (
    Action,
    ActionUpdate,
    Answering,
    BudgetLine,
    Completion,
    DueDateChange,
    Milestone,
    Objective,
    Plan,
    Rating,
    Risk,
    RiskScore,
    Source,
    UpdateCycle,
    UpdateRequest,
    Voice,
    WorkStream,
)
from notices.models import Area, Notice
from tests.factories import AreaFactory, CouncilFactory, PostFactory, UserFactory
from tests.factories_plan import PLAN_SUBMITTED, PlanFactory, PlanVersionFactory, WorkStreamFactory

ACTIONS_OF_AN_OBJECTIVE = 4
RATINGS = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.PAUSED)
NOVEMBER = dt.date(2026, 11, 1)
PAGES_THAT_GROW = (
    "",
    "dashboard/",
    "plan/",
    "plan/by-work-stream/",
    "plan/by-owner/",
    "plan/actions/",
    "plan/timeline/",
    "plan/timeline/?by=owner",
    "plan/slow/",
    "plan/updates/",
    "plan/sources/",
    "plan/coverage/",
    "plan/coverage/clauses/",
    "plan/voices/",
    "plan/you-said/",
    "plan/risks/",
    "plan/actions.csv",
    "evidence/",
)
"""Every list, matrix and dashboard whose rows grow with the plan, as addresses below a council's own."""


class PartnerAgencyFactory(CouncilFactory):
    """An agency that contributes to a council's plan."""

    kind = Organisation.Kind.PARTNER_AGENCY
    name = factory.Sequence(lambda n: f"Agency {n}")
    slug = factory.Sequence(lambda n: f"agency-{n}")


def plan_of_size(notice: Notice, actions: int) -> Plan:
    """Return a plan with `actions` actions; posts, objectives, sources, voices and risks grow with them."""
    plan = PlanFactory(notice=notice)
    PlanVersionFactory(plan=plan, number=1)
    areas = [AreaFactory(notice=notice, letter=letter) for letter in "ab"]
    streams = [WorkStreamFactory(plan=plan, number=number) for number in (1, 2)]
    agency = PartnerAgencyFactory()
    posts = _posts(notice.council, actions)
    objectives = _objectives(plan, posts, actions, areas, streams)
    rows = _actions(objectives, posts, actions, BudgetLine.objects.create(
        plan=plan, code="B1", title="Improvement", amount=Decimal(100_000),
    ))  # fmt: skip
    _said(rows, UserFactory())
    _links(plan, rows, agency, areas)
    _asked(plan, rows)
    return plan


def _posts(council: Organisation, actions: int) -> list[Post]:
    manager = PostFactory(organisation=council, title="Director of everything")
    posts = Post.objects.bulk_create(
        Post(organisation=council, title=f"Post {n:04}", line_manager=manager)
        for n in range(max(2, actions // 4))
    )
    people = User.objects.bulk_create(
        User(name=f"Holder {post.title}", email=f"holder{post.pk}@fernshire.example", password="!")
        for post in posts
    )
    PostHolding.objects.bulk_create(
        PostHolding(post=post, person=person, started_on=dt.date(2025, 1, 1))
        for post, person in zip(posts, people, strict=True)
    )
    return posts


def _objectives(
    plan: Plan, posts: list[Post], actions: int, areas: list[Area], streams: list[WorkStream]
) -> list[Objective]:
    rows = Objective.objects.bulk_create(
        Objective(
            plan=plan, reference=f"o{n:04}", title=f"Objective {n}", owner_post=posts[n % len(posts)],
            outcome_for_children="Children are seen in time.", added_on=PLAN_SUBMITTED,
        )
        for n in range(-(-actions // ACTIONS_OF_AN_OBJECTIVE))
    )  # fmt: skip
    _tie(Objective.areas, rows, lambda n: areas[n % 2].pk)
    _tie(Objective.work_streams, rows, lambda n: streams[n % 2].pk)
    return rows


def _actions(objectives: list[Objective], posts: list[Post], actions: int, line: BudgetLine) -> list[Action]:
    rows = []
    for n in range(actions):
        due = dt.date(2026, 9, 1) + dt.timedelta(days=7 * (n % 40))
        rows.append(
            Action(
                objective=objectives[n // ACTIONS_OF_AN_OBJECTIVE], reference=f"a{n:04}", title=f"Action {n}",
                output="A standard.", owner_post=posts[n % len(posts)], added_on=PLAN_SUBMITTED,
                starts_on=due - dt.timedelta(days=90), original_due_on=due, due_on=due, budget_line=line,
                cost=Decimal(100),
            )
        )  # fmt: skip
    return Action.objects.bulk_create(rows)


def _said(rows: list[Action], person: User) -> None:
    """Every action has two updates, two milestones (one reached) and a move; each third one is done."""
    steps = Milestone.objects.bulk_create(
        Milestone(
            action=row, number=number, title=f"Step {number}", added_on=PLAN_SUBMITTED,
            original_due_on=row.original_due_on, due_on=row.original_due_on,
        )
        for row in rows
        for number in (1, 2)
    )  # fmt: skip
    updates = ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=row, given_on=dt.date(2026, month, 2), given_by=person, for_post=row.owner_post,
            narrative="Two of three teams trained.", rating=RATINGS[n % 4], rating_reason="As agreed.", percent=50,
        )
        for n, row in enumerate(rows)
        for month in (10, 11)
    )  # fmt: skip
    _tie(ActionUpdate.milestones_reached, updates[::2], lambda n: steps[2 * n].pk)
    DueDateChange.objects.bulk_create(
        DueDateChange(
            action=row, from_day=row.original_due_on, to_day=row.original_due_on + dt.timedelta(days=30),
            reason="The supplier withdrew.", changed_on=dt.date(2026, 10, 1), changed_by=person,
        )
        for row in rows
    )  # fmt: skip
    Completion.objects.bulk_create(
        Completion(action=row, done_on=dt.date(2026, 11, 10), achieved="Trained.", recorded_by=person)
        for row in rows[::3]
    )


def _links(plan: Plan, rows: list[Action], agency: Organisation, areas: list[Area]) -> None:
    council = plan.notice.council
    proofs = Evidence.objects.bulk_create(
        Evidence(
            council=council, title=f"Minutes {n}", kind=Evidence.Kind.MINUTES, effective_on=PLAN_SUBMITTED
        )
        for n in range(len(rows))
    )
    _tie(Action.evidence, rows, lambda n: proofs[n].pk)
    _tie(Action.partner_agencies, rows[::2], lambda n: agency.pk)
    _tie(Action.contributing_posts, rows, lambda n: rows[n - 1].owner_post_id)
    _tie(Action.depends_on, rows[1:], lambda n: rows[n].pk)
    sources = Source.objects.bulk_create(
        Source(
            plan=plan, origin=Source.Origin.INSPECTION, kind=Source.Kind.RECOMMENDATION, reference=f"R{n}",
            words=f"See every child in time, {n}.", received_on=PLAN_SUBMITTED,
        )
        for n in range(len(rows))
    )  # fmt: skip
    Answering.objects.bulk_create(
        Answering(source=source, action=row, linked_on=PLAN_SUBMITTED)
        for source, row in zip(sources[::2], rows[::2], strict=True)
    )
    voices = Voice.objects.bulk_create(
        Voice(
            plan=plan, heard_on=dt.date(2026, 10, 3), setting="A visit", group=Voice.Group.CHILDREN,
            theme="Being heard", words="We want the same worker.",
        )
        for _ in rows
    )  # fmt: skip
    _tie(Voice.areas, voices, lambda n: areas[0].pk)
    risks = Risk.objects.bulk_create(
        Risk(
            plan=plan, reference=f"K{n}", title=f"Risk {n}", cause="Vacancies", event="Visits lapse",
            effect="Children wait", owner_post=row.owner_post, raised_on=PLAN_SUBMITTED,
        )
        for n, row in enumerate(rows)
    )  # fmt: skip
    RiskScore.objects.bulk_create(
        RiskScore(
            risk=risk, scored_on=PLAN_SUBMITTED, inherent_likelihood=4, inherent_impact=5,
            residual_likelihood=1 + n % 4, residual_impact=4, reason="As seen.",
        )
        for n, risk in enumerate(risks)
    )  # fmt: skip


def _asked(plan: Plan, rows: list[Action]) -> None:
    cycle = UpdateCycle.objects.create(
        plan=plan, month=NOVEMBER, asked_on=dt.date(2026, 11, 3), due_on=dt.date(2026, 11, 12)
    )
    UpdateRequest.objects.bulk_create(
        UpdateRequest(cycle=cycle, action=row, kind=UpdateRequest.Kind.UPDATE, post=row.owner_post)
        for row in rows
    )


def _tie(field: Any, rows: list[Any], to: Callable[[int], int | None]) -> None:
    """Write the links of a many-to-many field: the row at place n with the primary key that `to(n)` gives."""
    near, far = field.field.m2m_column_name(), field.field.m2m_reverse_name()
    field.through.objects.bulk_create(
        field.through(**{near: row.pk, far: to(place)}) for place, row in enumerate(rows)
    )
