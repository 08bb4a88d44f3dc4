"""Scenes of a meeting's business with two people at once, each in a process of its own within an installation."""

from typing import Any

from accounts.models import Organisation, Role, User
from boards.models import AgendaItem, AgreedMinutes, BoardAction, Meeting
from boards.selectors.minutes import attendance_of
from boards.services import agenda, agreeing, attendance, carrying, outcomes
from core.clock import today
from evidence.models import Evidence
from tests import factories as rows
from tests import factories_board_work as work
from tests.factories_boards import SeatFactory
from tests.services.scenes import at_once


class Case:
    """A council whose board is in a meeting today, with one item and a seat."""

    def __init__(self, slug: str, **fields: Any) -> None:
        council: Organisation = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
        self.team: User = rows.UserFactory(name="The team", email=f"team@{slug}.example")
        rows.MembershipFactory(council=council, person=self.team, role=Role.IMPROVEMENT_TEAM)
        self.board = work.a_board(council)
        SeatFactory(board=self.board)
        self.meeting: Meeting = work.held_meeting(self.board, today(), **fields)
        self.item: AgendaItem = work.item_of(self.meeting)
        work.AttendanceFactory(meeting=self.meeting)

    def status(self) -> str:
        return str(Meeting.objects.get(pk=self.meeting.pk).status)


def two_agree_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug, status="minutes_drafted")
    case.meeting.items.update(state="done")

    def agree() -> str:
        meeting = Meeting.objects.get(pk=case.meeting.pk)
        agreeing.agree_minutes(meeting=meeting, by=case.team, today=today(), agreed_on=today())
        return "agreed"

    answers = sorted(at_once(agree))
    kept = Evidence.objects.filter(council__slug=slug, kind="minutes").count()
    return {
        "answers": answers,
        "status": case.status(),
        "agreed": AgreedMinutes.objects.count(),
        "kept": kept,
    }


def two_close_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug, status="minutes_agreed")
    case.meeting.items.update(state="done")

    def close() -> str:
        agreeing.close_meeting(meeting=Meeting.objects.get(pk=case.meeting.pk), by=case.team)
        return "closed"

    return {"answers": sorted(at_once(close)), "status": case.status()}


def two_give_actions_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug)
    post = work.post_of(case.board)

    def give() -> str:
        said = outcomes.ActionWords("Bring a plan", post, today())
        return str(outcomes.add_action(item=case.item, said=said, by=case.team).reference)

    answers = sorted(at_once(give))
    month = f"B-{today():%Y-%m}/"
    return {
        "answers": [each.removeprefix(month) for each in answers],
        "actions": BoardAction.objects.filter(board=case.board).count(),
    }


def two_build_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug)
    case.meeting.items.all().delete()

    def build() -> str:
        meeting = Meeting.objects.get(pk=case.meeting.pk)
        return str(agenda.build_agenda(meeting=meeting, by=case.team, today=today()).items)

    return {"answers": sorted(at_once(build)), "items": case.meeting.items.count()}


def two_record_attendance_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug)
    meeting = Meeting.objects.get(pk=case.meeting.pk)
    (seat,) = attendance_of(meeting).seats

    def save() -> str:
        filled = attendance.SeatFilled(seat.membership, "present", "Cleo Marsh")
        attendance.record_attendance(meeting=meeting, seats=[filled], also=[], revision=1, by=case.team)
        return "saved"

    return {"answers": sorted(at_once(save)), "rows": meeting.attendance.count()}


def two_carry_at_once(slug: str) -> dict[str, Any]:
    case = Case(slug)
    following = work.meeting_on(case.board, today().replace(year=today().year + 1))

    def carry() -> str:
        item = AgendaItem.objects.get(pk=case.item.pk)
        carrying.carry_forward(item=item, because="time ran out", by=case.team)
        return "carried"

    return {"answers": sorted(at_once(carry)), "copies": following.items.count()}


SCENES = {
    scene.__name__: scene
    for scene in (
        two_agree_at_once,
        two_close_at_once,
        two_give_actions_at_once,
        two_build_at_once,
        two_record_attendance_at_once,
        two_carry_at_once,
    )
}
