"""What the demonstration case promises of its boards and of its reviews, as a table would say it."""

import datetime as dt
from collections import Counter

from boards.models import AgreedMinutes, Attendance, Board, BoardAction, Challenge, Invitation, Meeting, Pack
from improvement_plans.answering import State
from improvement_plans.models import Source
from notices.models import Notice
from reviews.models import Question, Review, SignOfRecovery
from reviews.question_state import Progress
from reviews.selectors.findings import area_lines, counts_of, findings_of, review_before
from reviews.selectors.outcome import newest_outcome
from reviews.selectors.questions import question_progress

Status = Meeting.Status


def check_boards(today: dt.date) -> None:
    """Every meeting of the register's diary has its business, and the board follows what it gave to do."""
    board = Board.objects.get(notice__council__slug="fernshire")
    meetings = board.meetings.order_by("planned_event__planned_on")
    assert [each.status for each in meetings.order_by("-planned_event__planned_on")[:3]] == [
        Status.DRAFT, Status.CALLED, Status.MINUTES_DRAFTED,
    ]  # fmt: skip
    assert Counter(each.status for each in meetings)[Status.CANCELLED] == 1
    closed = [each for each in meetings if each.status == Status.CLOSED]
    assert len(closed) == 9
    for meeting in closed:
        agreed = AgreedMinutes.objects.get(meeting=meeting)
        assert agreed.agreed_on <= today
        assert meeting.minutes.versions.get().content_type == "application/pdf"
        assert len(agreed.content["items"]) == 10
        assert meeting.attendance.filter(state=Attendance.State.PRESENT).count() >= 5
    assert board.required_seats.count() == 4
    assert not board.required_seats.filter(memberships=None).exists()
    actions = Counter(
        "overdue" if each.state == BoardAction.State.OPEN and each.due_on < today else each.state
        for each in board.actions.all()
    )
    assert actions == {"done": 7, "overdue": 2, "open": 1}
    assert set(Challenge.objects.values_list("satisfied", flat=True)) == {"yes", "partly", "no"}
    assert not Challenge.objects.exclude(item__meeting__board=board).exists()


def check_next_meeting() -> None:
    """The next meeting is called, has papers, one item in private, and its pack is asked for; nobody is written to."""
    meeting = Meeting.objects.get(status=Status.CALLED)
    titles = set(meeting.items.filter(papers__isnull=False).values_list("papers__title", flat=True))
    assert titles == {"Progress report for October 2026", "Caseloads by team"}
    assert meeting.items.filter(is_confidential=True).count() == 1
    assert Pack.objects.get(meeting=meeting).number == 0
    assert meeting.invitations.exists()
    assert not Invitation.objects.filter(sent_at=None).exists()


def check_reviews(today: dt.date) -> None:
    """Four reviews were held and found things that the plan answers; the next is prepared and answered in part."""
    notice = Notice.objects.get(council__slug="fernshire")
    held = {each.kind: each for each in Review.objects.filter(notice=notice, held_on__isnull=False)}
    assert set(held) == {"diagnostic", "progress", "monitoring_visit", "peer"}
    assert all(
        each.outcome_on and each.held_on.weekday() < 5 for each in held.values() if each.kind != "progress"
    )
    newest = newest_outcome(notice.council, today)
    assert newest is not None
    assert newest.kind == "peer"
    progress = counts_of(findings_of(held["progress"], today))
    assert (progress.total, progress.strengths, progress.planned, progress.not_planned) == (4, 1, 2, 1)
    diagnostic = counts_of(findings_of(held["diagnostic"], today))
    assert (diagnostic.planned, diagnostic.unanswered) == (3, 1)
    assert not Source.objects.filter(
        plan__notice=notice, origin="review", answers=None, answerings=None
    ).exists()
    assert review_before(held["progress"]) == held["diagnostic"]
    moved = {
        line.area.letter: line.movement.value for line in area_lines(held["progress"], held["diagnostic"])
    }
    assert (moved["a"], moved["c"], moved["d"]) == ("Better", "Better", "Rated for the first time")


def check_coming_review(today: dt.date) -> None:
    """Eight questions of a letter: four signed off, one waiting for it, three unanswered of which one is late."""
    review = Review.objects.get(notice__council__slug="fernshire", held_on=None)
    assert question_progress(review, today) == Progress(unanswered=3, awaiting=1, signed_off=4, overdue=1)
    for question in Question.objects.filter(signed_off_at__isnull=False):
        assert question.signed_off_by != question.written_by
    assert review.self_assessment.objectives.count() == 6
    assert not review.self_assessment.is_submitted
    rated = Counter(review.signs_of_recovery.values_list("rated_before", flat=True))
    levels = SignOfRecovery.Level
    assert rated == {levels.EMERGING: 2, levels.SEEN: 1, levels.NOT_SEEN: 1, "": 1}
    given = Counter(each.provided_on is not None for each in review.information_requests.all())
    assert given[True] >= 3
    assert given[False] >= 3
    arranged = review.preparations.filter(done_by_itself="", due_on__lt=today)
    assert arranged.filter(done_on=None).count() == 1
    assert arranged.exclude(done_on=None).exists()
    assert State.UNANSWERED not in {line.state for line in findings_of(review, today)}
