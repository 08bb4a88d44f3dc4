"""Puts the cut of a month together from what each part of the application answers."""

import datetime as dt
from typing import Any

from improvement_plans.selectors import plan_as_at
from notices.models import Notice
from notices.selectors import register_as_at
from reports.cut.areas import areas_in_cut
from reports.cut.boards import boards_in_cut
from reports.cut.digest import digest_in_cut
from reports.cut.escalations import escalations_in_cut
from reports.cut.evidence import evidence_of_discharges
from reports.cut.plan import money_in_cut, plan_in_cut, slow_in_cut
from reports.cut.register import AHEAD, ahead_in_cut, clauses_in_cut, position_in_cut
from reports.cut.reviews import reviews_in_cut
from reports.cut.risks import risks_in_cut
from reports.cut.voices import voices_in_cut

FORMAT = 3
"""Format 1 had no computed ratings, no figures and no explanations; format 2 no boards, reviews, voices and risks."""


def content_for(notice: Notice, *, month: dt.date, as_at: dt.date, known_on: dt.date) -> dict[str, Any]:
    """Return the cut of `month` (its first day) as at a day of it, from what was known on `known_on`.

    Always the same number of queries, however much is stored.
    """
    register = register_as_at(notice, as_at=as_at, known_on=known_on, horizon=as_at + AHEAD)
    plan = plan_as_at(notice, as_at, known_on=known_on)
    digest = digest_in_cut(notice.council, month, as_at=as_at, known_on=known_on)
    reviews = reviews_in_cut(notice, as_at=as_at)
    return {
        "format": FORMAT,
        "council": notice.council.name,
        "month": month.isoformat(),
        "as_at": as_at.isoformat(),
        "known_on": known_on.isoformat(),
        "notice": _notice(notice),
        "position": position_in_cut(register),
        "clauses": clauses_in_cut(register, evidence_of_discharges(notice, known_on=known_on)),
        "plan": plan_in_cut(plan),
        "money": money_in_cut(plan),
        "slow": slow_in_cut(plan),
        "digest": digest,
        "voices": voices_in_cut(plan),
        "risks": risks_in_cut(plan),
        "boards": boards_in_cut(notice, as_at=as_at),
        "reviews": reviews,
        "areas": areas_in_cut(notice, plan, digest, reviews),
        "escalations": escalations_in_cut(notice, as_at=as_at),
        "ahead": ahead_in_cut(register),
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.title,
        "service_area": notice.service_area,
        "issued_on": notice.issued_on.isoformat() if notice.issued_on else None,
        "in_force_from": notice.in_force_from.isoformat(),
    }
