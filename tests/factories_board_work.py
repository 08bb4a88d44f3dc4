"""Rows for tests of a meeting's business: papers, links, what was said, attendance, and small scenes of them."""

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import Organisation, Post
from boards.models import (
    AgendaItem,
    AgendaLink,
    AgendaTemplateItem,
    Attendance,
    Board,
    BoardAction,
    Challenge,
    ItemMinute,
    Meeting,
    Outcome,
    Paper,
)
from notices.models import Notice, Obligation
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    FileVersionFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostFactory,
)
from tests.factories_boards import (
    AgendaItemFactory,
    BoardActionFactory,
    BoardFactory,
    HeldMeetingFactory,
    MeetingFactory,
    OutcomeFactory,
)

HOME = "/councils/fernshire/board/"
HELD_ON = dt.date(2026, 11, 11)


class TemplateItemFactory(DjangoModelFactory[AgendaTemplateItem]):
    class Meta:
        model = AgendaTemplateItem

    board = factory.SubFactory(BoardFactory)
    order = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Template item {n}")


class PaperFactory(DjangoModelFactory[Paper]):
    """A PDF that came with the paper."""

    class Meta:
        model = Paper

    item = factory.SubFactory(AgendaItemFactory)
    title = factory.Sequence(lambda n: f"Paper {n}")
    version = factory.SubFactory(
        FileVersionFactory,
        evidence__council=factory.SelfAttribute("...item.meeting.board.notice.council"),
        evidence__title=factory.SelfAttribute("...title"),
        content=factory.LazyAttribute(lambda row: f"%PDF-1.7 {row.factory_parent.title}".encode()),
        filename="paper.pdf",
    )
    was_uploaded = True


class AgendaLinkFactory(DjangoModelFactory[AgendaLink]):
    class Meta:
        model = AgendaLink

    item = factory.SubFactory(AgendaItemFactory)
    kind = "objective"
    key = factory.Sequence(lambda n: n + 1)
    words = factory.Sequence(lambda n: f"What it was called {n}")


class ItemMinuteFactory(DjangoModelFactory[ItemMinute]):
    class Meta:
        model = ItemMinute

    item = factory.SubFactory(AgendaItemFactory)
    words = "The head of service said how it stands."


class ChallengeFactory(DjangoModelFactory[Challenge]):
    class Meta:
        model = Challenge

    item = factory.SubFactory(AgendaItemFactory)
    asked_by = "The chair"
    question = "Why is it late?"
    answered_by = "The director"
    answer = "Two posts were empty."
    satisfied = Challenge.Satisfied.PARTLY


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(HeldMeetingFactory)
    name = factory.Sequence(lambda n: f"Somebody {n}")
    state = Attendance.State.PRESENT


def a_board(council: Organisation, **fields: Any) -> Board:
    """Return a board under a notice of the council."""
    from tests.factories import NoticeFactory

    return BoardFactory(notice=NoticeFactory(council=council), **fields)


def meeting_on(board: Board, day: dt.date, **fields: Any) -> Meeting:
    """Return a draft meeting of the board on a day, under a duty of its own."""
    event = PlannedEventFactory(
        obligation=ObligationFactory(clause=ClauseFactory(notice=board.notice)), planned_on=day
    )
    return MeetingFactory(board=board, planned_event=event, **fields)


def held_meeting(board: Board, day: dt.date = HELD_ON, **fields: Any) -> Meeting:
    """Return a meeting of the board that was held on a day, in progress unless told otherwise."""
    event = PlannedEventFactory(
        obligation=ObligationFactory(clause=ClauseFactory(notice=board.notice)), planned_on=day
    )
    return HeldMeetingFactory(board=board, planned_event=event, **fields)


def item_of(meeting: Meeting, **fields: Any) -> AgendaItem:
    """Return an item at the end of a meeting's agenda."""
    fields.setdefault("order", meeting.items.count() + 1)
    return AgendaItemFactory(meeting=meeting, **fields)


def confidential_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    """Return a confidential item with everything that can hang on one, each with SECRET in its words."""
    item = item_of(
        meeting, title="SECRET title", summary="SECRET summary", is_confidential=True,
        confidential_because="SECRET reason", **fields,
    )  # fmt: skip
    PaperFactory(item=item, title="SECRET paper")
    AgendaLinkFactory(item=item, words="SECRET link")
    if meeting.was_held:
        ItemMinuteFactory(item=item, words="SECRET minutes")
        OutcomeFactory(item=item, kind=Outcome.Kind.DECISION, words="SECRET decision", decided_by="The board")
        action_of(item, words="SECRET action")
        ChallengeFactory(item=item, question="SECRET question")
    return item


def action_of(item: AgendaItem, **fields: Any) -> BoardAction:
    """Return an action that came of an item."""
    words = fields.pop("words", "Bring a paper")
    fields.setdefault("owner_post", post_of(item.meeting.board))
    return BoardActionFactory(
        board=item.meeting.board, outcome=OutcomeFactory(item=item, words=words), words=words, **fields
    )


def post_of(board: Board, **fields: Any) -> Post:
    """Return a post of the board's council."""
    return PostFactory(organisation=board.notice.council, **fields)


def report_to_each_meeting(notice: Notice, meeting: Meeting, *, number: str = "6.b") -> Obligation:
    """Return the duty to report to each board meeting, which hangs on the duty under which `meeting` is held."""
    duty = ObligationFactory(
        clause=ClauseFactory(notice=notice, number=number),
        summary="The council reports to each board meeting",
        kind=Obligation.Kind.REPORT,
    )
    terms = {"type": "at_each", "of": "board meeting"}
    CadenceTermsFactory(obligation=duty, terms=terms, follows=meeting.planned_event.obligation)
    return duty
