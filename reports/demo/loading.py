"""Loads the whole demonstration case at once, or nothing of it."""

import datetime as dt

from django.db import transaction

from accounts.models import Organisation
from core.refusals import Refusal
from improvement_plans.models import Plan
from notices.models import Notice, Obligation
from reports.demo.answers import answer_clauses, load_sources
from reports.demo.asked import load_contributions, load_notes, load_requests
from reports.demo.backdating import backdate
from reports.demo.boards import fernshire_board, westmere_board
from reports.demo.breakdowns import keep_breakdowns
from reports.demo.coming_review import coming_review
from reports.demo.days import FernshireDays, WestmereDays
from reports.demo.digest import comment_last_month, publish_digests
from reports.demo.facts import fernshire_facts, westmere_facts
from reports.demo.figures import keep_figures, revise_figures
from reports.demo.heard import load_risks, load_voices
from reports.demo.indicators import IndicatorBuilder
from reports.demo.month import draft_this_month, issue_last_month, more_reports
from reports.demo.next_meeting import call_next_meeting
from reports.demo.people import (
    CHIEF,
    FIGURES,
    IMPROVEMENT,
    QUALITY,
    Cast,
    cast_fernshire,
    cast_westmere,
    organisation,
)
from reports.demo.plan import PlanBuilder
from reports.demo.published import load_published
from reports.demo.registers import fernshire_notice, westmere_notice
from reports.demo.reviews import held_reviews
from reports.demo.versions import load_versions

SEED = "fernshire"
OWNERS = {
    "4": IMPROVEMENT,
    "5.a": IMPROVEMENT,
    "5.b": IMPROVEMENT,
    "5.c": FIGURES,
    "6": CHIEF,
    "7": CHIEF,
    "11": QUALITY,
}
"""The posts that own Fernshire's recurring duties, by clause."""


def is_loaded() -> bool:
    """Whether the demonstration case is there already."""
    return Organisation.objects.filter(kind=Organisation.Kind.COUNCIL, is_demonstration=True).exists()


def refuse_over_real_data() -> None:
    """Raise Refusal where there is an organisation that is not of the demonstration."""
    real = Organisation.objects.filter(is_demonstration=False).first()
    if real is not None:
        raise Refusal(
            f"This database holds the data of {real}. The demonstration case is loaded only where there is none: "
            "point DATABASE_URL or VAR_DIR at an empty one."
        )


@transaction.atomic
def load(*, today: dt.date) -> None:
    """Load both councils as they stand on `today`. Raises Refusal over real data; loading twice changes nothing."""
    refuse_over_real_data()
    if is_loaded():
        return
    department = organisation(Organisation.Kind.DEPARTMENT, "Department for Education", "department")
    fernshire = _fernshire(today, department)
    _westmere(today, fernshire)


def _fernshire(today: dt.date, department: Organisation) -> Cast:
    days = FernshireDays(today)
    cast = cast_fernshire(today, department)
    notice = fernshire_notice(cast, days)
    _give_owners(cast, notice)
    fernshire_facts(cast, notice, days)
    plan = PlanBuilder(cast, notice, days, SEED).build()
    _around_the_plan(cast, plan, days)
    _the_digest(cast, notice, days)
    held_reviews(cast, notice, days)
    backdate()
    board = fernshire_board(cast, notice, days)
    coming_review(cast, notice, days)
    issue_last_month(cast, notice, days)
    more_reports(cast, notice, days)
    draft_this_month(cast, notice, days)
    call_next_meeting(cast, board, today)
    return cast


def _around_the_plan(cast: Cast, plan: Plan, days: FernshireDays) -> None:
    """What the plan answers, what was asked and said of it, and what may get in its way."""
    load_versions(cast, plan, days)
    load_sources(cast, plan, days)
    answer_clauses(cast, plan, days)
    load_requests(cast, plan, days)
    load_contributions(cast, plan, days.today)
    load_notes(cast, plan, days.today)
    load_voices(cast, plan, days.today)
    load_risks(cast, plan, days.today)


def _the_digest(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """Indicators and their figures, what is published beside them, and the digests of the months."""
    made = IndicatorBuilder(cast, notice, days).build()
    keep_figures(cast, made, days, SEED)
    keep_breakdowns(cast, made, days)
    load_published(cast, days, SEED)
    publish_digests(cast, made, days)
    revise_figures(cast, made, days)
    comment_last_month(cast, made, days)


def _westmere(today: dt.date, fernshire: Cast) -> None:
    days = WestmereDays(today)
    cast = cast_westmere(today, fernshire.people["department"])
    notice = westmere_notice(cast, days)
    westmere_facts(cast, notice, days)
    backdate()
    westmere_board(cast, notice, days)


def _give_owners(cast: Cast, notice: Notice) -> None:
    for number, title in OWNERS.items():
        Obligation.objects.filter(clause__notice=notice, clause__number=number, owed_by_council=True).update(
            owner_post=cast.posts[title]
        )
