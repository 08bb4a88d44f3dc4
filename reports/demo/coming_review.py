"""The coming review of the demonstration case: prepared, answered in part, the own assessment in draft."""

import datetime as dt

from improvement_plans.models import Objective
from notices.models import Area, Notice, Party
from reports.demo.days import FernshireDays, afternoon, days_after
from reports.demo.people import IMPROVEMENT, Cast
from reports.demo.registers import TEXTS
from reports.demo.tables import rows
from reviews.letters import read_letter
from reviews.models import InformationRequest, Kind, Question, Review
from reviews.services.assessing import Narrative, assess_objective, write_narrative
from reviews.services.information import Wanted, add_information, provide_information
from reviews.services.letters import add_questions
from reviews.services.planning import ReviewWords, plan_review
from reviews.services.preparing import record_done
from reviews.services.questions import Asked, answer_question, edit_question, sign_off
from reviews.services.recording import Proofs
from reviews.services.signs import SignWords, add_sign, rate_before

NOTHING = Proofs()
PLANNED_AHEAD, LETTER_CAME, ANSWERED, SIGNED = -24, -18, -6, -3
"""On which day from the day of loading the review was planned, the letter came, and its answers were written."""
ALSO_WANTED = (
    ("The rota of the front door team for the last three months", "Head of Assessment", -10),
    ("Ten case records chosen by the reviewers", "Head of Quality Assurance", -9),
    ("The list of open plans with their length", "Performance Manager", None),
)
"""What the reviewers asked for beside what the notice names: by which post, and on which day it was given."""


def coming_review(cast: Cast, notice: Notice, days: FernshireDays) -> Review:
    """Plan the next review and prepare it as far as people would have by now."""
    planned = days_after(days.today, PLANNED_AHEAD)
    review = plan_review(
        notice=notice, kind=Kind.PROGRESS, planned_on=days.next_review, by=cast.team, today=planned,
        prepared_by=cast.posts[IMPROVEMENT],
        words=ReviewWords(
            scope="All areas of the notice", areas=tuple(Area.objects.filter(notice=notice)),
            led_by=Party.ADVISER_DEPARTMENT_OR_COMMISSIONED, conducted_by=cast.adviser_body,
            reviewers="The adviser, and two officials of the Department",
        ),
    )  # fmt: skip
    _information(cast, review, days)
    _arrangements(cast, review, days)
    _signs(cast, review, days)
    _assessment(cast, review, days)
    _letter(cast, review, days)
    _answers(cast, review, days)
    return review


def _information(cast: Cast, review: Review, days: FernshireDays) -> None:
    """Ask for what is wanted beside the notice's own list, and give what has been given."""
    asked = days_after(days.today, -12)
    for what, post, given in ALSO_WANTED:
        wanted = Wanted(
            what, InformationRequest.Kind.FILES, cast.posts[post], days_after(days.next_review, -2)
        )
        request = add_information(review=review, wanted=wanted, by=cast.team, today=asked)
        if given is not None:
            _given(cast, request, days_after(days.today, given))
    for request in review.information_requests.filter(
        kind=InformationRequest.Kind.FACILITIES, provided_on=None
    ):
        _given(cast, request, days_after(days.today, -5))


def _given(cast: Cast, request: InformationRequest, day: dt.date) -> None:
    provide_information(
        request=request, provided_on=day, words="Sent to the reviewers by e-mail", proofs=NOTHING,
        revision=request.revision, by=cast.team, today=day,
    )  # fmt: skip


def _arrangements(cast: Cast, review: Review, days: FernshireDays) -> None:
    """What was due by now is arranged, but for the newest of it."""
    due = review.preparations.filter(done_by_itself="", due_on__lt=days.today).order_by("due_on", "pk")
    for each in list(due)[:-1]:
        done_on = min(each.due_on, days_after(days.today, -4))
        record_done(
            preparation=each, done_on=done_on, note="Agreed and confirmed", by=cast.team, today=done_on
        )


def _signs(cast: Cast, review: Review, days: FernshireDays) -> None:
    for row in rows("review_signs"):
        area = Area.objects.get(notice=review.notice, letter=row["area"])
        words = SignWords(row["words"], row["expected_of"], area, cast.posts[row["post"]])
        sign = add_sign(review=review, words=words, by=cast.team)
        if row["level"]:
            rate_before(
                sign=sign, level=row["level"], because=row["because"], revision=sign.revision, by=cast.team,
                today=days_after(days.today, -5),
            )  # fmt: skip


def _assessment(cast: Cast, review: Review, days: FernshireDays) -> None:
    """Write a part of the own assessment: it waits for the figures of the month and for eight objectives."""
    narrative = Narrative(
        progress="Half of the actions are done. Two objectives are slow, and both hang on posts that are vacant.",
        supervision="Two in three supervisions took place. The quality of the notes is better in two teams.",
    )
    day = days_after(days.today, -2)
    write_narrative(review=review, narrative=narrative, proofs=NOTHING, revision=1, by=cast.team, today=day)
    objectives = {each.reference: each for each in Objective.objects.filter(plan__notice=review.notice)}
    for row in rows("review_objectives"):
        assess_objective(
            review=review, objective=objectives[row["objective"]], judgement=row["judgement"], words=row["words"],
            proofs=NOTHING, revision=0, by=cast.team, today=day,
        )  # fmt: skip


def _letter(cast: Cast, review: Review, days: FernshireDays) -> None:
    """Take the Department's questions from its letter, as somebody would paste them, and give each to a post."""
    came, due = days_after(days.today, LETTER_CAME), days_after(days.today, 2)
    letter = read_letter((TEXTS / "department_letter.txt").read_text(encoding="utf-8"))
    asked = Asked("The Department, in its letter before the review", came, due)
    questions = add_questions(review=review, letter=letter.questions, asked=asked, by=cast.team, today=came)
    for question, row in zip(questions, rows("review_questions"), strict=True):
        # One of those that nobody answered was wanted sooner.
        due_on = days_after(days.today, -1) if row["number"] == "6" else due
        edit_question(
            question=question, number=question.number, words=question.words, by=cast.team, today=came,
            asked=Asked(asked.asked_by, came, due_on, cast.posts[row["post"]]), revision=question.revision,
        )  # fmt: skip


def _answers(cast: Cast, review: Review, days: FernshireDays) -> None:
    """Let the holders of the posts answer, and the chair sign off what they wrote."""
    written, signed = days_after(days.today, ANSWERED), days_after(days.today, SIGNED)
    by_number = {each.number: each for each in review.questions.select_related("answered_by")}
    for row in rows("review_questions"):
        question = by_number[int(row["number"])]
        if not row["answer"] or question.answered_by is None:
            continue
        question = answer_question(
            question=question, answer=row["answer"], sources=row["sources"], proofs=NOTHING, today=written,
            by=cast.speaker(question.answered_by, written), revision=question.revision,
        )  # fmt: skip
        moments = {"answered_at": afternoon(written)}
        if row["signed"] == "yes":
            sign_off(question=question, by=cast.people["chair"], revision=question.revision)
            moments["signed_off_at"] = afternoon(signed)
        Question.objects.filter(pk=question.pk).update(**moments)
