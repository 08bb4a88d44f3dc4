"""How a board action goes on: its owner says where it stands, and it is done or dropped with what came of it."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from boards.models import BoardAction, BoardActionUpdate
from boards.services.meeting_rows import claim
from core import audit
from core.refusals import Refusal

State = BoardAction.State


@transaction.atomic
def update_action(
    *, action: BoardAction, words: str, given_on: dt.date, by: User, today: dt.date
) -> BoardActionUpdate:
    """Say where an open action stands on a day; earlier updates stay. Raises Refusal."""
    action = _locked(action)
    _refuse_unless_open(action)
    if not words.strip():
        raise Refusal("Enter where it stands", field="words")
    _refuse_day(action, given_on, today, field="given_on")
    update = BoardActionUpdate.objects.create(
        action=action, words=words.strip(), given_on=given_on, given_by=by
    )
    _record(by, "updated a board action", action, given_on=given_on.isoformat())
    return update


@transaction.atomic
def close_action(
    *,
    action: BoardAction,
    state: str,
    closed_on: dt.date,
    words: str,
    revision: int,
    by: User,
    today: dt.date,
) -> BoardAction:
    """Say that an action is done, or dropped, with what came of it. Raises Refusal, and ChangedMeanwhile."""
    action = _locked(action)
    _refuse_unless_open(action)
    claim(action, seen=revision, by=by)
    if state not in (State.DONE, State.DROPPED):
        raise Refusal("Choose whether it is done or dropped", field="state")
    if not words.strip():
        raise Refusal("Enter what came of it", field="words")
    _refuse_day(action, closed_on, today, field="closed_on")
    action.state, action.closed_on, action.closed_by = state, closed_on, by
    action.closing_words = words.strip()
    action.save()
    _record(by, f"closed a board action as {state}", action, closed_on=closed_on.isoformat())
    return action


@transaction.atomic
def reopen_action(
    *, action: BoardAction, because: str, revision: int, by: User, today: dt.date
) -> BoardAction:
    """Open a closed action again, with the reason as its newest update. Raises Refusal, and ChangedMeanwhile."""
    action = _locked(action)
    if action.state == State.OPEN:
        raise Refusal("This action is open, so there is nothing to open again")
    claim(action, seen=revision, by=by)
    if not because.strip():
        raise Refusal("Enter why it is open again", field="because")
    before = f"Opened again: {because.strip()} (It had been {action.get_state_display().lower()} on "
    before += f"{action.closed_on:%-d %B %Y}: {action.closing_words})"
    action.state, action.closed_on, action.closed_by, action.closing_words = State.OPEN, None, None, ""
    action.save()
    BoardActionUpdate.objects.create(action=action, words=before, given_on=today, given_by=by)
    _record(by, "opened a board action again", action)
    return action


def _locked(action: BoardAction) -> BoardAction:
    BoardAction.objects.select_for_update().get(pk=action.pk)
    related = ("board__notice__council", "outcome__item__meeting__planned_event")
    return BoardAction.objects.select_related(*related).get(pk=action.pk)


def _refuse_unless_open(action: BoardAction) -> None:
    if action.state != State.OPEN:
        raise Refusal(f"{action.reference} is {action.get_state_display().lower()} already: look at it again")


def _refuse_day(action: BoardAction, day: dt.date, today: dt.date, *, field: str) -> None:
    given = action.outcome.item.meeting.day
    if day > today:
        raise Refusal("The day must be today or earlier", field=field)
    if day < given:
        raise Refusal(
            f"The day must be on or after {given:%-d %B %Y}, when the board gave the action", field=field
        )


def _record(by: User, deed: str, action: BoardAction, **detail: str) -> None:
    """Write the deed into the audit trail, without a word of it: see `boards.services.meeting_rows.record`."""
    audit.record(by=by, action=deed, subject=action, scope=action.board.notice.council.slug, detail=detail)
