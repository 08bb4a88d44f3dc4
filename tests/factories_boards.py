"""Rows for tests of boards: seats, series, meetings in each status, and the invitations to them."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Organisation, User
from boards.models import (
    AgendaItem,
    Board,
    BoardAction,
    BoardMembership,
    Capacity,
    Invitation,
    Meeting,
    MeetingSeries,
    Outcome,
    RequiredSeat,
)
from notices.models import Notice, Obligation
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)

SAT_FROM = dt.date(2026, 2, 1)
PLANNED = dt.date(2026, 12, 16)
"""A Wednesday, 24 days after the day of the tests."""


class BoardFactory(DjangoModelFactory[Board]):
    """A board of a notice of its own; pass `notice=` for the notice of a test."""

    class Meta:
        model = Board

    notice = factory.SubFactory(NoticeFactory)
    name = "Improvement Board"


class MembershipObligationFactory(ObligationFactory):
    """The duty that somebody sits on the board."""

    summary = "The adviser sits on the board"
    kind = Obligation.Kind.MEMBERSHIP


class RequiredSeatFactory(DjangoModelFactory[RequiredSeat]):
    class Meta:
        model = RequiredSeat

    board = factory.SubFactory(BoardFactory)
    obligation = factory.SubFactory(
        MembershipObligationFactory, clause__notice=factory.SelfAttribute("...board.notice")
    )
    who = factory.Sequence(lambda n: f"Required agency {n}")
    capacity = Capacity.PARTNER_AGENCY


class SeatFactory(DjangoModelFactory[BoardMembership]):
    """A member's seat held by a post of the board's council; nobody holds the post unless a test says so."""

    class Meta:
        model = BoardMembership

    board = factory.SubFactory(BoardFactory)
    post = factory.SubFactory(PostFactory, organisation=factory.SelfAttribute("..board.notice.council"))
    capacity = Capacity.MEMBER
    started_on = SAT_FROM


class AgencySeatFactory(DjangoModelFactory[BoardMembership]):
    """A partner agency's seat, and the person who sits for it."""

    class Meta:
        model = BoardMembership

    board = factory.SubFactory(BoardFactory)
    organisation = factory.SubFactory("tests.factories.CouncilFactory", kind=Organisation.Kind.PARTNER_AGENCY)
    person = factory.SubFactory(UserFactory)
    capacity = Capacity.PARTNER_AGENCY
    started_on = SAT_FROM


class MeetingSeriesFactory(DjangoModelFactory[MeetingSeries]):
    """Third Wednesdays at 14:00, under a duty to meet in each calendar month."""

    class Meta:
        model = MeetingSeries

    board = factory.SubFactory(BoardFactory)
    obligation = factory.SubFactory(
        ObligationFactory, summary="Meet every month", clause__notice=factory.SelfAttribute("...board.notice")
    )
    starts_at = dt.time(14)
    ends_at = dt.time(16)
    venue = "Committee Room 4"


class MeetingFactory(DjangoModelFactory[Meeting]):
    """A draft meeting on 16 December 2026 at 14:00, its day in the diary of a duty of the board's notice."""

    class Meta:
        model = Meeting

    board = factory.SubFactory(BoardFactory)
    planned_event = factory.SubFactory(
        PlannedEventFactory,
        planned_on=PLANNED,
        obligation__clause__notice=factory.SelfAttribute("....board.notice"),
    )
    starts_at = dt.time(14)
    ends_at = dt.time(16)
    venue = "Committee Room 4"


class CalledMeetingFactory(MeetingFactory):
    """One to which people are invited. Its invitations are the test's own to make."""

    status = Meeting.Status.CALLED
    papers_due_on = dt.date(2026, 12, 8)
    called_at = factory.LazyFunction(timezone.now)
    called_by = factory.SubFactory(UserFactory)


class HeldMeetingFactory(MeetingFactory):
    """One that was held as planned on Wednesday 11 November 2026, and is in progress unless a test says further."""

    status = Meeting.Status.IN_PROGRESS
    planned_event = factory.SubFactory(
        PlannedEventFactory,
        planned_on=dt.date(2026, 11, 11),
        obligation__clause__notice=factory.SelfAttribute("....board.notice"),
    )
    held_on = factory.SelfAttribute("planned_event.planned_on")
    chaired_by = "The chair"


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(CalledMeetingFactory)
    person = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("person.email")


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Item {n}")


class OutcomeFactory(DjangoModelFactory[Outcome]):
    """That an item of a meeting in progress came to an action."""

    class Meta:
        model = Outcome

    item = factory.SubFactory(AgendaItemFactory, meeting=factory.SubFactory(HeldMeetingFactory))
    kind = Outcome.Kind.ACTION
    words = factory.Sequence(lambda n: f"Bring a paper, {n}")


class BoardActionFactory(DjangoModelFactory[BoardAction]):
    """An action given by a meeting of its board to a post of the board's council."""

    class Meta:
        model = BoardAction

    board = factory.SubFactory(BoardFactory)
    outcome = factory.SubFactory(OutcomeFactory, item__meeting__board=factory.SelfAttribute("....board"))
    reference = factory.Sequence(lambda n: f"B{n:03}")
    words = factory.SelfAttribute("outcome.words")
    owner_post = factory.SubFactory(PostFactory, organisation=factory.SelfAttribute("..board.notice.council"))
    due_on = dt.date(2026, 12, 9)


def monthly_duty(notice: Notice, *, number: str = "6") -> Obligation:
    """Return a duty of the notice to meet in each calendar month, under a clause of this number."""
    duty = ObligationFactory(clause=ClauseFactory(notice=notice, number=number), summary="Meet every month")
    CadenceTermsFactory(obligation=duty)
    return duty


def four_weekly_duty(notice: Notice, *, number: str = "7") -> Obligation:
    """Return a duty of the notice to meet at least every four weeks, rolling."""
    duty = ObligationFactory(
        clause=ClauseFactory(notice=notice, number=number), summary="Meet at least every four weeks"
    )
    CadenceTermsFactory(obligation=duty, terms={"type": "at_least_every", "n": 4, "unit": "weeks"})
    return duty


def seated(board: Board, person: User, *, capacity: str = Capacity.MEMBER) -> BoardMembership:
    """Give `person` a post of the board's council and the post a seat, both long held; return the seat."""
    seat = SeatFactory(board=board, capacity=capacity)
    PostHoldingFactory(post=seat.post, person=person)
    return seat


def seated_for(board: Board, person: User, agency: Organisation) -> BoardMembership:
    """Let `person` sit on the board for a partner agency; return the seat."""
    return AgencySeatFactory(board=board, organisation=agency, person=person)


def held(meeting: Meeting) -> None:
    """Record in the register that a meeting was held on its day."""
    event = meeting.planned_event
    DischargeFactory(
        obligation=event.obligation, effective_on=meeting.held_on or event.planned_on, for_event=event
    )
