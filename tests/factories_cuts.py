"""A council with something of everything that a cut holds, so that every kind of report has something in every part."""

import datetime as dt
from decimal import Decimal

from accounts.models import Organisation, User
from boards.models import Attendance, Board, BoardMembership, Challenge, Outcome
from improvement_plans.models import Plan, Rating
from notices.models import Notice, Obligation, Party
from reports.kinds import kind_of
from reports.models import DataCut, Escalation, Report, ReportSection
from reports.services.cutting import take_cut
from reviews.models import Finding, Review
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    EvidenceFactory,
    FileVersionFactory,
    ObligationFactory,
    PlannedEventFactory,
    UserFactory,
)
from tests.factories_boards import (
    AgendaItemFactory,
    BoardActionFactory,
    BoardFactory,
    HeldMeetingFactory,
    MeetingFactory,
    OutcomeFactory,
    RequiredSeatFactory,
    SeatFactory,
)
from tests.factories_pace import PaceNoteFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    CompletionFactory,
    DueDateChangeFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ReviewFactory,
)
from tests.factories_publication import a_month, months_of
from tests.factories_reviews import AreaRatingFactory, FindingFactory
from tests.factories_sources import AnswerFactory, SourceFactory
from tests.factories_text import BudgetLineFactory
from tests.factories_voices import ChangedVoiceFactory, RiskFactory, RiskScoreFactory, VoiceFactory

SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
END_OF_SEPTEMBER, END_OF_OCTOBER = dt.date(2026, 9, 30), dt.date(2026, 10, 31)
LONG_BEFORE = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
SECRET, CONFIDENTIAL = "Minutes that name a family", "A decision about one member of staff"

WORDS = {
    "analysis": "## Leadership\n\nVisits fell **sharply** in October.\n\n- Two managers left\n- One post is filled",
    "recommendations": "1. Fill the third post by 1 December.\n2. Bring visits back to 90%.",
}


def a_full_case(council: Organisation) -> Notice:
    """Return a notice with figures, plan, money, voices, risks, a board, a review and an escalation."""
    indicators = a_month(council)
    indicators["small"].is_key = True
    indicators["small"].save()
    plan = Plan.objects.get()
    notice = plan.notice
    indicators["small"].objectives.set([plan.objectives.get()])
    _duties(notice)
    _actions(plan)
    _said_and_feared(plan)
    _board(notice)
    _review(notice, plan)
    escalation = Escalation.objects.create(
        notice=notice, raised_on=dt.date(2026, 9, 20), raised_by="Director of Children's Services",
        raised_to=Party.DEPARTMENT, what="No second bidder for the family support contract",
        because="The only bidder withdrew.", recorded_at=LONG_BEFORE,
    )  # fmt: skip
    escalation.evidence.add(_proof(council, "Letter to the Department", leaves=True))
    return notice


def a_draft(notice: Notice, kind: str, by: User, cut: DataCut, **changed: object) -> Report:
    """Return a report of a kind with words in each of its sections."""
    report = Report.objects.create(
        notice=notice, kind=kind, month=cut.month, cut=cut, started_by=by, **changed
    )
    for section in kind_of(kind).sections:
        text = WORDS.get(section.key, f"What is to be said of **{section.title.lower()}** stands here.")
        ReportSection.objects.create(report=report, key=section.key, text=text, written_by=by)
    return report


def two_cuts(notice: Notice, by: User, today: dt.date) -> tuple[DataCut, DataCut]:
    """Take September's cut and October's."""
    return take_cut(notice, SEPTEMBER, by, today), take_cut(notice, OCTOBER, by, today)


def _duties(notice: Notice) -> None:
    """Meet each month (missed once), report each month (late once), and what the adviser owes."""
    meet = ObligationFactory(clause=ClauseFactory(notice=notice, number="3"), summary="Meet every month")
    CadenceTermsFactory(obligation=meet)
    report = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="5"), summary="Report to the adviser",
        kind=Obligation.Kind.REPORT, duty_holder=Party.COUNCIL, recipient=Party.ADVISER,
    )  # fmt: skip
    CadenceTermsFactory(obligation=report, terms={"type": "at_least_every", "n": 1, "unit": "months"})
    for month in range(2, 10):
        if month != 7:
            held = DischargeFactory(
                obligation=meet, effective_on=dt.date(2026, month, 14), recorded_at=LONG_BEFORE
            )
            held.evidence.add(_proof(notice.council, f"Minutes of month {month}", leaves=True))
            held.evidence.add(_proof(notice.council, SECRET, leaves=False))
        day = dt.date(2026, month, 10 if month != 5 else 25)
        DischargeFactory(obligation=report, effective_on=day, what="Report issued", recorded_at=LONG_BEFORE)
    theirs = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="8", section="Review"), summary="Review progress",
        kind=Obligation.Kind.REVIEW, duty_holder=Party.ADVISER, owed_by_council=False,
    )  # fmt: skip
    CadenceTermsFactory(obligation=theirs, terms={"type": "at_least_every", "n": 6, "unit": "months"})


