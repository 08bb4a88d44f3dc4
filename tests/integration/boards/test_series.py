"""A series of meetings: how the board meets, the days that it proposes, and the days that are taken."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from boards.models import Board, Meeting, MeetingSeries
from boards.selectors.series import proposals_for
from core.models import AuditEntry
from notices.models import Obligation, PlannedEvent
from tests.conftest import TODAY
from tests.factories import (
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    VariationFactory,
)
from tests.factories_boards import (
    BoardFactory,
    MeetingFactory,
    MeetingSeriesFactory,
    four_weekly_duty,
    monthly_duty,
)

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/board/"
D = dt.date
HABIT = {
    "weekday": "2", "week": "3", "starts_at": "14:00", "ends_at": "16:00", "venue": "Committee Room 4",
    "link": "", "papers_days": "5",
}  # fmt: skip


@pytest.fixture
def board(council: Organisation) -> Board:
    return BoardFactory(notice=NoticeFactory(council=council))


@pytest.fixture
def duty(board: Board) -> Obligation:
    """Met in every month up to November."""
    duty = monthly_duty(board.notice)
    for month in range(2, 12):
        DischargeFactory(obligation=duty, effective_on=D(2026, month, 11))
    return duty


@pytest.fixture
def series(board: Board, duty: Obligation) -> MeetingSeries:
    return MeetingSeriesFactory(board=board, obligation=duty)


def days(series: MeetingSeries) -> list[dt.date | None]:
    return [each.on for each in proposals_for(series, today=TODAY)]


def taken(chosen: Sequence[tuple[str, bool]], **others: str) -> dict[str, str]:
    """The form as the page sends it: each day, ticked or not."""
    sent = {f"day_{place}": day for place, (day, _) in enumerate(chosen)}
    return {**sent, **{f"take_{place}": "on" for place, (_, ticked) in enumerate(chosen) if ticked}, **others}


def test_a_series_is_made_under_a_duty_and_leads_to_its_dates(
    board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{HOME}boards/{board.pk}/series/add/"
    assert f'<option value="{duty.pk}" selected' in client.get(page).content.decode()
    answer = client.post(page, {**HABIT, "duty": duty.pk, "starts_at": "2pm", "ends_at": "4.30pm"})
    made = MeetingSeries.objects.get()
    assert answer["Location"] == f"{HOME}series/{made.pk}/propose/"
    assert (made.obligation, made.weekday, made.week, made.starts_at, made.ends_at) == (
        duty, 2, 3, dt.time(14), dt.time(16, 30),
    )  # fmt: skip
    assert AuditEntry.objects.get(action="made a series of meetings").detail["starts_at"] == "14:00:00"


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"duty": ""}, "Choose the duty to meet"),
        ({"weekday": "5"}, "Choose the weekday from the list"),
        ({"week": "0"}, "from the list"),
        ({"starts_at": ""}, "Enter when the meetings start"),
        ({"starts_at": "25:00"}, "Start must be a time, such as 14:00"),
        ({"starts_at": "16:00", "ends_at": "16:00"}, "The end must be after the start"),
        ({"papers_days": "21"}, "must be 20 or less"),
        ({"papers_days": "-1"}, "must be 0 or more"),
        ({"link": "javascript:alert(1)"}, "must be a web address"),
        ({"venue": "x" * 201}, "must be 200 characters or fewer"),
        ({"venue": "a\x00"}, "holds a character that cannot be kept"),
    ],
)
def test_what_makes_no_series_is_said_on_its_field(
    sent: dict[str, str], message: str, board: Board, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(
        f"{HOME}boards/{board.pk}/series/add/", {**HABIT, "duty": duty.pk, **sent}
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not MeetingSeries.objects.exists()


def test_there_is_one_series_for_each_duty_of_the_notice(
    board: Board, series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    foreign = monthly_duty(NoticeFactory())
    other_kind = ObligationFactory(clause__notice=board.notice, kind=Obligation.Kind.REVIEW)
    for each in (series.obligation, foreign, other_kind):
        answer = client_for(improver).post(f"{HOME}boards/{board.pk}/series/add/", {**HABIT, "duty": each.pk})
        assert "Choose the duty to meet from the list" in answer.content.decode()


def test_a_series_is_edited_and_of_two_at_once_the_second_is_told(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{HOME}series/{series.pk}/edit/"
    assert 'value="14:00"' in client.get(page).content.decode()
    client.post(page, {**HABIT, "weekday": "4", "revision": "1"})
    series.refresh_from_db()
    assert (series.weekday, series.revision, series.changed_by) == (4, 3, improver)
    assert "What differs" in client.post(page, {**HABIT, "weekday": "0", "revision": "1"}).content.decode()
    series.refresh_from_db()
    assert series.weekday == 4


def test_third_wednesdays_of_a_year_are_proposed(series: MeetingSeries) -> None:
    """Worked out by hand: none of the twelve is a bank holiday."""
    assert days(series) == [
        D(2026, 12, 16), D(2027, 1, 20), D(2027, 2, 17), D(2027, 3, 17), D(2027, 4, 21), D(2027, 5, 19),
        D(2027, 6, 16), D(2027, 7, 21), D(2027, 8, 18), D(2027, 9, 15), D(2027, 10, 20), D(2027, 11, 17),
    ]  # fmt: skip


def test_what_is_in_the_diary_is_taken_as_it_stands(series: MeetingSeries) -> None:
    PlannedEventFactory(obligation=series.obligation, planned_on=D(2027, 1, 6))
    PlannedEventFactory(
        obligation=series.obligation, planned_on=D(2027, 2, 3), withdrawn_at=dt.datetime.now(dt.UTC),
        withdrawn_reason="Keyed twice",
    )  # fmt: skip
    assert D(2027, 1, 20) not in days(series)
    assert D(2027, 2, 17) in days(series)


def test_an_agreed_variation_governs_from_its_day(series: MeetingSeries) -> None:
    VariationFactory(
        obligation=series.obligation, agreed_on=D(2026, 11, 2), effective_from=D(2027, 1, 1),
        terms={"type": "each_calendar", "unit": "quarter"},
    )  # fmt: skip
    assert days(series) == [D(2026, 12, 16), D(2027, 2, 17), D(2027, 5, 19), D(2027, 8, 18), D(2027, 11, 17)]


def test_the_series_page_says_how_many_dates_are_wanted(
    series: MeetingSeries, improver: User, chair: User, client_for: ClientFor
) -> None:
    page = client_for(improver).get(f"{HOME}series/{series.pk}/").content.decode()
    assert (
        "12 more dates are wanted to keep to the notice for the next twelve months, the first by 31 December 2026"
        in page
    )
    assert "Each calendar month" in page
    assert "Propose dates" in page
    read = client_for(chair).get(f"{HOME}series/{series.pk}/")
    assert read.status_code == 200
    assert "Propose dates" not in read.content.decode()


def test_the_days_chosen_become_drafts_with_their_day_in_the_register(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    client, page = client_for(improver), f"{HOME}series/{series.pk}/propose/"
    shown = client.get(page).content.decode()
    assert shown.count('type="checkbox"') == 12
    assert 'value="16/12/2026"' in shown
    answer = client.post(page, taken([("16/12/2026", True), ("27/1/2027", True), ("17/2/2027", False)]))
    assert answer["Location"] == f"{HOME}series/{series.pk}/"
    made = list(Meeting.objects.order_by("planned_event__planned_on"))
    assert [each.planned_event.planned_on for each in made] == [D(2026, 12, 16), D(2027, 1, 27)]
    assert {each.status for each in made} == {"draft"}
    assert {(each.series, each.venue, each.starts_at) for each in made} == {
        (series, "Committee Room 4", dt.time(14))
    }
    assert {each.planned_event.obligation for each in made} == {series.obligation}
    assert AuditEntry.objects.filter(action="planned a meeting").count() == 2
    assert client.get(page).content.decode().count('type="checkbox"') == 10


REFUSED = [
    ([("16/12/2026", False)], "Tick at least one day"),
    ([("16/12/2026", True), ("", True)], "Enter the day, or untick it"),
    ([("16/12/2026", True), ("31/2/2027", True)], "Enter a real date"),
    ([("16/12/2026", True), ("16/12/2026", True)], "16 December 2026 is there twice"),
    ([("16/12/2026", True), ("20/11/2026", True)], "20 November 2026 has passed"),
    ([("16/12/2026", True), ("16/1/2027", True)], "Saturday 16 January 2027 is a weekend or a bank holiday"),
    ([("25/12/2026", True)], "Friday 25 December 2026 is a weekend or a bank holiday"),
    ([("16/12/2026", True), ("13/1/2027", True)], "A meeting is already planned for 13 January 2027"),
    ([("16/12/2026", True), ("1/1/9999", True)], "Enter a real date"),
    ([("16/12/2026", True), ("22/12/2028", True)], "22 December 2028 is more than two years ahead"),
    ([("16/12/2026", True), ("\x00", True)], "Enter a real date"),
]


@pytest.mark.parametrize(("chosen", "message"), REFUSED)
def test_a_day_that_cannot_be_taken_leaves_nothing_half_done(
    chosen: list[tuple[str, bool]], message: str, series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    event = PlannedEventFactory(obligation=series.obligation, planned_on=D(2027, 1, 13))
    MeetingFactory(board=series.board, planned_event=event)
    answer = client_for(improver).post(f"{HOME}series/{series.pk}/propose/", taken(chosen))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Meeting.objects.count(), PlannedEvent.objects.count()) == (1, 1)


def test_a_day_beyond_the_end_of_the_notice_is_refused(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    notice = series.board.notice
    notice.status, notice.ended_on = notice.Status.LIFTED, D(2026, 12, 10)
    notice.ended_recorded_at = dt.datetime.now(dt.UTC)
    notice.save()
    client, page = client_for(improver), f"{HOME}series/{series.pk}/propose/"
    assert "Nothing is to be proposed" in client.get(page).content.decode()
    answer = client.post(page, taken([("9/12/2026", True), ("16/12/2026", True)])).content.decode()
    assert "must be before 10 December 2026, when the notice ended" in answer
    assert not Meeting.objects.exists()


def test_days_that_would_breach_are_warned_of_before_they_are_taken(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    """January left out, and February's moved into March: both months would close empty."""
    client, page = client_for(improver), f"{HOME}series/{series.pk}/propose/"
    chosen = [("16/12/2026", True), ("20/1/2027", False), ("3/3/2027", True)]
    warned = client.post(page, taken(chosen)).content.decode()
    for month, last in (("January", 31), ("February", 28)):
        assert f"{month} 2027 would close empty: missed on {last} {month} 2027." in warned
    assert not Meeting.objects.exists()
    # As a browser sends it: the lines of what is hidden in a form end with CR and LF.
    words = "\r\n".join(
        f"{month} 2027 would close empty: missed on {last} {month} 2027."
        for month, last in (("January", 31), ("February", 28))
    )
    assert "all the same" in warned
    client.post(page, taken(chosen, warned=words))
    assert Meeting.objects.count() == 2


