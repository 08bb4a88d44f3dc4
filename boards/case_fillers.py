"""What items of an agenda are filled with within reach of a board: actions, what is slow, pending, due next."""

import datetime as dt

from boards.case_links import action_in_words, minutes_in_words
from boards.filling import Filling, Found, register
from boards.models import AgendaItem, ItemKind, Meeting, Purpose
from boards.selectors.actions import open_actions_of
from improvement_plans.selectors import plan_as_at, slow_objectives_of
from notices.selectors import deadlines

UNTIL_NEXT = dt.timedelta(days=35)
"""How far ahead an agenda looks where the board's next meeting but this one is not in the diary."""


def register_all() -> None:
    """Register every filler; called once as the application starts."""
    register(ItemKind.MINUTES, minutes_filling)
    register(ItemKind.ACTIONS, actions_filling)
    register(ItemKind.SLOW, slow_filling)
    register(ItemKind.DECISIONS, decisions_filling)
    register(ItemKind.NEXT, next_filling)


def minutes_filling(meeting: Meeting, today: dt.date) -> Filling:
    """The minutes of the meeting before, which this one is to agree unless they are agreed."""
    last = last_held(meeting)
    if last is None:
        return Filling("This is the board’s first meeting: there are no minutes yet.")
    return Filling(links=(Found("minutes", last.pk, minutes_in_words(last)),))


def actions_filling(meeting: Meeting, today: dt.date) -> Filling:
    """Every open action of the board but those of confidential items, which are followed in theirs."""
    open_ones = open_actions_of(meeting.board).filter(outcome__item__is_confidential=False)
    return Filling(links=tuple(Found("board_action", each.pk, action_in_words(each)) for each in open_ones))


def slow_filling(meeting: Meeting, today: dt.date) -> Filling:
    """What the rule of the plan finds slow today, each with its owner: nobody picks it or leaves it out."""
    plan = plan_as_at(meeting.board.notice, today)
    if plan is None:
        return Filling("There is no improvement plan yet.")
    links = tuple(
        Found(
            "objective",
            each.standing.objective.pk,
            f"{each.standing.objective}. Owner: {each.standing.owner.post}",
        )
        for each in slow_objectives_of(plan)
    )
    return Filling("" if links else f"Nothing is slow to progress as at {today:%-d %B %Y}.", links)


def decisions_filling(meeting: Meeting, today: dt.date) -> Filling:
    """The items carried to this meeting that want a decision; a confidential one is named in its own place alone."""
    pending = AgendaItem.objects.filter(
        carried_to__meeting=meeting, purpose=Purpose.DECIDE, is_confidential=False
    ).select_related("meeting__planned_event")
    links = tuple(
        Found("item", each.pk, f"{each.title}, {each.meeting.planned_event.planned_on:%-d %B %Y}")
        for each in pending.order_by("meeting__planned_event__planned_on", "order")
    )
    return Filling("" if links else "No decision is pending from an earlier meeting.", links)


def next_filling(meeting: Meeting, today: dt.date) -> Filling:
    """What falls due under the notice after this meeting and up to the board's next."""
    day = meeting.planned_event.planned_on
    following = (
        Meeting.objects.filter(board=meeting.board_id, planned_event__planned_on__gt=day)
        .exclude(status=Meeting.Status.CANCELLED)
        .values_list("planned_event__planned_on", flat=True)
        .order_by("planned_event__planned_on")
        .first()
    )
    until = following or day + UNTIL_NEXT
    due = [
        each
        for each in deadlines(meeting.board.notice, as_at=today, horizon=until)
        if each.is_open and not each.is_theirs and day <= each.due_on <= until
    ]
    links = {
        each.obligation.pk: Found(
            "duty", each.obligation.pk, f"Clause {each.obligation}, due {each.due_on:%-d %B %Y}"
        )
        for each in reversed(due)
    }
    return Filling(links=tuple(reversed(links.values())))


def last_held(meeting: Meeting) -> Meeting | None:
    """Return the meeting of the board that was held last before this one."""
    return (
        Meeting.objects.filter(
            board=meeting.board_id,
            status__in=Meeting.HELD,
            held_on__lt=meeting.day,
        )
        .select_related("board__notice__council", "planned_event")
        .order_by("-held_on", "-pk")
        .first()
    )
