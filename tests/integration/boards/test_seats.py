"""Who sits on a board: seats taken and ended, seats that the notice requires, and those that nobody fills."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from boards.models import Board, BoardMembership, RequiredSeat
from boards.selectors import missing_seats
from boards.selectors.membership import offered_seats
from core.models import AuditEntry
from notices.models import Obligation
from tests.conftest import TODAY
from tests.factories import (
    ClauseFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
    UserFactory,
)
from tests.factories_boards import AgencySeatFactory, BoardFactory, RequiredSeatFactory, SeatFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/"
D = dt.date
WORDS = "The Board should include the adviser and key partner agencies in its membership."


@pytest.fixture
def board(council: Organisation) -> Board:
    return BoardFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def membership_duty(board: Board) -> Obligation:
    clause = ClauseFactory(notice=board.notice, number="6")
    return ObligationFactory(
        clause=clause, kind=Obligation.Kind.MEMBERSHIP, words=WORDS, summary="Include the adviser"
    )


def seats_page(board: Board, address: str = "") -> str:
    return f"{HOME}boards/{board.pk}/seats/{address}"


def member(post: Any = "", **others: Any) -> dict[str, Any]:
    return {"capacity": "member", "post": post, "started_on": "1/11/2026", **others}


def test_a_chair_is_seated_by_post_and_says_who_appointed_them(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    post = PostFactory(organisation=board.notice.council, title="Chief Executive")
    PostHoldingFactory(post=post, person__name="Cleo Marsh")
    client = client_for(improver)
    refused = client.post(seats_page(board, "add/"), member(post.pk, capacity="chair"))
    assert "Choose who appointed the chair" in refused.content.decode()
    client.post(seats_page(board, "add/"), member(post.pk, capacity="chair", appointed_by="council"))
    seat = BoardMembership.objects.get()
    assert (seat.post, seat.capacity, seat.appointed_by, seat.started_on) == (
        post,
        "chair",
        "council",
        D(2026, 11, 1),
    )
    page = client.get(seats_page(board)).content.decode()
    assert "Cleo Marsh" in page
    assert "Appointed by the council" in page
    assert AuditEntry.objects.filter(action="seated on a board").count() == 1


def test_an_agency_is_seated_with_its_person_and_fills_a_required_seat(
    board: Board, improver: User, partner: User, agency: Organisation, client_for: ClientFor
) -> None:
    required = RequiredSeatFactory(board=board, who="Health services")
    client = client_for(improver)
    page = client.get(f"{seats_page(board, 'add/')}?fills={required.pk}").content.decode()
    assert f'<option value="{required.pk}" selected' in page
    client.post(
        seats_page(board, "add/"),
        member(capacity="partner_agency", organisation=agency.pk, person=partner.pk, fills=required.pk),
    )
    seat = BoardMembership.objects.get()
    assert (seat.organisation, seat.person, seat.fills, seat.is_required) == (agency, partner, required, True)
    assert missing_seats(board.notice, as_at=TODAY) == []


REFUSED = [
    ({}, "Choose a post, or an organisation, and not both"),
    ({"post": "own", "organisation": "agency"}, "Choose a post, or an organisation, and not both"),
    ({"post": "own", "capacity": ""}, "Choose the capacity"),
    ({"post": "own", "capacity": "king"}, "Choose the capacity from the list"),
    ({"post": "foreign"}, "Choose the post from the list"),
    ({"post": "own", "person": "partner"}, "choose a person only for an organisation"),
    ({"organisation": "agency", "person": "improver"}, "Choose a person of Fernshire Health Trust"),
    ({"organisation": "other_council"}, "Choose the organisation from the list"),
    ({"post": "own", "appointed_by": "council"}, "Only of a chair is it said who appointed them"),
    ({"post": "own", "started_on": "31/02/2026"}, "must be a real date"),
    ({"post": "own", "started_on": ""}, "Enter the first day on which they sit"),
    ({"post": "9" * 40}, "Choose the post from the list"),
    ({"post": "a\x00"}, "Null characters are not allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "message"), REFUSED)
def test_what_seats_nobody_is_said_on_its_field(
    sent: dict[str, str],
    message: str,
    board: Board,
    improver: User,
    partner: User,
    agency: Organisation,
    other_council: Organisation,
    client_for: ClientFor,
) -> None:
    improver.organisation = board.notice.council
    improver.save()
    named = {
        "own": PostFactory(organisation=board.notice.council).pk,
        "foreign": PostFactory(organisation=other_council).pk,
        "agency": agency.pk, "partner": partner.pk, "improver": improver.pk, "other_council": other_council.pk,
    }  # fmt: skip
    answer = client_for(improver).post(
        seats_page(board, "add/"), member(**{name: named.get(value, value) for name, value in sent.items()})
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not BoardMembership.objects.exists()


def test_nobody_sits_twice_and_there_is_one_chair(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    seat = SeatFactory(board=board, capacity="chair", appointed_by="council")
    other = PostFactory(organisation=board.notice.council)
    client = client_for(improver)
    again = client.post(seats_page(board, "add/"), member(seat.post.pk)).content.decode()
    assert "sits on the board already, as chair. End that seat first" in again
    second = client.post(
        seats_page(board, "add/"), member(other.pk, capacity="chair", appointed_by="Department")
    )
    assert "The board has a chair from that day on" in second.content.decode()
    client.post(f"{HOME}seats/{seat.pk}/end/", {"ended_on": "31/10/2026"})
    client.post(seats_page(board, "add/"), member(other.pk, capacity="chair", appointed_by="Department"))
    assert BoardMembership.objects.get(ended_on=None).post == other


def test_a_seat_ends_on_a_day_once(board: Board, improver: User, client_for: ClientFor) -> None:
    seat = SeatFactory(board=board, started_on=D(2026, 3, 2), post__title="Head of Commissioning")
    client, page = client_for(improver), f"{HOME}seats/{seat.pk}/end/"
    assert "on or after 2 March 2026" in client.post(page, {"ended_on": "1/3/2026"}).content.decode()
    client.post(page, {"ended_on": "20/11/2026"})
    seat.refresh_from_db()
    assert seat.ended_on == D(2026, 11, 20)
    assert (
        "ended on 20 November 2026 already" in client.post(page, {"ended_on": "21/11/2026"}).content.decode()
    )
    shown = client.get(seats_page(board)).content.decode()
    assert "1 seat that has ended" in shown
    assert "Head of Commissioning" in shown


def test_required_seats_are_offered_from_the_words_of_the_notice(
    board: Board, membership_duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    ObligationFactory(
        clause__notice=board.notice, kind=Obligation.Kind.MEMBERSHIP, modality="may",
        words="An official may attend as a participant observer.",
    )  # fmt: skip
    assert [(each.seat.who, each.seat.capacity) for each in offered_seats(board)] == [
        ("Adviser", "adviser"), ("Key partner agencies", "partner_agency"),
    ]  # fmt: skip
    client, page = client_for(improver), f"{HOME}boards/{board.pk}/required/offered/"
    assert WORDS in client.get(page).content.decode()
    nothing = client.post(page, {"capacity_0": "adviser", "capacity_1": "partner_agency"})
    assert "Tick at least one seat" in nothing.content.decode()
    client.post(
        page,
        {
            "take_0": "on", "who_0": "The adviser", "capacity_0": "adviser",
            "who_1": "Key partner agencies", "capacity_1": "partner_agency",
        },
    )  # fmt: skip
    required = RequiredSeat.objects.get()
    assert (required.who, required.capacity, required.obligation) == (
        "The adviser",
        "adviser",
        membership_duty,
    )


def test_two_seats_of_one_name_are_both_refused_together(
    board: Board, membership_duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    sent = {f"{name}_{n}": value for n in (0, 1) for name, value in
            (("take", "on"), ("who", "Health"), ("capacity", "member"))}  # fmt: skip
    answer = client_for(improver).post(f"{HOME}boards/{board.pk}/required/offered/", sent)
    assert "Health is already required" in answer.content.decode()
    assert not RequiredSeat.objects.exists()


def test_a_required_seat_is_added_and_taken_out_with_a_reason(
    board: Board, membership_duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    add = f"{HOME}boards/{board.pk}/required/add/"
    client.post(add, {"who": "The police", "capacity": "partner_agency", "obligation": membership_duty.pk})
    required = RequiredSeat.objects.get()
    assert (
        "already required" in client.post(add, {"who": "the POLICE", "capacity": "member"}).content.decode()
    )
    seat = AgencySeatFactory(board=board, fills=required, is_required=True)
    remove = f"{HOME}required/{required.pk}/remove/"
    assert "Enter why the notice does not require it" in client.post(remove, {"reason": " "}).content.decode()
    client.post(remove, {"reason": "The clause names health alone."})
    seat.refresh_from_db()
    assert (RequiredSeat.objects.count(), seat.fills, seat.is_required) == (0, None, False)
    entry = AuditEntry.objects.get(action="took out a required seat")
    assert entry.subject_name == "The police"
    assert entry.detail["reason"] == "The clause names health alone."


def test_an_obligation_of_another_kind_or_notice_requires_no_seat(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    meeting = ObligationFactory(clause__notice=board.notice)
    foreign = ObligationFactory(kind=Obligation.Kind.MEMBERSHIP)
    for each in (meeting, foreign):
        answer = client_for(improver).post(
            f"{HOME}boards/{board.pk}/required/add/",
            {"who": "X", "capacity": "member", "obligation": each.pk},
        )
        assert "Choose the clause that requires it from the list" in answer.content.decode()


def test_who_fills_a_required_seat_is_said_and_unsaid(
    board: Board, improver: User, client_for: ClientFor
) -> None:
    required, seat = RequiredSeatFactory(board=board), SeatFactory(board=board)
    foreign = RequiredSeatFactory()
    client, page = client_for(improver), f"{HOME}seats/{seat.pk}/fills/"
    assert "from the list" in client.post(page, {"fills": foreign.pk}).content.decode()
    for sent, fills in ((required.pk, required), ("", None)):
        client.post(page, {"fills": sent})
        seat.refresh_from_db()
        assert (seat.fills, seat.is_required) == (fills, fills is not None)


def test_a_required_seat_is_missing_on_the_days_on_which_nobody_fills_it(board: Board) -> None:
    required = RequiredSeatFactory(board=board, who="The adviser")
    AgencySeatFactory(board=board, fills=required, started_on=D(2026, 3, 1), ended_on=D(2026, 9, 30))
    missing = {
        day: [each.required.who for each in missing_seats([board.notice], as_at=day)]
        for day in (D(2026, 2, 28), D(2026, 3, 1), D(2026, 9, 30), D(2026, 10, 1))
    }
    assert missing == {
        D(2026, 2, 28): ["The adviser"], D(2026, 3, 1): [], D(2026, 9, 30): [], D(2026, 10, 1): ["The adviser"],
    }  # fmt: skip


def test_missing_seats_are_one_query(board: Board, django_assert_num_queries: Any) -> None:
    for _ in range(4):
        RequiredSeatFactory(board=board)
    with django_assert_num_queries(1):
        found = missing_seats([board.notice], as_at=TODAY)
        assert [each.obligation.clause.notice for each in found if each.obligation] == [board.notice] * 4


def test_the_board_page_says_what_is_not_met_and_leads_to_the_register(
    board: Board, membership_duty: Obligation, improver: User, chair: User, client_for: ClientFor
) -> None:
    RequiredSeatFactory(board=board, who="The police", obligation=membership_duty)
    page = client_for(improver).get(HOME).content.decode()
    assert "Not met: 1 seat that the notice requires stands empty" in page
    assess = f"/councils/fernshire/notices/{board.notice_id}/obligations/{membership_duty.pk}/assess/"
    assert f"{assess}?judgement=not_met&amp;reason=Nobody%20fills" in page
    reason = "Nobody fills the seat that the notice requires on Improvement Board: The police."
    form = client_for(improver).get(assess, {"judgement": "not_met", "reason": reason}).content.decode()
    assert reason in form
    read = client_for(chair).get(HOME).content.decode()
    assert "The police" in read
    assert assess not in read
    earlier = client_for(improver).get(f"{HOME}?as_at=2026-06-01").content.decode()
    assert "stands empty" in earlier
    assert assess not in earlier


def test_posts_and_people_offered_are_those_that_have_to_do_with_the_council(
    board: Board, improver: User, agency: Organisation, other_council: Organisation, client_for: ClientFor
) -> None:
    stranger = UserFactory(name="Nobody Ours", organisation=agency)
    MembershipFactory(council=other_council, person=stranger, role="partner")
    PostFactory(organisation=other_council, title="Head elsewhere")
    page = client_for(improver).get(seats_page(board, "add/")).content.decode()
    assert "Nobody Ours" not in page
    assert "Head elsewhere" not in page


PAGES = ["boards/{board}/seats/add/", "boards/{board}/required/add/", "boards/{board}/required/offered/",
         "seats/{seat}/end/", "seats/{seat}/fills/", "required/{required}/remove/"]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_only_the_team_changes_seats_and_another_councils_do_not_exist(
    page: str, board: Board, improver: User, chair: User, outsider: User, client_for: ClientFor
) -> None:
    own = {
        "board": board.pk,
        "seat": SeatFactory(board=board).pk,
        "required": RequiredSeatFactory(board=board).pk,
    }
    foreign = {"board": BoardFactory().pk, "seat": SeatFactory().pk, "required": RequiredSeatFactory().pk}
    before = BoardMembership.objects.count(), RequiredSeat.objects.count()
    for person, keys, code in ((chair, own, 403), (outsider, own, 404), (improver, foreign, 404)):
        address = f"{HOME}{page.format(**keys)}"
        assert client_for(person).get(address).status_code == code
        assert client_for(person).post(address, {}).status_code == code
    assert client_for(improver).get(f"{HOME}{page.format(**own)}").status_code == 200
    assert (BoardMembership.objects.count(), RequiredSeat.objects.count()) == before


def test_many_seats_take_as_many_queries_as_few(
    board: Board, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_for(improver)

    def fill(count: int) -> int:
        for _ in range(count):
            PostHoldingFactory(post=SeatFactory(board=board).post)
            AgencySeatFactory(board=board, fills=RequiredSeatFactory(board=board))
            SeatFactory(board=board, ended_on=D(2026, 5, 1))
        client.get(seats_page(board))
        return queries_of(client, seats_page(board))

    assert fill(1) == fill(8)
