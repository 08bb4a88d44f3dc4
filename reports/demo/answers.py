"""Loads what Fernshire's plan must answer: recommendations, questions and findings, each with its actions."""

import datetime as dt

from improvement_plans.models import Action, Plan, Source
from improvement_plans.services.answers import change_links, give_answer
from improvement_plans.services.sources import WhereFrom, add_source
from notices.models import Area
from reports.demo.days import FernshireDays, days_after
from reports.demo.people import Cast
from reports.demo.tables import rows

DOCUMENTS = {
    Source.Origin.INSPECTION: "Inspection report",
    Source.Origin.DEPARTMENT_LETTER: "Letter of the Department with fifteen questions",
    Source.Origin.DIAGNOSTIC: "Diagnostic review by the adviser",
    Source.Origin.MONITORING_VISIT: "Letter after the first monitoring visit",
    Source.Origin.PEER_REVIEW: "Notes of the peer review",
}


def load_sources(cast: Cast, plan: Plan, days: FernshireDays) -> None:
    """Enter each source on the day it came, link its actions, and answer what no action answers."""
    received = _received(days)
    actions = {action.reference: action for action in Action.objects.filter(objective__plan=plan)}
    areas = {area.letter: area for area in Area.objects.filter(notice=plan.notice)}
    for row in rows("sources"):
        day = max(received[row["origin"]], days.plan_submitted)
        where_from = WhereFrom(
            origin=row["origin"], kind=row["kind"], addressee=row["addressee"],
            received_on=received[row["origin"]], document=DOCUMENTS[Source.Origin(row["origin"])],
            areas=[areas[letter] for letter in row["areas"]],
        )  # fmt: skip
        by = cast.people["adviser"] if row["origin"] == Source.Origin.DIAGNOSTIC else cast.team
        source = add_source(
            plan=plan, reference=row["reference"], words=row["words"], where_from=where_from, by=by, today=day
        )
        _answer(cast, source, row, [actions[reference] for reference in row["actions"].split()], day)


def answer_clauses(cast: Cast, plan: Plan, days: FernshireDays) -> None:
    """Say of some clauses why no action answers them; the others stand among what leads nowhere."""
    for row in rows("clause_answers"):
        clause = plan.notice.clauses.get(number=row["clause"])
        give_answer(
            about=clause, plan=plan, kind="not_planned", reason=row["reason"], by=cast.team,
            today=days_after(days.plan_submitted, 30),
        )  # fmt: skip


def _answer(cast: Cast, source: Source, row: dict[str, str], actions: list[Action], day: dt.date) -> None:
    if actions:
        change_links(about=source, plan=source.plan, add=actions, by=cast.team, today=day)
    if row["answer"]:
        shown = "https://documents.fernshire.example/answers" if row["answer"] == "done" else ""
        give_answer(
            about=source, plan=source.plan, kind=row["answer"], reason=row["reason"], url=shown,
            by=cast.team, today=days_after(day, 5),
        )  # fmt: skip


def _received(days: FernshireDays) -> dict[str, dt.date]:
    return {
        Source.Origin.INSPECTION: days.inspection,
        Source.Origin.DEPARTMENT_LETTER: days_after(days.issued, 27),
        Source.Origin.DIAGNOSTIC: days_after(days.issued, 75),
        Source.Origin.MONITORING_VISIT: days_after(days.today, -70),
        Source.Origin.PEER_REVIEW: days_after(days.today, -55),
    }
