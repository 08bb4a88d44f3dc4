"""What people record in the register itself: something done, asked for, agreed or judged; and the plan begun."""

import datetime as dt
from typing import Any

from improvement_plans.services.cycle import set_schedule
from improvement_plans.services.starting import start_plan
from improvement_plans.services.text import ActionWords, ObjectiveWords, add_action, add_objective
from notices.models import Area, Assessment, Obligation
from notices.services import assess, record_discharge, record_request, vary
from notices.services.assessments import can_be_judged
from tests.integration.year.case import Case
from tests.integration.year.driving import Deed


def done(number: str, kind: str, what: str) -> Deed:
    """Record that the duty of a clause is done today."""

    def deed(case: Case, today: dt.date) -> None:
        record_discharge(
            obligation=case.duty(number, kind=kind), effective_on=today, what=what, by=case.team, today=today
        )

    return deed


def asked(number: str, kind: str, by: str, due_on: dt.date) -> Deed:
    """Record that somebody entitled to ask has asked today, for a day."""

    def deed(case: Case, today: dt.date) -> None:
        record_request(
            obligation=case.duty(number, kind=kind), requested_on=today, due_on=due_on, requested_by=by,
            by=case.team, today=today, reference="By e-mail",
        )  # fmt: skip

    return deed


def varied(number: str, kind: str, by: str, cadence: dict[str, Any], *, part: int = 0) -> Deed:
    """Record that `by` agreed a new cadence today, from today on."""

    def deed(case: Case, today: dt.date) -> None:
        vary(
            obligation=case.duty(number, kind=kind), cadence=cadence, agreed_by=by, agreed_on=today,
            effective_from=today, reference="Letter of today", by=case.team, today=today, part=part,
        )  # fmt: skip

    return deed


def judge_all_met(case: Case, today: dt.date) -> None:
    """Judge every standing duty of the notice as met."""
    for duty in Obligation.objects.filter(clause__notice=case.notice):
        if can_be_judged(duty, today=today):
            assess(
                obligation=duty, judgement=Assessment.Judgement.MET, assessed_on=today, reason="Seen in practice",
                by=case.team, today=today,
            )  # fmt: skip


def begin_plan(case: Case, today: dt.date) -> None:
    """Start the plan with one objective and one action that runs for two years; its owner is asked every month."""
    plan = start_plan(notice=case.notice, title="Improvement plan", by=case.team)
    post = case.posts["head"]
    objective = add_objective(
        plan=plan, by=case.team, today=today,
        words=ObjectiveWords(
            "1", "Every child is seen on time", "Children are heard", post, Area.objects.filter(notice=case.notice)
        ),
    )  # fmt: skip
    add_action(
        objective=objective, by=case.team, today=today, due_on=today + dt.timedelta(days=730),
        words=ActionWords("1.1", "Fill every post", post, today),
    )  # fmt: skip
    set_schedule(
        council=case.council,
        ask_on_day=18,
        working_days_to_answer=5,
        remind_before=2,
        is_on=True,
        by=case.team,
    )
