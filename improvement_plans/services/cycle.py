"""Asks the owners of a plan for their updates, by hand or by the council's schedule, once a month."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.selectors import posts_held_by
from core import audit
from core.apart import each_apart
from core.refusals import Refusal
from core.working_days import add_months, is_working_day
from improvement_plans.asking_worker import ask_for_reminders
from improvement_plans.ladder import (
    LONGEST_TO_ANSWER,
    SHORTEST_TO_ANSWER,
    Earlier,
    Schedule,
    due_day,
    first_of_month,
    next_request,
)
from improvement_plans.models import Action, Plan, UpdateCycle, UpdateRequest, UpdateSchedule
from improvement_plans.models.cycle import LAST_ASKING_DAY
from improvement_plans.selectors.cycle import live_plans, newest_cycles, schedule_of

LATEST_DUE_MONTHS = 1
"""By hand too, what is asked is due within a month: the next request would overtake it."""


@transaction.atomic
def set_schedule(
    *,
    council: Organisation,
    ask_on_day: int,
    working_days_to_answer: int,
    remind_before: int,
    is_on: bool,
    by: User,
) -> UpdateSchedule:
    """Set on which day of the month the council asks, and how long it gives. Raises Refusal for days that cannot be."""
    _refuse_impossible_days(ask_on_day, working_days_to_answer, remind_before)
    days = {
        "ask_on_day": ask_on_day,
        "working_days_to_answer": working_days_to_answer,
        "remind_before": remind_before,
        "is_on": is_on,
    }
    schedule, _ = UpdateSchedule.objects.update_or_create(council=council, defaults=days)
    audit.record(
        by=by, action="set when updates are asked for", subject=schedule, scope=council.slug, detail=days
    )
    return schedule


def _refuse_impossible_days(ask_on_day: int, working_days_to_answer: int, remind_before: int) -> None:
    if not 1 <= ask_on_day <= LAST_ASKING_DAY:
        raise Refusal(
            f"The day of the month must be from 1 to {LAST_ASKING_DAY}: every month has those days",
            field="ask_on_day",
        )
    if not SHORTEST_TO_ANSWER <= working_days_to_answer <= LONGEST_TO_ANSWER:
        raise Refusal(
            f"The working days to answer must be from {SHORTEST_TO_ANSWER} to {LONGEST_TO_ANSWER}, so that one month "
            "is answered before the next is asked about",
            field="working_days_to_answer",
        )
    if not 1 <= remind_before < working_days_to_answer:
        raise Refusal(
            "The first reminder must go out at least 1 working day before the updates are due, and after they are "
            f"asked for: enter 1 to {working_days_to_answer - 1}",
            field="remind_before",
        )


@transaction.atomic
def open_cycle(*, plan: Plan, by: User, today: dt.date, due_on: dt.date | None = None) -> UpdateCycle:
    """Ask now, for this month, with an answer due on `due_on` (None: what the council's schedule gives).

    Asking twice for the same is answered with the one that there is. Raises Refusal while an earlier request is still
    to be answered, for a day on which nothing can be due, and where nothing is under way.
    """
    due = due_on or due_day(today, days_of(schedule_of(plan.notice.council)))
    _lock(plan)
    newest = plan.update_cycles.order_by("-month").first()
    if newest is not None and newest.month >= first_of_month(today):
        return _asked_already(newest, due_on)
    if not live_plans(today).filter(pk=plan.pk).exists():
        raise Refusal(
            "The notice that this plan stands under is not in force today, so nothing is asked under it"
        )
    if newest is not None and newest.due_on >= today:
        raise Refusal(
            f"The updates for {newest.month:%B %Y} can be given until {newest.due_on:%-d %B %Y}: ask again after that"
        )
    _refuse_day(due, today)
    cycle = _open(plan, month=first_of_month(today), today=today, due_on=due, by=by)
    if cycle is None:
        raise Refusal("Nothing can be asked: no action of this plan is under way or begins this month")
    return cycle


def _asked_already(newest: UpdateCycle, due_on: dt.date | None) -> UpdateCycle:
    if due_on in (None, newest.due_on):
        return newest
    raise Refusal(
        f"The updates for {newest.month:%B %Y} were asked for on {newest.asked_on:%-d %B %Y} and are due on "
        f"{newest.due_on:%-d %B %Y}: a month is asked about once",
        field="due_on",
    )


def _refuse_day(due_on: dt.date, today: dt.date) -> None:
    if due_on <= today:
        raise Refusal("The day that updates are due must be after today", field="due_on")
    if not is_working_day(due_on):
        raise Refusal(
            f"{due_on:%A %-d %B %Y} is not a working day in England: choose one that is", field="due_on"
        )
    latest = add_months(today, LATEST_DUE_MONTHS)
    if due_on > latest:
        raise Refusal(f"The day that updates are due must be by {latest:%-d %B %Y}", field="due_on")


def open_due_cycles(*, today: dt.date) -> list[UpdateCycle]:
    """Ask under every live plan whose council's schedule says so today; run again, it finds nothing left to ask."""
    schedules = UpdateSchedule.objects.filter(is_on=True)
    plans = live_plans(today).filter(notice__council__in=schedules.values("council"))
    found = each_apart(
        plans.select_related("notice__council__update_schedule"),
        lambda plan: open_scheduled(plan=plan, today=today),
    )
    return [cycle for cycle in found if cycle is not None]


@transaction.atomic
def open_scheduled(*, plan: Plan, today: dt.date) -> UpdateCycle | None:
    """Ask under `plan` if its council's schedule says today; None when it does not, or nothing is under way."""
    _lock(plan)
    days = days_of(schedule_of(plan.notice.council))
    month, day = next_request(days, today=today, earlier=earlier_of(plan))
    if day != today:
        return None
    return _open(plan, month=month, today=today, due_on=due_day(today, days), by=None)


def days_of(schedule: UpdateSchedule) -> Schedule:
    """Return the days of a council's schedule as the ladder counts with them."""
    return Schedule(schedule.ask_on_day, schedule.working_days_to_answer, schedule.remind_before)


def earlier_of(plan: Plan) -> Earlier | None:
    """Return the newest month that was asked about under `plan`."""
    newest = plan.update_cycles.order_by("-month").first()
    return None if newest is None else Earlier(newest.month, newest.due_on)


def note_opened(*, action: Action, by: User, today: dt.date) -> int:
    """Note that `by`, who is asked about `action`, has opened the form, the first time that anybody asked does.

    Returns how many requests were marked. It is no deed of the register and leaves no audit entry: the request itself
    keeps who opened it and when.
    """
    mine = UpdateRequest.objects.filter(action=action, opened_at__isnull=True, cycle__in=newest_cycles(today))
    held = posts_held_by(by, today=today)
    marked = mine.filter(post__in=held)
    if by.organisation_id is not None:
        marked = marked | mine.filter(agency=by.organisation_id)
    return marked.update(opened_at=timezone.now(), opened_by=by)


def _lock(plan: Plan) -> None:
    """Let one at a time ask under a plan; who comes second then finds what the first has asked."""
    Plan.objects.select_for_update().get(pk=plan.pk)


def _open(
    plan: Plan, *, month: dt.date, today: dt.date, due_on: dt.date, by: User | None
) -> UpdateCycle | None:
    live = _live_actions(plan, today)
    if not live.exists():
        return None
    cycle = UpdateCycle.objects.create(plan=plan, month=month, asked_on=today, due_on=due_on, opened_by=by)
    asked = UpdateRequest.objects.bulk_create(_requests(cycle, live), batch_size=500)
    detail = {"month": f"{month:%Y-%m}", "due_on": due_on.isoformat(), "requests": len(asked)}
    audit.record(
        by=by, action="asked for updates", subject=cycle, scope=plan.notice.council.slug, detail=detail
    )
    ask_for_reminders()
    return cycle


def _live_actions(plan: Plan, today: dt.date) -> QuerySet[Action]:
    """Return the actions of which an update can be asked: in the plan, begun or beginning this month, not done."""
    next_month = add_months(first_of_month(today), 1)
    standing: Any = Action.objects.filter(objective__plan=plan).standing_on(today)
    live: QuerySet[Action] = standing.filter(done_then__isnull=True, starts_on__lt=next_month).order_by()
    return live


def _requests(cycle: UpdateCycle, live: QuerySet[Action]) -> list[UpdateRequest]:
    """Return what is asked about each action: an update of its owner, a contribution of everybody else in it."""
    actions = live.values("pk")
    owners = dict(live.values_list("pk", "owner_post"))
    posts = Action.contributing_posts.through.objects.filter(action__in=actions).order_by("pk")
    agencies = Action.partner_agencies.through.objects.filter(action__in=actions).order_by("pk")
    update, contribution = UpdateRequest.Kind.UPDATE, UpdateRequest.Kind.CONTRIBUTION
    return [
        *(
            UpdateRequest(cycle=cycle, action_id=action, kind=update, post_id=post)
            for action, post in owners.items()
        ),
        *(
            UpdateRequest(cycle=cycle, action_id=each.action_id, kind=contribution, post_id=each.post_id)
            for each in posts
            if each.post_id != owners[each.action_id]
        ),
        *(
            UpdateRequest(
                cycle=cycle, action_id=each.action_id, kind=contribution, agency_id=each.organisation_id
            )
            for each in agencies
        ),
    ]