def test_being_warned_of_one_breach_is_no_leave_for_another(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    chosen = [("16/12/2026", True), ("3/3/2027", True)]
    only = "January 2027 would close empty: missed on 31 January 2027."
    answer = client_for(improver).post(f"{HOME}series/{series.pk}/propose/", taken(chosen, warned=only))
    assert "February 2027 would close empty" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_day_in_the_registers_diary_without_a_meeting_is_taken_over(
    series: MeetingSeries, improver: User, client_for: ClientFor
) -> None:
    event = PlannedEventFactory(obligation=series.obligation, planned_on=D(2026, 12, 9))
    client_for(improver).post(f"{HOME}series/{series.pk}/propose/", taken([("9/12/2026", True)]))
    assert Meeting.objects.get().planned_event == event


def test_a_rolling_duty_is_planned_at_its_distance(board: Board) -> None:
    """Met on Wednesday 11 November: every fourth Wednesday, 9 December, 6 January, 3 February."""
    duty = four_weekly_duty(board.notice)
    DischargeFactory(obligation=duty, effective_on=D(2026, 11, 11))
    series = MeetingSeriesFactory(board=board, obligation=duty)
    assert days(series)[:3] == [D(2026, 12, 9), D(2027, 1, 6), D(2027, 2, 3)]


@pytest.mark.parametrize(
    "page", ["boards/{board}/series/add/", "series/{series}/edit/", "series/{series}/propose/"]
)
def test_only_the_team_keeps_series_and_another_councils_do_not_exist(
    page: str, series: MeetingSeries, improver: User, chair: User, outsider: User, client_for: ClientFor
) -> None:
    foreign = MeetingSeriesFactory()
    own: dict[str, Any] = {"board": series.board_id, "series": series.pk}
    theirs = {"board": foreign.board_id, "series": foreign.pk}
    for person, keys, code in ((chair, own, 403), (outsider, own, 404), (improver, theirs, 404)):
        address = f"{HOME}{page.format(**keys)}"
        assert client_for(person).get(address).status_code == code
        assert client_for(person).post(address, HABIT).status_code == code
    assert client_for(improver).get(f"{HOME}series/{foreign.pk}/").status_code == 404


def test_many_meetings_and_obligations_take_as_many_queries_as_few(
    series: MeetingSeries, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    client, page = client_for(improver), f"{HOME}series/{series.pk}/"

    def fill(months: range) -> int:
        for month in months:
            event = PlannedEventFactory(obligation=series.obligation, planned_on=D(2027, month, 9))
            MeetingFactory(board=series.board, series=series, planned_event=event)
            monthly_duty(series.board.notice, number=f"9.{month}")
        client.get(page)
        return queries_of(client, page)

    assert fill(range(1, 2)) == fill(range(2, 9))
