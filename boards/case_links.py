"""What an agenda item can be about within reach of a board: objectives, actions, duties, the board's own business."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisation
from boards.linking import register
from boards.models import AgendaItem, BoardAction, Meeting
from improvement_plans.models import Action, Objective
from notices.models import Obligation

PLAN, BOARD, REGISTER = "improvement_plans.view_plan", "boards.view_board", "notices.view_register"

HIDDEN = ("Confidential item", "")
"""In the place of what became confidential after it was linked: the words that it had then are shown no more."""


def register_all() -> None:
    """Register every kind; called once as the application starts."""
    register("objective", "Objective", choices=_objectives, resolve=_objectives_now, permission=PLAN)
    register("action", "Action of the plan", choices=_actions, resolve=_actions_now, permission=PLAN)
    register(
        "board_action", "Board action", choices=_board_actions, resolve=_board_actions_now,
        permission="boards.follow_actions",
    )  # fmt: skip
    register("duty", "Duty under the notice", choices=_duties, resolve=_duties_now, permission=REGISTER)
    register("item", "Item of an earlier meeting", choices=_items, resolve=_items_now, permission=BOARD)
    register("minutes", "Minutes", choices=_minutes, resolve=_minutes_now, permission=BOARD)


def _stays(today: dt.date) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gt=today)


def _objectives(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    rows = Objective.objects.filter(_stays(today), plan__notice__council=council).order_by("reference")
    return [(each.pk, str(each)) for each in rows]


def _objectives_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Objective.objects.filter(plan__notice__council=council, pk__in=keys).select_related("owner_post")
    return {
        each.pk: (
            f"{each}. Owner: {each.owner_post}",
            reverse("plan:objective", args=[council.slug, each.pk]),
        )
        for each in rows
    }


def _actions(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    rows = Action.objects.filter(_stays(today), objective__plan__notice__council=council)
    return [(each.pk, str(each)) for each in rows.order_by("objective__reference", "reference", "pk")]


def _actions_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Action.objects.filter(objective__plan__notice__council=council, pk__in=keys)
    return {each.pk: (str(each), reverse("plan:action", args=[council.slug, each.pk])) for each in rows}


def action_in_words(action: BoardAction) -> str:
    """Return a board action as an agenda names it."""
    return f"{action.reference} {action.words[:120]} ({action.owner_post}, due {action.due_on:%-d %B %Y})"


def _open_board_actions(council: Organisation) -> Iterable[BoardAction]:
    # What a confidential item came to is named in no list that everybody may read.
    return BoardAction.objects.filter(
        board__notice__council=council, outcome__item__is_confidential=False
    ).select_related("owner_post")


def _board_actions(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    return [(each.pk, action_in_words(each)) for each in _open_board_actions(council)]


def _board_actions_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = BoardAction.objects.filter(board__notice__council=council, pk__in=keys).select_related(
        "owner_post", "outcome__item"
    )
    return {
        each.pk: HIDDEN
        if each.outcome.item.is_confidential
        else (
            f"{action_in_words(each)}: {each.get_state_display().lower()}",
            reverse("board:action", args=[council.slug, each.pk]),
        )
        for each in rows
    }


def _duties(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    rows = Obligation.objects.filter(clause__notice__council=council).select_related("clause")
    return [(each.pk, f"Clause {each}") for each in rows]


def _duties_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Obligation.objects.filter(clause__notice__council=council, pk__in=keys).select_related("clause")
    return {
        each.pk: (
            f"Clause {each}",
            reverse("notices:clause", args=[council.slug, each.clause.notice_id, each.clause_id]),
        )
        for each in rows
    }


def _open_items(council: Organisation) -> Iterable[AgendaItem]:
    return (
        AgendaItem.objects.filter(meeting__board__notice__council=council, is_confidential=False)
        .exclude(state=AgendaItem.State.WITHDRAWN)
        .select_related("meeting__planned_event")
        .order_by("-meeting__planned_event__planned_on", "order")
    )


def _item_in_words(item: AgendaItem) -> str:
    return f"{item.title}, {item.meeting.planned_event.planned_on:%-d %B %Y}"


def _items(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    return [(each.pk, _item_in_words(each)) for each in _open_items(council)]


def _items_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = AgendaItem.objects.filter(meeting__board__notice__council=council, pk__in=keys).select_related(
        "meeting__planned_event"
    )
    return {
        each.pk: HIDDEN
        if each.is_confidential
        else (_item_in_words(each), reverse("board:item", args=[council.slug, each.pk]))
        for each in rows
    }


def _held(council: Organisation) -> Iterable[Meeting]:
    return (
        Meeting.objects.filter(board__notice__council=council, status__in=Meeting.HELD)
        .select_related("board", "planned_event")
        .order_by("-held_on")
    )


def minutes_in_words(meeting: Meeting) -> str:
    """Return how the minutes of a meeting are called, with their state."""
    agreed = "agreed" if meeting.is_frozen else "not agreed yet"
    return f"Minutes of {meeting.day:%-d %B %Y}, {agreed}"


def _minutes(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    return [(each.pk, minutes_in_words(each)) for each in _held(council)]


def _minutes_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Meeting.objects.filter(
        board__notice__council=council, status__in=Meeting.HELD, pk__in=keys
    ).select_related("board", "planned_event")
    return {
        each.pk: (minutes_in_words(each), reverse("board:minutes", args=[council.slug, each.pk]))
        for each in rows
    }
