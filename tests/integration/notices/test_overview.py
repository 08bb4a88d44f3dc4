"""The overview of a notice, the page of a clause and the calendar file."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from accounts.models import Organisation, User
from notices.models import Discharge, Notice, NoticeDraft
from tests.factories import (
    AreaFactory,
    AssessmentFactory,
    DischargeFactory,
    EvidenceFactory,
    NoticeDraftFactory,
    NoticeFactory,
    PlannedEventFactory,
    RequestFactory,
    VariationFactory,
)
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 3, 20)
ClientFor = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


@pytest.fixture
def client(improver: User, client_for: ClientFor) -> Client:
    return client_for(improver)


def address(name: str, notice: Notice, *args: object) -> str:
    return reverse(f"notices:{name}", args=[notice.council.slug, notice.pk, *args])


def test_it_states_the_position_the_counts_and_every_clause(client: Client, known: Known) -> None:
    page = client.get(address("notice", known.notice))
    words = page.content.decode()
    register = page.context["register"]
    assert (register.position.value, register.overdue, register.missed) == ("in_breach", 1, 1)
    assert all(f">{each.clause.number}</a>" in words for each in register.clauses)
    assert "theirs, not the council’s" in words
    assert "As at" in words


def test_an_earlier_day_and_what_was_known_then(client: Client, known: Known) -> None:
    DischargeFactory(
        obligation=known.plan,
        effective_on=D(2026, 2, 10),
        recorded_at=dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC),
    )
    then = f"{address('notice', known.notice)}?as_at=2026-02-20"
    assert client.get(then).context["register"].overdue == 0
    believed = client.get(f"{then}&known_on=2026-02-20")
    assert believed.context["register"].overdue == 1
    assert "as known on <strong>20 February 2026" in believed.content.decode()


def test_a_day_before_the_notice_says_that_it_was_not_yet_in_force(client: Client, known: Known) -> None:
    words = client.get(f"{address('notice', known.notice)}?as_at=2026-01-15").content.decode()
    assert "was not yet in force on 15 January 2026" in words
    assert "Clause by clause" not in words


@pytest.mark.parametrize(
    "query",
    ["?as_at=31/2/2026", "?as_at=2030-01-01", "?from=x", "?from=9999-12", "?from=0001-01", "?from=2026-13"],
)
def test_a_day_that_cannot_be_read_falls_back_and_is_never_a_server_error(
    query: str, client: Client, known: Known
) -> None:
    page = client.get(f"{address('notice', known.notice)}{query}")
    assert page.status_code == 200
    assert page.context["register"].as_at == TODAY


def test_the_strip_begins_with_the_notice_and_moves_by_its_links(client: Client, known: Known) -> None:
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12))
    strip = client.get(address("notice", known.notice)).context["overview"].strip
    assert (strip.months[0], len(strip.months), strip.earlier) == (D(2026, 1, 1), 15, None)
    board = next(row for row in strip.rows if row.key == known.board.pk)
    assert [mark.letter for marks in board.cells[:4] for mark in marks] == ["X", "M", "U"]
    later = (
        client.get(f"{address('notice', known.notice)}?from={strip.later:%Y-%m}").context["overview"].strip
    )
    assert (later.months[0], later.earlier) == (D(2027, 4, 1), D(2026, 1, 1))


def test_it_takes_the_same_number_of_queries_whatever_its_size(client: Client, council: Organisation) -> None:
    small, large = _sized(council, 3, 2), _sized(council, 40, 60)
    client.get(address("notice", small))
    with CaptureQueriesContext(connection) as few:
        assert client.get(address("notice", small)).status_code == 200
    with CaptureQueriesContext(connection) as many:
        assert client.get(address("notice", large)).status_code == 200
    assert len(many) == len(few)


def _sized(council: Organisation, obligations: int, events: int) -> Notice:
    year = 2021 if obligations > 10 else 2020
    notice = NoticeFactory(council=council, issued_on=D(year, 1, 4), service_area=f"Service {obligations}")
    previous = None
    for number in range(obligations):
        terms = (
            {"type": "each_calendar", "unit": "month"}
            if number % 2
            else {"type": "at_each", "of": "board meeting"}
        )
        follows = previous if number % 2 == 0 else None
        made = duty(notice, str(number + 1), "meeting" if number % 2 else "report", terms, follows=follows)
        Discharge.objects.bulk_create(
            Discharge(obligation=made, effective_on=D(year + month // 12, month % 12 + 1, 20), what="Done")
            for month in range(events)
        )
        AssessmentFactory(obligation=made)
        VariationFactory(obligation=made, terms=terms, agreed_on=D(year, 2, 1), effective_from=D(year, 2, 1))
        PlannedEventFactory(obligation=made, planned_on=D(2026, 4, number % 28 + 1))
        RequestFactory(obligation=made)
        AreaFactory(notice=notice, letter=str(number))
        previous = made if number % 2 else previous
    return notice


def test_a_clause_shows_its_facts_with_their_evidence_and_takes_constant_queries(
    client: Client, known: Known
) -> None:
    kept = EvidenceFactory(council=known.notice.council, title="Minutes of the first board")
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12), what="The board met").evidence.add(
        kept
    )
    _more_facts(known, 1)
    page = address("clause", known.notice, known.board.clause_id)
    with CaptureQueriesContext(connection) as few:
        words = client.get(page).content.decode()
    assert f">{known.board.summary}</h2>" in words
    assert "The board met" in words
    assert "Minutes of the first board" in words
    assert known.board.clause.words in words
    for day in range(2, 12):
        _more_facts(known, day)
    with CaptureQueriesContext(connection) as many:
        assert client.get(page).status_code == 200
    assert len(many) == len(few)


def _more_facts(known: Known, day: int) -> None:
    more = DischargeFactory(obligation=known.board, effective_on=D(2026, 2, day))
    more.evidence.add(EvidenceFactory(council=known.notice.council))
    PlannedEventFactory(obligation=known.board, planned_on=D(2026, 5, day))
    VariationFactory(
        obligation=known.board,
        agreed_on=D(2026, 2, day),
        effective_from=D(2026, 2, day),
        terms={"type": "each_calendar", "unit": "month"},
    )


def test_a_clause_tells_its_history(client: Client, known: Known, improver: User) -> None:
    form = address("record_discharge", known.notice, known.board.pk)
    client.post(form, {"what": "Board met", "effective_on": "12/3/2026"})
    known.board.lead_days = 21
    known.board.save()
    words = client.get(address("clause", known.notice, known.board.clause_id)).content.decode()
    assert "Imogen Prowse: Recorded a discharge: Board met, 12 March 2026" in words
    assert "Changed days ahead that it counts as due soon" in words


def test_what_lies_after_the_day_asked_about_is_not_shown_as_done(client: Client, known: Known) -> None:
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12), what="The board met")
    page = f"{address('clause', known.notice, known.board.clause_id)}?as_at=2026-03-01"
    assert "The board met" not in client.get(page).content.decode()


def test_a_person_without_permission_sees_no_links_to_forms(
    known: Known, board_member: User, client_for: ClientFor
) -> None:
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12))
    words = (
        client_for(board_member).get(address("clause", known.notice, known.board.clause_id)).content.decode()
    )
    assert "Withdraw" not in words
    assert "Record that it was held" not in words


def test_one_notice_is_opened_at_once_and_several_are_listed(client: Client, known: Known) -> None:
    listing = reverse("notices:list", args=["fernshire"])
    assert client.get(listing).headers["Location"] == address("notice", known.notice)
    assert "Improvement Notice to Fernshire Council" in client.get(f"{listing}?all=1").content.decode()
    NoticeDraftFactory(council=known.notice.council, state=NoticeDraft.State.OPEN)
    assert "1 draft in review" in client.get(listing).content.decode()
    NoticeFactory(council=known.notice.council, issued_on=D(2026, 2, 1), title="A second notice")
    assert "A second notice" in client.get(listing).content.decode()


def test_a_council_without_a_notice_is_told_how_one_comes_to_be(
    client: Client, council: Organisation
) -> None:
    words = client.get(reverse("notices:list", args=[council.slug])).content.decode()
    assert "No notice has been confirmed yet" in words


def test_the_calendar_file_is_valid_and_its_entries_keep_their_names(client: Client, known: Known) -> None:
    answer = client.get(address("calendar", known.notice))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    names = [str(event["uid"]) for event in events]
    assert len(names) == len(set(names)) > 5
    board = [event for event in events if str(event["summary"]).startswith("6:")]
    assert [event.decoded("dtstart") for event in board][:2] == [D(2026, 2, 28), D(2026, 3, 31)]
    assert board[0].decoded("dtend") - board[0].decoded("dtstart") == dt.timedelta(days=1)
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12))
    again = Calendar.from_ical(client.get(address("calendar", known.notice)).content).walk("VEVENT")
    assert set(names) <= {str(event["uid"]) for event in again}


def test_a_meeting_that_was_cancelled_stays_in_the_calendar_as_cancelled(
    client: Client, known: Known
) -> None:
    PlannedEventFactory(
        obligation=known.board,
        planned_on=D(2026, 4, 10),
        cancelled_on=D(2026, 3, 19),
        cancelled_recorded_at=dt.datetime(2026, 3, 19, tzinfo=dt.UTC),
    )
    events = Calendar.from_ical(client.get(address("calendar", known.notice)).content).walk("VEVENT")
    report = next(event for event in events if str(event["summary"]).startswith("5.b:"))
    assert str(report["status"]) == "CANCELLED"
