"""What an item came to: a decision, an action that a post owes by a day, something to know. Open until agreed."""

import datetime as dt
from dataclasses import dataclass, fields

from django.db import transaction

from accounts.models import Post, User
from boards.models import AgendaItem, BoardAction, Meeting, Outcome
from boards.references import action_reference
from boards.selectors.posts import owning_posts
from boards.services.meeting_rows import claim, minutes_open, record, sign
from boards.services.rows import locked_board, still_there
from core.refusals import Refusal
from improvement_plans.models import Action

Kind = Outcome.Kind
FURTHEST = dt.timedelta(days=3 * 366)
"""How long after its meeting a board action may be due: longer than any notice runs, and a slip of the pen beyond."""


@dataclass(frozen=True)
class DecisionWords:
    """What was decided, by whom, and who dissented and why."""

    words: str
    decided_by: str
    dissent: str = ""


@dataclass(frozen=True)
class InformationWords:
    """What the board is to know."""

    words: str


@dataclass(frozen=True)
class ActionWords:
    """What is to be done, the post that owes it, by when, and the action of the plan that it belongs to."""

    words: str
    owner_post: Post
    due_on: dt.date
    plan_action: Action | None = None


KINDS = {DecisionWords: Kind.DECISION, InformationWords: Kind.INFORMATION}
IN_WORDS = {Kind.DECISION: "a decision", Kind.INFORMATION: "information"}
NEEDED: dict[str, dict[str, str]] = {
    Kind.DECISION: {"words": "Enter what was decided", "decided_by": "Enter who decided"},
    Kind.INFORMATION: {"words": "Enter what the board is to know"},
}
"""What each kind cannot be without, and how that is asked for."""


@transaction.atomic
def add_outcome(*, item: AgendaItem, said: DecisionWords | InformationWords, by: User) -> Outcome:
    """Record a decision under an item, or something that the board is to know. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    kind = KINDS[type(said)]
    outcome = Outcome(item=item, kind=kind)
    _write(outcome, said, by)
    record(by, f"recorded {IN_WORDS[kind]}", outcome, meeting, item=item.pk)
    return outcome


@transaction.atomic
def edit_outcome(
    *, outcome: Outcome, said: DecisionWords | InformationWords, revision: int, by: User
) -> Outcome:
    """Word a decision or information anew. Raises Refusal, and ChangedMeanwhile after another person's change."""
    meeting = minutes_open(outcome.item.meeting)
    still_there(outcome)
    claim(outcome, seen=revision, by=by)
    _write(outcome, said, by)
    record(by, f"changed {IN_WORDS[Kind(outcome.kind)]}", outcome, meeting, item=outcome.item_id)
    return outcome


@transaction.atomic
def add_action(*, item: AgendaItem, said: ActionWords, by: User) -> BoardAction:
    """Give an action to a post; it gets the next reference of its month. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    _check_action(meeting, said)
    locked_board(meeting.board)
    taken = meeting.board.actions.values_list("reference", flat=True)
    outcome = Outcome(item=item, kind=Kind.ACTION, words=said.words.strip())
    sign(outcome, by)
    outcome.save()
    action = BoardAction(board=meeting.board, outcome=outcome, reference=action_reference(meeting.day, taken))
    _write_action(action, said, by)
    record(by, "gave a board action", action, meeting, owner=str(said.owner_post), due_on=str(said.due_on))
    return action


@transaction.atomic
def edit_action(*, action: BoardAction, said: ActionWords, revision: int, by: User) -> BoardAction:
    """Word an action anew, or give it to another post or day, while its minutes are open. Raises Refusal."""
    meeting = minutes_open(action.outcome.item.meeting)
    still_there(action)
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
    still_there(outcome)
    action = BoardAction.objects.filter(outcome=outcome).first()
    if action is not None:
        if action.state != BoardAction.State.OPEN or action.updates.exists():
            raise Refusal(f"{action.reference} was answered already: close it with what came of it instead")
        if action.challenges.exists():
            raise Refusal(
                f"A challenge names {action.reference} as what it led to: change the challenge first"
            )
    record(by, "took an outcome out of the minutes", outcome, meeting, item=outcome.item_id)
    if action is not None:
        action.delete()
    outcome.delete()


def _write(outcome: Outcome, said: DecisionWords | InformationWords, by: User) -> None:
    for each in fields(said):
        kept = getattr(said, each.name).strip()
        if not kept and each.name in NEEDED[outcome.kind]:
            raise Refusal(NEEDED[outcome.kind][each.name], field=each.name)
        setattr(outcome, each.name, kept)
    sign(outcome, by)
    outcome.save()


def _check_action(meeting: Meeting, said: ActionWords) -> None:
    held_on = meeting.day
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
