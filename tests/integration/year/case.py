"""The case of a year: the council with its people and posts, and the notice and the board once there are any."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

import reports.demo.registers as demo
from accounts.models import Organisation, Post, Role, User
from boards.models import Board, MeetingSeries
from improvement_plans.models import Plan
from notices.drafts import editing, services
from notices.drafts.content import DECIDED, LEFT, open_questions
from notices.drafts.questions import ways_to_answer
from notices.models import Notice, Obligation
from notices.selectors import Register, register_as_at
from notices.services import confirm_register
from reviews.models import Review
from tests.factories import (
    CouncilFactory,
    MembershipFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)

TEXTS = Path(demo.__file__).parent / "texts"


@dataclass
class Case:
    """What the deeds of a year are done with; filled as the year goes on."""

    council: Organisation
    adviser_body: Organisation
    people: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def team(self) -> User:
        """Who runs the programme."""
        return self.people["team"]

    @property
    def notice(self) -> Notice:
        notice: Notice = self.kept["notice"]
        return notice

    @property
    def board(self) -> Board:
        board: Board = self.kept["board"]
        return board

    @property
    def series(self) -> MeetingSeries:
        series: MeetingSeries = self.kept["series"]
        return series

    @property
    def plan(self) -> Plan:
        plan: Plan = self.kept["plan"]
        return plan

    def review(self, name: str) -> Review:
        """Return one of the year's reviews as it is now."""
        return Review.objects.select_related("notice__council").get(pk=self.kept[name])

    def duty(self, number: str, kind: str | None = None, **told_apart: str) -> Obligation:
        """Return the obligation of a clause, told apart from others there by its kind."""
        if kind is not None:
            told_apart["kind"] = kind
        found = Obligation.objects.select_related("clause__notice__council")
        return found.get(clause__notice=self.notice, clause__number=number, **told_apart)

    def register(self, day: dt.date) -> Register:
        return register_as_at(self.notice, as_at=day)


def begin(name: str, slug: str, adviser_body: str) -> Case:
    """Make a council with the people whom every improvement programme has, each at `role@slug.example`."""
    adviser = CouncilFactory(name=adviser_body, slug=f"{slug}-adviser", kind=Organisation.Kind.ADVISER_BODY)
    case = Case(council=CouncilFactory(name=name, slug=slug), adviser_body=adviser)
    for key, role in (
        ("team", Role.IMPROVEMENT_TEAM),
        ("chair", Role.CHAIR),
        ("head", Role.ACTION_OWNER),
        ("deputy", Role.ACTION_OWNER),
        ("adviser", Role.ADVISER),
        ("department", Role.DEPARTMENT),
    ):
        home = adviser if role == Role.ADVISER else case.council
        person = UserFactory(name=f"The {key}", email=f"{key}@{slug}.example", organisation=home)
        MembershipFactory(council=case.council, person=person, role=role)
        case.people[key] = person
    return case


def give_post(case: Case, key: str, title: str) -> None:
    """Make a post of the council that the person of that key has long held."""
    case.posts[key] = PostFactory(organisation=case.council, title=title)
    PostHoldingFactory(post=case.posts[key], person=case.people[key])


def confirm_notice(
    case: Case, today: dt.date, *, text: str, words: dict[str, str], header: dict[str, str]
) -> Notice:
    """Read a notice from its text, put its head right, leave undecided what it does not say, and confirm it."""
    source = Template((TEXTS / f"{text}.txt").read_text(encoding="utf-8")).substitute(words)
    draft = services.start_draft(council=case.council, text=source, source_name=f"{text}.txt", by=case.team)
    draft = services.correct(
        draft=draft,
        edit=lambda content: editing.change_header(content, values=header),
        entry=("header", 0),
        what="corrected the head of a draft",
        seen=draft.revision,
        by=case.team,
    )
    for question in open_questions(draft.content):
        state = LEFT if LEFT in ways_to_answer(question) else DECIDED
        draft = services.answer_question(
            draft=draft, key=question["key"], state=state, answer="The notice does not say", by=case.team,
            today=today, seen=draft.revision,
        )  # fmt: skip
    return confirm_register(draft=draft, by=case.team, today=today, seen=draft.revision)