def _proof(council: Organisation, title: str, *, leaves: bool) -> object:
    confidentiality = "may_leave" if leaves else "council_only"
    proof = EvidenceFactory(council=council, title=title, confidentiality=confidentiality)
    FileVersionFactory(evidence=proof, content=title.encode())
    return proof


def _actions(plan: Plan) -> None:
    """Done in October, overdue since the end of September, put back, and as planned."""
    first, second = plan.notice.areas.order_by("letter")[:2]
    objective = plan.objectives.get()
    fallen = ActionFactory(
        objective=objective,
        reference="1.2",
        title="Fill the third post",
        original_due_on=dt.date(2026, 9, 30),
    )
    ActionUpdateFactory(
        action=fallen, given_on=dt.date(2026, 10, 20), narrative="The second bidder begins in December.",
        rating=Rating.RED, rating_reason="The post is vacant.",
    )  # fmt: skip
    done = ActionFactory(objective=objective, reference="1.3", title="Agree the standard for supervision")
    CompletionFactory(action=done, done_on=dt.date(2026, 10, 12), recorded_at=LONG_BEFORE)
    practice = ObjectiveFactory(plan=plan, reference="O2", title="Visits that count", areas=[first, second])
    moved = ActionFactory(objective=practice, reference="2.1", title="Train every team in visits")
    DueDateChangeFactory(action=moved, changed_on=dt.date(2026, 10, 5), recorded_at=LONG_BEFORE)
    for number in range(2, 9):
        action = ActionFactory(
            objective=practice, reference=f"2.{number}", title=f"Audit the files of team {number}"
        )
        ActionUpdateFactory(action=action, given_on=dt.date(2026, 9, 15), recorded_at=LONG_BEFORE)
    PaceNoteFactory(objective=objective, noted_on=dt.date(2026, 10, 21), step_due_on=dt.date(2026, 12, 10))
    line = BudgetLineFactory(plan=plan, code="B1", title="Interim managers", amount=Decimal(120_000))
    fallen.budget_line, fallen.cost = line, Decimal(45_000)
    fallen.save()


def _said_and_feared(plan: Plan) -> None:
    ChangedVoiceFactory(plan=plan)
    VoiceFactory(plan=plan, group="staff", theme="Caseloads", words="I have 27 children.", is_summary=True)
    risk = RiskFactory(plan=plan, reference="R1", title="Too few experienced workers")
    RiskScoreFactory(
        risk=risk, scored_on=dt.date(2026, 9, 5), residual_likelihood=3, residual_impact=3,
        recorded_at=LONG_BEFORE,
    )  # fmt: skip
    RiskScoreFactory(
        risk=risk, scored_on=dt.date(2026, 10, 5), residual_likelihood=4, residual_impact=4,
        recorded_at=LONG_BEFORE,
    )  # fmt: skip
    risk.mitigations.set(plan.objectives.get(reference="O1").actions.all())


def _board(notice: Notice) -> Board:
    """Two meetings, the second without a quorum; two decisions and two actions, one each confidential; questions."""
    board: Board = BoardFactory(notice=notice, quorum=2)
    RequiredSeatFactory(board=board, who="The police", obligation=None)
    seats = [SeatFactory(board=board) for _ in range(3)]
    meet = Obligation.objects.get(clause__notice=notice, summary="Meet every month")
    for day, came in ((dt.date(2026, 9, 14), 3), (dt.date(2026, 10, 14), 1)):
        event = PlannedEventFactory(obligation=meet, planned_on=day, recorded_at=LONG_BEFORE)
        meeting = HeldMeetingFactory(board=board, planned_event=event)
        _attended(meeting, seats, came)
    item = AgendaItemFactory(meeting=meeting)
    closed_item = AgendaItemFactory(
        meeting=meeting, is_confidential=True, confidential_because="It is about a person."
    )
    for where, words in ((item, "To fill the third post at once"), (closed_item, CONFIDENTIAL)):
        OutcomeFactory(item=where, kind=Outcome.Kind.DECISION, words=words, decided_by="The board")
    Challenge.objects.create(
        item=item, asked_by="A member", question="Why are visits late?", answered_by="The head of service",
        answer="Two managers left.", satisfied="partly",
    )  # fmt: skip
    Challenge.objects.create(item=item, asked_by="The chair", question="Until when?", satisfied="to_follow")
    BoardActionFactory(
        board=board,
        outcome__item=item,
        reference="B1",
        words="Bring figures of vacancies",
        due_on=dt.date(2026, 10, 21),
    )
    BoardActionFactory(board=board, outcome__item=closed_item, reference="B2", words=CONFIDENTIAL)
    MeetingFactory(
        board=board,
        planned_event=PlannedEventFactory(
            obligation=meet, planned_on=dt.date(2026, 11, 18), recorded_at=LONG_BEFORE
        ),
    )
    return board


