"""The board and the reviews of the demonstration case: who sits where, what was held, what was found."""

import datetime as dt

from boards.models import Board, BoardMembership, Meeting
from notices.models import Area, Notice, Obligation, PlannedEvent
from reports.demo.days import FernshireDays, afternoon, days_after
from reports.demo.people import CHIEF, DIRECTOR, FIGURES, Cast
from reports.demo.registers import obligation_of
from reviews.models import Finding, InformationRequest, Review, SelfAssessment

Capacity = BoardMembership.Capacity
QUESTIONS = (
    ("The rota of the front door team for the last three months", "Head of Assessment", -12, -10),
    ("Ten case records chosen by the reviewers", "Head of Quality Assurance", -12, -9),
    ("The list of open plans with their length", "Performance Manager", -12, None),
)
FINDINGS = (
    (Finding.Kind.STRENGTH, "b", "Screening has one door now, and decisions give their reasons."),
    (Finding.Kind.IMPROVEMENT, "c", "Too many children still change worker when agency staff leave."),
    (Finding.Kind.PRIORITY, "d", "Children on plans are not yet seen alone often enough."),
)


def fernshire_board(cast: Cast, notice: Notice, since: dt.date) -> None:
    """Seat the board and tie its meetings to the register's diary."""
    board = Board.objects.create(notice=notice, name="Fernshire Improvement Board", quorum=6)
    seats = ((CHIEF, Capacity.CHAIR), (DIRECTOR, Capacity.MEMBER), (FIGURES, Capacity.MEMBER))
    for title, capacity in seats:
        BoardMembership.objects.create(
            board=board, post=cast.posts[title], capacity=capacity, started_on=since
        )
    for organisation, capacity in (
        (cast.adviser_body, Capacity.ADVISER),
        *((partner, Capacity.PARTNER_AGENCY) for partner in cast.partners),
    ):
        BoardMembership.objects.create(
            board=board, organisation=organisation, capacity=capacity, is_required=True, started_on=since
        )
    _meetings(board, obligation_of(notice, "6", kind="meeting"), "County Hall, Fernham")


def westmere_board(cast: Cast, notice: Notice, since: dt.date) -> None:
    """Westmere's smaller board, chaired from outside."""
    board = Board.objects.create(notice=notice, name="Westmere Improvement Board")
    BoardMembership.objects.create(
        board=board,
        organisation=cast.adviser_body,
        capacity=Capacity.ADVISER,
        is_required=True,
        started_on=since,
    )
    BoardMembership.objects.create(
        board=board,
        post=cast.posts["Director of Children's Services"],
        capacity=Capacity.MEMBER,
        started_on=since,
    )
    _meetings(board, obligation_of(notice, "3.a"), "Civic Centre, Westmere")


def fernshire_reviews(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """The review that was held late, a visit of the inspectorate, and the review to come with its own assessment."""
    review = obligation_of(notice, "8", kind="review")
    held = _review(notice, review, days.first_review, held=True)
    held.outcome = "Progress in the front door and in assessment. The workforce is the main risk."
    held.save()
    areas = {area.letter: area for area in Area.objects.filter(notice=notice)}
    for kind, letter, words in FINDINGS:
        Finding.objects.create(review=held, kind=kind, area=areas[letter], words=words)
    SelfAssessment.objects.create(
        review=held, progress="Fourteen actions done, nine late.", staff_survey="Six in ten would recommend us.",
        supervision="Two in three supervisions on time.", submitted_by=cast.team,
        submitted_at=afternoon(days_after(days.first_review, -2)),
    )  # fmt: skip
    visit = days_after(days.today, -70)
    Review.objects.create(
        notice=notice, kind=Review.Kind.MONITORING_VISIT, scope="Help and protection", planned_on=visit, held_on=visit,
        outcome="Some progress from a low starting point.",
    )  # fmt: skip
    coming = _review(notice, review, days.next_review, held=False)
    SelfAssessment.objects.create(review=coming, progress="In draft: waits for the figures of the month.")
    for what, post, asked, provided in QUESTIONS:
        InformationRequest.objects.create(
            review=coming, what=what, owner_post=cast.posts[post], requested_on=days_after(days.today, asked),
            due_on=days_after(days.next_review, -2),
            provided_on=None if provided is None else days_after(days.today, provided),
        )  # fmt: skip


def _review(notice: Notice, obligation: Obligation, day: dt.date, *, held: bool) -> Review:
    event = PlannedEvent.objects.get(obligation=obligation, planned_on=day)
    return Review.objects.create(
        notice=notice, kind=Review.Kind.PROGRESS, scope="All areas of the notice", planned_event=event, planned_on=day,
        held_on=day if held else None,
    )  # fmt: skip


def _meetings(board: Board, obligation: Obligation, venue: str) -> None:
    for event in PlannedEvent.objects.filter(obligation=obligation, withdrawn_at=None):
        Meeting.objects.create(board=board, planned_event=event, venue=venue, starts_at=dt.time(14, 0))
