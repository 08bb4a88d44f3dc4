"""What an item came to: a decision, an action that a post owes by a day, something to know. Open until agreed."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Post, User
from boards.models import AgendaItem, BoardAction, Meeting, Outcome
from boards.references import action_reference
from boards.selectors.posts import owning_posts
from boards.services.meeting_rows import claim, day_of, locked_board, minutes_open, record, sign
from core.refusals import Refusal
from improvement_plans.models import Action

FURTHEST = dt.timedelta(days=3 * 366)
"""How long after its meeting a board action may be due: longer than any notice runs, and a slip of the pen beyond."""


@dataclass(frozen=True)
class DecisionWords:
    """What was decided, by whom, and who dissented and why."""

    words: str
    decided_by: str
    dissent: str = ""


@dataclass(frozen=True)
class ActionWords:
    """What is to be done, the post that owes it, by when, and the action of the plan that it belongs to."""

    words: str
    owner_post: Post
    due_on: dt.date
    plan_action: Action | None = None


@transaction.atomic
def add_decision(*, item: AgendaItem, said: DecisionWords, by: User) -> Outcome:
    """Record a decision under an item. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    outcome = Outcome(item=item, kind=Outcome.Kind.DECISION)
    _write_decision(outcome, said, by)
    record(by, "recorded a decision", outcome, meeting, item=item.pk)
    return outcome


@transaction.atomic
def edit_decision(*, outcome: Outcome, said: DecisionWords, revision: int, by: User) -> Outcome:
    """Word a decision anew. Raises Refusal, and ChangedMeanwhile after another person's change."""
    meeting = minutes_open(outcome.item.meeting)
    claim(outcome, seen=revision, by=by)
    _write_decision(outcome, said, by)
    record(by, "changed a decision", outcome, meeting, item=outcome.item_id)
    return outcome


@transaction.atomic
def add_information(*, item: AgendaItem, words: str, by: User) -> Outcome:
    """Record something that the board is to know. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    outcome = Outcome(item=item, kind=Outcome.Kind.INFORMATION)
    _write_information(outcome, words, by)
    record(by, "recorded information", outcome, meeting, item=item.pk)
    return outcome


@transaction.atomic
def edit_information(*, outcome: Outcome, words: str, revision: int, by: User) -> Outcome:
    """Word information anew. Raises Refusal, and ChangedMeanwhile after another person's change."""
    meeting = minutes_open(outcome.item.meeting)
    claim(outcome, seen=revision, by=by)
    _write_information(outcome, words, by)
    record(by, "changed information", outcome, meeting, item=outcome.item_id)
    return outcome


@transaction.atomic
def add_action(*, item: AgendaItem, said: ActionWords, by: User) -> BoardAction:
    """Give an action to a post; it gets the next reference of its month. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    _check_action(meeting, said)
    locked_board(meeting.board)
    taken = meeting.board.actions.values_list("reference", flat=True)
    outcome = Outcome(item=item, kind=Outcome.Kind.ACTION, words=said.words.strip())
    sign(outcome, by)
    outcome.save()
    action = BoardAction(
        board=meeting.board, outcome=outcome, reference=action_reference(day_of(meeting), taken)
    )
    _write_action(action, said, by)
    record(by, "gave a board action", action, meeting, owner=str(said.owner_post), due_on=str(said.due_on))
    return action


@transaction.atomic
def edit_action(*, action: BoardAction, said: ActionWords, revision: int, by: User) -> BoardAction:
    """Word an action anew, or give it to another post or day, while its minutes are open. Raises Refusal."""
    meeting = minutes_open(action.outcome.item.meeting)
    claim(action, seen=revision, by=by)
    _check_action(meeting, said)
    action.outcome.words = said.words.strip()
    sign(action.outcome, by)
    action.outcome.save()
    _write_action(action, said, by)
    record(by, "changed a board action", action, meeting, owner=str(said.owner_post), due_on=str(said.due_on))
    return action


@transaction.atomic
def remove_outcome(*, outcome: Outcome, by: User) -> None:
    """Take an outcome out of minutes that are not agreed. Raises Refusal for an action on which something hangs."""
    meeting = minutes_open(outcome.item.meeting)
    action = BoardAction.objects.filter(outcome=outcome).first()
    if action is not None:
        if action.state != BoardAction.State.OPEN or action.updates.exists():
            raise Refusal(f"{action.reference} was answered already: close it with what came of it instead")
        if action.challenges.exists():
            raise Refusal(
                f"A challenge names {action.reference} as what it led to: change the challenge first"
            )
    record(
        by, "took an outcome out of the minutes", outcome, meeting, item=outcome.item_id, words=outcome.words
    )
    if action is not None:
        action.delete()
    outcome.delete()


def _write_decision(outcome: Outcome, said: DecisionWords, by: User) -> None:
    if not said.words.strip():
        raise Refusal("Enter what was decided", field="words")
    if not said.decided_by.strip():
        raise Refusal("Enter who decided", field="decided_by")
    outcome.words, outcome.decided_by = said.words.strip(), said.decided_by.strip()
    outcome.dissent = said.dissent.strip()
    sign(outcome, by)
    outcome.save()


def _write_information(outcome: Outcome, words: str, by: User) -> None:
    if not words.strip():
        raise Refusal("Enter what the board is to know", field="words")
    outcome.words = words.strip()
    sign(outcome, by)
    outcome.save()


def _check_action(meeting: Meeting, said: ActionWords) -> None:
    held_on = day_of(meeting)
    if not said.words.strip():
        raise Refusal("Enter what is to be done", field="words")
    if not owning_posts(meeting.board).filter(pk=said.owner_post.pk).exists():
        raise Refusal("Choose a post of the council or of an agency on the board", field="owner_post")
    if not held_on <= said.due_on <= held_on + FURTHEST:
        raise Refusal(
            f"The day by which it is due must be from {held_on:%-d %B %Y}, when the board met, to "
            f"{held_on + FURTHEST:%-d %B %Y}",
            field="due_on",
        )
    if said.plan_action is not None and said.plan_action.objective.plan.notice_id != meeting.board.notice_id:
        raise Refusal("Choose an action of the board’s plan", field="plan_action")


def _write_action(action: BoardAction, said: ActionWords, by: User) -> None:
    action.words, action.owner_post, action.due_on = said.words.strip(), said.owner_post, said.due_on
    action.plan_action = said.plan_action
    sign(action, by)
    action.save()
