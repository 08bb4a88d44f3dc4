"""Pages of a meeting's business that axe looks at: its agenda, papers, attendance, minutes; the board's actions."""

import datetime as dt

from django.utils import timezone

from boards.models import AgreedMinutes, Attendance, Capacity, Meeting, Outcome, Pack
from boards.selectors.frozen import minutes_content
from core.frozen import sha256_of
from tests.browser.page import Known, Page, Scene
from tests.factories import PostHoldingFactory
from tests.factories_board_work import (
    HOME,
    AgendaLinkFactory,
    AttendanceFactory,
    ChallengeFactory,
    ItemMinuteFactory,
    PaperFactory,
    TemplateItemFactory,
    a_board,
    action_of,
    confidential_item,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
    report_to_each_meeting,
)
from tests.factories_boards import AgencySeatFactory, OutcomeFactory, SeatFactory
from tests.factories_plan import ObjectiveFactory, PlanFactory

LONG = (
    "The head of service reported that four of the six posts are filled. Two start in January. The board asked "
    "what is done for the children who changed workers twice since the summer, and was told that each has a plan."
)


def a_meeting(known: Known, *, ahead: bool = True) -> Meeting:
    """A meeting with seats, items of every sort, papers and links; held ones with attendance and minutes."""
    board = a_board(known("council"), quorum=3)
    post = post_of(board, title="Head of Quality Assurance")
    PostHoldingFactory(post=post, person=known("owner"))
    for capacity, title in ((Capacity.CHAIR, "Chief Executive"), (Capacity.MEMBER, "Director of Children’s Services"),
                            (Capacity.ADVISER, "Appointed adviser")):  # fmt: skip
        seat = SeatFactory(board=board, capacity=capacity, post__title=title)
        PostHoldingFactory(post=seat.post)
    AgencySeatFactory(board=board, organisation__name="Fernshire Police", person__name="Perry Stoke")
    times = {"starts_at": dt.time(14), "ends_at": dt.time(15, 30)}
    meeting = meeting_on(board, dt.date(2026, 12, 16), **times) if ahead else held_meeting(board, **times)
    report_to_each_meeting(board.notice, meeting)
    fill(meeting, post)
    return meeting


def fill(meeting: Meeting, post: object) -> None:
    """Give a meeting an agenda that has one of everything."""
    board = meeting.board
    earlier = held_meeting(board, dt.date(2026, 10, 14), status="closed", chaired_by="The chair")
    left = item_of(
        earlier, title="Recruitment", state="carried_forward", carried_because="the paper came too late"
    )
    item_of(meeting, title="Welcome, apologies and declarations of interest", purpose="note", minutes=5)
    first = item_of(
        meeting, title="Recruitment", purpose="decide", minutes=40, presenter_post=post, carried_from=left,
        summary="The board is asked to agree a retention award for two years.",
    )  # fmt: skip
    packed = timezone.now() - dt.timedelta(days=1)
    PaperFactory(item=first, title="Workforce plan", added_at=packed - dt.timedelta(days=1))
    Pack.objects.create(meeting=meeting, made_at=packed, content={"sha256": "0" * 64})
    PaperFactory(item=first, title="Costs of the award, by grade and by year", is_confidential=True)
    apart = PaperFactory(item=first, title="Figures behind the plan", version__filename="figures.xlsx",
                         version__content_type="application/vnd.ms-excel")  # fmt: skip
    assert apart.pk
    objective = ObjectiveFactory(plan=PlanFactory(notice=board.notice), reference="02", title="Stable teams")
    AgendaLinkFactory(item=first, key=objective.pk, words="02 Stable teams")
    slow = item_of(meeting, title="Objectives that are slow to progress", kind="slow", minutes=30)
    for number in range(6):
        AgendaLinkFactory(item=slow, kind="action", words=f"0{number}.1 Something that is late")
    confidential_item(meeting, minutes=20)
    if meeting.was_held:
        minuted(meeting, first, post)


def minuted(meeting: Meeting, item: object, post: object) -> None:
    """Say who was there, what was said under an item and what came of it."""
    seats = meeting.board.memberships.order_by("pk")
    for seat, state in zip(seats, ("present", "substitute", "present", "present"), strict=True):
        AttendanceFactory(
            meeting=meeting, membership=seat, role=str(seat.post or seat.organisation), name="Cleo Marsh",
            state=state, substitute="Dee Wells" if state == "substitute" else "",
        )  # fmt: skip
    AttendanceFactory(meeting=meeting, name="Ola Frith", role="Clerk", state=Attendance.State.OBSERVER)
    ItemMinuteFactory(item=item, words=LONG)
    OutcomeFactory(
        item=item, kind=Outcome.Kind.DECISION, words="A retention award is paid for two years.",
        decided_by="The board", dissent="Fernshire Police: one year is enough.",
    )  # fmt: skip
    given = action_of(item, words="Bring the cost by grade", owner_post=post, due_on=dt.date(2026, 11, 18),
                      reference="B-2026-11/1")  # fmt: skip
    given.updates.create(words=LONG, given_on=dt.date(2026, 11, 15), given_by=None)
    ChallengeFactory(item=item, action=given)


