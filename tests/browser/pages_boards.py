"""Pages of boards, their seats, their series and their meetings that axe looks at."""

import datetime as dt

from boards.models import Board, Meeting, MeetingSeries
from core.clock import today
from notices.models import Notice, Obligation
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
)
from tests.factories_boards import (
    AgencySeatFactory,
    BoardFactory,
    CalledMeetingFactory,
    HeldMeetingFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    RequiredSeatFactory,
    SeatFactory,
    monthly_duty,
    seated,
)

HOME = "/councils/fernshire/board/"
D = dt.date
WEEKS = [dt.timedelta(weeks=n) for n in range(20)]


def a_board(known: Known) -> Board:
    """A board with a chair, members, an agency that fills a required seat, one that nobody fills, and a past seat."""
    notice = NoticeFactory(council=known("council"), in_force_from=D(2026, 8, 3))
    board = BoardFactory(notice=notice, quorum=3)
    words = "The Board should include the adviser and key partner agencies in its membership."
    membership = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="6", words=words), kind=Obligation.Kind.MEMBERSHIP,
        summary="Include the adviser and key partner agencies in its membership", words=words,
    )  # fmt: skip
    seat = seated(board, known("chair"), capacity="chair")
    seat.appointed_by = "council"
    seat.save()
    seated(board, known("board_member"))
    seated(board, known("improver"))
    health = RequiredSeatFactory(board=board, obligation=membership, who="Health services")
    AgencySeatFactory(
        board=board, fills=health, is_required=True, organisation__name="Fernshire Health Trust",
        person__name="Petra Longden",
    )  # fmt: skip
    RequiredSeatFactory(board=board, obligation=membership, who="The police")
    SeatFactory(board=board, ended_on=D(2026, 9, 30), post__title="Head of Commissioning")
    return board


def a_series(known: Known) -> MeetingSeries:
    """A series under a monthly duty: met so far but for one month; a report is due before each meeting."""
    board = a_board(known)
    duty = monthly_duty(board.notice, number="7")
    report = ObligationFactory(
        clause=ClauseFactory(notice=board.notice, number="5.b"),
        kind=Obligation.Kind.REPORT,
        summary="Progress report",
    )
    CadenceTermsFactory(
        obligation=report, follows=duty,
        terms={"type": "before_each", "of": "board meeting", "lead": 5, "lead_unit": "clear_working_days"},
    )  # fmt: skip
    series = MeetingSeriesFactory(
        board=board, obligation=duty, weekday=4, week=5, link="https://meet.example/board"
    )
    for day in (D(2026, 9, 25), D(2026, 10, 30)):
        event = PlannedEventFactory(obligation=duty, planned_on=day)
        HeldMeetingFactory(board=board, series=series, planned_event=event)
        DischargeFactory(obligation=duty, effective_on=day, for_event=event)
    return series


def a_meeting(known: Known) -> Meeting:
    """A called meeting to which three are invited, and the one after it."""
    series = a_series(known)
    for_day = {"obligation": series.obligation}
    meeting = CalledMeetingFactory(
        board=series.board, series=series,
        planned_event=PlannedEventFactory(planned_on=today() + WEEKS[3], **for_day),
    )  # fmt: skip
    for name in ("chair", "board_member", "improver"):
        InvitationFactory(meeting=meeting, person=known(name), membership=series.board.memberships.first())
    MeetingFactory(
        board=series.board, series=series,
        planned_event=PlannedEventFactory(planned_on=today() + WEEKS[9], **for_day),
    )  # fmt: skip
    return meeting


def of_board(address: str = "") -> Scene:
    return lambda known: f"{HOME}boards/{a_board(known).pk}/{address}"


def of_series(address: str = "") -> Scene:
    return lambda known: f"{HOME}series/{a_series(known).pk}/{address}"


def of_meeting(address: str = "") -> Scene:
    """The scene of a page about a called meeting; `{later}` in the address is a Saturday two months on."""

    def scene(known: Known) -> str:
        later = today() + WEEKS[9] - dt.timedelta(days=today().weekday() - 5)
        return f"{HOME}meetings/{a_meeting(known).pk}/{address.format(later=later.isoformat())}"

    return scene


def whole_board(known: Known) -> str:
    a_meeting(known)
    return HOME


def no_board(known: Known) -> str:
    NoticeFactory(council=known("council"))
    return HOME


def no_meetings(known: Known) -> str:
    BoardFactory(notice=NoticeFactory(council=known("council")))
    return f"{HOME}meetings/"


def make_board(known: Known) -> str:
    notice: Notice = NoticeFactory(council=known("council"))
    return f"{HOME}make/{notice.pk}/"


def meetings(known: Known) -> str:
    meeting = a_meeting(known)
    PlannedEventFactory(obligation=meeting.planned_event.obligation, planned_on=today() + WEEKS[13])
    return f"{HOME}meetings/"


def draft(known: Known) -> str:
    a_meeting(known)
    return f"{HOME}meetings/{Meeting.objects.filter(status='draft').latest('pk').pk}/"


def call(known: Known) -> str:
    return f"{draft(known)}call/"


def start(known: Known) -> str:
    series = a_series(known)
    event = PlannedEventFactory(obligation=series.obligation, planned_on=D(2026, 11, 20))
    meeting = CalledMeetingFactory(board=series.board, series=series, planned_event=event)
    return f"{HOME}meetings/{meeting.pk}/start/"


def required(known: Known) -> str:
    return f"{HOME}required/{a_board(known).required_seats.latest('pk').pk}/remove/"


def seat(deed: str) -> Scene:
    return lambda known: f"{HOME}seats/{a_board(known).memberships.earliest('pk').pk}/{deed}/"


PAGES = [
    Page("board whole", whole_board),
    Page("board whole read", whole_board, "board_member"),
    Page("board none", no_board),
    Page("board make", make_board),
    Page("board edit", of_board("edit/")),
    Page("board seats", of_board("seats/")),
    Page("board seats read", of_board("seats/"), "chair"),
    Page("board take a seat", of_board("seats/add/")),
    Page("board end a seat", seat("end")),
    Page("board fill a seat", seat("fills")),
    Page("board required seat", of_board("required/add/")),
    Page("board seats offered", of_board("required/offered/")),
    Page("board required seat out", required),
    Page("board make a series", of_board("series/add/")),
    Page("board series", of_series()),
    Page("board series edit", of_series("edit/")),
    Page("board propose", of_series("propose/")),
    Page("board meetings", meetings),
    Page("board meetings none", no_meetings),
    Page("board plan a meeting", of_board("meetings/add/")),
    Page("board meeting", of_meeting()),
    Page("board meeting read", of_meeting(), "chair"),
    Page("board meeting draft", draft),
    Page("board meeting edit", of_meeting("edit/")),
    Page("board call", call),
    Page("board start", start),
    Page("board move", of_meeting("move/")),
    Page("board move to", of_meeting("move/?to={later}")),
    Page("board cancel", of_meeting("cancel/")),
]
