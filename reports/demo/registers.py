"""The notices of the demonstration case: read from their text, corrected and decided as people do it, confirmed."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from string import Template
from typing import Any

from accounts.models import User
from notices.drafts import editing, services
from notices.drafts.content import DECIDED, LEFT, open_questions
from notices.drafts.questions import ways_to_answer
from notices.models import Notice, NoticeDraft, Obligation
from notices.services.confirmation import confirm_register
from reports.demo.days import FernshireDays, WestmereDays
from reports.demo.people import Cast

TEXTS = Path(__file__).parent / "texts"
WESTMERE_AREAS = (
    ("a", "Leadership and oversight"),
    ("b", "Help for children as soon as they need it"),
    ("c", "Social work practice and supervision"),
    ("d", "Children looked after and care leavers"),
)
LEFT_BECAUSE = "The notice does not say; raised with the Department"


def written(day: dt.date) -> str:
    """Return a day as a notice prints it: 16 January 2026."""
    return f"{day:%-d %B %Y}"


def notice_text(name: str, words: Mapping[str, str]) -> str:
    """Return the text of a notice of the demonstration with its days filled in."""
    return Template((TEXTS / f"{name}.txt").read_text(encoding="utf-8")).substitute(words)


def fernshire_text(days: FernshireDays) -> str:
    """Return Fernshire's notice: its plan is due within a fortnight, its first report in the next month."""
    return notice_text(
        "fernshire",
        {
            "issued": written(days.issued),
            "inspection": written(days.inspection),
            "plan_due": written(days.plan_due),
            "first_report": f"{days.whole_months[0]:%B %Y}",
        },
    )


def westmere_text(days: WestmereDays) -> str:
    """Return Westmere's notice, which names no areas and no day for the plan."""
    return notice_text("westmere", {"issued": written(days.issued), "inspection": written(days.inspection)})


def fernshire_notice(cast: Cast, days: FernshireDays) -> Notice:
    """Read, correct and confirm Fernshire's notice."""
    draft = services.start_draft(
        council=cast.council, text=fernshire_text(days), source_name="fernshire-notice.txt", by=cast.team
    )
    dates = {"published_on": days.published.isoformat(), "received_on": days.issued.isoformat()}
    draft = _with_header(draft, dates, cast.team)
    return _confirmed(draft, cast.team, days.issued)


def westmere_notice(cast: Cast, days: WestmereDays) -> Notice:
    """Read, correct and confirm Westmere's notice; its areas come from the inspection report."""
    draft = services.start_draft(
        council=cast.council, text=westmere_text(days), source_name="westmere-notice.txt", by=cast.team
    )
    draft = _with_header(draft, {"published_on": days.issued.isoformat()}, cast.team)
    draft = services.correct(
        draft=draft,
        edit=partial(editing.change_areas, areas=list(WESTMERE_AREAS)),
        entry=("areas", 0),
        what="corrected the areas of a draft",
        seen=draft.revision,
        by=cast.team,
    )
    return _confirmed(draft, cast.team, days.issued)


def obligation_of(
    notice: Notice, number: str, *, kind: str | None = None, holder: str | None = None
) -> Obligation:
    """Return the obligation of a clause, told apart from others there by kind or duty holder."""
    told_apart: dict[str, Any] = {}
    if kind is not None:
        told_apart["kind"] = kind
    if holder is not None:
        told_apart["duty_holder"] = holder
    return Obligation.objects.get(clause__notice=notice, clause__number=number, **told_apart)


def _with_header(draft: NoticeDraft, values: dict[str, str], by: User) -> NoticeDraft:
    return services.correct(
        draft=draft,
        edit=partial(editing.change_header, values=values),
        entry=("header", 0),
        what="corrected the head of a draft",
        seen=draft.revision,
        by=by,
    )


def _confirmed(draft: NoticeDraft, by: User, today: dt.date) -> Notice:
    """Answer what is open (what the notice does not say is left undecided) and confirm."""
    for question in open_questions(draft.content):
        state = LEFT if LEFT in ways_to_answer(question) else DECIDED
        draft = services.answer_question(
            draft=draft,
            key=question["key"],
            state=state,
            answer=LEFT_BECAUSE,
            by=by,
            today=today,
            seen=draft.revision,
        )
    return confirm_register(draft=draft, by=by, today=today, seen=draft.revision)
