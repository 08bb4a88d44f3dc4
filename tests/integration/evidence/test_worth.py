"""What evidence shows, whether it may leave, when it is looked at again and expires, and what rests on it."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.models import AuditEntry
from evidence.models import Evidence
from evidence.selectors import uses_of
from improvement_plans.models import Answer
from reviews.models import Finding
from tests.factories import DischargeFactory, EvidenceFactory, LinkVersionFactory, NoticeFactory
from tests.factories_plan import (
    ActionFactory,
    ActionUpdateFactory,
    MeetingFactory,
    ObjectiveFactory,
    PlanFactory,
    ReviewFactory,
)
from tests.factories_sources import SourceFactory
from tests.factories_voices import ChangedVoiceFactory

pytestmark = pytest.mark.django_db

LIST = "/councils/fernshire/evidence/"
TODAY = dt.date(2026, 11, 22)
FAR = dt.date(2199, 1, 1)


def description(**changes: object) -> dict[str, object]:
    """What somebody fills in to say anew what evidence is."""
    return {
        "title": "Audit of supervision",
        "kind": "audit",
        "effective_on": "1 October 2026",
        "shows": "Seven in ten look back.",
        "confidentiality": "may_leave",
        "review_on": "1/4/2199",
        "expires_on": "1/10/2199",
        "revision": 1,
        **changes,
    }


@pytest.fixture
def piece(council, improver):
    """Evidence that counts from 1 October 2026, as a link."""
    return LinkVersionFactory(
        evidence__council=council, evidence__recorded_by=improver, evidence__effective_on=dt.date(2026, 10, 1)
    ).evidence


def test_evidence_is_described_anew_and_its_versions_stay(improver, piece, client_for):
    client_for(improver).post(f"{LIST}{piece.pk}/edit/", description())
    piece.refresh_from_db()
    assert (piece.shows, piece.may_leave) == ("Seven in ten look back.", True)
    assert (piece.review_on, piece.expires_on) == (dt.date(2199, 4, 1), dt.date(2199, 10, 1))
    assert (piece.versions.count(), piece.revision) == (1, 2)
    entry = AuditEntry.objects.get()
    assert entry.action == "described evidence anew"
    assert entry.detail["before"]["confidentiality"] == "council_only"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": " "}, "Enter the title of the evidence"),
        ({"confidentiality": ""}, "Choose whether it may leave the council"),
        ({"review_on": "30/9/2026"}, "The day to look at it again must be on or after 1 October 2026"),
        ({"expires_on": "1/10/2026"}, "The day it no longer counts must be after 1 October 2026"),
        ({"expires_on": "soon"}, "Day from which it no longer counts must be a real date"),
    ],
)
def test_a_description_has_its_refusals(improver, piece, client_for, changes, message):
    page = client_for(improver).post(f"{LIST}{piece.pk}/edit/", description(**changes)).content.decode()
    assert page.count(message) == 2, "once in the summary, once at the field"
    piece.refresh_from_db()
    assert piece.revision == 1


def test_the_second_of_two_editors_is_shown_both_versions(improver, piece, client_for):
    client, address = client_for(improver), f"{LIST}{piece.pk}/edit/"
    client.post(address, description(title="Theirs first"))
    page = client.post(address, description(title="Mine second")).content.decode()
    assert "changed this" in page
    piece.refresh_from_db()
    assert piece.title == "Theirs first"


def test_somebody_looks_again_and_says_when_to_look_next(improver, piece, client_for):
    Evidence.objects.update(review_on=dt.date(2026, 11, 1))
    client = client_for(improver)
    client.post(f"{LIST}{piece.pk}/look-again/", {"review_on": "1/1/2199", "revision": 1})
    piece.refresh_from_db()
    assert piece.review_on == FAR
    assert AuditEntry.objects.get().action == "looked at evidence again"
    client.post(f"{LIST}{piece.pk}/look-again/", {"review_on": "", "revision": 2})
    piece.refresh_from_db()
    assert piece.review_on is None


def test_the_next_look_is_a_day_to_come(improver, piece, client_for):
    page = client_for(improver).post(
        f"{LIST}{piece.pk}/look-again/", {"review_on": "2/10/2026", "revision": 1}
    )
    assert "The day to look at it again must be after today" in page.content.decode()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("person", ["owner", "adviser", "department_official", "board_member"])
def test_none_changes_somebody_elses_evidence(person, request, piece, client_for):
    client = client_for(request.getfixturevalue(person))
    for deed, asked in (("edit", description()), ("look-again", {"review_on": "", "revision": 1})):
        address = f"{LIST}{piece.pk}/{deed}/"
        assert client.get(address).status_code == client.post(address, asked).status_code == 403
    piece.refresh_from_db()
    assert piece.revision == 1


@pytest.mark.parametrize(
    ("effective", "review", "expires", "counts", "to_look_at", "expired"),
    [
        (dt.date(2026, 10, 1), None, None, True, False, False),
        (dt.date(2026, 11, 23), None, None, False, False, False),
        (dt.date(2026, 10, 1), dt.date(2026, 11, 22), None, True, True, False),
        (dt.date(2026, 10, 1), dt.date(2026, 11, 23), None, True, False, False),
        (dt.date(2026, 10, 1), None, dt.date(2026, 11, 22), False, False, True),
        (dt.date(2026, 10, 1), dt.date(2026, 11, 1), dt.date(2026, 11, 22), False, False, True),
        (dt.date(2026, 10, 1), None, dt.date(2026, 11, 23), True, False, False),
    ],
)
def test_what_evidence_is_worth_on_a_day(council, effective, review, expires, counts, to_look_at, expired):
    piece = EvidenceFactory(council=council, effective_on=effective, review_on=review, expires_on=expires)
    kept = Evidence.objects.all()
    worth = [kept.counting_on(TODAY), kept.to_be_looked_at(TODAY), kept.expired_on(TODAY)]
    assert [found.exists() for found in worth] == [counts, to_look_at, expired]
    assert (piece.is_to_be_looked_at(TODAY), piece.is_expired(TODAY)) == (to_look_at, expired)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Fresh", "Stale", "Gone"}),
        ("state=counts", {"Fresh", "Stale"}),
        ("state=look_again", {"Stale"}),
        ("state=expired", {"Gone"}),
        ("confidentiality=may_leave", {"Fresh"}),
        ("title=look+back", {"Fresh"}),
    ],
)
def test_the_list_is_narrowed_and_the_exports_follow(improver, council, client_for, query, found):
    day = dt.date(2020, 1, 1)
    kept = {
        "Fresh": {"confidentiality": "may_leave", "shows": "Seven in ten look back."},
        "Stale": {"review_on": dt.date(2021, 1, 1)},
        "Gone": {"expires_on": dt.date(2021, 1, 1)},
    }
    for title, facts in kept.items():
        piece = EvidenceFactory(council=council, title=title, effective_on=day, **facts)
        LinkVersionFactory(evidence=piece)
    client = client_for(improver)
    page = client.get(f"{LIST}?{query}")
    assert {each.title for each in page.context["page"]} == found
    assert (page.context["attention"].look_again, page.context["attention"].expired) == (1, 1)
    rows = client.get(f"{LIST}evidence.csv?{query}").content.decode("utf-8-sig").splitlines()
    assert {row.split(",")[0] for row in rows[1:]} == found
    book = load_workbook(BytesIO(client.get(f"{LIST}evidence.xlsx?{query}").content))
    assert {row[0].value for row in list(book.active.rows)[1:]} == found


def test_evidence_leads_to_what_rests_on_it(improver, council, piece, client_for):
    notice = NoticeFactory(council=council)
    discharge = DischargeFactory(obligation__clause__notice=notice, what="Plan submitted")
    plan = PlanFactory(notice=notice)
    action = ActionFactory(objective=ObjectiveFactory(plan=plan))
    update, voice = ActionUpdateFactory(action=action), ChangedVoiceFactory(plan=plan)
    finding = Finding.objects.create(
        review=ReviewFactory(notice=notice), kind="strength", words="Supervision"
    )
    source = SourceFactory(plan=plan)
    answer = Answer.objects.create(source=source, kind=Answer.Kind.DONE, given_on=TODAY)
    of_clause = Answer.objects.create(
        clause=discharge.obligation.clause, kind=Answer.Kind.DONE, given_on=TODAY
    )
    for row in (discharge, action, update, voice, finding, answer, of_clause):
        row.evidence.add(piece)
    MeetingFactory(minutes=piece)
    page = client_for(improver).get(f"{LIST}{piece.pk}/").content.decode()
    home = "/councils/fernshire/"
    clause = discharge.obligation.clause
    for place in (
        f"{home}notices/{notice.pk}/clauses/{clause.pk}/",
        f"{home}plan/actions/{action.pk}/",
        f"{home}plan/voices/{voice.pk}/",
        f"{home}plan/sources/{source.pk}/",
        f"{home}plan/coverage/clauses/{clause.pk}/",
        f"{home}reviews/",
        f"{home}board/",
    ):
        assert f'href="{place}"' in page, place
    kinds = {use.kind for use in uses_of(piece, council=council)}
    assert kinds == {"Discharge", "Action", "Action update", "Voice", "Finding", "Meeting", "Answer"}


def test_the_page_asks_the_same_number_of_questions_however_much_rests_on_it(
    improver, council, piece, client_for, queries_of
):
    client = client_for(improver)
    plan = PlanFactory(notice=NoticeFactory(council=council))

    def some(number: int) -> None:
        for _ in range(number):
            update = ActionUpdateFactory(action=ActionFactory(objective=ObjectiveFactory(plan=plan)))
            update.evidence.add(piece)
            update.action.evidence.add(piece)
            discharge = DischargeFactory(obligation__clause__notice=plan.notice)
            discharge.evidence.add(piece)

    some(2)
    few = queries_of(client, f"{LIST}{piece.pk}/")
    some(10)
    assert queries_of(client, f"{LIST}{piece.pk}/") == few
