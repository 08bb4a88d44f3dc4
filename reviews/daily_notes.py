"""What reviews ask of people, for the message of the day: preparation, information, answers, and a review to plan."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.selectors import holders_of
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_notes import Note, NotesPart, step_of
from notices.models import Notice, Obligation
from notices.selectors import ObligationStanding, Register
from reviews.models import InformationRequest, Question, Review
from reviews.selectors.preparation import preparations_of

SOON, PLAN_SOON = 5, 60
"""How many days ahead something is said; of a review that nobody has planned, two months."""

Asked = tuple[int | None, Note]
"""The key of the post that is to do it (None where nobody was named), and what."""


def review_notes(on: CouncilDay) -> Iterator[tuple[User, Note]]:
    """Yield what reviews to come still need, each to the holders of its post; to the team where there is none."""
    council, today, team = on.council, on.today, on.team
    ahead = Review.objects.filter(notice__council=council, held_on=None, cancelled_on=None)
    asked = [
        *(
            each
            for review in ahead.select_related("notice__council")
            for each in _preparation(review, council, today)
        ),
        *_information(council, today),
        *_questions(council, today),
    ]
    holders = holders_of({post for post, _ in asked if post is not None}, today)
    for post, note in asked:
        for person in holders.get(post or 0) or team:
            yield person, note
    for note in _to_plan(on.registers, council, today):
        for person in team:
            yield person, note


def _preparation(review: Review, council: Organisation, today: dt.date) -> Iterator[Asked]:
    for line in preparations_of(review, today=today).lines:
        row = line.preparation
        step = None if line.is_done else step_of(row.due_on, today, soon=SOON)
        if step is not None:
            yield row.owner_post_id, Note(
                topic=f"preparation:{row.pk}:{row.due_on:%Y%m%d}", step=step, words=row.what, due_on=row.due_on,
                about=str(review), address=reverse("reviews:preparation", args=[council.slug, review.pk]),
            )  # fmt: skip


def _information(council: Organisation, today: dt.date) -> Iterator[Asked]:
    rows = InformationRequest.objects.filter(
        review__notice__council=council, review__cancelled_on=None, review__held_on=None, provided_on=None,
        refused_because="",
    )  # fmt: skip
    for row in rows.select_related("review"):
        step = step_of(row.due_on, today, soon=SOON)
        if step is not None:
            yield row.owner_post_id, Note(
                topic=f"information:{row.pk}:{row.due_on:%Y%m%d}", step=step, words=f"Give: {row.what}",
                due_on=row.due_on, about=str(row.review),
                address=reverse("reviews:provide_information", args=[council.slug, row.review_id, row.pk]),
            )  # fmt: skip


def _questions(council: Organisation, today: dt.date) -> Iterator[Asked]:
    rows = Question.objects.filter(
        review__notice__council=council, review__cancelled_on=None, answer="", due_on__isnull=False
    )
    for row in rows.select_related("review"):
        step = step_of(row.due_on, today, soon=SOON) if row.due_on else None
        if step is not None and row.due_on:
            yield row.answered_by_id, Note(
                topic=f"question:{row.pk}:{row.due_on:%Y%m%d}", step=step, words=f"Answer question {row.number}",
                due_on=row.due_on, about=str(row.review),
                address=reverse("reviews:answer_question", args=[council.slug, row.review_id, row.pk]),
            )  # fmt: skip


def _to_plan(registers: Iterable[Register], council: Organisation, today: dt.date) -> Iterator[Note]:
    """Yield the reviews that fall due within two months and stand in nobody's diary, whoever owes them."""
    for register in registers:
        for standing in register.obligations:
            due_on = standing.next_due_on
            step = (
                step_of(due_on, today, soon=PLAN_SOON)
                if due_on and _needs_planning(standing, today)
                else None
            )
            if due_on is not None and step is not None:
                clause = standing.obligation.clause
                yield Note(
                    topic=f"plan-review:{standing.obligation.pk}:{due_on:%Y%m%d}", step=step, due_on=due_on,
                    words="No review is in the diary: plan it", about=f"clause {clause.number}",
                    address=reverse("reviews:plan_review", args=[council.slug]),
                )  # fmt: skip


def _needs_planning(standing: ObligationStanding, today: dt.date) -> bool:
    if standing.obligation.kind != Obligation.Kind.REVIEW:
        return False
    events: Iterable[tuple[dt.date, bool]] = (
        (event.planned_on, event.withdrawn_at is None and event.cancelled_on is None)
        for event in standing.obligation.planned_events.all()
    )
    return not any(stands and day >= today for day, stands in events)


def _councils() -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=Notice.objects.values("council"))


NOTES = NotesPart("Reviews", ("thing for a review", "things for a review"), review_notes, _councils)
