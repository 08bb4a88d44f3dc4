"""Questions by which the programme was held to account, recorded as such with their answers."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from boards.models import AgendaItem, BoardAction, Challenge, Meeting
from boards.services.meeting_rows import claim, minutes_open, record, sign
from boards.services.rows import still_there
from core.refusals import Refusal

Satisfied = Challenge.Satisfied


@dataclass(frozen=True)
class ChallengeWords:
    """Who asked what, who answered what, whether it satisfied (`Challenge.Satisfied`), and the action it led to."""

    asked_by: str
    question: str
    satisfied: str
    answered_by: str = ""
    answer: str = ""
    action: BoardAction | None = None


@transaction.atomic
def add_challenge(*, item: AgendaItem, said: ChallengeWords, by: User) -> Challenge:
    """Record a challenge under an item. Raises Refusal."""
    meeting = minutes_open(item.meeting)
    _check(meeting, said)
    challenge = Challenge(item=item)
    _write(challenge, said, by)
    record(by, "recorded a challenge", challenge, meeting, item=item.pk)
    return challenge


@transaction.atomic
def edit_challenge(*, challenge: Challenge, said: ChallengeWords, revision: int, by: User) -> Challenge:
    """Word a challenge anew, or give its answer. Raises Refusal, and ChangedMeanwhile after another's change."""
    meeting = minutes_open(challenge.item.meeting)
    still_there(challenge)
    claim(challenge, seen=revision, by=by)
    _check(meeting, said)
    _write(challenge, said, by)
    record(by, "changed a challenge", challenge, meeting, item=challenge.item_id)
    return challenge


@transaction.atomic
def remove_challenge(*, challenge: Challenge, by: User) -> None:
    """Take a challenge out of minutes that are not agreed. Raises Refusal once they are."""
    meeting = minutes_open(challenge.item.meeting)
    still_there(challenge)
    record(by, "took a challenge out of the minutes", challenge, meeting, item=challenge.item_id)
    challenge.delete()


def _check(meeting: Meeting, said: ChallengeWords) -> None:
    if not said.asked_by.strip():
        raise Refusal("Enter who asked", field="asked_by")
    if not said.question.strip():
        raise Refusal("Enter the question", field="question")
    if said.satisfied not in Satisfied.values:
        raise Refusal("Choose whether the answer satisfied", field="satisfied")
    if said.satisfied != Satisfied.TO_FOLLOW:
        if not said.answer.strip():
            raise Refusal("Enter the answer, or say that it is to follow", field="answer")
        if not said.answered_by.strip():
            raise Refusal("Enter who answered, or say that the answer is to follow", field="answered_by")
    if said.action is not None and said.action.outcome.item.meeting_id != meeting.pk:
        raise Refusal("Choose an action that this meeting gave", field="action")


def _write(challenge: Challenge, said: ChallengeWords, by: User) -> None:
    for name in ChallengeWords.__dataclass_fields__:
        value = getattr(said, name)
        setattr(challenge, name, value.strip() if isinstance(value, str) else value)
    sign(challenge, by)
    challenge.save()