def of_meeting(place: str, *, ahead: bool = True, **fields: object) -> Scene:
    """The scene of a page of a meeting."""

    def scene(known: Known) -> str:
        meeting = a_meeting(known, ahead=ahead)
        if fields:
            Meeting.objects.filter(pk=meeting.pk).update(**fields)
        return f"{HOME}meetings/{meeting.pk}/{place}"

    return scene


def of_item(place: str = "", *, ahead: bool = True) -> Scene:
    """The scene of the page of an item that has everything, or of a form about it."""

    def scene(known: Known) -> str:
        item = a_meeting(known, ahead=ahead).items.get(title="Recruitment")
        return f"{HOME}items/{item.pk}/{place}"

    return scene


def of_paper(place: str) -> Scene:
    def scene(known: Known) -> str:
        item = a_meeting(known).items.get(title="Recruitment")
        return f"{HOME}papers/{item.papers.first().pk}/{place}"

    return scene


def of_outcome(kind: str) -> Scene:
    def scene(known: Known) -> str:
        item = a_meeting(known, ahead=False).items.get(title="Recruitment")
        return f"{HOME}outcomes/{item.outcomes.get(kind=kind).pk}/edit/"

    return scene


def agreed(known: Known) -> str:
    """Minutes that are agreed and frozen."""
    meeting = a_meeting(known, ahead=False)
    meeting.items.update(state="done")
    content = minutes_content(meeting)
    AgreedMinutes.objects.create(
        meeting=meeting, content=content, for_all=content, sha256=sha256_of(content),
        agreed_on=dt.date(2026, 11, 20), agreed_by=known("improver"),
    )  # fmt: skip
    Meeting.objects.filter(pk=meeting.pk).update(status="minutes_agreed")
    return f"{HOME}meetings/{meeting.pk}/minutes/"


def template(*, full: bool, place: str = "") -> Scene:
    def scene(known: Known) -> str:
        board = a_board(known("council"))
        if full:
            TemplateItemFactory(board=board, title="Progress report", kind="progress_report")
            TemplateItemFactory(board=board, title="Personnel", is_confidential=True)
        return f"{HOME}boards/{board.pk}/template/{place}"

    return scene


def actions(known: Known) -> str:
    """The list of actions, one overdue, one done, one dropped."""
    meeting = a_meeting(known, ahead=False)
    item = meeting.items.get(title="Recruitment")
    closed = {"closed_on": dt.date(2026, 11, 20), "closing_words": "It was paid."}
    action_of(item, words=LONG, state="done", **closed)
    action_of(item, words="Ask the union", state="dropped", **closed)
    return f"{HOME}actions/"


def of_action(place: str = "") -> Scene:
    def scene(known: Known) -> str:
        meeting = a_meeting(known, ahead=False)
        return f"{HOME}actions/{meeting.board.actions.get(reference='B-2026-11/1').pk}/{place}"

    return scene


def empty(place: str) -> Scene:
    def scene(known: Known) -> str:
        meeting = meeting_on(a_board(known("council")), dt.date(2026, 12, 16))
        return f"{HOME}meetings/{meeting.pk}/{place}"

    return scene


PAGES = [
    Page("agenda", of_meeting("agenda/")),
    Page("agenda of a member", of_meeting("agenda/"), "board_member"),
    Page("agenda empty", empty("agenda/")),
    Page("agenda template", template(full=True)),
    Page("agenda template standard", template(full=False)),
    Page("add to the agenda template", template(full=True, place="add/")),
    Page("agenda item", of_item()),
    Page("edit agenda item", of_item("edit/")),
    Page("link agenda item", of_item("link/?kind=objective")),
    Page("board papers", of_meeting("papers/")),
    Page("add a board paper", of_item("papers/add/")),
    Page("choose a board paper", of_item("papers/choose/")),
    Page("replace a board paper", of_paper("replace/")),
    Page("withdraw a board paper", of_paper("withdraw/")),
    Page("attendance", of_meeting("attendance/", ahead=False)),
    Page("record attendance", of_meeting("attendance/record/", ahead=False)),
    Page("minutes being written", of_meeting("minutes/", ahead=False)),
    Page("minutes of a member", of_meeting("minutes/", ahead=False), "board_member"),
    Page("minutes agreed", agreed, "chair"),
    Page("agree minutes", of_meeting("minutes/agree/", ahead=False, status="minutes_drafted"), "chair"),
    Page("write a minute", of_item("minutes/", ahead=False)),
    Page("carry an item forward", of_item("carry/", ahead=False)),
    Page("record a board action", of_item("actions/add/", ahead=False)),
    Page("record a challenge", of_item("challenges/add/", ahead=False)),
    Page("edit a decision", of_outcome("decision")),
    Page("board actions", actions),
    Page("board action", of_action(), "owner"),
    Page("update a board action", of_action("update/"), "owner"),
    Page("close a board action", of_action("close/")),
    Page("meeting with its agenda", of_meeting("")),
    Page("meeting with its minutes", of_meeting("", ahead=False)),
]
