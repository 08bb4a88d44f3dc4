"""A small register: a plan, a monthly board, reports to it, a review every six months, and what hangs on them."""

import datetime as dt
from dataclasses import dataclass

import pytest

from accounts.models import Organisation, Post
from notices.models import Notice, Obligation, Party
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
)

ISSUED = dt.date(2026, 1, 16)


@dataclass(frozen=True)
class Known:
    """The notice of the tests and its obligations by name."""

    notice: Notice
    plan: Obligation
    recommendation: Obligation
    content: Obligation
    board: Obligation
    report: Obligation
    record: Obligation
    review: Obligation
    own_view: Obligation
    cooperation: Obligation
    consequence: Obligation
    post: Post


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(
        council=council,
        issued_on=ISSUED,
        inspection_published_on=dt.date(2025, 9, 4),
        published_on=dt.date(2026, 1, 20),
    )


def duty(
    notice: Notice, number: str, kind: str, terms: dict[str, object] | None, **more: object
) -> Obligation:
    """Return an obligation of a clause of its own; `follows` hangs its cadence on another obligation."""
    follows = more.pop("follows", None)
    parent = notice.clauses.filter(number=number.rpartition(".")[0]).first()
    clause = notice.clauses.filter(number=number).first() or ClauseFactory(
        notice=notice, number=number, parent=parent
    )
    given = {
        "summary": f"{kind.title()} of clause {number}",
        "duty_holder": Party.COUNCIL,
        "lead_days": 14,
        **more,
    }
    obligation = ObligationFactory(clause=clause, kind=kind, **given)
    if terms is not None:
        CadenceTermsFactory(obligation=obligation, terms=terms, follows=follows)
    return obligation


@pytest.fixture
def known(notice: Notice, council: Organisation) -> Known:
    post = PostFactory(organisation=council, title="Head of Quality Assurance")
    plan = duty(notice, "4", "submission", {"type": "by_date", "date": "2026-02-16"}, owner_post=post)
    board = duty(
        notice,
        "6",
        "meeting",
        {"type": "each_calendar", "unit": "month"},
        duty_holder=Party.BOARD,
        variation_agreed_by=Party.DEPARTMENT,
    )
    review = duty(
        notice,
        "8",
        "review",
        {"type": "at_least_every", "n": 6, "unit": "months"},
        duty_holder=Party.ADVISER,
        owed_by_council=False,
    )
    return Known(
        notice=notice,
        plan=plan,
        recommendation=duty(
            notice,
            "4.x",
            "report",
            {"type": "within", "n": 20, "unit": "working_days", "anchor": "submission of the plan"},
            duty_holder=Party.ADVISER,
            owed_by_council=False,
            follows=plan,
        ),
        content=duty(notice, "4.a", "content", {"type": "standing"}, part_of=plan),
        board=board,
        report=duty(
            notice,
            "5.b",
            "report",
            {"type": "at_each", "of": "board meeting"},
            follows=board,
            owner_post=post,
        ),
        record=duty(notice, "5.a", "provision", {"type": "kept_up_to_date"}),
        review=review,
        own_view=duty(notice, "11", "report", {"type": "before_each", "of": "review"}, follows=review),
        cooperation=duty(notice, "3", "standing", {"type": "standing"}),
        consequence=duty(
            notice, "14", "consequence", None, duty_holder=Party.MINISTERS, owed_by_council=False
        ),
        post=post,
    )
