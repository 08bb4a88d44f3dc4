"""Takes the numbered questions of a pasted letter into a review, all of them or none."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from core import audit
from core.refusals import Refusal
from improvement_plans.services.writing import signed
from reviews.letters import LetterQuestion, runs_of
from reviews.models import Question, Review
from reviews.services.questions import Asked, check_asked, keep
from reviews.services.rows import locked, refuse_cancelled


@transaction.atomic
def add_questions(
    *, review: Review, letter: Sequence[LetterQuestion], asked: Asked, by: User, today: dt.date
) -> list[Question]:
    """Add the questions of a letter under their own numbers. Raises Refusal on `letter`, naming numbers taken."""
    review = locked(review)
    refuse_cancelled(review)
    check_asked(review, asked, today)
    if not letter:
        raise Refusal("Paste at least one numbered question", field="letter")
    taken = set(review.questions.values_list("number", flat=True)) & {each.number for each in letter}
    if taken:
        named = f"question{'' if len(taken) == 1 else 's'} {runs_of(taken)}"
        raise Refusal(
            f"This review already has {named}: leave out what is there, or number it anew",
            field="letter",
        )
    added = [
        signed(Question(review=review, number=each.number, words=each.words, **vars(asked)), by)
        for each in letter
    ]
    for question in added:
        keep(question)
    audit.record_many(
        by=by,
        action="added a question",
        subjects=[(question, {"words": question.words}) for question in added],
        scope=review.notice.council.slug,
    )
    return added