def _attended(meeting: object, seats: list[BoardMembership], came: int) -> None:
    for place, seat in enumerate(seats):
        state = Attendance.State.PRESENT if place < came else Attendance.State.APOLOGIES
        Attendance.objects.create(meeting=meeting, membership=seat, name=f"Member {place}", state=state)


def _review(notice: Notice, plan: Plan) -> None:
    review = ReviewFactory(
        notice=notice, planned_on=dt.date(2026, 7, 14), held_on=dt.date(2026, 7, 15),
        outcome="Progress is real and uneven.", outcome_on=dt.date(2026, 7, 30),
        consequence=Review.Consequence.CONTINUES, outcome_by=UserFactory(),
    )  # fmt: skip
    area = notice.areas.get(letter="a")
    AreaRatingFactory(review=review, area=area)
    source = SourceFactory(plan=plan, reference="PR-1")
    AnswerFactory(source=source)
    FindingFactory(review=review, area=area, source=source, reference="F1", words="Managers change too often")
    FindingFactory(review=review, area=area, reference="F2", words="Nobody reads the digest")
    FindingFactory(
        review=review, area=area, kind=Finding.Kind.STRENGTH, reference="F3", words="Foster carers are heard"
    )


def more_of_everything(notice: Notice) -> None:
    """Add a second of each thing to a full case."""
    plan = Plan.objects.get(notice=notice)
    meet = Obligation.objects.get(clause__notice=notice, summary="Meet every month")
    report = Obligation.objects.get(clause__notice=notice, summary="Report to the adviser")
    for title in ("Second minutes", "Third minutes"):
        DischargeFactory(
            obligation=report, effective_on=dt.date(2026, 10, 20), recorded_at=LONG_BEFORE
        ).evidence.add(_proof(notice.council, title, leaves=True))
    objective = ObjectiveFactory(
        plan=plan, reference="O3", title="A third", areas=list(notice.areas.all()[:1])
    )
    action = ActionFactory(objective=objective, reference="3.1")
    ChangedVoiceFactory(plan=plan, areas=list(notice.areas.all()[:1]))
    risk = RiskFactory(plan=plan)
    RiskScoreFactory(risk=risk, scored_on=dt.date(2026, 10, 5), recorded_at=LONG_BEFORE)
    risk.mitigations.set([action])
    BudgetLineFactory(plan=plan)
    indicator = IndicatorFactory(council=notice.council, is_key=True)
    indicator.areas.set(notice.areas.all()[:1])
    months_of(indicator, [80, 81, 82])
    board = Board.objects.get()
    event = PlannedEventFactory(obligation=meet, planned_on=dt.date(2026, 10, 21), recorded_at=LONG_BEFORE)
    meeting = HeldMeetingFactory(board=board, planned_event=event)
    _attended(meeting, [SeatFactory(board=board)], 1)
    item = AgendaItemFactory(meeting=meeting)
    OutcomeFactory(item=item, kind=Outcome.Kind.DECISION, words="A third", decided_by="The board")
    BoardActionFactory(board=board, outcome__item=item)
    Challenge.objects.create(item=item, asked_by="A member", question="And now?", satisfied="to_follow")
    RequiredSeatFactory(board=board, obligation=None)
    review = ReviewFactory(notice=notice, planned_on=dt.date(2026, 10, 2), held_on=dt.date(2026, 10, 2))
    AreaRatingFactory(review=review, area=notice.areas.order_by("letter")[0])
    source = SourceFactory(plan=plan)
    AnswerFactory(source=source)
    FindingFactory(review=review, source=source)
    escalation = Escalation.objects.create(
        notice=notice, raised_on=dt.date(2026, 10, 2), raised_by="The chair", raised_to=Party.DEPARTMENT,
        what="A second", because="It is so.",
    )  # fmt: skip
    escalation.evidence.add(_proof(notice.council, "A second letter", leaves=True))
